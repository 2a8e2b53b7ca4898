"""Read parts of a year back from their scripts, so that what an edit left alone need not be made again."""

from collections.abc import Callable, Sequence

import numpy as np

from sitegen.search import symbols
from sitegen.search.blobs import Array
from sitegen.search.gathering import FIRST_WORD, Gathered
from sitegen.search.parts import Part
from sitegen.search.routes import pair_routes, part_name, word_route
from sitegen.search.scripts import rows_of

Read = Callable[[str], bytes]
"""From the path of a file to what stands there; raises OSError where nothing does."""


def read_parts(year: str, parts: Sequence[Part], read: Read) -> Gathered:
    """Return all entries of some parts of a year, given in order.

    Raises ValueError or OSError where the files are not what a build wrote of these parts.
    """
    read_rows = [_rows(year, part, read) for part in parts if part.size]
    tables, words, many, *rows = zip(*read_rows, strict=True) if read_rows else ((),) * 7
    pairs = np.array([len(table.translate(None, symbols.GOING_ON)) // 3 for table in tables], np.int64)
    gathered = _entries(
        _numbers(tables)[1].reshape(-1, 3),
        (np.cumsum(pairs) - pairs)[pairs > 0],
        b" ".join(filter(None, words)).decode().split(),
        _numbers(many)[1],
        [_numbers(row) for row in rows],
    )
    _check(len(gathered.keys) + sum(map(len, gathered.rows)) == sum(part.size for part in parts))
    return gathered


def _rows(year: str, part: Part, read: Read) -> list[bytes]:
    """Return the rows of a part: table of pairs, words, their issues, issues, articles, counts, places."""
    name = f"{year}/{part_name(part.bits)}"
    rows = rows_of(name, read(f"search/{name}.js"))
    if part.apart:
        rows[6:] = rows_of(f"{name}x", read(f"search/{name}x.js"))
    _check(len(rows) == 7)
    return rows


_Numbers = tuple[Array, Array, Array]
"""A row of symbols, the numbers that it tells, and how many symbols each takes."""


def _numbers(rows: Sequence[bytes]) -> _Numbers:
    row = np.frombuffer(b"".join(rows), np.uint8)
    numbers, sizes = symbols.decode(row)
    return row, numbers, sizes


def _entries(table: Array, firsts: Array, words: list[str], many: Array, rows: Sequence[_Numbers]) -> Gathered:
    """Return the entries of all terms: pairs as in the tables, which begin at `firsts`, and words."""
    pairs = _pairs(table, firsts)
    keys = np.concatenate([pairs, np.arange(len(words), dtype=np.uint64) + np.uint64(FIRST_WORD)])
    routes = np.concatenate([pair_routes(pairs), np.array([word_route(word) for word in words], np.uint64)])
    held = np.concatenate([table[:, 2], many]) + 1
    _check(len(keys) == len(held) and np.all(keys[1:] > keys[:-1]) and np.all(routes[1:] >= routes[:-1]))
    issues, articles, counts, places = rows
    _check(len(issues[1]) == held.sum())
    terms = np.cumsum(held) - held
    steps = issues[1] + 1
    steps[terms] -= 1
    sizes = _sizes(articles, counts, places)
    _check(len(sizes[0]) == len(steps))
    return Gathered(
        routes=np.repeat(routes, held),
        keys=np.repeat(keys, held),
        words=words,
        issues=_sums(steps, terms),
        sizes=sizes,
        rows=(articles[0], counts[0], places[0]),
    )


def _pairs(table: Array, firsts: Array) -> Array:
    """Return the keys of pairs, told as `parts.py` tells them."""
    steps, follow = table[:, 0], table[:, 1]
    fresh = steps > 0
    fresh[firsts] = True
    units = _sums(steps, firsts)
    return (units << 16 | _sums(np.where(fresh, follow, follow + 1), np.flatnonzero(fresh))).astype(np.uint64)


def _sizes(articles: _Numbers, counts: _Numbers, places: _Numbers) -> tuple[Array, ...]:
    """Return how many symbols each entry takes in the three rows."""
    ends = np.flatnonzero(articles[1] % 2 == 0)
    firsts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    _check(len(articles[1]) == (ends[-1] + 1 if len(ends) else 0))
    begins, times = _postings(counts[1])
    _check(len(begins) == len(articles[1]) and times.all())
    stops = np.cumsum(times)
    _check(len(places[1]) == (stops[-1] if len(stops) else 0))
    starts = (firsts, begins[firsts], (stops - times)[firsts])
    return tuple(
        np.add.reduceat(row[2], start, dtype=np.int64) if len(start) else start
        for row, start in zip((articles, counts, places), starts, strict=True)
    )


def _postings(counts: Array) -> tuple[Array, Array]:
    """Return where what is told of each article begins in a row of counts, and how often the term stands in it."""
    told = [*counts.tolist(), 0, 0, 0, 0]
    times = counts // 2 + 1 - counts % 2
    inner: list[int] = []
    after = 0
    for at in np.flatnonzero(counts % 2).tolist():
        if at >= after:
            deck = at + 2 + (told[at + 1] > 0)
            after = deck + 1 + (told[deck] > 0)
            times[at] += told[at + 1] + told[deck]
            inner += range(at + 1, after)
    own = np.ones(max(len(counts), after), np.bool_)
    own[inner] = False
    _check(len(own) == len(counts))
    return np.flatnonzero(own), times[own]


def _sums(steps: Array, firsts: Array) -> Array:
    """Return the sums of steps up to each, begun anew at each of `firsts`."""
    sums = np.cumsum(steps)
    before: Array = np.repeat((sums - steps)[firsts], np.diff(firsts, append=len(steps)))
    return sums - before


def _check(fits: bool | np.bool_) -> None:
    if not fits:
        raise ValueError("rows that do not fit together")
