"""Body text -> Body: the one way in, which parses, renders and checks the text of one file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sitegen.markdown.blocks import Blocks
from sitegen.markdown.figures import Figures
from sitegen.markdown.found import Found, short
from sitegen.markdown.headings import Levels
from sitegen.markdown.inlines import Inlines
from sitegen.markdown.links import Links
from sitegen.markdown.parser import parse_blocks, split_notes
from sitegen.markdown.pictures import Gallery
from sitegen.markdown.places import Places
from sitegen.markdown.rawhtml import RawHtml
from sitegen.markdown.tags import sanitize
from sitegen.markdown.writer import Writer
from sitegen.model import Body, RemoteImages
from sitegen.problems import Problem

_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of surrogate pairs, noncharacters: what neither HTML nor XML may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A body and what an editor should know about its source."""

    body: Body
    problems: tuple[Problem, ...]


def render(
    text: str,
    *,
    path: str,
    first_line: int,
    remote_images: RemoteImages,
    pictures: Mapping[str, tuple[int, int]],
    address: Callable[[str], str],
) -> Rendered:
    """Return the body that the Markdown `text` makes, with its problems sorted by place.

    `text` has LF line ends and begins on line `first_line` of the file `path`. `pictures` are the sizes in pixels of
    the pictures beside the article. `address` turns the target of an inner link as written into the address to write.
    """
    found = Found()
    places = Places(path, text, first_line)
    if match := _NO_TEXT.search(text):
        line = text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start()) - 1
        found.report(places.at(line, column), "text-control", character=f"U+{ord(match[0]):04X}")
        text = _NO_TEXT.sub("\ufffd", text)
    return _render_by_parser(text, found, places, Gallery(pictures, remote_images), address)


def _render_by_parser(
    text: str, found: Found, places: Places, gallery: Gallery, address: Callable[[str], str]
) -> Rendered:
    env: dict[str, Any] = {}
    tokens, notes = split_notes(parse_blocks(text, env))
    writer = Writer()
    links = Links(found, address)
    figures = Figures(writer, found, gallery)
    raw = RawHtml(writer, found, links, figures)
    inlines = Inlines(writer, found, links=links, figures=figures, raw=raw, places=places, env=env)
    every = [*tokens, *(token for note in notes.values() for token in note)]
    levels = Levels(int(token.tag[1]) for token in every if token.type == "heading_open")
    blocks = Blocks(writer, found, inlines=inlines, raw=raw, places=places, levels=levels)
    blocks.write(tokens)
    blocks.write_notes(notes, env.get("footnotes", {}).get("list", {}))
    html, paragraphs = writer.finish()
    if raw.seen:
        html = sanitize(html)
    for limit, code in (("deep", "nesting-deep"), ("full", "table-large")):
        if limit in env:
            found.report(places.at(env[limit]), code)
    used = {note["label"] for note in env.get("footnotes", {}).get("list", {}).values()}
    for label in notes.keys() - used:
        found.report(places.find(f"[^{label}]:"), "footnote-unused", label=short(label))
    _check_fragments(found, html)
    body = Body(
        html=html,
        paragraphs=paragraphs,
        headings=tuple(found.headings),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
    )
    return Rendered(body=body, problems=tuple(sorted(found.problems, key=lambda fault: (fault.at, fault.code))))


def _check_fragments(found: Found, html: str) -> None:
    """Report links to parts of this body that it does not have."""
    if not found.fragments:
        return
    ids = set(re.findall(r' id="([^"]+)"', html))
    for fragment, place in found.fragments:
        if fragment not in ids:
            near = ", ".join(heading.id for heading in found.headings[:9]) or "–"
            found.report(place, "link-fragment", fragment=short(fragment), near=near)
