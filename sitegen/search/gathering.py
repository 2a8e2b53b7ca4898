"""Bring together what the issues of a year hold of some routes, in order of the terms."""

from collections.abc import Sequence

import numpy as np

from sitegen.quickclass import dataclass
from sitegen.search.blobs import Array, IssueTerms, digest_of, unpack
from sitegen.search.routes import pair_routes

FIRST_WORD = 1 << 32
"""From here on a key is a word's rank."""

_ORDINAL_BITS = np.uint64(31)


@dataclass(frozen=True, slots=True)
class Taken:
    """Some entries, in order of their terms: first those of pairs, then those of words."""

    pairs: Array
    words: list[str]
    """The word of each entry of one."""

    routes: Array
    issues: Array
    """Number in the year of the issue that each entry comes from."""

    sizes: tuple[Array, ...]
    """Symbols of each entry in the rows of articles, counts and places."""

    rows: tuple[Array, ...]


class Source:
    """The terms of one issue, to be taken here and there."""

    def __init__(self, number: int, blob: bytes) -> None:
        self.number = number
        self.digest = digest_of(blob)
        self.terms: IssueTerms = unpack(blob)
        self.routes = np.concatenate([pair_routes(self.terms.pairs), self.terms.word_routes])
        self.sizes = (self.terms.article_sizes, self.terms.count_sizes, self.terms.place_sizes)
        self._rows = (self.terms.articles, self.terms.counts, self.terms.places)

    def symbols(self, row: int, chosen: Array) -> Array:
        """Return what some entries, whose numbers ascend, have in one of the three rows."""
        kept = np.zeros(len(self.routes), np.bool_)
        kept[chosen] = True
        return self._rows[row][np.repeat(kept, self.sizes[row])]

    def take(self, firsts: Array, lasts: Array) -> Taken:
        """Return the entries whose routes lie between two of these, both included; the stretches are in order."""
        begins = np.searchsorted(self.routes, firsts)
        chosen = _spread(begins, np.searchsorted(self.routes, lasts, "right") - begins)
        pairs = len(self.terms.pairs)
        border = int(np.searchsorted(chosen, pairs))
        sizes, rows = _picked(self.sizes, self._rows, chosen)
        return Taken(
            self.terms.pairs[chosen[:border]],
            [self.terms.words[number] for number in (chosen[border:] - pairs).tolist()],
            self.routes[chosen],
            np.full(len(chosen), self.number),
            sizes,
            rows,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Entries from some issues of a year, by term and then by issue."""

    routes: Array
    keys: Array
    """A pair's own key, or `FIRST_WORD` and the place of the word in `words`."""

    words: list[str]
    issues: Array
    """Number in the year of the issue that each entry comes from."""

    sizes: tuple[Array, ...]
    """Symbols of each entry in the rows of articles, counts and places."""

    rows: tuple[Array, ...]

    def take(self, chosen: Array) -> Taken:
        """Return the entries with these numbers, which ascend."""
        keys = self.keys[chosen]
        border = int(np.searchsorted(keys, np.uint64(FIRST_WORD)))
        sizes, rows = _picked(self.sizes, self.rows, chosen)
        return Taken(
            keys[:border],
            [self.words[key] for key in (keys[border:] - np.uint64(FIRST_WORD)).tolist()],
            self.routes[chosen],
            self.issues[chosen],
            sizes,
            rows,
        )


def gather(taken: Sequence[Taken]) -> Gathered:
    """Return what was taken as one; the entries of each term are given in order of their issues."""
    words = _words(taken)
    ranks = {word: FIRST_WORD + rank for rank, word in enumerate(words)}
    keys = np.concatenate(
        [row for part in taken for row in (part.pairs, np.array([ranks[word] for word in part.words], np.uint64))]
    ).astype(np.uint64)
    # in place: each of these is megabytes
    ordinals = keys << _ORDINAL_BITS
    ordinals |= np.arange(len(keys), dtype=np.uint64)
    ordinals.sort()
    ordinals &= (np.uint64(1) << _ORDINAL_BITS) - np.uint64(1)
    order = ordinals.view(np.int64)
    sizes, rows = _picked(
        [np.concatenate([part.sizes[number] for part in taken]) for number in range(3)],
        [np.concatenate([part.rows[number] for part in taken]) for number in range(3)],
        order,
    )
    return Gathered(
        routes=np.concatenate([part.routes for part in taken]).take(order),
        keys=keys.take(order),
        words=words,
        issues=np.concatenate([part.issues for part in taken]).take(order),
        sizes=sizes,
        rows=rows,
    )


def _picked(sizes: Sequence[Array], rows: Sequence[Array], order: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Return sizes and rows of some entries in the order wanted."""
    picked = [_pick(row, own, order) for row, own in zip(rows, sizes, strict=True)]
    return tuple(own for _, own in picked), tuple(row for row, _ in picked)


def _pick(row: Array, sizes: Array, order: Array) -> tuple[Array, Array]:
    """Return some pieces of a row, all of whose pieces' sizes are given, in the order wanted, and their sizes."""
    starts = sizes.cumsum(dtype=np.int64) - sizes
    sizes = sizes.take(order).astype(np.int64)
    # `take` takes a third of the time of an index
    return row.take(_spread(starts.take(order), sizes)), sizes


def _spread(starts: Array, sizes: Array) -> Array:
    """Return all numbers from each start on, as many as its size says."""
    ends = sizes.cumsum()
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
