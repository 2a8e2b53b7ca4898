"""Write the search files of a year from the blobs of its issues."""

from collections.abc import Sequence

import numpy as np

from sitegen.search.gathering import Source, gather
from sitegen.search.parts import ROUTE_BITS, Part, Write, first_route, write_nodes
from sitegen.search.yearfiles import write_facts
from sitegen.search.years import Year, year_of

Stretches = list[tuple[int, int]]

_AT_ONCE = 400_000
"""Entries that are sorted together; bounds the memory."""


def write_year(name: str, blobs: Sequence[bytes], write: Write) -> Year:
    """Write all files of a year, but for the texts, from its issues' blobs in archive order; return what to keep."""
    sources = [Source(number, blob) for number, blob in enumerate(blobs)]
    parts: list[Part] = []
    nodes: list[tuple[str, Stretches]] = [("", [(0, len(source.routes)) for source in sources])]
    while nodes:
        bits, stretches = nodes.pop()
        if sum(end - first for first, end in stretches) > _AT_ONCE and len(bits) < ROUTE_BITS:
            nodes += _halves(bits, sources, stretches)
            continue
        taken = [source.take_next(*stretch) for source, stretch in zip(sources, stretches, strict=True)]
        parts += write_nodes(name, [bits], gather(taken), write)
    year = year_of(name, [(source.digest, source.terms.facts) for source in sources], parts)
    for path, content in write_facts(year):
        write(path, content)
    return year


def _halves(bits: str, sources: list[Source], stretches: Stretches) -> list[tuple[str, Stretches]]:
    """Return the two halves of a node, the second one first."""
    middle = first_route(bits + "1")
    borders = [
        first + int(np.searchsorted(source.routes[first:end], middle))
        for source, (first, end) in zip(sources, stretches, strict=True)
    ]
    return [
        (bits + "1", [(border, end) for border, (_, end) in zip(borders, stretches, strict=True)]),
        (bits + "0", [(first, border) for border, (first, _) in zip(borders, stretches, strict=True)]),
    ]
