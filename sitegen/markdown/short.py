"""The short way: text that can hold little or no Markdown, written without the parser to the same result.

What is doubtful is left to the parser: a whole body, a run of blocks, or the text of one block. That both ways end
in equal bodies is proven by tests over generated and real texts.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from markdown_it.common.utils import MD_TRIM_CHARS

from sitegen.markdown.cjk import unbroken
from sitegen.markdown.tags import escape
from sitegen.model import Body

_MARKS: Final = r"\\`*_\[~&<\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""What may be Markdown within a line, and what no text may hold."""

_SPECIAL: Final = re.compile(f"[{_MARKS}]")
_WORD: Final = rf"[^{_MARKS}> \t\n]++"
_PLAIN: Final = re.compile(rf"(?:(?![\s#+=|:-]|[0-9]{{1,9}}[.)]){_WORD}(?: {_WORD})*+(?<!\s)(?:\n\n+|\n?\Z))+")
"""Paragraphs of one line each that are written as they stand."""

_REACHING: Final = re.compile(r"<(?:[!?]|script|pre|style|textarea)", re.IGNORECASE)
_BEGINS_BLOCK: Final = frozenset(" \t#>+=|:_<")
_LIST: Final = re.compile(r"[0-9]{1,9}[.)]")
_STRONG: Final = re.compile(r"\*\*[^*\s]")
_DASHES: Final = re.compile(r"--+[ \t]*[^-:|\s]")
_QUOTE: Final = re.compile(r"> ?([^\n]+)")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+([^\n#]*[^\n# \t])[ \t]*")
_FIGURE: Final = re.compile(
    r"!\[([^\[\]\\`*_<&~\n]*)\]"
    r"\(([^\s()<>\\&\"'`]+)(?: \"([^\"\\&\n]*)\")?\)"
    r"(?:\{credit=\"([^\"\n]*)\"\})?[ \t]*"
)
_BLANK: Final = re.compile(r"\n\n+")
_SPACES: Final = re.compile(r"[ \t]+")


class Piece(NamedTuple):
    """A part of a body: a block that is known, or a run of blocks for the parser."""

    kind: str
    """plain (paragraphs that are written as they stand), paragraph, heading, quote, figure or run."""

    start: int
    """Offset in the body."""

    source: str
    match: re.Match[str] | None = None


def plain_body(text: str) -> Body | None:
    """Return the body of a text whose blocks are all plain paragraphs; None where one may be something else."""
    # a body begins with the blank line behind its front matter
    if _PLAIN.fullmatch(text.strip("\n")):
        plain = plain_paragraphs(text)
        inner = "</p>\n<p>".join(plain)
        return Body(html=f"<p>{inner}</p>", paragraphs=plain)
    if _SPECIAL.search(text) or "\n " in text or "\n\t" in text:
        return None
    html: list[str] = []
    paragraphs: list[str] = []
    for chunk in text.split("\n\n"):
        source = chunk.strip("\n") if chunk[:1] == "\n" or chunk[-1:] == "\n" else chunk
        if not source:
            continue
        if not is_paragraph(source):
            return None
        written, shown = plain_text(source.strip(MD_TRIM_CHARS))
        if shown:
            html.append(written)
            paragraphs.append(shown)
    inner = "</p>\n<p>".join(html)
    return Body(html=f"<p>{inner}</p>" if html else "", paragraphs=tuple(paragraphs))


def plain_paragraphs(source: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain piece."""
    source = source.strip("\n")
    return tuple(_BLANK.split(source) if "\n\n\n" in source else source.split("\n\n"))


def has_markdown(content: str) -> bool:
    """Tell whether there may be Markdown within the lines of a block."""
    return _SPECIAL.search(content) is not None


def plain_text(content: str) -> tuple[str, str]:
    """Return the HTML and the displayed text of content that holds no Markdown but line breaks."""
    written = content
    if "\n" in content:
        written = unbroken(content)
        content = written.replace("\n", " ")
    if ">" in written or "&" in written or "<" in written:
        written = escape(written)
    if "  " in content or "\t" in content:
        content = _SPACES.sub(" ", content)
    return written, content


def split(text: str) -> list[Piece] | None:
    """Return the pieces of a body in order; None where its blocks cannot be told apart by blank lines alone.

    Fences, definitions and some raw HTML reach over blank lines.
    """
    if "]:" in text or "```" in text or "~~~" in text or ("<" in text and _REACHING.search(text)):
        return None
    pieces: list[Piece] = []
    run: int | None = None
    for start, piece in _chunks(text):
        if piece is None:
            run = start if run is None else run
            continue
        if run is not None:
            pieces.append(Piece("run", run, text[run:start]))
            run = None
        pieces.append(piece)
    if run is not None:
        pieces.append(Piece("run", run, text[run:]))
    return pieces


def _chunks(text: str) -> Iterator[tuple[int, Piece | None]]:
    """Yield what stands between blank lines with its offset; plain paragraphs that follow one another as one piece."""
    if "\n " in text or "\n\t" in text:
        text = re.sub(r"(?m)^[ \t]+$", lambda match: "\n" * len(match[0]), text)
    start, end = 0, len(text)
    while start < end:
        if text[start] == "\n":
            start += 1
        elif plain := _PLAIN.match(text, start):
            yield start, Piece("plain", start, plain[0])
            start = plain.end()
        else:
            stop = text.find("\n\n", start)
            stop = end if stop < 0 else stop
            yield start, _classify(start, text[start:stop].rstrip("\n"))
            start = stop


def _classify(start: int, source: str) -> Piece | None:
    """Return the piece that the lines between two blank lines are; None where the parser must tell."""
    if source[0] == "#":
        match = _HEADING.fullmatch(source)
        return Piece("heading", start, source, match) if match and match[2].strip(MD_TRIM_CHARS) else None
    if source[0] == ">":
        match = _QUOTE.fullmatch(source)
        sure = match and match[1].strip(MD_TRIM_CHARS) and _begins_paragraph(match[1])
        return Piece("quote", start, source, match) if sure else None
    if source[0] == "!" and (match := _FIGURE.fullmatch(source)):
        return Piece("figure", start, source, match)
    return Piece("paragraph", start, source) if is_paragraph(source) else None


def is_paragraph(source: str) -> bool:
    """Tell whether lines without a blank one among them are surely one paragraph."""
    if "\n" not in source:
        return _begins_paragraph(source)
    return " \n" not in source and "\t\n" not in source and all(map(_begins_paragraph, source.split("\n")))


def _begins_paragraph(line: str) -> bool:
    first = line[0]
    if first in _BEGINS_BLOCK:
        return False
    if first == "*":
        return _STRONG.match(line) is not None
    if first == "-":
        return _DASHES.match(line) is not None
    return not (first.isdigit() and _LIST.match(line))
