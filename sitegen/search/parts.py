"""Cut the terms of a year into parts and write each part as a script.

The rule of cutting: a part holds all terms whose routes share some first bits. Where their symbols are more than
`LIMIT`, it is cut in two by the next bit, unless all routes are the same. So whether and where a part is cut depends
on its own terms only, and a change of one term changes the part that holds it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sitegen.search import symbols
from sitegen.search.blobs import Array
from sitegen.search.gathering import FIRST_WORD, Gathered
from sitegen.search.routes import part_name
from sitegen.search.scripts import rows_script

LIMIT = 16_000
"""Symbols of a part, about half as many bytes in gzip."""

APART = 12_000
"""A part that cannot be cut and whose places take more symbols has them in a file of their own."""

ROUTE_BITS = 64

_NODES = str.maketrans({"0": "\2", "P": "\1", "E": "\0"})
_FOURS = [symbols.single(number) for number in range(3**4)]

Write = Callable[[str, bytes], None]
"""Takes path and content of a file."""


class Part(NamedTuple):
    """A leaf of the tree of parts: the bits that its terms share, and how large it counts; 0 where it has no terms.

    A tuple, as a year that is mended has thousands of them.
    """

    bits: str
    size: int
    apart: bool = False
    """True where its places are in a file of their own."""

    def files(self, year: str) -> list[str]:
        """Return the paths of the part's files."""
        name = f"search/{year}/{part_name(self.bits)}"
        return ([f"{name}.js"] if self.size else []) + ([f"{name}x.js"] if self.apart else [])


def first_route(bits: str) -> np.uint64:
    """Return the first of all routes that begin with these bits."""
    return np.uint64(int(bits or "0", 2) << (ROUTE_BITS - len(bits)))


def last_route(bits: str) -> np.uint64:
    """Return the last of all routes that begin with these bits."""
    return first_route(bits) | np.uint64((1 << (ROUTE_BITS - len(bits))) - 1)


def shape(parts: Sequence[Part]) -> str:
    """Return the tree as text for the directory: node by node from the root, four nodes a character, in base 3.

    2 is a node that is cut, its halves follow; 1 is a part; 0 a part without terms.
    """
    # before a part come the cut nodes of which it is the first part: one for each 0 at the end of its bits
    told = "".join(bits + ("P" if size else "E") for bits, size, _ in parts)
    nodes = re.sub("[01]*1", "", told).translate(_NODES).encode()
    nodes += bytes(-len(nodes) % 4)
    rows = np.frombuffer(nodes, np.uint8).reshape(-1, 4)
    return "".join(map(_FOURS.__getitem__, (rows @ np.array([27, 9, 3, 1])).tolist()))


def apart(parts: Sequence[Part]) -> str:
    """Return which parts have their places in a file of their own: their numbers among those with terms, as steps."""
    numbers = np.flatnonzero([part.apart for part in parts if part.size])
    return symbols.text_of(np.diff(numbers, prepend=0))


def _cut(gathered: Gathered, bits: str, first: int, end: int) -> list[tuple[Part, int, int]]:
    """Return the parts of some entries, which are all whose routes begin with `bits`, and each part's entries."""
    routes, places = gathered.routes, gathered.sizes[2]
    sums = np.zeros(end - first + 1, np.int64)
    for sizes in gathered.sizes:
        sums[1:] += sizes[first:end]
    sums = np.cumsum(sums) + np.arange(len(sums))
    base = first
    found: list[tuple[Part, int, int]] = []
    nodes = [(bits, first, end)]
    while nodes:
        bits, first, end = nodes.pop()
        size = int(sums[end - base] - sums[first - base])
        if size <= LIMIT or routes[first] == routes[end - 1]:
            apart = size > LIMIT and int(places[first:end].sum()) > APART
            found.append((Part(bits, size, apart), first, end))
            continue
        between = first + int(np.searchsorted(routes[first:end], first_route(bits + "1")))
        nodes += [(bits + "1", between, end), (bits + "0", first, between)]
    return found


def write_nodes(year: str, nodes: Sequence[str], gathered: Gathered, write: Write) -> list[Part]:
    """Cut nodes, given in order, write their parts and return these; `gathered` has their entries and no others."""
    cuts = []
    for bits in nodes:
        first = int(np.searchsorted(gathered.routes, first_route(bits)))
        end = int(np.searchsorted(gathered.routes, last_route(bits), "right"))
        cuts += _cut(gathered, bits, first, end)
    for path, content in _scripts(year, gathered, cuts):
        write(path, content)
    return [part for part, _, _ in cuts]


def _scripts(year: str, gathered: Gathered, cuts: list[tuple[Part, int, int]]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of all parts that have terms."""
    starts = np.zeros(len(gathered.keys), np.bool_)
    starts[[first for _, first, end in cuts if end > first]] = True
    new_term = starts.copy()
    new_term[1:] |= gathered.keys[1:] != gathered.keys[:-1]
    issues = _Row(np.where(new_term, gathered.issues, np.diff(gathered.issues, prepend=0) - 1))
    terms = np.flatnonzero(new_term)
    keys, counts = gathered.keys[terms], np.diff(terms, append=len(new_term)) - 1
    tables = _Row(_table(keys, counts, starts[terms]).ravel())
    ends = [np.concatenate([[0], np.cumsum(sizes)]) for sizes in gathered.sizes]
    words = int(np.searchsorted(keys, np.uint64(FIRST_WORD)))
    for part, first, end in cuts:
        if first == end:
            continue
        here, stop = np.searchsorted(terms, [first, end]).tolist()
        border = min(max(words, here), stop)
        words_here = [gathered.words[int(key) - FIRST_WORD] for key in keys[border:stop].tolist()]
        articles, tallies, places = (
            row[own[first] : own[end]].tobytes() for row, own in zip(gathered.rows, ends, strict=True)
        )
        name = f"{year}/{part_name(part.bits)}"
        rows = [
            tables.stretch(here * 3, border * 3),
            " ".join(words_here).encode(),
            symbols.encode(counts[border:stop])[0].tobytes(),
            issues.stretch(first, end),
            articles,
            tallies,
            b"" if part.apart else places,
        ]
        yield f"search/{name}.js", rows_script(name, *rows)
        if part.apart:
            yield f"search/{name}x.js", rows_script(name + "x", places)


class _Row:
    """Numbers as symbols, of which any stretch can be had."""

    def __init__(self, numbers: Array) -> None:
        row, sizes = symbols.encode(numbers)
        self._row = row.tobytes()
        self._ends = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    def stretch(self, first: int, end: int) -> bytes:
        """Return the symbols of the numbers from `first` to before `end`."""
        return self._row[self._ends[first] : self._ends[end]]


def _table(keys: Array, counts: Array, starts: Array) -> Array:
    """Return three numbers for each pair: step of its first character, its second one, how many issues less 1.

    The second character is a step, less 1, where the first one stays. In a part the first step counts from 0.
    """
    pairs = np.where(keys < FIRST_WORD, keys, 0).astype(np.int64)
    firsts, seconds = pairs >> 16, pairs & 0xFFFF
    steps = np.diff(firsts, prepend=0)
    steps[starts] = firsts[starts]
    same = (steps == 0) & ~starts
    follow = np.where(same, np.diff(seconds, prepend=0) - 1, seconds)
    table = np.stack([steps, follow, counts], axis=1)
    table[keys >= FIRST_WORD] = 0
    return table
