"""Set Chinese and English text in lines: measures, breaks that respect punctuation, justification.

What is set is a list of marks, each with its place on the page in pixels from the top left; `painting.py` turns
marks into a picture, `page_pdf.py` into a PDF. Fonts are Noto CJK, as Debian's package fonts-noto-cjk installs them.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import ImageFont
from stories import Letter

FONTS = Path("/usr/share/fonts/opentype/noto")
FACES = {
    "serif": ("NotoSerifCJK-Regular.ttc", 2),
    "serif-bold": ("NotoSerifCJK-Bold.ttc", 2),
    "sans": ("NotoSansCJK-Regular.ttc", 2),
    "sans-bold": ("NotoSansCJK-Bold.ttc", 2),
    "latin": ("NotoSerifCJK-Regular.ttc", 1),
    "latin-bold": ("NotoSerifCJK-Bold.ttc", 1),
}
"""File and number of the face in it; the Korean face has quotation marks of Latin width."""
CLOSING = "，。、；：？！）》】』」”’…—·"
OPENING = "（《【『「“‘"
HALVES = "，。、；：）》】』」”’"
INK = (34, 31, 29)
RED = (164, 22, 26)
GREY = (112, 104, 96)
Tone = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Type:
    """One character in its place; `y` is the baseline."""

    x: float
    y: float
    char: str
    face: str
    size: float
    tone: Tone = INK


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    left: float
    top: float
    right: float
    bottom: float
    width: float = 1
    tone: Tone = INK


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture, cropped in its middle to the box; a tint where it has no file."""

    left: float
    top: float
    width: float
    height: float
    path: Path | None = None
    tone: Tone = INK


Mark = Type | Rule | Plate


@cache
def face(name: str, size: float) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels."""
    file, number = FACES[name]
    return ImageFont.truetype(str(FONTS / file), size, index=number)


@cache
def width_of(char: str, name: str, size: float) -> float:
    """Return how far a character advances."""
    return float(face(name, size).getlength(char))


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark at another place."""
    if isinstance(mark, Type):
        return replace(mark, x=mark.x + dx, y=mark.y + dy)
    if isinstance(mark, Rule):
        return Rule(mark.left + dx, mark.top + dy, mark.right + dx, mark.bottom + dy, mark.width, mark.tone)
    return replace(mark, left=mark.left + dx, top=mark.top + dy)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is not broken: a Han character, a mark, a Latin word, a space."""

    letters: tuple[Letter, ...]
    width: float

    @property
    def text(self) -> str:
        """Return the characters of the unit."""
        return "".join(letter.char for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Style:
    """A face with its bold fellow, a size, a tone."""

    face: str
    size: float
    tone: Tone = INK

    def of(self, letter: Letter) -> tuple[str, float]:
        """Return the face and size of one letter."""
        name = self.face + "-bold" if letter.style == "bold" and not self.face.endswith("bold") else self.face
        return name, round(self.size * 0.62) if letter.style == "raised" else self.size

    def measure(self, letter: Letter) -> float:
        """Return the letter's advance."""
        return width_of(letter.char, *self.of(letter))


def is_latin(char: str) -> bool:
    """Tell whether the character belongs to a word that is kept whole."""
    return (char.isascii() and not char.isspace()) or char in "éü"


def cut_units(letters: tuple[Letter, ...], style: Style, english: bool) -> list[Unit]:
    """Return the units of a text; marks that stand side by side are squeezed to half."""
    units: list[Unit] = []
    word: list[Letter] = []
    for number, letter in enumerate(letters):
        joins = not letter.char.isspace() if english else is_latin(letter.char)
        if joins:
            word.append(letter)
            continue
        if word:
            units.append(Unit(tuple(word), sum(map(style.measure, word))))
            word = []
        wide = style.measure(letter)
        after = letters[number + 1].char if number + 1 < len(letters) else ""
        if letter.char in HALVES and after and after in CLOSING + OPENING and letter.char not in "…—":
            wide /= 2
        units.append(Unit((letter,), wide))
    if word:
        units.append(Unit(tuple(word), sum(map(style.measure, word))))
    return units


def break_lines(units: list[Unit], first: float, rest: float, size: float) -> list[list[Unit]]:
    """Return the lines of a paragraph; `first` and `rest` are their widths in pixels."""
    lines: list[list[Unit]] = [[]]
    room = first
    for unit in units:
        line = lines[-1]
        if not line and unit.text == " " and len(lines) > 1:
            continue
        squeezed = unit.width / 2 if unit.text in HALVES else unit.width
        used = sum(part.width for part in line)
        if used + squeezed <= room + (size * 0.2 if unit.text in CLOSING else 0.01) or not line:
            line.append(unit if used + unit.width <= room else Unit(unit.letters, squeezed))
            continue
        carried: list[Unit] = []
        if unit.text in CLOSING:
            carried = [line.pop()]
            while carried[0].text in CLOSING and len(line) > 1:
                carried.insert(0, line.pop())
        while line and line[-1].text in OPENING:
            carried.insert(0, line.pop())
        while line and line[-1].text == " ":
            line.pop()
        if unit.text != " ":
            carried.append(unit)
        lines.append(carried)
        room = rest
    return [line for line in lines if line]


def set_line(line: list[Unit], style: Style, x: float, baseline: float, room: float | None) -> list[Mark]:
    """Return the marks of one line; `room` justifies it to a width, None leaves it ragged."""
    natural = sum(unit.width for unit in line)
    words = any(unit.text == " " for unit in line)
    gaps = [n for n, unit in enumerate(line[:-1]) if not words or unit.text == " " or not is_latin(unit.text[0])]
    extra = (room - natural) / len(gaps) if room is not None and gaps else 0
    marks: list[Mark] = []
    for number, unit in enumerate(line):
        start = x
        shift = unit.width - style.measure(unit.letters[0]) if unit.text in OPENING else 0
        for letter in unit.letters:
            name, size = style.of(letter)
            rise = style.size * 0.36 if letter.style == "raised" else 0
            if letter.char == "—" and not name.startswith("latin"):
                level = baseline - style.size * 0.36
                marks.append(Rule(x, level, x + size, level, max(1, size / 20), style.tone))
            elif letter.char != " ":
                marks.append(Type(x + shift, baseline - rise, letter.char, name, size, style.tone))
            x += style.measure(letter)
        if unit.letters[0].style == "strike":
            middle = baseline - style.size * 0.36
            marks.append(Rule(start, middle, start + unit.width + extra, middle, 1.4, style.tone))
        x = start + unit.width + (extra if number in gaps else 0)
    return marks


def set_text(text: str, style: Style, x: float, baseline: float) -> list[Mark]:
    """Return the marks of a plain text on one line."""
    units = cut_units(tuple(Letter(char) for char in text), style, english=False)
    return set_line(units, style, x, baseline, None)


def measure_text(text: str, style: Style) -> float:
    """Return the width of a plain text on one line."""
    return sum(unit.width for unit in cut_units(tuple(Letter(char) for char in text), style, english=False))
