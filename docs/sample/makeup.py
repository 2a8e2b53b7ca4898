"""Make up a page: put stories and boxes into cells, spread what room is left, and tell where each story stands.

A page is rows, a row is cells side by side on a grid of four, a cell is pieces one under the other.
"""

from dataclasses import dataclass, field, replace

from columns import Line, Measure, depth_of, pour
from pieces import Note, Piece, Stack, body_of, centred, set_head
from stories import Story
from typeset import GREY, RED, Mark, Plate, Rule, Style, measure_text, moved, set_text

WIDTH, HEIGHT = 1400, 2000
LEFT, RIGHT, GUTTER, UNITS = 62, 1338, 32, 4
UNIT = (RIGHT - LEFT - GUTTER * (UNITS - 1)) / UNITS


def span(units: int) -> float:
    """Return the width of some units with the gutters between them."""
    return units * UNIT + (units - 1) * GUTTER


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a story came to stand, in pixels: corners of its outline."""

    story: Story
    outline: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Sheet:
    """The page while it is made up."""

    size: float = 20
    leading: float = 31
    marks: list[Mark] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    crowded: bool = False
    """True once something had too little room."""

    def report(self, over: float, *names: str) -> None:
        """Say how much room is left over, and note where there is too little."""
        print(f"    {over:+5.0f} {', '.join(names)}")
        self.crowded = self.crowded or over < -0.5

    def add(self, marks: list[Mark], dx: float = 0, dy: float = 0) -> None:
        """Put marks at a place."""
        self.marks += [moved(mark, dx, dy) for mark in marks]


@dataclass(frozen=True, slots=True)
class Fit:
    """A piece with what does not change when room is given to it."""

    piece: Piece
    width: float
    size: float
    head: tuple[list[Mark], float]
    depth: int

    @property
    def picture(self) -> tuple[float, float]:
        """Return the least and greatest height of the picture, caption included."""
        if self.piece.story.shot is None or self.piece.heading:
            return 0, 0
        return self.width * self.piece.shape + 44, self.width * min(0.68, self.piece.shape + 0.16) + 44

    @property
    def pad(self) -> float:
        """Return the room inside a frame, above and below."""
        return 14 if self.piece.framed else 0

    def least(self, leading: float) -> float:
        """Return the least height."""
        return self.head[1] + self.picture[0] + self.depth * leading + 2 * self.pad


def fit_piece(piece: Piece, width: float, size: float, leading: float) -> Fit:
    """Measure a piece in a width."""
    inner = width - 28 if piece.framed else width
    lines = _lines(piece, inner, size, leading)
    return Fit(piece, inner, size, set_head(piece, inner), depth_of(pour(lines, piece.columns)) if lines else 0)


def _column(piece: Piece, width: float) -> float:
    return (width - GUTTER * (piece.columns - 1)) / piece.columns


def _lines(piece: Piece, width: float, size: float, leading: float) -> list[Line]:
    english = piece.story.field("section") == "English"
    return Measure(_column(piece, width), size, leading, english).lines_of(body_of(piece))


def lay_piece(sheet: Sheet, fit: Fit, x: float, y: float, *, height: float, leading: float) -> None:
    """Put a piece into its place; the picture takes what the lines leave."""
    piece, top, foot = fit.piece, y, y + height
    if piece.framed:
        for edge in (
            Rule(x, y, x + fit.width + 28, y, 1.4),
            Rule(x, foot, x + fit.width + 28, foot, 1.4),
            Rule(x, y, x, foot, 1.4),
            Rule(x + fit.width + 28, y, x + fit.width + 28, foot, 1.4),
        ):
            sheet.marks.append(edge)
        x, y = x + 14, y + 14
    sheet.add(fit.head[0], x, y)
    room = height - fit.head[1] - 2 * fit.pad
    lay_body(sheet, fit, x, y + fit.head[1], height=room, leading=leading)
    left = x - (14 if piece.framed else 6)
    right = x + fit.width + (14 if piece.framed else 6)
    sheet.placed.append(Placed(piece.story, ((left, top), (right, top), (right, foot), (left, foot))))


def lay_body(sheet: Sheet, fit: Fit, x: float, y: float, *, height: float, leading: float) -> None:
    """Put picture and columns into a place; slack goes to the picture, then between the lines."""
    shot = fit.piece.story.shot
    if fit.picture[1] and shot:
        high = min(fit.picture[1], height - fit.depth * leading)
        plate = Plate(x, y + 4, fit.width, high - 44, shot.path)
        sheet.marks.append(plate)
        style = Style("sans", 16)
        credit = Style("sans", 16, GREY)
        sheet.add(set_text(shot.caption, style, x, y + high - 18))
        sheet.add(set_text(shot.credit, credit, x + fit.width - measure_text(shot.credit, credit), y + high - 18))
        y, height = y + high, height - high
    if not fit.depth:
        return
    leading = min(height / fit.depth, fit.size * 1.84)
    y += max(0.0, (height - fit.depth * leading) / 2)
    wide = _column(fit.piece, fit.width)
    for number, column in enumerate(pour(_lines(fit.piece, fit.width, fit.size, leading), fit.piece.columns)):
        left, at = x + number * (wide + GUTTER), y
        for line in column:
            sheet.add(list(line.marks), left, at)
            at += line.lines * leading
        if number:
            sheet.marks.append(Rule(left - GUTTER / 2, y + 6, left - GUTTER / 2, y + fit.depth * leading - 4, 0.45))


def note_height(note: Note) -> float:
    """Return the height of a box."""
    return max(note.tall, 56 + len(note.lines) * note.size * 1.7)


def lay_note(sheet: Sheet, note: Note, x: float, y: float, *, width: float, height: float) -> None:
    """Put a box of the paper's own: title between two rules, lines in the middle."""
    title = Style("serif-bold", note.size + 6, RED)
    sheet.marks += [Rule(x, y + 1, x + width, y + 1, 2.4), Rule(x, y + 6, x + width, y + 6, 1)]
    sheet.add(centred(note.title, title, width, 0), x, y + 16 + note.size * 1.3)
    sheet.marks.append(Rule(x, y + height - 2, x + width, y + height - 2, 1))
    room = height - 50 - note.size * 0.6
    step = min(note.size * 2.3, room / len(note.lines))
    at = y + 46 + note.size * 0.6 + max(0.0, (room - step * len(note.lines)) / 2)
    for line in note.lines:
        style = Style("serif", note.size)
        if "　　" in line:
            left, right = line.split("　　")
            sheet.add(set_text(left, style, x, at + step * 0.62))
            sheet.add(set_text(right, style, x + width - measure_text(right, style), at + step * 0.62))
        else:
            sheet.add(centred(line, style, width, at + step * 0.62), x)
        at += step


def lay_cell(sheet: Sheet, pieces: Stack, x: float, y: float, *, width: float, height: float) -> None:
    """Stack pieces in a cell of fixed height; pictures and lines take up what is left over."""
    fits = [fit_piece(p, width, sheet.size, sheet.leading) if isinstance(p, Piece) else p for p in pieces]
    least = [fit.least(sheet.leading) if isinstance(fit, Fit) else note_height(fit) for fit in fits]
    gaps = 34.0 * (len(fits) - 1)
    slack = height - sum(least) - gaps
    names = [fit.piece.story.path.stem if isinstance(fit, Fit) else fit.title for fit in fits]
    sheet.report(slack, *names)
    wants = [_want(fit, sheet.leading, sheet.size) for fit in fits]
    total = sum(wants) or 1
    share = [slack * want / total for want in wants]
    for number, fit in enumerate(fits):
        high = least[number] + share[number]
        if isinstance(fit, Fit):
            lay_piece(sheet, fit, x, y, height=high, leading=sheet.leading)
        else:
            lay_note(sheet, fit, x, y, width=width, height=high)
        y += high + 34
        if number + 1 < len(fits) and not (isinstance(fit, Fit) and fit.piece.framed):
            sheet.marks.append(Rule(x, y - 17, x + width, y - 17, 0.7))


def _want(fit: Fit | Note, leading: float, size: float) -> float:
    """Return how much more height a piece can use well."""
    if isinstance(fit, Note):
        return 30.0 + len(fit.lines) * 6
    return fit.picture[1] - fit.picture[0] + fit.depth * (size * 1.84 - leading) + 4


def lay_row(sheet: Sheet, cells: tuple[tuple[int, Stack], ...], y: float, height: float) -> None:
    """Put cells of so many units side by side, a hairline between them."""
    x = float(LEFT)
    for number, (units, pieces) in enumerate(cells):
        lay_cell(sheet, pieces, x, y, width=span(units), height=height)
        x += span(units) + GUTTER
        if number + 1 < len(cells):
            sheet.marks.append(Rule(x - GUTTER / 2, y, x - GUTTER / 2, y + height, 0.7))


def lay_lead(sheet: Sheet, piece: Piece, side: Stack, y: float, height: float) -> None:
    """Put the lead: its head over the whole page, its body over three units, the side cell in the fourth."""
    head, high = set_head(piece, RIGHT - LEFT)
    sheet.add(head, LEFT, y)
    wide = span(UNITS - 1)
    fit = replace(fit_piece(piece, wide, sheet.size, sheet.leading), head=([], 0))
    room = height - high
    over = room - fit.least(sheet.leading)
    sheet.report(over, piece.story.path.stem)
    lay_body(sheet, fit, LEFT, y + high, height=room, leading=sheet.leading)
    left = LEFT + wide + GUTTER
    lay_cell(sheet, side, left, y + high + 6, width=span(1), height=room - 6)
    sheet.marks.append(Rule(left - GUTTER / 2, y + high + 6, left - GUTTER / 2, y + height, 0.7))
    corner = left - GUTTER / 2 - 3
    outline = (
        (LEFT - 6, y),
        (RIGHT + 6, y),
        (RIGHT + 6, y + high),
        (corner, y + high),
        (corner, y + height),
        (LEFT - 6, y + height),
    )
    sheet.placed.append(Placed(piece.story, outline))


def rule_row(sheet: Sheet, y: float) -> None:
    """Draw the rule between two rows."""
    sheet.marks += [Rule(LEFT, y, RIGHT, y, 2), Rule(LEFT, y + 4, RIGHT, y + 4, 0.8)]
