"""What the commands `build` and `check` do, and what they say."""

import argparse
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing

from sitegen.cache import Cache, DamagedCacheError, open_cache, remove_cache
from sitegen.options import Options, Run
from sitegen.output import ForeignOutputError
from sitegen.problems import ContentError, Problem
from sitegen.snapshot import recall, remember, scan_sources
from sitegen.version import code_version

GOOD, FAULTY, MISUSED = 0, 1, 2

DAMAGED = "warning: the cache in {folder} was damaged; it is made anew"

Command = Callable[[Options, argparse.Namespace, Cache, str], int]


def build_archive(chosen: argparse.Namespace) -> int:
    """Build; return 0, or 1 where the content has errors, or 2 where the folders cannot be used."""
    return _with_cache(chosen, _build, whole=chosen.format != "text")


def check_archive(chosen: argparse.Namespace) -> int:
    """Show every problem; return 0, or 1 where there is an error, or 2 where the folders cannot be used."""
    return _with_cache(chosen, _check, whole=True)


def _with_cache(chosen: argparse.Namespace, run: Command, *, whole: bool) -> int:
    options = Options(
        content=chosen.content,
        layouts=chosen.layouts,
        static=chosen.static,
        output=chosen.output,
        cache=chosen.cache,
        base_url=chosen.base_url,
        drafts=chosen.drafts,
        jobs=chosen.jobs,
        whole=whole,
    )
    version = code_version()
    try:
        try:
            return _run(options, chosen, run, version)
        except (DamagedCacheError, sqlite3.DatabaseError):
            remove_cache(options.cache)
            _say([DAMAGED.format(folder=options.cache)])
            return _run(options, chosen, run, version)
    except ContentError as error:
        _say(_reported(error.problems, chosen))
        return FAULTY
    except ForeignOutputError as error:
        _say([f"{error} holds files that sitegen did not write, and would remove; choose an empty folder for --output"])
        return MISUSED
    except OSError as error:
        _say([f"{error.filename or options.output}: {error.strerror or error}"])
        return MISUSED


def _run(options: Options, chosen: argparse.Namespace, run: Command, version: str) -> int:
    cache, damaged = open_cache(options.cache, version)
    if damaged:
        _say([DAMAGED.format(folder=options.cache)])
    with closing(cache):
        return run(options, chosen, cache, version)


def _reported(problems: Iterable[Problem], chosen: argparse.Namespace) -> Iterable[str]:
    from sitegen.catalog import read_catalog  # noqa: PLC0415 - needed where something went wrong, or was built
    from sitegen.report import report  # noqa: PLC0415

    return report(problems, (), chosen.format, read_catalog(chosen.lang or "en").translate)


def _build(options: Options, chosen: argparse.Namespace, cache: Cache, version: str) -> int:
    began = time.perf_counter()
    choices = repr((version, options, chosen.format, chosen.lang))
    scanned = scan_sources(options)
    snapshot = recall(cache, options, choices, scanned)
    if snapshot:
        _say([*snapshot.said, snapshot.closing])
        return GOOD
    # what follows needs all of the package; what came before must not wait for it
    from sitegen.catalog import read_catalog  # noqa: PLC0415
    from sitegen.progress import shown  # noqa: PLC0415
    from sitegen.report import report  # noqa: PLC0415
    from sitegen.site import build  # noqa: PLC0415

    with shown() as progress:
        run = Run(options=options, scanned=scanned, cache=cache, version=version, progress=progress)
        built = build(run)
    translate = read_catalog(chosen.lang or built.language).translate
    said = tuple(report(built.problems, built.more, chosen.format, translate))
    _say(said)
    if built.failed:
        errors = sum(fault.kind.level == "error" for fault in built.problems)
        _say([translate("{errors} errors; nothing was written").format(errors=errors)])
        return FAULTY
    facts = {
        "issues": built.issues,
        "articles": built.articles,
        "files": built.files,
        "written": built.written,
        "removed": built.removed,
        "seconds": f"{time.perf_counter() - began:.2f}",
        "front": options.output / "index.html",
    }
    text = (
        "{issues} issues, {articles} articles, {files} files: {written} written, {removed} removed in {seconds} s; "
        "open {front}"
    )
    _say([translate(text).format(**facts)])
    unchanged = translate("{issues} issues, {articles} articles, {files} files: nothing changed; open {front}").format(
        **facts
    )
    remember(run, choices, said, unchanged)
    return GOOD


def _check(options: Options, chosen: argparse.Namespace, cache: Cache, version: str) -> int:
    from sitegen.catalog import read_catalog  # noqa: PLC0415
    from sitegen.progress import shown  # noqa: PLC0415
    from sitegen.report import report  # noqa: PLC0415
    from sitegen.site import check  # noqa: PLC0415

    scanned = scan_sources(options)
    with shown() as progress:
        run = Run(options=options, scanned=scanned, cache=cache, version=version, progress=progress)
        built = check(run)
    translate = read_catalog(chosen.lang or built.language).translate
    for line in report(built.problems, built.more, chosen.format, translate):
        print(line)
    levels = Counter(fault.kind.level for fault in built.problems)
    text = "{articles} articles checked: {errors} errors, {warnings} warnings, {notes} notes"
    counts = {"errors": levels["error"], "warnings": levels["warning"], "notes": levels["note"]}
    _say([translate(text).format(articles=built.articles, **counts)])
    return FAULTY if built.failed else GOOD


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
