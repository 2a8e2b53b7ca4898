"""The search files of each year, printed from the terms that reading left in the cache, and the directory of all years.

A year is a batch of its own: a new article costs its year only. Where some issues of it were edited, only the parts
that hold their terms are written again.
"""

import json
import marshal
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from sitegen.cache import Cache
from sitegen.disk import digest
from sitegen.gather import Known
from sitegen.output import Stamp
from sitegen.quickclass import dataclass
from sitegen.works import Kept, Press, Printed, Record, cache_of, load_bytes, stage_files

if TYPE_CHECKING:
    from sitegen.search.mending import Mended

LUNR = "vendor/lunr.min.js"
ENGINE = "search.js"
"""Static files that are published as a part of the directory's script."""

DIRECTORY = "search"
"""Name of the batch that holds the directory."""

YEAR, TOLD = "year", "told"
"""Kinds of what the cache holds of the years as a build printed them, by their digest: all that mending needs, and what
the directory says."""

MOST_EDITED = 40
"""Issues of a year, edited at once, up to which it is mended; bounds the memory, which holds them as they were too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearJob:
    """The search files of one year, to be printed."""

    year: str
    keys: tuple[tuple[str, str], ...]
    """Folder and key of each issue, oldest first."""

    digest: str
    kept: Kept
    """The year's files that stand in the output as the last build left them."""

    former: str
    """Digest of the year as the last build left it, where all its files stand; empty where it must be made whole."""


def years_of(issues: Iterable[Known]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return folder and key of the issues of each year, oldest first."""
    years: dict[str, list[tuple[str, str]]] = {}
    for issue in issues:
        years.setdefault(issue.summary.name[:4], []).append((issue.folder, issue.key))
    return {year: tuple(keys) for year, keys in years.items()}


def year_digest(press: Press, keys: Sequence[tuple[str, str]]) -> str:
    """Return the digest of all that a year's files are made from."""
    return digest(press.version.encode(), *(key.encode() for _, key in keys))


def batch_name(year: str) -> str:
    """Return the name of a year's batch."""
    return f"{DIRECTORY}/{year}"


def print_year(press: Press, job: YearJob) -> Printed:
    """Write a year's search files into the stage; those that cannot differ stay as they are."""
    cache = cache_of(press.cache)
    files: dict[str, tuple[str, Stamp]] = {}

    def write(path: str, content: bytes) -> None:
        files[path] = (job.digest, press.stage.write(path, content))

    mended = _mended(press, cache, job)
    if mended:
        year = mended.year
        files |= {path: made for path, made in job.kept.items() if path not in mended.gone}
        for path, content in mended.files.items():
            write(path, content)
    else:
        # numpy is imported where a year is printed, and nowhere else
        from sitegen.search.segments import write_year  # noqa: PLC0415

        with cache.lying(f"terms/{key}" for _, key in job.keys) as blobs:
            year = write_year(job.year, blobs, write)
    told = json.dumps(year.told(), ensure_ascii=False).encode()
    state = marshal.dumps((year.pack(), job.keys))
    cache.write([(f"{YEAR}/{job.digest}", state), (f"{TOLD}/{job.digest}", told)])
    record = Record(digest=job.digest, files=tuple((path, *made) for path, made in files.items()))
    return Printed(records=((batch_name(job.year), record),), problems=())


def _mended(press: Press, cache: Cache, job: YearJob) -> "Mended | None":
    """Return what the edits since the last build made of a year; None where it must be made whole."""
    stored = cache.read(f"{YEAR}/{job.former}") if job.former else None
    if stored is None:
        return None
    from sitegen.search.mending import mend_year  # noqa: PLC0415
    from sitegen.search.years import unpack_year  # noqa: PLC0415

    state, keys = marshal.loads(stored)
    changed = [(number, *pair) for number, pair in enumerate(zip_longest(keys, job.keys)) if pair[0] != pair[1]]
    if len(changed) > MOST_EDITED or any(was and now and was[0] != now[0] for _, was, now in changed):
        return None
    edits: dict[int, tuple[bytes | None, bytes | None]] = {}
    for number, was, now in changed:
        before, after = (cache.read(f"terms/{issue[1]}") if issue else None for issue in (was, now))
        # the server may have thrown away what the build before it left
        if was and not before:
            return None
        edits[number] = (before, after)
    try:
        return mend_year(unpack_year(state), edits, press.stage.read)
    except (OSError, ValueError):
        # what stands there is not what a build wrote, whatever its stamp says
        return None


def print_directory(press: Press, years: Sequence[str], scripts: Mapping[str, bytes], made_from: str) -> Record:
    """Write the script that a page loads to search: lunr, the engine and the directory of all years.

    `years` are the digests of the years, oldest first; `scripts` the static files by name.
    """
    from sitegen.search import directory  # noqa: PLC0415

    cache = cache_of(press.cache)
    told = [json.loads(load_bytes(cache, f"{TOLD}/{year}")) for year in years]
    listing = directory.directory(told, press.frame.paper.language)
    index = directory.bundle(scripts[LUNR].decode(), scripts[ENGINE].decode(), listing)
    files = ((directory.PATH, index), (directory.VARIANTS_PATH, directory.variants()))
    return stage_files(press, made_from, files)
