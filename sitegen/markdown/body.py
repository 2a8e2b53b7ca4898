"""Body text -> Body: the one way in, which parses, renders and checks the text of one file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from sitegen.markdown.blocks import Blocks
from sitegen.markdown.desk import Desk, lay
from sitegen.markdown.found import Found, short
from sitegen.markdown.headings import Levels
from sitegen.markdown.inlines import Inlines
from sitegen.markdown.parser import parse_blocks, split_notes
from sitegen.markdown.pieces import Pieces
from sitegen.markdown.places import Places
from sitegen.markdown.short import Piece, plain_body, split
from sitegen.markdown.tags import sanitize
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
    if body := plain_body(text):
        return Rendered(body=body, problems=())
    whole = _NO_TEXT.sub("\ufffd", text)
    desk = lay(
        Places(path, whole, first_line),
        remote_images=remote_images,
        pictures=pictures,
        address=address,
        quick=True,
    )
    _report_control(text, desk)
    return _render_pieces(split(whole) or [Piece("run", 0, whole)], desk)


def render_by_parser(
    text: str,
    *,
    path: str,
    first_line: int,
    remote_images: RemoteImages,
    pictures: Mapping[str, tuple[int, int]],
    address: Callable[[str], str],
) -> Rendered:
    """Return what `render` returns, without any short way: the measure for it."""
    whole = _NO_TEXT.sub("\ufffd", text)
    desk = lay(
        Places(path, whole, first_line),
        remote_images=remote_images,
        pictures=pictures,
        address=address,
        quick=False,
    )
    _report_control(text, desk)
    return _render_pieces([Piece("run", 0, whole)], desk)


def _report_control(text: str, desk: Desk) -> None:
    """Report the first character that no page may hold; a mark stands for each."""
    if match := _NO_TEXT.search(text):
        place = desk.places.offset(match.start())
        desk.found.report(place, "text-control", character=f"U+{ord(match[0]):04X}")


def _render_pieces(pieces: list[Piece], desk: Desk) -> Rendered:
    found = desk.found
    notes: dict[str, list[Token]] = {}
    parsed = [(piece, _parse(piece, desk, notes)) for piece in pieces]
    blocks = Blocks(desk, Inlines(desk), Levels(_heading_levels(parsed, notes)))
    Pieces(desk, blocks).write(parsed)
    numbered = desk.env.get("footnotes", {}).get("list", {})
    blocks.write_notes(notes, numbered)
    html, paragraphs = desk.writer.finish()
    if desk.raw.seen:
        html = sanitize(html)
    _report_limits(desk)
    for label in notes.keys() - {note["label"] for note in numbered.values()}:
        found.report(desk.places.find(f"[^{label}]:"), "footnote-unused", label=short(label))
    _check_fragments(found, html)
    body = Body(
        html=html,
        paragraphs=paragraphs,
        headings=tuple(found.headings),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
    )
    return Rendered(body=body, problems=tuple(sorted(found.problems, key=lambda fault: (fault.at, fault.code))))


def _report_limits(desk: Desk) -> None:
    for limit, code in (("deep", "nesting-deep"), ("full", "table-large")):
        if limit in desk.env:
            desk.found.report(desk.places.at(desk.env[limit]), code)


def _parse(piece: Piece, desk: Desk, notes: dict[str, list[Token]]) -> list[Token]:
    """Return the block tokens of a run, on the lines of the whole body; put its footnotes into `notes`."""
    if piece.kind != "run":
        return []
    desk.env["line"] = first = desk.places.line_at(piece.start)
    tokens, own = split_notes(parse_blocks(piece.source, desk.env))
    notes.update(own)
    if first:
        for token in tokens:
            if token.map:
                token.map = [line + first for line in token.map]
    return tokens


def _heading_levels(parsed: list[tuple[Piece, list[Token]]], notes: dict[str, list[Token]]) -> Iterator[int]:
    """Give the levels of all headings as written."""
    for piece, tokens in parsed:
        if piece.kind == "heading" and piece.match:
            yield len(piece.match[1])
        yield from (int(token.tag[1]) for token in tokens if token.type == "heading_open")
    for note in notes.values():
        yield from (int(token.tag[1]) for token in note if token.type == "heading_open")


def _check_fragments(found: Found, html: str) -> None:
    """Report links to parts of this body that it does not have."""
    if not found.fragments:
        return
    ids = set(re.findall(r' id="([^"]+)"', html))
    for fragment, place in found.fragments:
        if fragment not in ids:
            near = ", ".join(heading.id for heading in found.headings[:9]) or "–"
            found.report(place, "link-fragment", fragment=short(fragment), near=near)
