"""The pieces of a body -> the body: by the short way where it is sure, else by the parser's tokens."""

import re
from collections.abc import Sequence

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from sitegen.markdown.blocks import Blocks
from sitegen.markdown.desk import Desk
from sitegen.markdown.short import Piece, has_markdown, plain_text
from sitegen.markdown.shorttext import normalize, short_text
from sitegen.markdown.writer import displayed


class Pieces:
    """Writes pieces in order."""

    def __init__(self, desk: Desk, blocks: Blocks) -> None:
        self._desk = desk
        self._blocks = blocks

    def write(self, pieces: Sequence[tuple[Piece, Sequence[Token]]]) -> None:
        """Write pieces by the short way; those for the parser come with their tokens."""
        for piece, tokens in pieces:
            if piece.kind == "paragraph":
                self._write_paragraph(piece)
            elif piece.kind == "figure" and piece.match:
                target, alt, title, credit = piece.match.group(2, 1, 3, 4)
                place = self._desk.places.offset(piece.start)
                self._desk.figures.figure(normalize(target), alt, title or "", credit or "", place)
            elif piece.kind == "heading" and piece.match:
                self._write_short_heading(piece, piece.match)
            else:
                self._blocks.write(tokens)

    def _write_paragraph(self, piece: Piece) -> None:
        content = piece.source.strip(MD_TRIM_CHARS)
        if not content:
            return
        if "\n" in content and not has_markdown(content):
            short: tuple[str, str] | None = plain_text(content)
        else:
            start = piece.start + len(piece.source) - len(piece.source.lstrip(MD_TRIM_CHARS))
            short = short_text(content, self._desk.links, lambda offset: self._desk.places.offset(start + offset))
        if short:
            self._desk.writer.block(f"<p>{short[0]}</p>", displayed(short[1]))
        else:
            self._blocks.write(self._tokens(piece, "paragraph", "p", content))

    def _write_short_heading(self, piece: Piece, match: re.Match[str]) -> None:
        content = match[2].strip(MD_TRIM_CHARS)
        tag = f"h{len(match[1])}"
        self._blocks.write(self._tokens(piece, "heading", tag, content))

    def _tokens(self, piece: Piece, kind: str, tag: str, content: str) -> list[Token]:
        """Return the tokens that the block parser gives for one block of text."""
        first = self._desk.places.line_at(piece.start)
        lines = [first, first + piece.source.count("\n") + 1]
        return [
            Token(f"{kind}_open", tag, 1, map=lines),
            Token("inline", "", 0, map=lines, content=content),
            Token(f"{kind}_close", tag, -1),
        ]
