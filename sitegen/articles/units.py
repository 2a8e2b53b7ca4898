"""How long a text is, counted as each script is: characters of Chinese and kana, words of the others.

What a unit is, two regular expressions say; texts without characters beyond the BMP are counted over an array of the
kinds of their characters, which takes a fifth of the time.
"""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitegen.articles.gist import CHARACTERS

_JOINERS = "'’.-"
_WORDS = re.compile(rf"[^\W_]+(?:[{_JOINERS}][^\W_]+)*")
_OTHER, _CHARACTER, _LETTER, _JOINER, _UNTOLD = range(5)


def count_units(paragraphs: Iterable[str]) -> tuple[int, int]:
    """Return how many characters of Chinese (and kana) and how many words of other scripts a text has."""
    text = "\n".join((*paragraphs, "", ""))
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) != len(text):
        return count_slowly(text)
    kinds = _kinds(codes)
    letters = kinds == _LETTER
    # rows of letters, less those that a joiner ties to the row before
    rows = np.count_nonzero(letters[:-1] > letters[1:])
    tied = np.count_nonzero((kinds[1:-1] == _JOINER) & letters[:-2] & letters[2:])
    return int(np.count_nonzero(kinds == _CHARACTER)), int(rows - tied)


def count_slowly(text: str) -> tuple[int, int]:
    """Return the same of any one text."""
    rest, runs = CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs, len(_WORDS.findall(rest))


def _kinds(codes: NDArray[np.uint16]) -> NDArray[np.uint8]:
    table = _table()
    kinds = table[codes]
    if kinds.max() == _UNTOLD:
        for code in np.unique(codes[kinds == _UNTOLD]).tolist():
            table[code] = _kind(chr(code))
        kinds = table[codes]
    return kinds


@cache
def _table() -> NDArray[np.uint8]:
    """Return the kinds of the characters of the BMP; each is told when a text first holds it."""
    return np.full(0x10000, _UNTOLD, np.uint8)


def _kind(char: str) -> int:
    if CHARACTERS.match(char):
        return _CHARACTER
    return _LETTER if char.isalnum() else _JOINER if char in _JOINERS else _OTHER
