"""The files of a year beside its parts: its head, sections and columns, people."""

from collections.abc import Iterator, Sequence

import numpy as np

from sitegen.search import symbols
from sitegen.search.blobs import IssueTerms
from sitegen.search.scripts import part_script
from sitegen.search.years import Year


def write_facts(year: Year, issues: Sequence[IssueTerms]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files that hold one fact or some for each article of the year, in order."""
    sections = [(name,) if name else () for issue in issues for name in issue.sections]
    columns = [(name,) if name else () for issue in issues for name in issue.columns]
    people = [names for issue in issues for names in issue.people]
    for kind, values in (
        ("head", year.head()),
        ("topics", [*_named(sections), *_named(columns)]),
        ("people", [*_named(people)]),
    ):
        name = f"{year.name}/{kind}"
        yield f"search/{name}.js", part_script(name, *values)


def _named(rows: Sequence[tuple[str, ...]]) -> tuple[list[str], str]:
    """Return the names that occur, sorted, and for each row how many it has and which, as symbols."""
    names = sorted({name for row in rows for name in row})
    numbers = {name: number for number, name in enumerate(names)}
    told: list[int] = []
    for row in rows:
        told.append(len(row))
        told += map(numbers.__getitem__, row)
    return names, symbols.text_of(np.array(told, np.int64))
