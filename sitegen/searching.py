"""The search files of each year, printed from the terms that reading left in the cache, and the directory of all years.

A year is a batch of its own: a new article costs its year only. Where some issues of it were edited, only the parts
that hold their terms are written again.
"""

from collections.abc import Iterable, Mapping, Sequence

from sitegen.cache import Cache, pack, unpack
from sitegen.disk import digest
from sitegen.gather import Known
from sitegen.output import Stamp
from sitegen.quickclass import dataclass
from sitegen.works import Kept, Press, Printed, Record, cache_of, load, stage_files

LUNR = "vendor/lunr.min.js"
ENGINE = "search.js"
"""Static files that are published as a part of the directory's script."""

DIRECTORY = "search"
"""Name of the batch that holds the directory."""


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
    # numpy is imported where a year is printed, and nowhere else
    from sitegen.search.segments import update_year, write_year  # noqa: PLC0415
    from sitegen.search.years import unpack_year  # noqa: PLC0415

    cache = cache_of(press.cache)
    files: dict[str, tuple[str, str, Stamp]] = {}

    def write(path: str, content: bytes) -> None:
        files[path] = (path, job.digest, press.stage.write(path, content))

    blobs = [_terms(cache, key) for _, key in job.keys]
    former = _former(cache, job)
    if former:
        state, keys = former
        changed = [i for i, (now, before) in enumerate(zip(job.keys, keys, strict=True)) if now != before]
        year = update_year(unpack_year(state), blobs, {i: _terms(cache, keys[i][1]) for i in changed}, write)
    else:
        year = write_year(job.year, blobs, write)
    for path in year.files():
        if path not in files:
            files[path] = (path, job.digest, job.kept[path][1])
    cache.write([(f"year/{job.digest}", pack((year.pack(), job.keys)))])
    record = Record(digest=job.digest, files=tuple(files.values()))
    return Printed(records=((batch_name(job.year), record),), problems=())


def _terms(cache: Cache, key: str) -> bytes:
    content = cache.read(f"terms/{key}")
    assert content is not None, key
    return content


def _former(cache: Cache, job: YearJob) -> tuple[bytes, tuple[tuple[str, str], ...]] | None:
    """Return the year as the last build left it, if what changed since can be put in: texts only, no issue more."""
    stored = cache.read(f"year/{job.former}") if job.former else None
    if stored is None:
        return None
    state, keys = unpack(stored)
    same = [folder for folder, _ in keys] == [folder for folder, _ in job.keys]
    return (state, keys) if same and all(cache.read(f"terms/{key}") for _, key in keys) else None


def print_directory(press: Press, years: Sequence[str], scripts: Mapping[str, bytes], made_from: str) -> Record:
    """Write the script that a page loads to search: lunr, the engine and the directory of all years.

    `years` are the digests of the years, oldest first; `scripts` the static files by name.
    """
    from sitegen.search import directory  # noqa: PLC0415
    from sitegen.search.years import unpack_year  # noqa: PLC0415

    cache = cache_of(press.cache)
    states = [unpack_year(load(cache, f"year/{year}")[0]) for year in years]
    listing = directory.directory(states, press.frame.paper.language)
    index = directory.bundle(scripts[LUNR].decode(), scripts[ENGINE].decode(), listing)
    files = ((directory.PATH, index), (directory.VARIANTS_PATH, directory.variants()))
    return stage_files(press, made_from, files)
