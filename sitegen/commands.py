"""What the commands `build` and `check` do, and what they say."""

import argparse
import gc
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cache import Cache, DamagedCacheError, open_cache, remove_cache
from sitegen.disk import digest
from sitegen.options import Options, Run, Scanned
from sitegen.output import ForeignOutputError, stage_beside
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import replace
from sitegen.snapshot import recall, recall_check, remember, remember_check, scan_sources, state_of
from sitegen.untouched import stored_folders, watch
from sitegen.version import code_version

if TYPE_CHECKING:
    from sitegen.catalog import Catalog
    from sitegen.site import Built

GOOD, FAULTY, MISUSED = 0, 1, 2

OBJECTS = 50_000
"""New objects after which a build looks for garbage in circles: it makes little, and looking often takes 4 % of it."""

MOST_ROUNDS = 5
"""Times that `check --fix` looks again: one mend may hide another (two in one place, a file that was no YAML)."""

Command = Callable[[Options, argparse.Namespace, Cache, str], int]


def build_archive(chosen: argparse.Namespace) -> int:
    """Build; return 0, or 1 where the content has errors, or 2 where the folders cannot be used."""
    return _with_cache(chosen, _build, whole=chosen.format != "text")


def check_archive(chosen: argparse.Namespace) -> int:
    """Show every problem; return 0, or 1 where there is an error, or 2 where the folders cannot be used."""
    return check_site(chosen) if chosen.site else _with_cache(chosen, _check, whole=True)


def check_site(chosen: argparse.Namespace) -> int:
    """Show every problem of a built archive; return 0, or 1 where there is one."""
    from sitegen import sentences  # noqa: PLC0415
    from sitegen.disk import scan  # noqa: PLC0415
    from sitegen.treecheck import check_tree  # noqa: PLC0415

    try:
        faults = [_below(chosen.site, fault) for fault in check_tree(chosen.site, chosen.content)]
    except ContentError as error:
        faults = list(error.problems)
    _show(_reported(faults, chosen))
    _say([sentences.looked_through(_catalog(chosen), files=len(scan(chosen.site)), errors=len(faults))])
    return FAULTY if faults else GOOD


def _below(folder: Path, fault: Problem) -> Problem:
    """Return a problem of a built file with the path as the user would type it."""
    return (
        fault
        if fault.code == "site-address-lost"
        else replace(fault, at=fault.at._replace(path=f"{folder}/{fault.at.path}"))
    )


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
        downloads=_kinds(chosen.downloads),
        pdf=chosen.pdf,
    )
    if options.pdf and find_spec("weasyprint") is None:
        _say([_catalog(chosen).translate("--pdf needs WeasyPrint: pip install 'sitegen[pdf]'")])
        return MISUSED
    version = code_version()
    try:
        try:
            return _run(options, chosen, run, version)
        except (DamagedCacheError, sqlite3.DatabaseError):
            remove_cache(options.cache)
            _warn_of_cache(options, chosen)
            return _run(options, chosen, run, version)
    except ContentError as error:
        _show(_reported(error.problems, chosen))
        return FAULTY
    except ForeignOutputError as error:
        from sitegen.sentences import foreign_output  # noqa: PLC0415 - needed where something went wrong

        _say([foreign_output(_catalog(chosen), str(error))])
        return MISUSED
    except OSError as error:
        from sitegen.sentences import system_fault  # noqa: PLC0415

        _say([system_fault(_catalog(chosen), error, options.output)])
        return MISUSED


def _kinds(chosen: str) -> tuple[str, ...] | None:
    """Return what readers can take away; None where the command line does not say."""
    return () if chosen == "none" else tuple(chosen.split(",")) if chosen else None


def _run(options: Options, chosen: argparse.Namespace, run: Command, version: str) -> int:
    cache, damaged = open_cache(options.cache, version)
    if damaged:
        _warn_of_cache(options, chosen)
    with closing(cache):
        return run(options, chosen, cache, version)


def _warn_of_cache(options: Options, chosen: argparse.Namespace) -> None:
    from sitegen.sentences import remade_cache  # noqa: PLC0415

    _say([remade_cache(_catalog(chosen), options.cache)])


def _catalog(chosen: argparse.Namespace) -> "Catalog":
    """Return the catalog of the language to speak before the paper is read."""
    from sitegen.catalog import read_catalog, spoken_language  # noqa: PLC0415 - most runs find nothing to do

    return read_catalog(spoken_language(chosen.lang, chosen.content))


def _reported(problems: Iterable[Problem], chosen: argparse.Namespace) -> Iterable[str]:
    from sitegen.report import report  # noqa: PLC0415

    return report(problems, (), chosen.format, _catalog(chosen).translate)


def _build(options: Options, chosen: argparse.Namespace, cache: Cache, version: str) -> int:
    began = time.perf_counter()
    scanned = scan_sources(options)
    state = state_of(scanned, repr((version, options, chosen.format, chosen.lang)))
    snapshot = recall(cache, options, state)
    if snapshot:
        _show(snapshot.said)
        _say([snapshot.closing])
        return GOOD
    gc.set_threshold(OBJECTS)
    # held until the snapshot is stored, which tells of this output and not of what another build makes of it
    with stage_beside(options.output) as stage:
        untouched = watch(options.output, stored_folders(cache))
        # what follows needs all of the package; what came before must not wait for it
        from sitegen import sentences  # noqa: PLC0415
        from sitegen.catalog import read_catalog, spoken_language  # noqa: PLC0415
        from sitegen.progress import shown  # noqa: PLC0415
        from sitegen.report import report  # noqa: PLC0415
        from sitegen.site import build  # noqa: PLC0415

        with shown(spoken_language(chosen.lang, options.content)) as progress:
            run = Run(options=options, scanned=scanned, cache=cache, version=version, progress=progress)
            built = build(run, stage, untouched)
        catalog = read_catalog(chosen.lang or built.language)
        said = tuple(report(built.problems, built.more, chosen.format, catalog.translate))
        _show(said)
        if built.failed:
            errors = sum(fault.level == "error" for fault in built.problems)
            _say([sentences.unwritten(catalog, errors)])
            return FAULTY
        front = options.output / "index.html"
        what = {"issues": built.issues, "articles": built.articles, "files": built.files}
        done = {"written": built.written, "removed": built.removed}
        _say([sentences.built(catalog, **what, **done, seconds=time.perf_counter() - began, front=front)])
        closing = sentences.unchanged(catalog, **what, front=front)
        remember(run, state, said, closing, history=built.history)
        return GOOD


def _check(options: Options, chosen: argparse.Namespace, cache: Cache, version: str) -> int:
    scanned = scan_sources(options)
    # what a moved story was called before is known from the last build
    marks = digest(cache.read("marks") or b"")
    state = state_of(scanned, repr((version, options, chosen.format, chosen.lang, marks)))
    mending = chosen.fix or chosen.diff
    snapshot = None if mending else recall_check(cache, options, state)
    if snapshot:
        _show(snapshot.said)
        _say([snapshot.closing])
        return GOOD if snapshot.good else FAULTY
    from sitegen import sentences  # noqa: PLC0415 - what follows needs all of the package
    from sitegen.catalog import read_catalog  # noqa: PLC0415
    from sitegen.report import report  # noqa: PLC0415

    run, built = _look(options, chosen, cache, version, scanned)
    catalog = read_catalog(chosen.lang or built.language)
    if chosen.fix:
        mended = 0
        for _ in range(MOST_ROUNDS):
            count = _mend(built.problems, show=chosen.diff, write=True)
            if not count:
                break
            mended += count
            _, built = _look(options, chosen, cache, version, scan_sources(options))
        _say([sentences.mended(catalog, mended, written=True)])
    elif chosen.diff:
        _say([sentences.mended(catalog, _mend(built.problems, show=True, write=False), written=False)])
        return FAULTY if built.failed else GOOD
    said = tuple(report(built.problems, built.more, chosen.format, catalog.translate))
    _show(said)
    levels = Counter(fault.level for fault in built.problems)
    counts = {"errors": levels["error"], "warnings": levels["warning"], "notes": levels["note"]}
    closing = sentences.checked(catalog, articles=built.articles, **counts)
    _say([closing])
    if not mending:
        remember_check(run, state, said, closing, history=built.history, good=not built.failed)
    return FAULTY if built.failed else GOOD


def _look(
    options: Options, chosen: argparse.Namespace, cache: Cache, version: str, scanned: Scanned
) -> "tuple[Run, Built]":
    """Check what is on disk now."""
    from sitegen.catalog import spoken_language  # noqa: PLC0415
    from sitegen.checking import find_doubts  # noqa: PLC0415
    from sitegen.progress import shown  # noqa: PLC0415
    from sitegen.site import check  # noqa: PLC0415

    with shown(spoken_language(chosen.lang, options.content)) as progress:
        run = Run(options=options, scanned=scanned, cache=cache, version=version, progress=progress)
        return run, check(run, lambda plan: find_doubts(run, plan.paper, plan.read, plan.problems))


def _mend(problems: Iterable[Problem], *, show: bool, write: bool) -> int:
    """Put the mends of problems into their files; return how many there are. Paths are as the user types them."""
    from sitegen.mending import difference, mended  # noqa: PLC0415

    by_path: dict[str, list[Problem]] = {}
    for fault in problems:
        if fault.mend:
            by_path.setdefault(fault.at.path, []).append(fault)
    total = 0
    for name, faults in by_path.items():
        path = Path(name)
        before = path.read_bytes()
        after, count = mended(before, faults)
        total += count
        if show:
            _show(difference(name, before, after))
        if write and count:
            path.write_bytes(after)
    return total


def _show(lines: Iterable[str]) -> None:
    """Print what was asked for: the problems, for a person or a program to read on."""
    for line in lines:
        print(line)


def _say(lines: Iterable[str]) -> None:
    """Print what the command has to say of itself."""
    sys.stdout.flush()
    for line in lines:
        print(line, file=sys.stderr)
