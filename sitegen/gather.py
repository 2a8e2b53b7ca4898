"""The sources of a paper brought together: which files make an issue, which of them must be read again."""

import marshal
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from typing import TypeVar

from sitegen.cache import pack, unpack
from sitegen.disk import Source, is_settled
from sitegen.options import Run
from sitegen.pool import open_pool
from sitegen.problems import Position, Problem, problem
from sitegen.works import ReadDone, ReadTask, Summary, issue_key, read_issues

T = TypeVar("T")

MOST = 20
"""Warnings of one code that a build shows; `check` shows them all."""

ISSUE_FILE = re.compile(r"(issues/[^/]+/[^/]+)/([^/]+)")
STANDING_FILE = re.compile(r"pages/[^/]+\.md")
CHUNK = 150
"""Articles in one task of the pool: few enough to share work out evenly, enough to make a task's own cost vanish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a content folder, sorted by what they are."""

    issues: Mapping[str, Sequence[Source]]
    """Files of each issue folder, by its path."""

    standing: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An issue that was read, now or by an earlier build."""

    folder: str
    key: str
    summary: Summary


def sort_sources(sources: Iterable[Source]) -> Sources:
    """Return the files by what they are; Markdown where nothing reads it is a problem, other files are left alone."""
    issues: dict[str, list[Source]] = {}
    standing, faults = [], []
    for source in sources:
        match = ISSUE_FILE.fullmatch(source.path)
        name = source.path.rsplit("/", 1)[-1]
        if match:
            issues.setdefault(match[1], []).append(source)
        elif STANDING_FILE.fullmatch(source.path):
            standing.append(source)
        elif name.endswith(".md") and name.lower() != "readme.md" and _is_ours(source.path):
            faults.append(problem(Position(source.path), "file-misplaced", name=source.path))
    with_text = {folder: files for folder, files in issues.items() if any(f.path.endswith(".md") for f in files)}
    return Sources(issues=with_text, standing=tuple(standing), problems=tuple(faults))


def _is_ours(path: str) -> bool:
    return "/" not in path or path.startswith(("issues/", "pages/"))


def read_archive(run: Run, sources: Sources, task: ReadTask) -> list[Known]:
    """Return every issue, read again where its files changed; `task` says how.

    Order is by folder name, which is by date, whatever the year folders are called.
    """
    stored = run.cache.read("stamps")
    stamps: dict[str, tuple[tuple[int, ...], str]] = marshal.loads(stored) if stored else {}
    summaries = run.cache.read_kind("summary")
    keys: dict[str, str] = {}
    due: list[tuple[str, tuple[str, ...]]] = []
    for folder, files in sources.issues.items():
        names = tuple(file.path[len(folder) + 1 :] for file in files)
        known = [stamps.get(file.path) for file in files]
        digests = tuple(
            (name, k[1]) for name, file, k in zip(names, files, known, strict=True) if k and k[0] == file.stamp
        )
        key = issue_key(task.base, folder, digests)
        if len(digests) == len(files) and key in summaries:
            keys[folder] = key
        else:
            due.append((folder, names))
    if due:
        fresh: dict[str, str] = {}
        for done in _read(run, due, task):
            keys[done.folder] = done.key
            fresh |= {f"{done.folder}/{name}": digest for name, digest in done.digests}
        summaries = run.cache.read_kind("summary")
        kept = {
            file.path: (file.stamp, fresh.get(file.path) or stamps[file.path][1])
            for files in sources.issues.values()
            for file in files
            if is_settled(file, run.scanned.began)
        }
        run.cache.write([("stamps", marshal.dumps(kept))])
    order = sorted(keys, key=lambda folder: folder.rsplit("/", 1)[-1])
    return [Known(folder=f, key=keys[f], summary=unpack(summaries[keys[f]])) for f in order]


def gather_faults(run: Run, known: Iterable[Known]) -> tuple[list[Problem], tuple[tuple[str, int], ...]]:
    """Return the problems of all issues, and by code how many warnings were left out.

    Only a whole report asks for every warning: an archive may have tens of thousands, and a person reads twenty.
    """
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for issue in known:
        summary = issue.summary
        room = {code for code, _ in summary.faults if run.options.whole or seen[code] < MOST}
        if not room and not summary.broken:
            left_out.update(dict(summary.faults))
            continue
        for fault in unpack(run.cache.read(f"faults/{issue.key}") or pack(())):
            seen[fault.code] += 1
            if run.options.whole or seen[fault.code] <= MOST or fault.kind.level == "error":
                problems.append(fault)
            else:
                left_out[fault.code] += 1
    return problems, tuple(sorted(left_out.items()))


def _read(run: Run, due: Sequence[tuple[str, tuple[str, ...]]], task: ReadTask) -> list[ReadDone]:
    total = sum(len(names) for _, names in due)
    with open_pool(run.options.jobs, total) as pool:
        tasks = [replace(task, folders=part) for part in chunks(due, lambda folder: len(folder[1]))]
        waiting = {pool.submit(read_issues, part): part for part in tasks}
        done, finished = [], 0
        for future in as_completed(waiting):
            done += future.result()
            finished += sum(len(names) for _, names in waiting[future].folders)
            run.progress("read", finished, total)
    return done


def chunks(items: Sequence[T], weight: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Yield the items in order, in runs of about CHUNK by weight."""
    part: list[T] = []
    load = 0
    for item in items:
        part.append(item)
        load += weight(item)
        if load >= CHUNK:
            yield tuple(part)
            part, load = [], 0
    if part:
        yield tuple(part)
