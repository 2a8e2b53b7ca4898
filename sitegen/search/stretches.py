"""The terms of an issue taken stretch by stretch from where they lie, so that a year need not fit into memory."""

from sys import intern

import numpy as np

from sitegen.search.blobs import Array, Blob, digest_of, outline
from sitegen.search.gathering import Taken
from sitegen.search.routes import pair_routes

BIN_BITS = 12
"""First bits of a route by which entries are counted: those of sixteen characters that follow each other."""

_SIZES = ("article_sizes", "count_sizes", "place_sizes")
_ROWS = ("articles", "counts", "places")


class Stretches:
    """What an issue holds, to be taken in order of the routes."""

    def __init__(self, number: int, blob: Blob) -> None:
        # it is read whole this once, and let go
        whole = blob[:]
        self.digest = digest_of(whole)
        self.facts, self._places = outline(whole)
        self._number, self._blob = number, blob
        pairs, words = (self._places[name].array(whole) for name in ("pairs", "word_routes"))
        bins = np.concatenate([pair_routes(pairs), words]) >> np.uint64(64 - BIN_BITS)
        self.counts: Array = np.bincount(bins.astype(np.int64), minlength=1 << BIN_BITS).astype(np.uint32)
        """Entries by the first bits of their routes."""

        self._pairs = len(pairs)
        self._at = 0
        self._offsets = [0, 0, 0]
        self._words: list[str] = []

    def take(self, count: int) -> Taken:
        """Return the next entries, so many; they begin where the last ones ended."""
        first, end, pairs = self._at, self._at + count, self._pairs
        self._at = end
        if pairs < end and not self._words:
            # most words stand in most issues of a year
            self._words = list(map(intern, self._read("words").tobytes().decode().split(" ")))
        own = self._read("pairs", min(first, pairs), min(end, pairs))
        begin, stop = max(first - pairs, 0), max(end - pairs, 0)
        sizes = tuple(self._read(name, first, end) for name in _SIZES)
        offsets = self._offsets
        self._offsets = [at + int(row.sum(dtype=np.int64)) for at, row in zip(offsets, sizes, strict=True)]
        return Taken(
            own,
            self._words[begin:stop],
            np.concatenate([pair_routes(own), self._read("word_routes", begin, stop)]),
            np.full(count, self._number),
            sizes,
            tuple(self._read(name, a, b) for name, a, b in zip(_ROWS, offsets, self._offsets, strict=True)),
        )

    def _read(self, name: str, first: int = 0, end: int | None = None) -> Array:
        return self._places[name].read(self._blob, first, end)
