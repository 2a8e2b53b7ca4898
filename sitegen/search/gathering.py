"""Bring together what the issues of a year hold of some routes, in order of the terms."""

from collections.abc import Sequence

import numpy as np

from sitegen.quickclass import dataclass
from sitegen.search.blobs import Array, IssueTerms, unpack
from sitegen.search.routes import pair_routes

FIRST_WORD = 1 << 32
"""From here on a key is a word's rank."""

_ORDINAL_BITS = np.uint64(31)


@dataclass(frozen=True, slots=True)
class Taken:
    """Some entries of one issue: first those of pairs, then those of words."""

    pairs: Array
    words: list[str]
    routes: Array
    sizes: tuple[Array, ...]
    """Symbols of each entry in the rows of articles, counts and places."""

    rows: tuple[Array, ...]


class Source:
    """The terms of one issue, to be taken stretch by stretch or here and there."""

    def __init__(self, blob: bytes) -> None:
        self.terms: IssueTerms = unpack(blob)
        self.routes = np.concatenate([pair_routes(self.terms.pairs), self.terms.word_routes])
        self._sizes = (self.terms.article_sizes, self.terms.count_sizes, self.terms.place_sizes)
        self._rows = (self.terms.articles, self.terms.counts, self.terms.places)
        self._offsets = [0, 0, 0]

    def take_next(self, first: int, end: int) -> Taken:
        """Return the entries of a stretch, which begins where the last one ended."""
        pairs = len(self.terms.pairs)
        sizes = tuple(sizes[first:end] for sizes in self._sizes)
        offsets = self._offsets
        self._offsets = [at + int(row.sum(dtype=np.int64)) for at, row in zip(offsets, sizes, strict=True)]
        return Taken(
            self.terms.pairs[first:end],
            list(self.terms.words[max(first - pairs, 0) : max(end - pairs, 0)]),
            self.routes[first:end],
            sizes,
            tuple(row[a:b] for row, a, b in zip(self._rows, offsets, self._offsets, strict=True)),
        )

    def take(self, firsts: Array, lasts: Array) -> Taken:
        """Return the entries whose routes lie between two of these, both included; the stretches are in order."""
        begins = np.searchsorted(self.routes, firsts)
        chosen = _spread(begins, np.searchsorted(self.routes, lasts, "right") - begins)
        pairs = len(self.terms.pairs)
        border = int(np.searchsorted(chosen, pairs))
        rows = [pick(row, sizes, chosen) for row, sizes in zip(self._rows, self._sizes, strict=True)]
        return Taken(
            self.terms.pairs[chosen[:border]],
            [self.terms.words[number] for number in (chosen[border:] - pairs).tolist()],
            self.routes[chosen],
            tuple(sizes for _, sizes in rows),
            tuple(row for row, _ in rows),
        )

    def entries(self) -> dict[tuple[int, str], tuple[bytes, ...]]:
        """Return the symbols of each term in the three rows, by route and word; pairs have no word."""
        columns = []
        for row, sizes in zip(self._rows, self._sizes, strict=True):
            ends = np.cumsum(sizes, dtype=np.int64).tolist()
            whole = row.tobytes()
            columns.append([whole[first:end] for first, end in zip([0, *ends], ends, strict=False)])
        names = [""] * len(self.terms.pairs) + list(self.terms.words)
        keys = zip(self.routes.tolist(), names, strict=True)
        return dict(zip(keys, zip(*columns, strict=True), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Entries from all issues of a year, by term and then by issue."""

    routes: Array
    keys: Array
    """A pair's own key, or `FIRST_WORD` and the place of the word in `words`."""

    words: list[str]
    issues: Array
    """Number in the year of the issue that each entry comes from."""

    sizes: tuple[Array, ...]
    """Symbols of each entry in the rows of articles, counts and places."""

    rows: tuple[bytes, ...]


def gather(taken: Sequence[Taken]) -> Gathered:
    """Return what was taken from all issues, which are given in their order, as one."""
    words = _words(taken)
    ranks = {word: FIRST_WORD + rank for rank, word in enumerate(words)}
    keys = np.concatenate(
        [row for part in taken for row in (part.pairs, np.array([ranks[word] for word in part.words], np.uint64))]
    ).astype(np.uint64)
    order = np.sort(keys << _ORDINAL_BITS | np.arange(len(keys), dtype=np.uint64))
    order = (order & ((np.uint64(1) << _ORDINAL_BITS) - np.uint64(1))).astype(np.int64)
    rows = [
        pick(
            np.concatenate([part.rows[number] for part in taken]),
            np.concatenate([part.sizes[number] for part in taken]),
            order,
        )
        for number in range(3)
    ]
    return Gathered(
        routes=np.concatenate([part.routes for part in taken])[order],
        keys=keys[order],
        words=words,
        issues=np.repeat(np.arange(len(taken)), [len(part.routes) for part in taken])[order],
        sizes=tuple(sizes for _, sizes in rows),
        rows=tuple(row.tobytes() for row, _ in rows),
    )


def pick(row: Array, sizes: Array, order: Array) -> tuple[Array, Array]:
    """Return some pieces of a row, all of whose pieces' sizes are given, in the order wanted, and their sizes."""
    starts = np.cumsum(sizes, dtype=np.int64) - sizes
    sizes = sizes[order].astype(np.int64)
    return row[_spread(starts[order], sizes)], sizes


def _spread(starts: Array, sizes: Array) -> Array:
    """Return all numbers from each start on, as many as its size says."""
    ends = np.cumsum(sizes)
    numbers = np.repeat((starts - (ends - sizes)).astype(np.int32), sizes)
    numbers += np.arange(len(numbers), dtype=np.int32)
    return numbers


def _words(taken: Sequence[Taken]) -> list[str]:
    """Return all words that were taken, in order of routes and letters."""
    routes: dict[str, int] = {}
    for part in taken:
        if part.words:
            routes.update(zip(part.words, part.routes[len(part.pairs) :].tolist(), strict=True))
    return sorted(routes, key=lambda word: (routes[word], word))
