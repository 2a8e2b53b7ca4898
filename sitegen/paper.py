"""`paper.yaml` -> Paper: what the paper calls itself, and the names that its articles may use."""

import re
from collections.abc import Mapping as PyMapping
from difflib import get_close_matches
from typing import cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from sitegen.frontmatter import Front
from sitegen.kinds import KINDS
from sitegen.model import Cms, Notice, Paper, RemoteImages, Serials, Takeaway, Topic
from sitegen.names import SLUG, is_device
from sitegen.pictures import Size
from sitegen.problems import OFF, Problem
from sitegen.schema import (
    FILE_NAME,
    Choice,
    Field,
    Flag,
    Line,
    List,
    Mapping,
    Pattern,
    Short,
    Values,
    Words,
    nearest,
    read_fields,
)
from sitegen.slugs import slugify
from sitegen.source import parse_source

DOWNLOADS = ("epub", "zip")
"""What paper.yaml may ask for; PDF is asked for on the command line."""

_COLOUR = Pattern(re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"), "accent-invalid")
_WEB = re.compile(r"https?://[^\s<>\"'\\^`{|}]+")
_SAFE_ADDRESS = re.compile(
    r"(?:https?://|mailto:)[^\s<>\"'\\^`{|}]+|[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*\.html"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?", re.ASCII)

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})+")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})*")

LEVELS: dict[str, tuple[str, ...]] = {
    code: ("error",) if kind.level == "error" else (OFF, "note", "warning", "error") for code, kind in KINDS.items()
}
"""What a paper may make of each kind of problem: an error that stops a build stays one."""

_TOPIC = Mapping(
    Field("name", Line(), "The name as printed.", "要闻", required=True),
    Field("slug", Pattern(SLUG, "slug-invalid"), "The last part of its address.", "yaowen"),
)
_TOPICS = List(Short(_TOPIC, "name"))

FIELDS = Mapping(
    Field("name", Line(), "The paper's name as on its nameplate.", "江城晚报", required=True),
    Field("tagline", Line(), "A line under the name.", "数字报"),
    Field("language", Line(), "The language of the paper (BCP 47).", "zh-CN", required=True),
    Field("timezone", Line(), "Where its days begin (IANA name).", "Asia/Shanghai", required=True),
    Field("base_url", Line(), "Where it is published; feeds and sitemaps need it.", "https://paper.example.org/"),
    Field("publisher", Line(), "Who publishes it.", "江城晚报社"),
    Field(
        "serials",
        Mapping(
            Field("cn", Line(), "Domestic serial number.", "CN 51-0046"),
            Field("issn", Line(), "International serial number.", "1234-5679"),
            Field("postal", Line(), "Postal subscription number.", "61-71"),
        ),
        "Registered numbers, as printed.",
        "{cn: CN 51-0046}",
    ),
    Field("license", Line(), "Under which terms the texts may be used.", "CC BY 4.0"),
    Field("sections", _TOPICS, "The parts of the paper.", "[{name: 要闻, slug: yaowen}]"),
    Field("columns", _TOPICS, "Named regular features.", "[{name: 江边夜话, slug: jiangbian}]"),
    Field("people", _TOPICS, "Who signs the stories.", "[{name: 林晓, slug: lin-xiao}]"),
    Field(
        "notices",
        List(
            Short(
                Mapping(
                    Field("text", Line(), "What the notice says.", "订阅本报", required=True),
                    Field("url", Pattern(_SAFE_ADDRESS, "address-invalid"), "Where it leads.", "https://example.org/"),
                ),
                "text",
            )
        ),
        "Lines of the paper's own.",
        "[{text: 订阅本报, url: pages/subscribe.html}]",
    ),
    Field("nameplate", FILE_NAME, "A picture of the name, in the content folder.", "nameplate.svg"),
    Field("accent", _COLOUR, "The one colour beside ink and paper.", '"#a4161a"'),
    Field("remote_images", Choice(("refuse", "link", "allow")), "What becomes of pictures elsewhere.", "refuse"),
    Field(
        "checks", Words(LEVELS), "How bad a kind of problem is for this paper, by its code.", "{quote-straight: off}"
    ),
    Field(
        "cms",
        Mapping(
            Field(
                "repo", Pattern(_REPOSITORY, "repository-invalid"), "Owner and name.", "paper/archive", required=True
            ),
            Field("backend", Choice(("github", "gitlab", "gitea", "forgejo", "bitbucket")), "The git host.", "github"),
            Field("branch", Pattern(_BRANCH, "repository-invalid"), "Branch that is published.", "main"),
            Field("folder", Pattern(_BRANCH, "repository-invalid"), "The content folder in the repository.", "content"),
            Field(
                "auth", Pattern(_SAFE_ADDRESS, "address-invalid"), "Who signs people in.", "https://auth.example.org"
            ),
        ),
        "The CMS at /admin/, where the paper has one.",
        "{repo: paper/archive}",
    ),
    Field("edit_url", Line(), "Address of a file in the git host.", "https://git.example.org/paper/edit/main/{path}"),
    Field(
        "history_url",
        Line(),
        "Address of the list of a file's changes in the git host; stories then show the day of the last one.",
        "https://git.example.org/paper/commits/main/{path}",
    ),
    Field("downloads", List(Choice(DOWNLOADS), most=len(DOWNLOADS)), "What readers can take away.", "[epub, zip]"),
    Field("offline", Flag(), "Whether readers may keep issues to read them later without a network.", "true"),
)


def read_paper(path: str, data: bytes, pictures: PyMapping[str, Size]) -> tuple[Paper, tuple[Problem, ...]]:
    """Return the paper that a `paper.yaml` describes, and what is doubtful in it.

    `pictures` are the sizes of those beside it. Raises ContentError with all that is wrong.
    """
    source = parse_source(path, data)
    values, reading = read_fields(source, Front(yaml=source.text, line=1), FIELDS)
    serials = values.mapping("serials")
    sections, columns, people = (_topics(values, kind) for kind in ("sections", "columns", "people"))
    paper = Paper(
        name=values.text("name"),
        language=_language(values),
        timezone=_timezone(values),
        tagline=values.text("tagline"),
        base_url=_base_url(values),
        publisher=values.text("publisher"),
        serials=Serials(cn=serials.text("cn"), issn=serials.text("issn"), postal=serials.text("postal")),
        license=values.text("license"),
        sections=sections,
        columns=columns,
        people=people,
        notices=_notices(values),
        nameplate=_nameplate(values, pictures),
        accent=values.text("accent"),
        remote_images=cast(RemoteImages, values.text("remote_images") or "refuse"),
        cms=_cms(values),
        edit_url=_pattern(values, "edit_url", "edit"),
        history_url=_pattern(values, "history_url", "commits"),
        checks=values.words("checks"),
        downloads=cast("tuple[Takeaway, ...]", tuple(sorted(set(values.texts("downloads"))))),
        offline=values.flag("offline", default=False) if "offline" in values else None,
    )
    reading.finish()
    return paper, tuple(reading.problems)


def _nameplate(values: Values, pictures: PyMapping[str, Size]) -> str:
    """Return the file name of the nameplate; to ask for its size finds out whether it can be shown."""
    name = values.text("nameplate")
    if name and name not in pictures:
        known = ", ".join(nearest(name, pictures) or sorted(pictures)[:8]) or "–"
        values.fault("nameplate", "file-missing", name=name, known=known)
    elif name:
        pictures[name]
    return name


def _topics(values: Values, kind: str) -> tuple[Topic, ...]:
    """Return the declared names of one kind with their slugs; both are each there once."""
    found: list[Topic] = []
    taken: dict[str, str] = {}
    for entry in values.mappings(kind):
        name, fault = entry.text("name"), entry.fault
        slug = entry.text("slug") or slugify(name, person=kind == "people")
        if not name:
            continue
        if any(topic.name == name for topic in found):
            fault("name", "name-repeated", name=name)
        elif not slug:
            fault("name", "slug-needed", name=name, example=f"{kind}-{len(found) + 1}")
        elif is_device(slug) or slug == "index":
            fault("slug", "slug-invalid", field="slug", value=slug, example=f"{slug}-1")
        elif slug in taken:
            fault("slug" if "slug" in entry else "name", "slug-clash", name=name, other=taken[slug], slug=slug)
        else:
            taken[slug] = name
            found.append(Topic(name=name, slug=slug))
    return tuple(found)


def _notices(values: Values) -> tuple[Notice, ...]:
    """Return the notices; each leads to the web, to a mailbox or to a page of the paper."""
    found = []
    for entry in values.mappings("notices"):
        url = entry.text("url")
        if url.startswith("http") and not _is_web(url):
            entry.fault("url", "address-invalid", field="url", value=url[:80], example="https://example.org/")
        found.append(Notice(text=entry.text("text"), url=url))
    return tuple(found)


def _cms(values: Values) -> Cms | None:
    """Return where the CMS finds the paper's files, or None where it has none."""
    given = values.mapping("cms")
    if not given.text("repo"):
        return None
    named = {name: given.text(name) for name in ("backend", "branch", "folder", "auth") if given.text(name)}
    return Cms(repo=given.text("repo"), **named)


def _language(values: Values) -> str:
    """Return the language in the letter cases of BCP 47: zh-Hant-TW."""
    written = values.text("language")
    match = _LANGUAGE.fullmatch(written)
    if match and _is_language(match[1].lower()):
        parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
        return "-".join(part for part in parts if part)
    if written:
        values.fault("language", "language-invalid", field="language", value=written[:40])
    return ""


def _is_language(code: str) -> bool:
    """Tell whether CLDR knows the language: else no date could be written in it."""
    from babel.localedata import exists  # noqa: PLC0415  # only the reading of paper.yaml needs it

    return exists(code)


def _timezone(values: Values) -> str:
    written = values.text("timezone")
    if not written:
        return ""
    try:
        ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        known = get_close_matches(written[:40], sorted(available_timezones()), n=3) or ["Asia/Shanghai"]
        values.fault("timezone", "timezone-unknown", value=written[:40], known=", ".join(known))
        return ""
    return written


def _base_url(values: Values) -> str:
    """Return the address with a closing slash; only a plain one of http or https."""
    written = values.text("base_url")
    if not written:
        return ""
    if _is_web(written) and not urlsplit(written).query and not urlsplit(written).fragment:
        return written if written.endswith("/") else written + "/"
    example = "https://paper.example.org/"
    values.fault("base_url", "address-invalid", field="base_url", value=written[:80], example=example)
    return ""


def _pattern(values: Values, field: str, verb: str) -> str:
    """Return the pattern of addresses in the git host; `verb` is for the example."""
    written = values.text(field)
    if not written or ("{path}" in written and _is_web(written.replace("{path}", "path"))):
        return written
    example = f"https://git.example.org/paper/{verb}/main/{{path}}"
    values.fault(field, "edit-url-invalid", field=field, value=written[:80], example=example)
    return ""


def _is_web(address: str) -> bool:
    """Tell whether an address of http or https has a host and no user name."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return bool(_WEB.fullmatch(address) and parts.hostname and "@" not in parts.netloc and port != 0)
