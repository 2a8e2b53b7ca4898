"""Fold text to the characters that are compared: width, case, compatibility forms, traditional and simplified.

The rule, which `static/search.js` writes a second time: NFKC of the whole text; then, character by character, lower
case and `variants`; characters beyond the BMP that are not Han become spaces. Everything works on UTF-16 units,
because that is what a browser counts in.
"""

import re
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
    table = _table()
    units, starts = _units(texts)
    told = table.look_up(units)
    if told.max(initial=0) >= _SLOW:
        texts = list(texts)
        slow = np.flatnonzero(told >= _SLOW)
        for number in np.unique(np.searchsorted(starts, slow, "right") - 1).tolist():
            texts[number] = fold(texts[number])
        units, starts = _units(texts)
        told = table.look_up(units)
    return told.astype(np.uint16), (told >> _CLASS).astype(np.uint8), starts


_CLASS = 16
"""From this bit on a class stands behind a unit."""

_SLOW, _UNKNOWN = 1 << 30, 1 << 31
_PAIRED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in PAIRED_RANGES) + "]")
_CLASSES = {"L": LETTER, "M": LETTER, "N": DIGIT}


class _Table:
    """What each of the 65,536 UTF-16 units folds to, with the class of that, or that it cannot be folded alone.

    All this stands in one number. Han is known from the start, other units once a text holds them.
    """

    def __init__(self) -> None:
        self._told = told = np.arange(0x10000, dtype=np.uint32)
        told[0xAC00:0xD7A4] |= LETTER << _CLASS
        for first, last in PAIRED_RANGES:
            told[first : last + 1] |= PAIRED << _CLASS
        for first, end in ((0, 0x3400), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0xFFFE)):
            told[first:end] |= _UNKNOWN
        told[0xD800:0xE000] |= _SLOW
        told[0xFFFF] |= _SLOW  # it stands for all beyond
        pairs = [(ord(char), min(ord(simple), 0xFFFF)) for char, simple in _VARIANTS.items() if char <= "\uffff"]
        characters, simple = np.array(pairs).T
        told[characters] = told[simple]

    def look_up(self, units: Units) -> NDArray[np.uint32]:
        """Return what the table tells of some units, once it knows them."""
        told = self._told.take(units)  # in a third of the time that an index takes
        if told.max(initial=0) >= _UNKNOWN:
            for code in np.unique(units[told >= _UNKNOWN]).tolist():
                self._told[code] = _tell(chr(code))
            told = self._told.take(units)
        return told


def _tell(char: str) -> int:
    """Return the number that tells of a unit."""
    if char in _VARIANTS:
        whole = _VARIANTS[char]
        slow = whole > "\uffff"
    else:
        whole = unicodedata.normalize("NFKC", char).lower()
        # Marks may compose with what stands before them, and so may the parts of Hangul.
        slow = (
            (len(whole) != 1 and any(map(str.isalnum, whole)))
            or whole > "\uffff"
            or unicodedata.category(whole[:1] or " ")[0] == "M"
            or "\u1100" <= char <= "\u11ff"
        )
    folded = whole if len(whole) == 1 and whole <= "\uffff" else char
    return ord(folded) | _class(folded) << _CLASS | slow * _SLOW


def _class(char: str) -> int:
    if char in JOINERS:
        return JOINERS[char]
    return PAIRED if _PAIRED.match(char) else _CLASSES.get(unicodedata.category(char)[0], SEPARATOR)


@cache
def _table() -> _Table:
    return _Table()


def _units(texts: list[str]) -> tuple[Units, NDArray[np.int64]]:
    """Return the texts as UTF-16 units, a line end after each, and where each starts, and the end."""
    units = np.frombuffer("\n".join([*texts, ""]).encode("utf-16-le", "surrogatepass"), np.uint16)
    lengths = [len(text) + 1 for text in texts]
    if sum(lengths) != len(units):
        lengths = [len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 for text in texts]
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return units, starts
