"""The sources of a paper brought together: which files make an issue, which of them must be read again."""

import marshal
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import as_completed

from sitegen.cache import plain_bytes, unpack
from sitegen.disk import Source, digest, is_settled
from sitegen.history import NO_HISTORY, History, read_history
from sitegen.kinds import KINDS
from sitegen.model import Paper
from sitegen.options import Run
from sitegen.pool import chunks, open_pool
from sitegen.problems import OFF, Position, Problem, problem, with_levels
from sitegen.quickclass import dataclass, replace
from sitegen.reading import README, Reads
from sitegen.reading.paperfile import PAPER_FILE
from sitegen.works import ReadDone, ReadTask, Summary, load_bytes, read_issues

MOST = 20
"""Warnings of one code that a build shows; `check` shows them all."""

STANDING_FILE = re.compile(r"pages/[^/]+\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a content folder, sorted by what they are."""

    issues: Mapping[str, Sequence[Source]]
    """Files of each issue folder, by its path."""

    standing: tuple[Source, ...]
    beside: tuple[Source, ...]
    """Files that lie beside the standing texts."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An issue that was read, now or by an earlier build."""

    folder: str
    key: str
    summary: Summary


class Memory:
    """What earlier plans of the same process found out, so that the next one looks only at what changed.

    A build plans once, with an empty one; the server plans after each change.
    """

    __slots__ = ("base", "faults", "good", "held", "history", "reads")

    def __init__(self) -> None:
        self.base = ""
        """Digest of what shapes reading beside the files; with another one, nothing below is worth anything."""

        self.held: dict[str, tuple[Sequence[Source], Known]] = {}
        """By folder the files and the issue that was read from them, where their stamps could be trusted."""

        self.good: dict[str, Known] = {}
        """By folder the last state without errors, to be shown while there are some."""

        self.faults: dict[tuple[str, str], tuple[Problem, ...]] = {}
        """By key of the issue and code."""

        self.history: History | None = None
        """As it was when it was first asked for."""

        self.reads = Reads()


READ = "read"
"""Name of what the cache holds of all issues as a plan found them: in one entry, since each build asks for them all."""

Stored = dict[str, tuple[str, str, bytes]]
"""By folder the digest of its files' stamps, where these can be trusted, and key and packed summary of its issue."""


def sort_sources(sources: Iterable[Source]) -> Sources:
    """Return the files by what they are; Markdown where nothing reads it is a problem.

    READMEs and all other files are left alone.
    """
    issues: dict[str, list[Source]] = {}
    standing, beside, faults = [], [], []
    for source in sources:
        folder, _, name = source.path.rpartition("/")
        if folder in issues:
            issues[folder].append(source)
        elif folder.startswith("issues/") and folder.count("/") == 2:
            issues[folder] = [source]
        elif name.lower() == README:
            continue
        elif STANDING_FILE.fullmatch(source.path):
            standing.append(source)
        elif folder == "pages" and not name.endswith(".md"):
            beside.append(source)
        elif name.endswith(".md") and _is_ours(source.path):
            faults.append(problem(Position(source.path), "file-misplaced", name=source.path))
    with_text = {folder: files for folder, files in issues.items() if any(_is_text(file.path) for file in files)}
    return Sources(issues=with_text, standing=tuple(standing), beside=tuple(beside), problems=tuple(faults))


def _is_text(path: str) -> bool:
    return path.endswith(".md") and path.rpartition("/")[2].lower() != README


def _is_ours(path: str) -> bool:
    return "/" not in path or path.startswith(("issues/", "pages/"))


def read_archive(run: Run, sources: Sources, task: ReadTask, memory: Memory) -> list[Known]:
    """Return every issue, read again where its files changed; `task` says how.

    Order is by folder name, which is by date, whatever the year folders are called.
    """
    first = not memory.base
    if memory.base != task.base:
        memory.base, memory.held = task.base, {}
    stored = _stored(run, task.base) if first else {}
    known: dict[str, Known] = {}
    due: list[tuple[str, tuple[str, ...]]] = []
    for folder, files in sources.issues.items():
        held = memory.held.get(folder)
        if held and held[0] == files:
            known[folder] = held[1]
        elif folder in stored and stored[folder][0] == _digest(files):
            _, key, summary = stored[folder]
            known[folder] = Known(folder=folder, key=key, summary=unpack(summary))
        else:
            due.append((folder, tuple(file.path[len(folder) + 1 :] for file in files)))
    for done in _read(run, due, task, memory.reads) if due else ():
        summary = load_bytes(run.cache, f"summary/{done.key}")
        known[done.folder] = Known(folder=done.folder, key=done.key, summary=unpack(summary))
        stored.pop(done.folder, None)
        files = sources.issues[done.folder]
        if all(is_settled(file, run.scanned.began) for file in files):
            stored[done.folder] = (_digest(files), done.key, summary)
    if first and due:
        kept = {folder: stored[folder] for folder in sources.issues if folder in stored}
        run.cache.write([(READ, marshal.dumps((task.base, kept)))])
    _hold(memory, sources, known, stored)
    return [known[folder] for folder in sorted(known, key=lambda folder: folder.rsplit("/", 1)[-1])]


def _stored(run: Run, base: str) -> Stored:
    content = run.cache.read(READ)
    read_with, stored = marshal.loads(content) if content else ("", {})
    # another command may have thrown away what this one would ask for next
    there = run.cache.names("summary")
    return {folder: issue for folder, issue in stored.items() if issue[1] in there} if read_with == base else {}


def _digest(files: Iterable[Source]) -> str:
    return digest(plain_bytes([(file.path, file.stamp) for file in files]))


def _hold(memory: Memory, sources: Sources, known: Mapping[str, Known], settled: Collection[str]) -> None:
    held = {}
    for folder, issue in known.items():
        before = memory.held.get(folder)
        if before and before[1] is issue:
            held[folder] = before
        elif folder in settled:
            held[folder] = (sources.issues[folder], issue)
        if not issue.summary.broken:
            memory.good[folder] = issue
    memory.held = held


def gather_history(run: Run, paper: Paper, memory: Memory) -> tuple[History, list[Problem]]:
    """Return when files last changed, and why some of that cannot be told; a paper that does not show it pays nothing.

    While a paper is served the history is that of when serving began: no save waits for git.
    """
    if not paper.history_url:
        return NO_HISTORY, []
    if memory.history is None:
        memory.history = read_history(run.cache, run.options.content)
    history, at = memory.history, Position(PAPER_FILE)
    faults = []
    if history.fault:
        faults.append(problem(at, "history-unreadable", reason=history.fault))
    if history.unknown:
        faults.append(problem(at, "history-shallow", count=history.unknown))
    return history, faults


def gather_faults(
    run: Run, known: Sequence[Known], memory: Memory, levels: Mapping[str, str]
) -> tuple[list[Problem], tuple[tuple[str, int], ...]]:
    """Return the problems of all issues with their levels, and by code how many warnings were left out.

    Only a whole report asks for every warning: an archive may have tens of thousands, and a person reads twenty.
    """
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for issue in known:
        counts = {code: count for code, count in issue.summary.faults if levels.get(code) != OFF}
        shown = [code for code in counts if run.options.whole or seen[code] < MOST or _level(code, levels) == "error"]
        left_out.update({code: count for code, count in counts.items() if code not in shown})
        for fault in with_levels(_faults(run, issue.key, shown, memory) if shown else (), levels):
            seen[fault.code] += 1
            if run.options.whole or seen[fault.code] <= MOST or fault.level == "error":
                problems.append(fault)
            else:
                left_out[fault.code] += 1
    keys = {issue.key for issue in known}
    memory.faults = {place: faults for place, faults in memory.faults.items() if place[0] in keys}
    return problems, tuple(sorted(left_out.items()))


def _level(code: str, levels: Mapping[str, str]) -> str:
    return levels.get(code) or KINDS[code].level


def _faults(run: Run, key: str, codes: Sequence[str], memory: Memory) -> list[Problem]:
    """Return the problems of an issue that have these codes; those of others are not even read."""
    missing = [code for code in codes if (key, code) not in memory.faults]
    if missing:
        stored = marshal.loads(load_bytes(run.cache, f"faults/{key}"))
        memory.faults |= {(key, code): unpack(stored[code]) for code in missing}
    return [fault for code in codes for fault in memory.faults[key, code]]


def _read(run: Run, due: Sequence[tuple[str, tuple[str, ...]]], task: ReadTask, reads: Reads) -> list[ReadDone]:
    total = sum(len(names) for _, names in due)
    with open_pool(run.options.jobs, total) as pool:
        tasks = [replace(task, folders=part) for part in chunks(due, lambda folder: len(folder[1]))]
        waiting = {pool.submit(read_issues, part, reads): part for part in tasks}
        done, finished = [], 0
        for future in as_completed(waiting):
            done += future.result()
            finished += sum(len(names) for _, names in waiting[future].folders)
            run.progress("read", finished, total)
    return done
