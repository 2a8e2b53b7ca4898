"""Read the sample's articles as the setter needs them: the head's fields, and the body as blocks of styled text.

Only what the sample uses is understood; the site itself is built by `sitegen`, not by this.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

Kind = Literal["text", "head", "quote", "item", "note", "row", "verse"]
INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<light>[^*]+)\*|~~(?P<strike>.+?)~~|<sup>(?P<raised>.+?)</sup>"
    r"|\[\^(?P<mark>\d)\]|\[(?P<link>[^\]]+)\]\([^)]*\)"
)
PICTURE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<file>\S+) "(?P<caption>[^"]*)"\)\{credit="(?P<credit>[^"]*)"\}')


@dataclass(frozen=True, slots=True)
class Letter:
    """One character and how it is set: plain "", "bold", "strike" or "raised"."""

    char: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a small heading, an item of a list, a row of a table or a line of verse."""

    kind: Kind
    letters: tuple[Letter, ...] = ()
    cells: tuple[str, ...] = ()
    """Of a row; `first` marks the head of a table."""

    first: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture with its caption and credit."""

    path: Path
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Story:
    """One article."""

    path: Path
    fields: dict[str, Any]
    blocks: tuple[Block, ...]
    shot: Shot | None

    def field(self, name: str) -> str:
        """Return a text field, or an empty text."""
        return str(self.fields.get(name, ""))

    def byline(self) -> str:
        """Return who made it, as the page prints it."""
        written = self.fields.get("byline", "")
        if isinstance(written, str):
            return written
        return "　".join(f"{person['role']} {person['name']}" for person in written)


def styled(text: str) -> tuple[Letter, ...]:
    """Return a text's characters with their styles."""
    letters: list[Letter] = []
    at = 0
    for match in INLINE.finditer(text):
        letters += [Letter(char) for char in text[at : match.start()]]
        kind, inner = next((name, part) for name, part in match.groupdict().items() if part is not None)
        style = {"bold": "bold", "strike": "strike", "raised": "raised", "mark": "raised"}.get(kind, "")
        letters += [Letter(char, style) for char in inner]
        at = match.end()
    return (*letters, *(Letter(char) for char in text[at:]))


def parse_blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of a body; pictures are left to `read_story`."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.split("\n")
        if chunk.startswith("!["):
            continue
        if chunk.startswith("## "):
            blocks.append(Block("head", styled(chunk[3:])))
        elif chunk.startswith("|"):
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
            blocks += [Block("row", cells=row, first=row is rows[0]) for row in rows if row is not rows[1]]
        elif chunk.startswith(">"):
            kept = [line.lstrip("> ") for line in lines]
            blocks += [Block("quote", styled(line)) for line in kept if line]
        elif re.match(r"- |\d+\. ", chunk):
            blocks += [Block("item", styled(re.sub(r"^- ", "· ", line))) for line in lines]
        elif chunk.startswith("[^"):
            blocks.append(Block("note", styled(re.sub(r"^\[\^(\d)\]: ", r"注\1：", chunk))))
        elif "<br>" in chunk:
            blocks += [Block("verse", styled(line.removesuffix("<br>"))) for line in lines]
        else:
            blocks.append(Block("text", styled("".join(lines))))
    return tuple(blocks)


def read_story(path: Path) -> Story:
    """Return the article of one file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    found = PICTURE.search(body)
    shot = Shot(path.parent / found["file"], found["caption"], found["credit"]) if found else None
    return Story(path, yaml.safe_load(front), parse_blocks(body), shot)


def write_zones(path: Path, lines: list[str]) -> None:
    """Put the zones into the front matter of an article, in the place of the old ones."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    front = re.sub(r"zones:\n(?:  .*\n)+", "", front)
    kept = "".join(f"  - {line}\n" for line in lines)
    path.write_text(f"---\n{front}zones:\n{kept}---\n{body}", encoding="utf-8")
