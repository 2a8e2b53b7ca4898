"""Fold text to the characters that are compared: width, case, compatibility forms, traditional and simplified.

The rule, which `static/search.js` writes a second time: NFKC of the whole text; then, character by character, lower
case and `variants`; characters beyond the BMP that are not Han become spaces. Everything works on UTF-16 units,
because that is what a browser counts in.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitegen.search.variants import SIMPLIFIED, TRADITIONAL

Units = NDArray[np.uint16]
Classes = NDArray[np.uint8]

SEPARATOR, PAIRED, LETTER, DIGIT, DOT, APOSTROPHE, HYPHEN, AMPERSAND, PLUS, HASH = range(10)
"""Classes of folded units: what splits, what goes in pairs, what makes words, what may join them."""

JOINERS = {".": DOT, "'": APOSTROPHE, "-": HYPHEN, "&": AMPERSAND, "+": PLUS, "#": HASH}

PAIRED_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3041, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x30FF),
    (0x3105, 0x312F),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xD840, 0xD8BF),  # high surrogates of the planes 2 and 3, all Han
    (0xDC00, 0xDFFF),
)
"""Units of scripts that put no space between words, ends included."""

_VARIANTS = {**dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)), "’": "'"}


class _Folded(dict[int, str]):
    """What a character of normalized text becomes, by its code; worked out when a text first holds it."""

    def __missing__(self, code: int) -> str:
        simple = (_VARIANTS.get(char, char) for char in chr(code).lower())
        self[code] = made = "".join(char if _is_kept(char) else " " for char in simple)
        return made


_FOLDED = _Folded()


def _is_kept(char: str) -> bool:
    return char < "\ud800" or "\ue000" <= char <= "\uffff" or "\U00020000" <= char <= "\U0003ffff"


def fold(text: str) -> str:
    """Return the text folded by the rule; its length may differ from the text's."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def fold_all(texts: list[str]) -> tuple[Units, Classes, NDArray[np.int64]]:
    """Return the folded units of all texts in one row with their classes, and where each text starts, and the end.

    After each text stands one unit that is a separator.
    """
    tables = _tables()
    units, starts = _units(texts)
    tables.learn(units)
    slow = np.flatnonzero(tables.slow[units])
    if len(slow):
        texts = list(texts)
        for number in np.unique(np.searchsorted(starts, slow, "right") - 1).tolist():
            texts[number] = fold(texts[number])
        units, starts = _units(texts)
        tables.learn(units)
    folded = tables.fold[units]
    return folded, tables.classes[folded], starts


class _Tables:
    """Lookup tables over the 65,536 UTF-16 units; Han is known from the start, other units once a text holds them."""

    def __init__(self) -> None:
        self.fold = np.arange(0x10000, dtype=np.uint16)
        self.classes = np.zeros(0x10000, np.uint8)
        self.slow = np.zeros(0x10000, np.bool_)
        self._known = np.ones(0x10000, np.bool_)
        for first, end in ((0, 0x3400), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0xFFFE)):
            self._known[first:end] = False
        self.slow[0xD800:0xE000] = True
        self.classes[0xAC00:0xD7A4] = LETTER
        for first, last in PAIRED_RANGES:
            self.classes[first : last + 1] = PAIRED
        for traditional, simplified in _VARIANTS.items():
            if traditional <= "\uffff":
                self._vary(ord(traditional), simplified)

    def learn(self, units: Units) -> None:
        """Enter the units that are not known yet, with those that they fold to."""
        unknown = units[~self._known[units]]
        for code in np.unique(unknown).tolist():
            self._enter(code)
            if not self._known[self.fold[code]]:
                self._enter(int(self.fold[code]))

    def _enter(self, code: int) -> None:
        self._known[code] = True
        char = chr(code)
        if char in JOINERS:
            self.classes[code] = JOINERS[char]
        elif self.classes[code] != PAIRED:
            kind = unicodedata.category(char)[0]
            self.classes[code] = {"L": LETTER, "M": LETTER, "N": DIGIT}.get(kind, SEPARATOR)
        if char in _VARIANTS:
            self._vary(code, _VARIANTS[char])
            return
        whole = unicodedata.normalize("NFKC", char).lower()
        if len(whole) == 1 and whole <= "\uffff":
            self.fold[code] = ord(whole)
        # Marks may compose with what stands before them, and so may the parts of Hangul.
        self.slow[code] = (
            (len(whole) != 1 and any(map(str.isalnum, whole)))
            or whole > "\uffff"
            or unicodedata.category(whole[:1] or " ")[0] == "M"
            or 0x1100 <= code <= 0x11FF
        )

    def _vary(self, code: int, simplified: str) -> None:
        self.fold[code] = min(ord(simplified), 0xFFFF)
        self.slow[code] = simplified > "\uffff"


@cache
def _tables() -> _Tables:
    return _Tables()


def _units(texts: list[str]) -> tuple[Units, NDArray[np.int64]]:
    """Return the texts as UTF-16 units, a line end after each, and where each starts, and the end."""
    units = np.frombuffer("\n".join([*texts, ""]).encode("utf-16-le", "surrogatepass"), np.uint16)
    lengths = [len(text) + 1 for text in texts]
    if sum(lengths) != len(units):
        lengths = [len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 for text in texts]
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return units, starts
