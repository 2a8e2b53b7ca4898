"""Where something of a body stands in its file: markdown-it knows the lines of a block, editors need the column."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, partial
from itertools import accumulate

from sitegen.problems import Position

Place = Callable[[], tuple[Position, str]]
"""Gives a position and the whole source line there; asked only where a problem or a link needs it."""


class Places:
    """The lines of a body, with the path and line number that an editor sees."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self._path = path
        self.text = text
        self._first = first_line

    def at(self, line: int, column: int = 0) -> Place:
        """Return the place of a line and column of the body, both from 0."""
        return partial(self._locate, line, column)

    def offset(self, offset: int) -> Place:
        """Return the place of an offset in the body."""
        return partial(self._locate_offset, offset)

    def line_at(self, offset: int) -> int:
        """Return the number from 0 of the line that an offset lies on."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate([len(line) + 1 for line in self._lines])]

    def line(self, number: int) -> str:
        """Return a line of the body."""
        return self._lines[min(number, len(self._lines) - 1)]

    def find(self, text: str) -> Place:
        """Return the first place of `text` in the body."""
        number = next((number for number, line in enumerate(self._lines) if text in line), 0)
        return self.at(number, max(0, self.line(number).find(text)))

    def _locate_offset(self, offset: int) -> tuple[Position, str]:
        line = self.line_at(offset)
        return self._locate(line, offset - self._starts[line])

    def _locate(self, line: int, column: int) -> tuple[Position, str]:
        line = min(line, len(self._lines) - 1)
        return Position(self._path, self._first + line, column + 1), self._lines[line]


class Excerpt:
    """The content of one block: what is left of its source lines once markers and indentation are taken off."""

    def __init__(self, places: Places, first: int, content: str, column: int = 0) -> None:
        self._places = places
        self._first = first
        self._content = content
        self._column = column
        self._starts: list[int] = []
        self._columns: dict[int, int | None] = {}

    def at(self, offset: int) -> Place:
        """Return the place of an offset in the content."""
        return partial(self._locate, offset)

    def end(self) -> int:
        """Return the column behind the content, which is one line; where it is not found, the column to look from."""
        column = self._places.line(self._first).find(self._content, self._column)
        return self._column if column < 0 else column + len(self._content)

    def _locate(self, offset: int) -> tuple[Position, str]:
        if not self._starts:
            self._starts = [0]
            while found := self._content.find("\n", self._starts[-1]) + 1:
                self._starts.append(found)
        number = bisect_right(self._starts, offset) - 1
        if number not in self._columns:
            self._columns[number] = self._find_line(number)
        column = self._columns[number]
        line = self._first + number
        if column is None:
            source = self._places.line(line)
            return self._places.at(line, len(source) - len(source.lstrip()))()
        return self._places.at(line, column + offset - self._starts[number])()

    def _find_line(self, number: int) -> int | None:
        """Return where a line of the content begins in its source line; None where it is changed (an escaped bar)."""
        begin, end = self._starts[number], self._content.find("\n", self._starts[number])
        own = self._content[begin:] if end < 0 else self._content[begin:end]
        column = self._places.line(self._first + number).find(own, self._column if number == 0 else 0)
        return None if column < 0 else column
