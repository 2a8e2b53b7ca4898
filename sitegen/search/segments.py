"""Write the search files of a year from the blobs of its issues."""

from collections.abc import Iterator, Sequence

import numpy as np

from sitegen.search.blobs import Array, Blob
from sitegen.search.gathering import gather
from sitegen.search.parts import Part, Write, write_nodes
from sitegen.search.stretches import BIN_BITS, Stretches
from sitegen.search.yearfiles import write_facts
from sitegen.search.years import Year, year_of

_AT_ONCE = 400_000
"""Entries that are sorted together; bounds the memory."""

_CUT = 100_000
"""Entries that are certainly cut into several parts, as each counts as one symbol at least."""


def write_year(name: str, blobs: Sequence[Blob], write: Write) -> Year:
    """Write all files of a year, but for the texts, from its issues' blobs in archive order; return what to keep.

    Each blob is read once as a whole, then stretch by stretch: a year may have a hundred megabytes.
    """
    issues = [Stretches(number, blob) for number, blob in enumerate(blobs)]
    counts = np.stack([issue.counts for issue in issues])
    parts: list[Part] = []
    for nodes, first, end in _shares(counts.sum(axis=0, dtype=np.int64)):
        numbers = counts[:, first:end].sum(axis=1).tolist()
        # without a name for what is gathered, it is gone before the next share is taken
        parts += write_nodes(
            name, nodes, gather([issue.take(number) for issue, number in zip(issues, numbers, strict=True)]), write
        )
    year = year_of(name, [(issue.digest, issue.facts) for issue in issues], parts)
    for path, content in write_facts(year):
        write(path, content)
    return year


def _shares(counts: Array) -> Iterator[tuple[list[str], int, int]]:
    """Yield nodes that lie side by side and together have about `_AT_ONCE` entries, with the bins that they cover."""
    share: list[str] = []
    begin = load = 0
    for bits, first, end in _nodes(counts):
        here = int(counts[first:end].sum())
        if share and load + here > _AT_ONCE:
            yield share, begin, first
            share, begin, load = [], first, 0
        share.append(bits)
        load += here
    yield share, begin, len(counts)


def _nodes(counts: Array) -> Iterator[tuple[str, int, int]]:
    """Yield the nodes of the tree of parts down to where they may be parts, in order, and the bins that each covers."""
    nodes = [""]
    while nodes:
        bits = nodes.pop()
        width = 1 << (BIN_BITS - len(bits))
        first = int(bits or "0", 2) * width
        if len(bits) < BIN_BITS and counts[first : first + width].sum() > _CUT:
            nodes += [bits + "1", bits + "0"]
        else:
            yield bits, first, first + width
