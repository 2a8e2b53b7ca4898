"""What one work of taking away is given, and what the files that it made offer to readers."""

from collections.abc import Callable, Iterable

from sitegen.assets import Asset
from sitegen.contexts import Download
from sitegen.model import Body, Standing
from sitegen.quickclass import dataclass
from sitegen.works import IssueJob, Record

Files = Callable[[str], bytes]
"""From the name of a picture of an issue to what its pages show."""

FOLDER = "downloads/"
KEPT = "kept"
"""Stands, beside the kinds of files, for the list of what an issue needs in order to be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearJob:
    """A copy of all issues of a year, to be made."""

    year: str
    issues: tuple[IssueJob, ...]
    """Oldest first."""

    batch: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What every copy needs beside its issues."""

    assets: tuple[Asset, ...]
    standing: tuple[tuple[Standing, Body], ...]


def offered(records: Iterable[Record]) -> list[tuple[str, tuple[Download, ...]]]:
    """Return what the files of some batches offer: of each article by its slug, of the issue by an empty text."""
    found: dict[str, list[Download]] = {}
    for record in records:
        for url, _, stamp in record.files:
            name, _, kind = url.removeprefix(FOLDER).rpartition(".")
            _, _, slug = name.partition("/")
            found.setdefault(slug, []).append(Download(kind=kind, url=url, size=stamp[0]))
    return [(slug, tuple(sorted(files, key=lambda one: one.kind))) for slug, files in found.items()]
