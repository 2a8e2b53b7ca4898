"""What a page is made of, stories and boxes, and how the head of a story is set."""

from dataclasses import dataclass, replace

from stories import Block, Letter, Story
from typeset import GREY, RED, Mark, Plate, Rule, Style, measure_text, set_text

WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Piece:
    """A story as it stands on one page."""

    story: Story
    columns: int
    head: float = 30
    """Size of the headline."""

    blocks: tuple[Block, ...] | None = None
    """The part of the body that stands here; the whole where None."""

    heading: str = ""
    """What stands over a continuation instead of the story's own head."""

    jump: str = ""
    """The line that leads on, at the end."""

    shape: float = 0.6
    """Least height of its picture by width."""

    face: str = "sans-bold"
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A box of the paper's own, which is no article."""

    title: str
    lines: tuple[str, ...]
    size: float = 17
    tall: float = 0
    """Least height, where the box is to fill."""


Stack = tuple[Piece | Note, ...]
"""What stands in one cell, from above."""


def centred(text: str, style: Style, width: float, baseline: float) -> list[Mark]:
    """Return a line in the middle of a width."""
    return set_text(text, style, (width - measure_text(text, style)) / 2, baseline)


def fitted(text: str, style: Style, width: float) -> list[tuple[str, Style]]:
    """Return a headline in one or two lines; the editor's full-width space is the break, type shrinks at need."""
    parts = [text] if measure_text(text, style) <= width else text.split("　")
    if len(parts) == 1 and measure_text(text, style) > width:
        parts = _wrapped(text, style, width)
    while max(measure_text(part, style) for part in parts) > width:
        style = replace(style, size=style.size - 1)
    return [(part, style) for part in parts]


def _wrapped(text: str, style: Style, width: float) -> list[str]:
    """Return a text without a break of its own in as few lines as hold it, evenly filled."""
    words = text.split(" ") if " " in text else list(text)
    joint = " " if " " in text else ""
    for count in range(2, 6):
        aim = measure_text(text, style) / count
        lines: list[str] = [""]
        for word in words:
            trial = (lines[-1] + joint + word) if lines[-1] else word
            if lines[-1] and len(lines) < count and measure_text(trial, style) > aim + style.size * 0.8:
                lines.append(word)
            else:
                lines[-1] = trial
        if all(measure_text(line, style) <= width for line in lines):
            return lines
    return [text]


def set_head(piece: Piece, width: float) -> tuple[list[Mark], float]:
    """Return the head of a story and its height: column, kicker, headline, deck, byline."""
    story, marks, y = piece.story, [], 0.0
    large = piece.head >= 60
    if piece.heading:
        style = Style("sans-bold", piece.head)
        for text, shrunk in fitted(piece.heading, style, width):
            y += shrunk.size * 1.3
            marks += centred(text, shrunk, width, y - shrunk.size * 0.2)
        return marks, y + 10
    if column := story.field("column"):
        style = Style("sans-bold", 17, WHITE)
        wide = measure_text(column, style) + 22
        marks += [Plate(0, y + 2, wide, 27, None, RED), *set_text(column, style, 11, y + 22)]
        marks.append(Rule(wide, y + 28, width, y + 28, 1, RED))
        y += 36
    if kicker := story.field("kicker"):
        style = Style("serif", max(18, piece.head * (0.36 if large else 0.56)))
        for text, shrunk in fitted(kicker, style, width):
            y += shrunk.size * 1.4
            marks += centred(text, shrunk, width, y - shrunk.size * 0.3)
    for text, style in fitted(story.field("headline"), Style(piece.face, piece.head), width):
        y += style.size * 1.24
        marks += centred(text, style, width, y - style.size * 0.2)
    if deck := story.field("deck"):
        latin = deck.isascii()
        style = Style("latin" if latin else "serif", max(18, piece.head * (0.34 if large else 0.5)))
        y += 3
        for text, shrunk in fitted(deck if latin else f"——{deck}", style, width):
            y += shrunk.size * 1.42
            marks += centred(text, shrunk, width, y - shrunk.size * 0.36)
    y += 4
    if byline := story.byline():
        style = Style("latin" if byline[:2] == "By" else "serif", 18, GREY)
        y += 28
        marks += centred(byline if byline[:2] == "By" else f"□ {byline}", style, width, y - 8)
    return marks, y + 8


def body_of(piece: Piece) -> tuple[Block, ...]:
    """Return the blocks that stand here: the dateline opens the first, the jump closes the last."""
    blocks = list(piece.story.blocks if piece.blocks is None else piece.blocks)
    if (dateline := piece.story.field("dateline")) and not piece.heading and blocks:
        opening = tuple(Letter(char, "bold") for char in dateline + "　")
        blocks[0] = replace(blocks[0], letters=opening + blocks[0].letters)
    if piece.jump:
        leading_on = tuple(Letter(char, "bold") for char in piece.jump)
        blocks[-1] = replace(blocks[-1], letters=blocks[-1].letters + leading_on)
    return tuple(blocks)
