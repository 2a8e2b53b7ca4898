"""Write the search files of a year from the blobs of its issues: all of them, or only what an edit changed."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sitegen.search.gathering import Gathered, Source, gather
from sitegen.search.parts import LIMIT, ROUTE_BITS, Part, cut, first_route, last_route, write_parts
from sitegen.search.yearfiles import write_facts
from sitegen.search.years import Year, describe_year

Write = Callable[[str, bytes], None]
Stretches = list[tuple[int, int]]

_AT_ONCE = 400_000
"""Entries that are sorted together; bounds the memory."""

_NODES_AT_ONCE = 400

_MOST_EDITED = 8
"""With more issues edited, writing the whole year is as quick."""


def write_year(name: str, blobs: Sequence[bytes], write: Write) -> Year:
    """Write all files of a year, but for the texts, from its issues' blobs in archive order; return what to keep."""
    sources = [Source(blob) for blob in blobs]
    parts: list[Part] = []
    nodes: list[tuple[str, Stretches]] = [("", [(0, len(source.routes)) for source in sources])]
    while nodes:
        bits, stretches = nodes.pop()
        if sum(end - first for first, end in stretches) > _AT_ONCE and len(bits) < ROUTE_BITS:
            nodes += _halves(bits, sources, stretches)
            continue
        taken = [source.take_next(*stretch) for source, stretch in zip(sources, stretches, strict=True)]
        parts += _write_nodes(name, [bits], gather(taken), write)
    return _finish(name, blobs, sources, parts, write)


def update_year(state: Year, blobs: Sequence[bytes], replaced: Mapping[int, bytes], write: Write) -> Year:
    """Write only the files that differ after some issues of a year were edited; return what to keep.

    `blobs` are all issues as they are now, `replaced` the former blobs by number; all others are as they were when
    `state` was returned. The files of `state` that the answer no longer lists are stale. Where the year cannot be
    mended, all its files are written.
    """
    if len(replaced) > _MOST_EDITED:
        return write_year(state.name, blobs, write)
    sources = [Source(blob) for blob in blobs]
    firsts = np.array([first_route(part.bits) for part in state.parts])
    sizes = {number: part.size for number, part in enumerate(state.parts)}
    touched: set[int] = set()
    for number, blob in replaced.items():
        for route, change in _changes(Source(blob), sources[number]):
            part = int(np.searchsorted(firsts, np.uint64(route), "right")) - 1
            touched.add(part)
            sizes[part] += change
    if any(sizes[part] == 0 and state.parts[part].size for part in touched):
        return write_year(state.name, blobs, write)
    kept: list[Part] = []
    changed: list[str] = []
    for bits, first, end in _nodes(state.parts, sizes):
        if end - first == 1 and first not in touched:
            kept.append(state.parts[first])
        else:
            changed.append(bits)
    for at in range(0, len(changed), _NODES_AT_ONCE):
        nodes = changed[at : at + _NODES_AT_ONCE]
        firsts = np.array([first_route(bits) for bits in nodes])
        lasts = np.array([last_route(bits) for bits in nodes])
        kept += _write_nodes(state.name, nodes, gather([source.take(firsts, lasts) for source in sources]), write)
    kept.sort(key=lambda part: first_route(part.bits))
    return _finish(state.name, blobs, sources, kept, write)


def _finish(name: str, blobs: Sequence[bytes], sources: list[Source], parts: list[Part], write: Write) -> Year:
    issues = [source.terms for source in sources]
    year = describe_year(name, blobs, issues, parts)
    for path, content in write_facts(year, issues):
        write(path, content)
    return year


def _write_nodes(name: str, nodes: list[str], gathered: Gathered, write: Write) -> list[Part]:
    """Write the parts of the nodes, given in order, to which all gathered entries belong."""
    cuts = []
    for bits in nodes:
        first = int(np.searchsorted(gathered.routes, first_route(bits)))
        end = int(np.searchsorted(gathered.routes, last_route(bits), "right"))
        cuts += cut(gathered, bits, first, end)
    for path, content in write_parts(name, gathered, cuts):
        write(path, content)
    return [part for part, _, _ in cuts]


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


def _changes(old: Source, new: Source) -> list[tuple[int, int]]:
    """Return the route of each term whose entry differs, and by how much its size grew."""
    before, after = old.entries(), new.entries()
    changes = []
    for term in before.keys() | after.keys():
        was, now = before.get(term), after.get(term)
        if was != now:
            grown = sum(map(len, now)) + 1 if now else 0
            changes.append((term[0], grown - (sum(map(len, was)) + 1 if was else 0)))
    return changes


def _nodes(parts: Sequence[Part], sizes: Mapping[int, int]) -> list[tuple[str, int, int]]:
    """Return the nodes that are parts now by the rule of cutting, and which of the former parts lie in each.

    A node with one former part may be too large now; its terms tell how it is cut.
    """
    found = []
    nodes = [("", 0, len(parts))]
    while nodes:
        bits, first, end = nodes.pop()
        if end - first == 1 or sum(sizes[part] for part in range(first, end)) <= LIMIT:
            found.append((bits, first, end))
            continue
        middle = next(at for at in range(first, end) if not parts[at].bits.startswith(bits + "0"))
        nodes += [(bits + "1", middle, end), (bits + "0", first, middle)]
    return found
