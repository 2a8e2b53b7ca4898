"""The pieces of a body -> the body: by the short way where it is sure, else by the parser's tokens."""

import re
from collections.abc import Mapping, Sequence

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from sitegen.markdown.blocks import Blocks
from sitegen.markdown.desk import Desk
from sitegen.markdown.short import Piece, has_markdown, plain_paragraphs, plain_text
from sitegen.markdown.shorttext import normalize, short_text
from sitegen.markdown.writer import displayed


class Pieces:
    """Writes pieces in order."""

    def __init__(self, desk: Desk, blocks: Blocks) -> None:
        self._desk = desk
        self._blocks = blocks

    def write(self, pieces: Sequence[Piece], runs: Mapping[int, Sequence[Token]]) -> None:
        """Write pieces by the short way; the tokens of those for the parser come by their offsets."""
        for piece in pieces:
            if piece.kind == "plain":
                self._desk.writer.paragraphs(plain_paragraphs(piece.source))
            elif piece.kind == "paragraph":
                self._write_paragraph(piece)
            elif piece.kind == "figure" and piece.match:
                target, alt, title, credit = piece.match.group(2, 1, 3, 4)
                place = self._desk.places.offset(piece.start)
                self._desk.figures.figure(normalize(target), alt, title or "", credit or "", place)
            elif piece.kind == "quote" and piece.match:
                self._write_quote(piece, piece.match)
            elif piece.kind == "heading" and piece.match:
                self._write_heading(piece, piece.match)
            else:
                self._blocks.write(runs[piece.start])

    def _write_paragraph(self, piece: Piece) -> None:
        content = piece.source.strip(MD_TRIM_CHARS)
        if not content:
            return
        if short := self._short(piece, content):
            self._desk.writer.block(f"<p>{short[0]}</p>", displayed(short[1]))
        else:
            self._blocks.write(self._tokens(piece, "paragraph", "p", content))

    def _write_quote(self, piece: Piece, match: re.Match[str]) -> None:
        content = match[1].strip(MD_TRIM_CHARS)
        if short := self._short(piece, content):
            self._desk.writer.block(f"<blockquote><p>{short[0]}</p>\n</blockquote>", displayed(short[1]))
        else:
            tokens = self._tokens(piece, "paragraph", "p", content)
            self._blocks.write(
                [Token("blockquote_open", "blockquote", 1), *tokens, Token("blockquote_close", "blockquote", -1)]
            )

    def _write_heading(self, piece: Piece, match: re.Match[str]) -> None:
        content = match[2].strip(MD_TRIM_CHARS)
        if short := self._short(piece, content):
            self._blocks.write_heading(len(match[1]), short[0], displayed(short[1]))
        else:
            self._blocks.write(self._tokens(piece, "heading", f"h{len(match[1])}", content))

    def _short(self, piece: Piece, content: str) -> tuple[str, str] | None:
        """Return the HTML and the text of a block's content, None where the parser must read it."""
        if not has_markdown(content):
            return plain_text(content)
        start = piece.start + piece.source.find(content)
        places = self._desk.places
        return short_text(content, self._desk.links, lambda offset: places.offset(start + offset))

    def _tokens(self, piece: Piece, kind: str, tag: str, content: str) -> list[Token]:
        """Return the tokens that the block parser gives for one block of text."""
        first = self._desk.places.line_at(piece.start)
        lines = [first, first + piece.source.count("\n") + 1]
        return [
            Token(f"{kind}_open", tag, 1, map=lines),
            Token("inline", "", 0, map=lines, content=content),
            Token(f"{kind}_close", tag, -1),
        ]
