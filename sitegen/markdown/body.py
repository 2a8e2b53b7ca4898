"""Body text -> Body: the one way in, which parses, renders and checks the text of one file."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from markdown_it.token import Token

from sitegen.markdown.blocks import Blocks
from sitegen.markdown.desk import Desk, lay
from sitegen.markdown.found import Found, short
from sitegen.markdown.headings import Levels
from sitegen.markdown.inlines import Inlines
from sitegen.markdown.parser import CELLS, parse_blocks, split_notes
from sitegen.markdown.pieces import Pieces
from sitegen.markdown.places import Place, Places
from sitegen.markdown.short import Piece, plain_body, split
from sitegen.markdown.tags import sanitize
from sitegen.model import Body, RemoteImages
from sitegen.pictures import Size
from sitegen.problems import Problem, in_order
from sitegen.quickclass import dataclass, field

_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of surrogate pairs, noncharacters: what neither HTML nor XML may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A body and what an editor should know about its source."""

    body: Body
    problems: tuple[Problem, ...]
    pictures: tuple[Place, ...] = field(default=(), compare=False)
    """Where each of the body's pictures stands."""


def render(
    text: str,
    *,
    path: str,
    first_line: int,
    remote_images: RemoteImages,
    pictures: Mapping[str, Size],
    address: Callable[[str], str],
) -> Rendered:
    """Return the body that the Markdown `text` makes, with its problems sorted by place.

    `text` has LF line ends and begins on line `first_line` of the file `path`. `pictures` are the sizes in pixels of
    the pictures beside the article. `address` turns the target of an inner link as written into the address to write.
    """
    if body := plain_body(text):
        return Rendered(body=body, problems=())
    places, control = _placed(text, path, first_line)
    desk = lay(places, remote_images=remote_images, pictures=pictures, address=address, quick=True)
    _report_control(control, desk)
    return _render_pieces(split(places.text) or [Piece("run", 0, places.text)], desk)


def render_by_parser(
    text: str,
    *,
    path: str,
    first_line: int,
    remote_images: RemoteImages,
    pictures: Mapping[str, Size],
    address: Callable[[str], str],
) -> Rendered:
    """Return what `render` returns, without any short way: the measure for it."""
    places, control = _placed(text, path, first_line)
    desk = lay(places, remote_images=remote_images, pictures=pictures, address=address, quick=False)
    _report_control(control, desk)
    return _render_pieces([Piece("run", 0, places.text)], desk)


def _placed(text: str, path: str, first_line: int) -> tuple[Places, re.Match[str] | None]:
    """Return the text where it stands, a mark for each character that no page may hold, and the first of these."""
    control = _NO_TEXT.search(text)
    return Places(path, _NO_TEXT.sub("\ufffd", text) if control else text, first_line), control


def _report_control(first: re.Match[str] | None, desk: Desk) -> None:
    """Report the first character that no page may hold, if there is one; a mark stands for each."""
    if first:
        place = desk.places.offset(first.start())
        desk.found.report(place, "text-control", character=f"U+{ord(first[0]):04X}")


def _render_pieces(pieces: list[Piece], desk: Desk) -> Rendered:
    found = desk.found
    runs, notes = _parse(pieces, desk)
    blocks = Blocks(desk, Inlines(desk), Levels(_heading_levels(pieces, runs, notes)))
    Pieces(desk, blocks).write(pieces, runs)
    numbered = desk.env.get("footnotes", {}).get("list", {})
    blocks.write_notes(notes, numbered)
    html, paragraphs, asides = desk.writer.finish()
    if desk.raw.seen:
        html = sanitize(html)
    _report_limits(desk)
    for label in notes.keys() - {note["label"] for note in numbered.values()}:
        found.report(desk.places.find(f"[^{label}]:"), "footnote-unused", label=short(label))
    _check_fragments(found, html)
    body = Body(
        html=html,
        paragraphs=paragraphs,
        asides=asides,
        headings=tuple(found.headings),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
    )
    problems = tuple(sorted(found.problems, key=in_order))
    return Rendered(body=body, problems=problems, pictures=tuple(found.picture_places))


def _report_limits(desk: Desk) -> None:
    if "deep" in desk.env:
        desk.found.report(desk.places.at(desk.env["deep"]), "nesting-deep")
    if "full" in desk.env:
        desk.found.report(desk.places.at(desk.env["full"]), "table-large", most=CELLS)


def _parse(pieces: list[Piece], desk: Desk) -> tuple[dict[int, list[Token]], dict[str, list[Token]]]:
    """Return the block tokens of each run by its offset, on the lines of the whole body; and those of the footnotes."""
    runs: dict[int, list[Token]] = {}
    notes: dict[str, list[Token]] = {}
    for piece in pieces:
        if piece.kind == "run":
            desk.env["line"] = first = desk.places.line_at(piece.start)
            tokens = parse_blocks(piece.source, desk.env)
            if first:
                for token in tokens:
                    token.map = token.map and [line + first for line in token.map]
            runs[piece.start], own = split_notes(tokens)
            notes.update(own)
    return runs, notes


def _heading_levels(pieces: list[Piece], runs: dict[int, list[Token]], notes: dict[str, list[Token]]) -> Iterator[int]:
    """Give the levels of all headings as written, in any order."""
    for piece in pieces:
        if piece.kind == "heading" and piece.match:
            yield len(piece.match[1])
    for tokens in (*runs.values(), *notes.values()):
        yield from (int(token.tag[1]) for token in tokens if token.type == "heading_open")


def _check_fragments(found: Found, html: str) -> None:
    """Report links to parts of this body that it does not have."""
    if not found.fragments:
        return
    ids = set(re.findall(r' id="([^"]+)"', html))
    for fragment, place in found.fragments:
        if fragment not in ids:
            near = ", ".join(heading.id for heading in found.headings[:9]) or "–"
            found.report(place, "link-fragment", fragment=short(fragment), near=near)
