"""Set a body in lines of one width and share them over columns."""

from dataclasses import dataclass

from stories import Block
from typeset import GREY, INK, RED, Mark, Rule, Style, break_lines, cut_units, measure_text, set_line, set_text


@dataclass(frozen=True, slots=True)
class Line:
    """Marks of one line, measured from the left of the column and from the line's top; its height in lines."""

    marks: tuple[Mark, ...]
    lines: int = 1
    keep: bool = False
    """True where the next line must stand in the same column."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a body is set: width of the column, size of the type, distance of the lines."""

    width: float
    size: float
    leading: float
    english: bool = False

    def lines_of(self, blocks: tuple[Block, ...]) -> list[Line]:
        """Return the lines of a body."""
        lines: list[Line] = []
        for number, block in enumerate(blocks):
            if block.kind == "row":
                lines.append(self._row(block, blocks, number))
            else:
                lines += self._block(block)
        return lines

    def _block(self, block: Block) -> list[Line]:
        base = "latin" if self.english else "serif"
        style, indent, hang = Style(base, self.size), self.size * (1.2 if self.english else 2), 0.0
        if block.kind == "head":
            return self._heading(block)
        if block.kind == "quote":
            style, indent, hang = Style("sans", self.size, RED), self.size, self.size
        elif block.kind == "item":
            indent, hang = self.size * 0.6, self.size * 1.6
        elif block.kind == "note":
            style, indent = Style("sans", round(self.size * 0.8), GREY), 0
        elif block.kind == "verse":
            indent = hang = self.size * 2
        units = cut_units(block.letters, style, self.english)
        broken = break_lines(units, self.width - indent, self.width - hang, style.size)
        lines = []
        for number, line in enumerate(broken):
            left = hang if number else indent
            last = number == len(broken) - 1
            ragged = last or block.kind == "verse" or self.english
            room = None if ragged else self.width - left
            natural = sum(unit.width for unit in line)
            if last and natural > self.width - left:
                room = self.width - left
            marks = tuple(set_line(line, style, left, self._baseline(), room))
            lines.append(Line(marks, keep=block.kind == "quote" and not last))
        return lines

    def _baseline(self) -> float:
        return self.leading / 2 + self.size * 0.38

    def _heading(self, block: Block) -> list[Line]:
        style = Style("sans-bold", self.size + 1)
        units = cut_units(block.letters, style, english=False)
        broken = break_lines(units, self.width, self.width, style.size)
        lines = []
        for number, line in enumerate(broken):
            wide = sum(unit.width for unit in line)
            drop = self.leading * 0.62 if number == 0 else self.leading * 0.12
            marks = set_line(line, style, (self.width - wide) / 2, self._baseline() + drop, None)
            lines.append(Line(tuple(marks), 2 if number == 0 else 1, keep=True))
        return lines

    def _row(self, row: Block, blocks: tuple[Block, ...], number: int) -> Line:
        first = last = number
        while not blocks[first].first:
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].kind == "row" and not blocks[last + 1].first:
            last += 1
        table = blocks[first : last + 1]
        size = self.size * 0.86
        style = Style("sans-bold" if row.first else "sans", size)
        plain = Style("sans-bold", size)
        wide = [max(measure_text(line.cells[at], plain) for line in table) for at in range(len(row.cells))]
        while sum(wide) + len(wide) * 8 > self.width and size > 10:
            size -= 0.5
            style, plain = Style(style.face, size), Style("sans-bold", size)
            wide = [max(measure_text(line.cells[at], plain) for line in table) for at in range(len(row.cells))]
        gap = (self.width - sum(wide)) / len(wide)
        marks: list[Mark] = []
        x = 0.0
        for cell, room in zip(row.cells, wide, strict=True):
            marks += set_text(cell, style, x + (room + gap - measure_text(cell, style)) / 2, self._baseline())
            x += room + gap
        edge = self.leading - 1
        if row.first:
            marks += [Rule(0, 2, self.width, 2, 2), Rule(0, edge, self.width, edge, 1)]
        else:
            marks.append(Rule(0, edge, self.width, edge, 1 if number == last else 0.6, INK if number == last else GREY))
        return Line(tuple(marks), keep=number != last)


def pour(lines: list[Line], columns: int) -> list[list[Line]]:
    """Share the lines over columns of nearly equal height, no small heading alone at a foot."""
    total = sum(line.lines for line in lines)
    depth = -(-total // columns)
    while True:
        shared: list[list[Line]] = [[]]
        for number, line in enumerate(lines):
            used = sum(part.lines for part in shared[-1])
            need = line.lines
            after = number
            while lines[after].keep and after + 1 < len(lines) and need < depth:
                after += 1
                need += lines[after].lines
            if used and used + need > depth:
                shared.append([])
            shared[-1].append(line)
        if len(shared) <= columns:
            return shared
        depth += 1


def depth_of(columns: list[list[Line]]) -> int:
    """Return the height of the highest column, in lines."""
    return max(sum(line.lines for line in column) for column in columns)
