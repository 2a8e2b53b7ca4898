"""Write whole numbers as printable ASCII, one symbol or more, so that gzip sees bytes and no base64 is needed.

47 symbols end a number, 46 go on. A number under 47 is one symbol. A longer one has its 46-fold digits first, lowest
first, then an ending symbol; each length counts on from where the shorter one stopped. The quotation mark and the
backslash are left out, so the text stands in a script as it is.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Numbers = NDArray[Any]

ALPHABET = bytes(code for code in range(0x20, 0x7F) if code not in b'"\\')
ENDS, GOES_ON = 47, 46
_SYMBOLS = np.frombuffer(ALPHABET, np.uint8)
GOING_ON = ALPHABET[ENDS:]
"""The symbols that do not end a number."""

_UNKNOWN = 255
_CODES = np.frombuffer(bytes(ALPHABET.find(code) % 256 for code in range(256)), np.uint8)
_TWO, _THREE = ENDS + GOES_ON * ENDS, ENDS + GOES_ON * ENDS + GOES_ON * GOES_ON * ENDS
"""From here on a number takes three symbols, four."""

_LIMIT = _THREE + GOES_ON**3 * ENDS


def encode(numbers: Numbers) -> tuple[Bytes, Bytes]:
    """Return the symbols of all numbers in order, and how many symbols each number takes."""
    top = int(numbers.max()) if len(numbers) else 0
    if top >= _THREE:
        return _encode_slowly(numbers, top)
    width = 2 if top < _TWO else 4
    items = _table(width).take(numbers)
    lengths = (items > 0xFF).view(np.uint8) + np.uint8(1)
    if width == 4:
        lengths += items > 0xFFFF
    row = items.tobytes().translate(None, b"\0")  # quicker than any mask of numpy's
    return np.frombuffer(row, np.uint8), lengths


@cache
def _table(width: int) -> NDArray[Any]:
    """Return, for each number that fits, its symbols in one item of `width` bytes, lowest first, zeros behind."""
    row, lengths = _encode_slowly(np.arange(_TWO if width == 2 else _THREE), _THREE - 1)
    rows = np.zeros((len(lengths), width), np.uint8)
    rows[np.arange(width) < lengths[:, None]] = row
    return rows.view(f"<u{width}").ravel()


def _encode_slowly(numbers: Numbers, top: int) -> tuple[Bytes, Bytes]:
    if top >= _LIMIT:
        raise ValueError("a number is too large for four symbols")
    lengths = np.ones(len(numbers), np.uint8)
    for base in (ENDS, _TWO, _THREE):
        lengths += numbers >= base
    ends = np.cumsum(lengths, dtype=np.int64)
    out = np.empty(int(ends[-1]), np.uint8)
    for length, base in ((1, 0), (2, ENDS), (3, _TWO), (4, _THREE)):
        chosen = np.flatnonzero(lengths == length)
        rest, place = numbers[chosen] - base, ends[chosen] - length
        for step in range(length - 1):
            out[place + step] = _SYMBOLS[ENDS + rest % GOES_ON]
            rest = rest // GOES_ON
        out[place + length - 1] = _SYMBOLS[rest]
    return out, lengths


def decode(row: Bytes) -> tuple[Numbers, Numbers]:
    """Return the numbers that a row of symbols tells, and how many symbols each takes.

    Raises ValueError for what `encode` does not write.
    """
    codes = _CODES[row]
    ends = np.flatnonzero(codes < ENDS)
    sizes = np.diff(ends, prepend=-1)
    if len(codes) and (codes.max() == _UNKNOWN or codes[-1] >= ENDS or sizes.max() > 4):
        raise ValueError("no row of symbols")
    firsts = ends - sizes + 1
    numbers = codes[firsts].astype(np.int64)
    for step in range(1, 4):
        longer = np.flatnonzero(sizes > step)
        numbers[longer] += codes[firsts[longer] + step].astype(np.int64) * GOES_ON**step
    return numbers, sizes


def text_of(numbers: Numbers) -> str:
    """Return the symbols of all numbers as text."""
    return encode(numbers)[0].tobytes().decode("ascii")


def single(number: int) -> str:
    """Return a small number as one character; the ends and the others in one row, then Latin letters with accents."""
    return chr(ALPHABET[number] if number < len(ALPHABET) else 0xC0 + number - len(ALPHABET))
