"""Content of Hugo, Jekyll and Pelican -> stories: fields by a table, the rest of them kept in a comment.

The body is Markdown already. What only the other generator understands is taken out of it, or shown as it stands.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.days import suggest_day
from sitegen.drafts import Value, render_fields
from sitegen.importing.bounds import MOST_PICTURE, SourceError, inside, read_bounded
from sitegen.importing.metadata import Metadata, read_metadata
from sitegen.importing.plaintext import comment
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.names import SLUG
from sitegen.slugs import slugify

TABLE: dict[str, tuple[str, ...]] = {
    "kicker": ("kicker", "eyebrow", "supertitle"),
    "headline": ("title", "headline"),
    "deck": ("subtitle", "subheadline", "sub_title", "deck"),
    "summary": ("description", "summary", "excerpt"),
    "byline": ("authors", "author", "byline"),
    "section": ("section", "categories", "category"),
    "column": ("column", "series"),
    "tags": ("tags", "tag", "keywords"),
    "updated": ("lastmod", "updated", "modified", "last_modified_at"),
    "aliases": ("aliases", "redirect_from", "permalink", "url"),
}
"""Our field -> the names under which the others have it, the most telling first (Hugo, Jekyll, Pelican)."""

_DATES = ("date", "publishdate", "published", "created")
_PICTURES = ("image", "cover", "featured_image", "thumbnail")
_DROPPED = frozenset({"draft", "status", "slug", "layout", "type", "lang", "comments", "toc", "math"})
"""Names that say nothing of a story here; every draft is one."""

_FILE_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-?(.*)")
_ALIAS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*\.html?")
_ROOTS = ("hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "_config.yml", "pelicanconf.py")
"""Files by which the root of a site is known."""

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_FIGURE = re.compile(r"^\s*\{\{[<%]\s*figure\s+([^\n]*?)/?[>%]\}\}\s*$")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+[\"']([^\"'\n]*)[\"'])?\s*\)(?:\{[^{}\n]*\})?")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]^]+\]:\s+(?!https?://|mailto:)\S+.*$")
_PLACES = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}|\{(?:static|attach|filename)\}|\|filename\|")
_MORE = re.compile(r"^\s*<!--\s*more\s*-->\s*$|^\s*\{%-?\s*(?:end)?raw\s*-?%\}\s*$", re.IGNORECASE)
_FOREIGN = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|^\s*\{:[^}]*\}\s*$")
_KEPT_LINK = re.compile(r"(?:https?://|mailto:|tel:|#)")


def read_generator(path: Path) -> Found:
    """Return the one story of a file; raise SourceError where its fields cannot be read."""
    text = read_bounded(path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    fields, body = read_metadata(text, path)
    named = _FILE_DATE.fullmatch(path.stem)
    guesses: list[Guess] = []
    mapped = _mapped(fields, guesses)
    stem = path.parent.name if path.stem == "index" else named[2] if named else path.stem
    if not mapped["headline"]:
        mapped["headline"] = stem.replace("-", " ").strip() or path.stem
        guesses.append(Guess(what="headline", value=str(mapped["headline"]), sureness="perhaps", reason="title-none"))
    blocks = _Reader(path, guesses).read(body)
    for name in _PICTURES:
        if isinstance(fields.get(name), str) and fields[name]:
            blocks.insert(0, find_picture(str(fields[name]), path))
            break
    if kept := _kept(fields, guesses):
        blocks.append(kept)
    days = (suggest_day(str(fields.get(name, ""))) for name in _DATES)
    day = next(filter(None, days), named[1] if named else "")
    slug = slugify(str(fields.get("slug") or stem))
    slug = slug if SLUG.fullmatch(slug) else ""
    story = Story(fields=mapped, blocks=tuple(blocks), guesses=tuple(guesses), date=day, slug=slug)
    return Found(stories=(story,))


def _mapped(fields: Metadata, guesses: list[Guess]) -> dict[str, Value]:
    """Return our fields of what the table knows."""
    found: dict[str, list[str]] = {
        ours: next((_texts(fields[name]) for name in theirs if _texts(fields.get(name, ""))), [])
        for ours, theirs in TABLE.items()
    }
    sections, tags = found["section"], found["tags"]
    mapped: dict[str, Value] = {name: found[name][0] if found[name] else "" for name in ("kicker", "headline", "deck")}
    mapped |= {"summary": " ".join(found["summary"]), "section": sections[0] if sections else ""}
    mapped |= {"column": found["column"][0] if found["column"] else "", "byline": _byline(found["byline"])}
    mapped["tags"] = tuple(dict.fromkeys((*tags, *sections[1:])))
    mapped["updated"] = suggest_day(found["updated"][0]) if found["updated"] else ""
    old = [_alias(address) for name in TABLE["aliases"] for address in _texts(fields.get(name, ""))]
    mapped["aliases"] = tuple(dict.fromkeys(filter(None, old)))
    for name, value in mapped.items():
        if value:
            guesses.append(Guess(what=name, value=_shown(value), sureness="sure", reason="given"))
    return mapped


def _texts(value: object) -> list[str]:
    """Return a value as texts: one, or those of a list; names of people may stand in mappings."""
    if isinstance(value, Mapping):
        return _texts(value.get("name", ""))
    if isinstance(value, list | tuple):
        return [text for entry in value for text in _texts(entry)]
    text = " ".join(str(value).split())
    return [text] if text else []


def _byline(names: list[str]) -> Value:
    return names[0] if len(names) == 1 else tuple({"name": name} for name in names)


def _alias(address: str) -> str:
    """Return an old address as we write it, or an empty text where it can be none of ours."""
    path = unquote(urlsplit(address).path).strip("/") + ("/index.html" if address.endswith("/") else "")
    path = path if re.search(r"\.html?$", path) else f"{path}.html"
    return path if _ALIAS.fullmatch(path) else ""


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(entry["name"]) if isinstance(entry, Mapping) else str(entry) for entry in value)
    return str(value)


def _kept(fields: Metadata, guesses: list[Guess]) -> str:
    """Return the fields that have no place here as a comment, or an empty text."""
    known = {name for names in TABLE.values() for name in names} | set(_DATES) | set(_PICTURES) | _DROPPED
    rest = {name: value for name, value in fields.items() if name not in known and value not in ("", [], {})}
    if not rest:
        return ""
    guesses.append(Guess(what="fields", value=", ".join(rest), sureness="sure", reason="kept"))
    return comment(render_fields(rest))


class _Reader:
    """Goes through the lines of a body once; pictures become blocks of their own."""

    def __init__(self, path: Path, guesses: list[Guess]) -> None:
        self._path = path
        self._guesses = guesses
        self._blocks: list[str | Picture] = []
        self._lines: list[str] = []

    def read(self, body: str) -> list[str | Picture]:
        """Return the blocks of a body; what stands in fenced code stays as it is."""
        fence = ""
        for line in body.split("\n"):
            mark = _FENCE.match(line)
            if fence or mark:
                self._lines.append(line)
                fence = "" if mark and fence == mark[1] else fence or (mark[1] if mark else "")
            else:
                self._take(line)
        self._close()
        return self._blocks

    def _take(self, line: str) -> None:
        line = _PLACES.sub("", line)
        if _MORE.match(line) or _DEFINITION.match(line):
            return
        if figure := _FIGURE.match(line):
            given = {match[1]: match[2] or match[3] or "" for match in _ATTRIBUTE.finditer(figure[1])}
            self._picture(given.get("src", ""), given.get("alt", ""), given.get("caption") or given.get("title", ""))
            return
        if _FOREIGN.search(line):
            self._guesses.append(Guess(what="text", value=line.strip()[:40], sureness="sure", reason="shortcode"))
        images = list(_IMAGE.finditer(line))
        rest = _IMAGE.sub("" if len(images) == 1 and images[0][0] == line.strip() else r"\1", line)
        self._lines += [self._linked(rest)] if rest.strip() or not images else []
        for image in images:
            self._picture(image[2], image[1], image[3] or "")

    def _linked(self, line: str) -> str:
        """Return a line whose links lead to the web; those that would lead nowhere are text."""

        def kept(match: re.Match[str]) -> str:
            if _KEPT_LINK.match(match[2]):
                return match[0]
            self._guesses.append(Guess(what="link", value=match[2], sureness="sure", reason="link-lost"))
            return match[1]

        return _LINK.sub(kept, line)

    def _picture(self, address: str, alt: str, caption: str) -> None:
        self._close()
        found = find_picture(address, self._path)
        self._blocks.append(Picture(name=found.name, content=found.content, alt=alt, caption=caption))

    def _close(self) -> None:
        text = "\n".join(self._lines).strip("\n")
        if text.strip():
            self._blocks.append(text)
        self._lines = []


def find_picture(address: str, path: Path) -> Picture:
    """Return a picture that the text names, with its bytes where it lies in the folder of the site."""
    way = unquote(urlsplit(address).path)
    name = Path(way).name
    if urlsplit(address).scheme or not name:
        return Picture(name=name or "picture")
    root = site_root(path)
    places = (path.parent / way, *(root / folder / way.lstrip("/") for folder in ("static", "assets", "content", "")))
    for place in places:
        file = inside(root, place)
        if file is not None:
            try:
                return Picture(name=name, content=read_bounded(file, MOST_PICTURE))
            except SourceError:
                break
    return Picture(name=name)


def site_root(path: Path) -> Path:
    """Return the folder of the site that a file belongs to: the nearest one with its settings, else its own."""
    for folder in path.resolve().parents:
        if any((folder / name).is_file() for name in _ROOTS):
            return folder
    return path.resolve().parent
