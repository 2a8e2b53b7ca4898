"""Write of a year only what differs after some of its issues were edited.

What the other issues hold of a part is read back from the part itself, as it stands in the output: so an edit costs the
terms of the issues that were edited and the parts that hold them, however many issues the year has.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from sitegen.quickclass import dataclass
from sitegen.search.blobs import Array, IssueTerms
from sitegen.search.gathering import Gathered, Source, Taken, gather
from sitegen.search.parts import LIMIT, Part, first_route, last_route, write_nodes
from sitegen.search.rereading import Read, read_parts
from sitegen.search.yearfiles import write_facts
from sitegen.search.years import Year, year_of

_NODES_AT_ONCE = 400
"""Bounds the memory."""

_FEW, _MOST = 50, 0.5
"""Parts that are always mended, and the share of all from which on it is as quick to write the whole year."""

_FORMER = -1
"""Number of an issue as it was."""

Edits = Mapping[int, tuple[bytes | None, bytes | None]]
"""Blobs of issues as they were and as they are, by number in the year; only at its end issues come and go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A year that was mended."""

    year: Year
    files: Mapping[str, bytes]
    """Files that may differ, by path."""

    gone: frozenset[str]
    """Paths that the year no longer has."""


class _Edit(NamedTuple):
    number: int
    former: Source | None
    now: Source | None


class _Node(NamedTuple):
    """A node of the tree of parts that is to be cut anew, and which of the former parts lie in it."""

    bits: str
    first: int
    end: int


def mend_year(former: Year, edits: Edits, read: Read) -> Mended | None:
    """Return what became of a year when some of its issues were edited; None where it had better be written whole.

    `read` gives the files of the year as it was; raises ValueError or OSError where they are not what was written.
    """
    edited = [_edit(number, *edits[number]) for number in sorted(edits)]
    nodes = _nodes(former.parts, edited)
    if sum(node.end - node.first for node in nodes) > max(_FEW, len(former.parts) * _MOST):
        return None
    files: dict[str, bytes] = {}
    parts: list[Part] = []
    for at in range(0, len(nodes), _NODES_AT_ONCE):
        some = nodes[at : at + _NODES_AT_ONCE]
        parts += write_nodes(
            former.name, [node.bits for node in some], _gathered(former, some, edited, read), files.__setitem__
        )
    stale = {part for node in nodes for part in former.parts[node.first : node.end]}
    parts += [part for part in former.parts if part not in stale]
    issues = dict(enumerate(zip(former.digests, former.issues, strict=True)))
    for edit in edited:
        issues.pop(edit.number, None)
        if edit.now:
            issues[edit.number] = (edit.now.digest, edit.now.terms.facts)
    year = year_of(former.name, [issues[number] for number in sorted(issues)], sorted(parts))
    files.update(write_facts(year, former))
    gone = frozenset(chain.from_iterable(part.files(former.name) for part in stale)) - files.keys()
    return Mended(year=year, files=files, gone=gone)


def _edit(number: int, former: bytes | None, now: bytes | None) -> _Edit:
    return _Edit(number, Source(_FORMER, former) if former else None, Source(number, now) if now else None)


def _nodes(parts: Sequence[Part], edited: Sequence[_Edit]) -> list[_Node]:
    """Return the nodes to be cut anew, in order: all that hold terms whose entries differ."""
    bits, sizes = [part.bits for part in parts], [part.size for part in parts]
    touched: set[int] = set()
    for edit in edited:
        routes, changes = _changes(edit)
        for route, change in zip(routes.tolist(), changes.tolist(), strict=True):
            part = bisect_right(bits, f"{route:064b}") - 1
            touched.add(part)
            sizes[part] += change
    return sorted({_node(bits, sizes, part) for part in touched})


def _node(bits: Sequence[str], sizes: Sequence[int], part: int) -> _Node:
    """Return the node of a part that changed, or the one above it that by the rule of cutting is whole now.

    One that has terms in a single part may be: then the part tells whether all its routes are the same.
    """
    node = _Node(bits[part], part, part + 1)
    while node.bits:
        above = node.bits[:-1]
        wider = _Node(above, bisect_left(bits, above), bisect_left(bits, above + "2"))
        inside = sizes[wider.first : wider.end]
        if sum(inside) > LIMIT and sum(size > 0 for size in inside) > 1:
            break
        node = wider
    return node


def _changes(edit: _Edit) -> tuple[Array, Array]:
    """Return the routes of the terms whose entries differ, and by how much each grew; one may be there twice."""
    none = np.zeros(0, np.int64)
    kept = _same(edit.former, edit.now) if edit.former and edit.now else (none, none)
    routes, changes = [], []
    for source, same, sign in zip((edit.former, edit.now), kept, (-1, 1), strict=True):
        if source:
            changed = np.ones(len(source.routes), np.bool_)
            changed[same] = False
            routes.append(source.routes[changed])
            changes.append(sign * (sum(own[changed].astype(np.int64) for own in source.sizes) + 1))
    return np.concatenate(routes), np.concatenate(changes)


def _same(former: Source, now: Source) -> tuple[Array, Array]:
    """Return the numbers of the terms whose entries are the same, in one issue and in the other."""
    ours, theirs = _common(former.terms, now.terms)
    alike = np.logical_and.reduce([was[ours] == own[theirs] for was, own in zip(former.sizes, now.sizes, strict=True)])
    ours, theirs = ours[alike], theirs[alike]
    same = np.ones(len(ours), np.bool_)
    for number, sizes in enumerate(former.sizes):
        differ = former.symbols(number, ours) != now.symbols(number, theirs)
        ends = np.cumsum(sizes[ours], dtype=np.int64)
        same[np.searchsorted(ends, np.flatnonzero(differ), "right")] = False
    return ours[same], theirs[same]


def _common(former: IssueTerms, now: IssueTerms) -> tuple[Array, Array]:
    """Return the numbers of the terms that both have, in each of them, in order."""
    _, ours, theirs = np.intersect1d(former.pairs, now.pairs, assume_unique=True, return_indices=True)
    numbers = {word: number for number, word in enumerate(now.words, len(now.pairs))}
    words = [(own, numbers[word]) for own, word in enumerate(former.words, len(former.pairs)) if word in numbers]
    both = np.concatenate([np.stack([ours, theirs], axis=1), np.array(words, np.int64).reshape(-1, 2)])
    return both[:, 0], both[:, 1]


def _gathered(former: Year, nodes: Sequence[_Node], edited: Sequence[_Edit], read: Read) -> Gathered:
    """Return all entries of some nodes: those of edited issues from their terms, all others as they stand."""
    standing = read_parts(former.name, [part for node in nodes for part in former.parts[node.first : node.end]], read)
    firsts = np.array([first_route(node.bits) for node in nodes])
    lasts = np.array([last_route(node.bits) for node in nodes])
    taken: list[Taken] = []
    before = -1
    for number, was, now in edited:
        taken.append(standing.take(np.flatnonzero((standing.issues > before) & (standing.issues < number))))
        if was and not _equal(standing.take(np.flatnonzero(standing.issues == number)), was.take(firsts, lasts)):
            raise ValueError("an issue stands otherwise than it was written")
        taken += [now.take(firsts, lasts)] if now else []
        before = number
    return gather([*taken, standing.take(np.flatnonzero(standing.issues > before))])


def _equal(one: Taken, other: Taken) -> bool:
    rows = zip((one.routes, *one.sizes, *one.rows), (other.routes, *other.sizes, *other.rows), strict=True)
    return one.words == other.words and all(np.array_equal(ours, theirs) for ours, theirs in rows)
