"""Stories -> files of a paper: names, pages, pictures beside them; what is there already is left alone.

Nothing is written here. Each file was read as `check` reads it, so that what is placed passes.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sitegen.articles import read_article, settings_of
from sitegen.articles.fields import FIELDS
from sitegen.drafts import Value, render_draft
from sitegen.frontmatter import split_front
from sitegen.importing.plaintext import comment, escape_within
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.model import Page
from sitegen.pictures import PictureError, Size, measure
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass
from sitegen.scaffolds import ISSUE, Shelf, article_slug, read_issue_head, shortened
from sitegen.schema import read_fields
from sitegen.slugs import slugify
from sitegen.source import parse_source

FIELDS_IN_ORDER = tuple(field.name for field in FIELDS.fields)
"""As an editor writes them."""

_PREFIX = re.compile("^[0-9]{1,3}-")

_SIGNATURES = (
    (b"\xff\xd8\xff", 0, ".jpg"),
    (b"\x89PNG\r\n", 0, ".png"),
    (b"GIF8", 0, ".gif"),
    (b"WEBP", 8, ".webp"),
    (b"ftypavif", 4, ".avif"),
)
"""First bytes of a picture, and where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One story on its way into a paper."""

    path: Path
    """Its file, or the one that holds it already."""

    there: bool
    files: Mapping[Path, bytes]
    """The file and its pictures; empty where the story is there already or has problems."""

    guesses: tuple[Guess, ...]
    problems: tuple[Problem, ...] = ()
    """Those for which it was not placed."""

    @property
    def state(self) -> Literal["there", "written", "failed"]:
        """What became of it."""
        return "there" if self.there else "written" if self.files else "failed"


class Tray:
    """An issue that receives stories."""

    def __init__(self, shelf: Shelf, name: str, pages: tuple[Page, ...]) -> None:
        """Use `pages` where there is no such issue yet; raise ContentError where its issue.md cannot be read."""
        self.shelf = shelf
        self.folder = shelf.folder(name)
        self.place = f"issues/{name[:4]}/{name}"
        self.is_new = not (self.folder / ISSUE).exists()
        self.pages = pages if self.is_new else read_issue_head(shelf, name).pages
        self.names = {path.name for path in self.folder.glob("*")} if self.folder.is_dir() else set()
        self._there = [(path, _headline(path)) for path in sorted(self.folder.glob("*.md")) if path.name != ISSUE]

    def label(self, wanted: str) -> str:
        """Return the label of the issue that a source means (01 is 1), or an empty text where it has none such."""
        known = {page.label.lower(): page.label for page in self.pages}
        return known.get(wanted.lower()) or known.get(wanted.lstrip("0").lower(), "")

    def holding(self, story: Story) -> Path | None:
        """Return the file that was there before and holds a story, by its headline or its slug; each file once."""
        headline = _text(story, "headline")
        for path, written in self._there:
            if written == headline or _PREFIX.sub("", path.stem) == _slug(story):
                self._there.remove((path, written))
                return path
        return None

    def free_name(self, story: Story) -> str:
        """Return the name of a new file without suffix, which is then taken."""
        slugs = [name.removesuffix(".md") for name in self.names if name.endswith(".md")]
        name = article_slug("", _slug(story), slugs) or article_slug("story", "", slugs)
        self.names.add(f"{name}.md")
        return name

    def free_file(self, stem: str, suffix: str) -> str:
        """Return the name of a new picture, which is then taken."""
        numbers = (f"{stem}{number}{suffix}" for number in ("", *(f"-{count}" for count in range(2, 1000))))
        name = next(name for name in numbers if name not in self.names)
        self.names.add(name)
        return name


def place(found: Found, tray: Tray) -> Iterator[Placed]:
    """Yield the stories as files of an issue, in their order; those that it has already as they lie there."""
    for story in found.stories:
        path = tray.holding(story)
        if path is not None:
            yield Placed(path=path, there=True, files={}, guesses=())
        else:
            yield _placed(story, found, tray)


def _placed(story: Story, found: Found, tray: Tray) -> Placed:
    name = tray.free_name(story)
    guesses = list(story.guesses)
    label = tray.label(story.page or found.page)
    if not label and tray.pages:
        label = tray.pages[0].label
        guesses.append(Guess(what="page", value=label, sureness="perhaps", reason="page-first"))
    fields = _allowed({**story.fields, "page": label, "draft": True}, tray, guesses)
    pictures: dict[str, bytes] = {}
    blocks = [
        block if isinstance(block, str) else _figure(block, name, tray, pictures, guesses) for block in story.blocks
    ]
    text = render_draft(fields, "\n\n".join(filter(None, blocks))).encode()
    path = tray.folder / f"{name}.md"
    problems = _problems(f"{tray.place}/{path.name}", text, tray, pictures)
    if any(fault.kind.level == "error" for fault in problems):
        return Placed(path=path, there=False, files={}, guesses=tuple(guesses), problems=problems)
    files = {path: text, **{tray.folder / file: content for file, content in pictures.items()}}
    return Placed(path=path, there=False, files=files, guesses=tuple(guesses))


def _allowed(fields: Mapping[str, Value], tray: Tray, guesses: list[Guess]) -> dict[str, Value]:
    """Return the fields in their order, with sections and columns only that the paper knows."""
    paper = tray.shelf.paper
    allowed = {name: value for name in FIELDS_IN_ORDER if (value := fields.get(name, "")) not in ("", (), [])}
    for name, topics in (("section", paper.sections), ("column", paper.columns)):
        if topics and name in allowed and allowed[name] not in {topic.name for topic in topics}:
            value = str(allowed.pop(name))
            guesses.append(Guess(what=name, value=value, sureness="likely", reason="column-undeclared"))
    return allowed


def _figure(picture: Picture, name: str, tray: Tray, pictures: dict[str, bytes], guesses: list[Guess]) -> str:
    """Return a figure; one whose file is missing or unusable as a comment that holds its words."""
    suffix = suffix_of(picture.content)
    usable = bool(suffix) and is_usable(picture.content, suffix)
    if picture.content and not usable:
        guesses.append(
            Guess(what="picture", value=picture.name or picture.caption, sureness="sure", reason="picture-unusable")
        )
    stem = _PREFIX.sub("", name)
    file = tray.free_file(stem, suffix) if usable else picture.name or f"{stem}.jpg"
    if usable:
        pictures[file] = picture.content
    elif not picture.content:
        guesses.append(Guess(what="picture", value=file, sureness="sure", reason="picture-absent"))
    caption = escape_within(picture.caption).replace('"', '\\"')
    title = f' "{caption}"' if caption else ""
    credit = picture.credit.replace('"', "”").replace("}", "）")
    figure = f"![{_alt(picture)}]({file}{title})" + (f'{{credit="{credit}"}}' if credit else "")
    return figure if usable else comment(figure)


def _alt(picture: Picture) -> str:
    return escape_within(picture.alt).replace("[", "\\[").replace("]", "\\]")


def suffix_of(content: bytes) -> str:
    """Return the suffix for a picture by its first bytes, or an empty text where it is none that browsers show."""
    return next((end for start, at, end in _SIGNATURES if content[at : at + len(start)] == start), "")


def is_usable(content: bytes, suffix: str) -> bool:
    """Tell whether a picture can be measured, which is what the build asks of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"picture{suffix}")
        path.write_bytes(content)
        try:
            measure(str(path))
        except PictureError:
            return False
    return True


def _problems(path: str, text: bytes, tray: Tray, pictures: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what `check` would say of a file; sizes do not matter here."""
    labels = tuple(page.label for page in tray.pages)
    try:
        return read_article(
            path, text, settings_of(tray.shelf.paper, labels, dict.fromkeys(pictures, Size(1, 1)))
        ).problems
    except ContentError as error:
        return error.problems


def _headline(path: Path) -> str:
    """Return the headline of a file that lies in the issue, or an empty text where it cannot be read."""
    try:
        source = parse_source(path.name, path.read_bytes())
        values, _ = read_fields(source, split_front(source), FIELDS)
    except ContentError:
        return ""
    return values.text("headline")


def _slug(story: Story) -> str:
    return story.slug or shortened(slugify(_text(story, "headline")))


def _text(story: Story, name: str) -> str:
    return str(story.fields.get(name, ""))
