"""Text as a PDF gives it -> units in order: paragraphs, title lines, captions, signatures.

Lines that a printed column wrapped are joined, and so are the two halves of a paragraph that went on in the next
column. It knows lines and what they look like; which story they belong to is for `pagetext`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from sitegen.importing.signs import (
    has_end,
    is_byline,
    is_caption,
    is_furniture,
    is_names,
    split_credit,
    split_dateline,
    split_deck,
    split_signature,
    without_jump,
)
from sitegen.quickclass import dataclass

Kind = Literal["prose", "open", "title", "deck", "byline", "names", "caption", "credit", "furniture", "jump"]

_HAN = re.compile("[\u3400-\u9fff]")
_INDENT = re.compile(r"(?:　{1,4}| {4}|\t)(?=\S)")
_LONGEST_TITLE = 45
"""Characters of a title line in Chinese; twice as many in other scripts."""

_COMMA = re.compile("[，,；;]")
"""A title has one at most, and then it is short."""

_GOES_ON = re.compile(r"[，、；,;《“‘（(—-]$")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z0-9,;.%)]$"), re.compile(r"[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One paragraph or line with what it is; `open` is prose that breaks off."""

    kind: Kind
    text: str
    gap: int = 0
    """Empty lines before it."""

    joined: int = 0
    """How many times it was put together from two pieces."""

    jump: str = ""
    """The jump line (下转第3版) that was taken off it."""


def read_units(text: str) -> tuple[Unit, ...]:
    """Return the units of a page's text in the order in which it gives them."""
    return tuple(_joined(_placed([_classified(paragraph) for paragraph in _paragraphs(text)])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """Lines that were put together, with what tells whether they are all of a paragraph."""

    text: str
    gap: int
    full: bool = False
    """Whether it takes several lines, or an indent, and its last line reaches the end of the printed column."""


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a text: wrapped lines are joined, empty lines and indents begin new ones."""
    lines = text.replace("\f", "\n\n").splitlines()
    width = _column_width(lines)
    # where paragraphs are indented, lines that stand above one are titles, however wide they are
    indents = sum(bool(_INDENT.match(line)) for line in lines) > 1
    gap, start, parts, sure, full = 0, 0, "", False, False
    for line in lines:
        stripped = line.strip()
        if not stripped:
            gap, full = gap + 1, bool(parts) and full
            continue
        indented = bool(_INDENT.match(line))
        if parts and not gap and full and sure and not indented and not is_furniture(stripped):
            parts = join(parts, stripped)
        else:
            if parts:
                yield _Paragraph(text=parts, gap=start, full=sure and full and (indents or len(parts) > width + 1))
            parts, start, sure = stripped, gap, indented or not indents
        sure = sure and not is_furniture(parts)
        gap, full = 0, bool(width) and _is_full(stripped, width)
    if parts:
        yield _Paragraph(text=parts, gap=start)


def _column_width(lines: Sequence[str]) -> int:
    """Return how many characters a full line of the printed column has; 0 where the lines are whole paragraphs."""
    lengths = [len(line.strip()) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if not lengths:
        return 0
    if sum(bool(_HAN.search(line)) for line in lines) * 2 > len(lengths):
        width, _ = max(Counter(lengths).items(), key=lambda item: (item[1], item[0]))
        full = sum(width - 2 <= length <= width + 1 for length in lengths)
        return width if full >= 4 and full * 3 > len(lengths) and 6 <= width <= 50 else 0
    width = sorted(lengths)[len(lengths) * 9 // 10]
    full = sum(width * 0.8 <= length <= width * 1.1 for length in lengths)
    return width if full >= 4 and full * 2 > len(lengths) and width <= 100 else 0


def _is_full(line: str, width: int) -> bool:
    """Tell whether a line reaches the end of its column and not beyond."""
    return width - 2 <= len(line) <= width + 2 if _HAN.search(line) else width * 0.8 <= len(line) <= width * 1.2


def join(before: str, after: str) -> str:
    """Return two pieces of a paragraph as one: a blank stands only between words of Latin letters."""
    if re.search(r"[a-z]-$", before) and after[:1].islower():
        return before[:-1] + after
    return before + (" " if _LATIN_END.search(before) and _is_latin(before, after) else "") + after


def _is_latin(before: str, after: str) -> bool:
    """Tell whether two pieces meet between words, and not within a Chinese sentence that holds figures."""
    return bool(_LATIN_START.match(after)) and not (_HAN.search(before[-12:]) or _HAN.search(after[:12]))


def _classified(paragraph: _Paragraph) -> Unit:
    text, jump = without_jump(paragraph.text)
    if not text:
        return Unit(kind="jump", text=jump, gap=paragraph.gap, jump=jump)
    # a folio line may be as short as a title, so it is asked for first
    kind: Kind = "furniture" if is_furniture(text) else _kind(text, full=paragraph.full)
    return Unit(kind=kind, text=text, gap=paragraph.gap, jump=jump)


def classify(text: str) -> Kind:
    """Return what a paragraph of its own looks like, be it a line of the paper's own or not."""
    return _kind(text, full=False)


def _kind(text: str, *, full: bool) -> Kind:
    if split_deck(text) or is_byline(text):
        return "deck" if split_deck(text) else "byline"
    credit = split_credit(text)
    if credit is not None or is_caption(text):
        return "credit" if credit and not credit[0] else "caption"
    signed = split_signature(text)
    if has_end(signed.text if signed else text):
        return "prose"
    if signed is None and (full or split_dateline(text) is not None or _breaks_off(text)):
        return "open"
    return "prose" if signed else "names" if is_names(text) else "title"


def _placed(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units with what a line of names is where it stands: a byline between a title and its text."""
    for before, unit, after in zip((None, *units), units, (*units[1:], None), strict=False):
        if unit.kind == "names":
            above = before is not None and before.kind in ("title", "deck")
            below = after is not None and after.kind in ("prose", "open", "caption")
            yield replace(unit, kind="byline" if above and below else "title")
        else:
            yield unit


def _breaks_off(text: str) -> bool:
    """Tell whether a text without an end is too long for a title, or holds what no title has."""
    longest = _LONGEST_TITLE if _HAN.search(text) else 2 * _LONGEST_TITLE
    commas = len(_COMMA.findall(text))
    long = commas > 1 or (commas and len(text) * 5 > longest * 3)
    return bool(len(text) > longest or long or _GOES_ON.search(text) or "。" in text)


def _joined(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the units with broken paragraphs put together; folio lines and captions between the halves come after."""
    held: Unit | None = None
    between: list[Unit] = []
    for unit in units:
        if held is None:
            if unit.kind == "open":
                held = unit
            else:
                yield unit
        elif unit.kind in ("prose", "open") and split_dateline(unit.text) is None:
            held = Unit(kind=unit.kind, text=join(held.text, unit.text), gap=held.gap, joined=held.joined + 1)
            if unit.kind == "prose":
                yield from (held, *between)
                held, between = None, []
        elif unit.kind in ("furniture", "caption", "credit", "jump"):
            between.append(unit)
        else:
            yield from (held, *between, unit)
            held, between = None, []
    if held is not None:
        yield from (held, *between)
