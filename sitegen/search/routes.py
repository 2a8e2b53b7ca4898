"""Routes of terms: the bits by which a year is cut into parts, and the names of the parts.

A route has 64 bits. Pairs: 0, first character, second character. Words: 1, then six bits for each of the first ten
letters. So terms that begin alike lie side by side, and a part is known by the bits that its terms share.
"""

import numpy as np
from numpy.typing import NDArray

Routes = NDArray[np.uint64]

LETTERS = 10
_PAIR_SHIFT, _WORD_SHIFT = np.uint64(31), 3


def pair_routes(pairs: NDArray[np.uint32]) -> Routes:
    """Return the routes of pairs given as 32-bit keys."""
    return pairs.astype(np.uint64) << _PAIR_SHIFT


def word_route(word: str) -> int:
    """Return the route of a word; a to z are 1-26, digits 27-36, all else 37-63 by code point, the end is 0."""
    route = 1
    for char in word[:LETTERS]:
        code = ord(char)
        if 97 <= code <= 122:
            route = route << 6 | (code - 96)
        elif 48 <= code <= 57:
            route = route << 6 | (code - 21)
        else:
            route = route << 6 | (37 + code % 27)
    return route << (6 * (LETTERS - min(len(word), LETTERS)) + _WORD_SHIFT)


def part_name(bits: str) -> str:
    """Return the file name of the part whose terms share `bits`: octal digits, the rest of bits as a letter."""
    whole = len(bits) // 3 * 3
    digits = "".join(str(int(bits[at : at + 3], 2)) for at in range(0, whole, 3))
    return "p" + digits + {"": "", "0": "a", "1": "b", "00": "c", "01": "d", "10": "e", "11": "f"}[bits[whole:]]
