"""A source file as text, with plain line ends, that can show the line a problem stands on.

It knows bytes and lines; what they mean is for `frontmatter` and `markdown`.
"""

from math import ceil
from pathlib import Path

from sitegen.problems import ContentError, Position, Problem, problem
from sitegen.quickclass import replace

MOST_BYTES = 4_000_000
"""A text file above this is no article; Markdown rules that look back would take minutes over it."""


class SourceText:
    """The text of one file; lines and columns count from 1, in characters."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """The lines without their ends; split once, since only a file with problems needs them."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    def at(self, line: int, column: int) -> Position:
        """Return the place in this file."""
        return Position(self.path, line, column)

    def problem(
        self, code: str, line: int, column: int, mend: tuple[str, str] | None = None, /, **facts: object
    ) -> Problem:
        """Return the problem `code` at a line and column, with that line as its excerpt; `mend` as in Problem."""
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        fault = problem(Position(self.path, line, column), code, excerpt, **facts)
        return replace(fault, mend=mend) if mend else fault


def find_text(folder: Path, path: str, text: str) -> tuple[Position, str]:
    """Return where a text first stands in a file of a folder, and that line; the file as a whole where it does not."""
    lines = (folder / path).read_text("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        column = line.find(text)
        if column >= 0:
            return Position(path, number, column + 1), line
    return Position(path), ""


def parse_source(path: str, data: bytes) -> SourceText:
    """Return the text of a file: UTF-8, no byte order mark, LF at line ends.

    Raise ContentError where the bytes are no UTF-8, at the first byte that is not, and where the file is too large.
    """
    if len(data) > MOST_BYTES:
        size = ceil(len(data) / 100_000) / 10
        raise ContentError(problem(Position(path), "file-too-large", size=size, most=MOST_BYTES // 1_000_000))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = plain(data[: error.start].decode("utf-8"))
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        source = SourceText(path, plain(data.decode("utf-8", "replace")))
        byte = f"0x{data[error.start]:02X}"
        raise ContentError(source.problem("file-not-utf8", line, column, byte=byte)) from None
    return SourceText(path, plain(text))


def plain(text: str) -> str:
    """Return the text without a byte order mark and with LF for CRLF and CR."""
    text = text.lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
