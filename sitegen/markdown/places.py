"""Where something of a body stands in its file: markdown-it knows the lines of a block, editors need the column."""

from sitegen.problems import Position


class Places:
    """The lines of a body, with the path and line number that an editor sees."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._first = first_line

    def at(self, line: int, column: int = 0) -> tuple[Position, str]:
        """Return the place of a line and column of the body, both from 0, and the whole line."""
        line = min(line, len(self._lines) - 1)
        return Position(self._path, self._first + line, column + 1), self._lines[line]

    def inside(self, first: int, content: str, offset: int, start: int = 0) -> tuple[Position, str]:
        """Return the place of `offset` in `content`, which begins on line `first`; search it from column `start`.

        The content is what is left of the lines once markers and indentation are taken off, so each of its lines is
        looked up in the source line. Where that fails (an escaped bar in a table), the column is where the line begins.
        """
        before = content[:offset]
        line = first + before.count("\n")
        begin = before.rfind("\n") + 1
        end = content.find("\n", offset)
        own = content[begin:] if end < 0 else content[begin:end]
        source = self._lines[min(line, len(self._lines) - 1)]
        column = source.find(own, start if line == first else 0)
        if column < 0:
            return self.at(line, len(source) - len(source.lstrip()))
        return self.at(line, column + offset - begin)

    def after(self, line: int, content: str, start: int) -> int:
        """Return the column behind `content` in a line, looked up from column `start`; `start` if it is not there."""
        found = self._lines[min(line, len(self._lines) - 1)].find(content, start)
        return start if found < 0 else found + len(content)

    def find(self, text: str) -> tuple[Position, str]:
        """Return the first place of `text` in the body."""
        for number, line in enumerate(self._lines):
            if text in line:
                return self.at(number, line.find(text))
        return self.at(0)
