"""The files of a year beside its parts: its head, sections and columns, people."""

from collections.abc import Iterator, Sequence

import numpy as np

from sitegen.search import symbols
from sitegen.search.blobs import Facts
from sitegen.search.scripts import part_script
from sitegen.search.years import Year


def write_facts(year: Year, former: Year | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files that hold one fact or some for each article of the year, in order.

    Those that cannot differ from the files of the year as it was before are left out.
    """
    yield _file(year, "head", *year.head)
    if not former or list(map(_topics, former.issues)) != list(map(_topics, year.issues)):
        sections = [(name,) if name else () for issue in year.issues for name in issue.sections]
        columns = [(name,) if name else () for issue in year.issues for name in issue.columns]
        yield _file(year, "topics", *_named(sections), *_named(columns))
    if not former or [issue.people for issue in former.issues] != [issue.people for issue in year.issues]:
        yield _file(year, "people", *_named([names for issue in year.issues for names in issue.people]))


def _file(year: Year, kind: str, *values: object) -> tuple[str, bytes]:
    name = f"{year.name}/{kind}"
    return f"search/{name}.js", part_script(name, *values)


def _topics(issue: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return issue.sections, issue.columns


def _named(rows: Sequence[tuple[str, ...]]) -> tuple[list[str], str]:
    """Return the names that occur, sorted, and for each row how many it has and which, as symbols."""
    names = sorted({name for row in rows for name in row})
    numbers = {name: number for number, name in enumerate(names)}
    told: list[int] = []
    for row in rows:
        told.append(len(row))
        told += map(numbers.__getitem__, row)
    return names, symbols.text_of(np.array(told, np.int64))
