"""What only `check` asks of a paper: the doubts about each issue, from the cache where its files are as they were."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from pathlib import Path

from sitegen.cache import pack, unpack
from sitegen.checks import (
    Checked,
    Written,
    check_issue,
    check_text,
    count_names,
    odd_spellings,
    unordered_numbers,
    unsafe_paths,
)
from sitegen.gather import STANDING_FILE, Known
from sitegen.model import Paper
from sitegen.options import Run
from sitegen.pool import chunks, open_pool
from sitegen.problems import ContentError, Problem, problem
from sitegen.quickclass import dataclass
from sitegen.reading import IssueFiles
from sitegen.source import parse_source
from sitegen.works import cache_of

KIND = "checked"
"""Kind of what the cache holds of a check, by the key of an issue."""

_SPELLINGS = {"tags": "tag-spelling", "people": "person-spelling"}
_NAMES = {"file-unsafe", "name-clash", "name-invalid", "name-reserved", "issue-name-invalid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTask:
    """A handful of issues to be checked."""

    content: str
    cache: str
    paper: Paper
    issues: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Folder and key of each, and the names of its files, sorted."""


def check_issues(task: CheckTask) -> dict[str, Checked]:
    """Return what is doubtful in issues by their keys; the cache keeps it."""
    done: dict[str, Checked] = {}
    for folder, key, names in task.issues:
        whole = Path(task.content, folder)
        files = IssueFiles(
            name=whole.name,
            path=folder,
            texts=tuple((name, (whole / name).read_bytes()) for name in names if name.endswith(".md")),
            others=tuple((name, str(whole / name)) for name in names if not name.endswith(".md")),
        )
        done[key] = check_issue(files, task.paper)
    cache_of(task.cache).write((f"{KIND}/{key}", pack(checked)) for key, checked in done.items())
    return done


def find_doubts(run: Run, paper: Paper, issues: Sequence[Known], found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield all that is doubtful in a paper beside what a build has `found`; `issues` are in the order of dates."""
    checked = _checked(run, paper, issues)
    for each in checked:
        yield from each.problems
    yield from unordered_numbers(each.number for each in checked if each.number)
    yield from _odd_names(run, paper, checked)
    yield from _outside_issues(run, paper)
    paths = (source.path for source in run.scanned.content)
    yield from unsafe_paths(paths, (fault.at for fault in found if fault.code in _NAMES))


def _checked(run: Run, paper: Paper, issues: Sequence[Known]) -> list[Checked]:
    """Return what the check of each issue found, checked now where no earlier run did."""
    stored = run.cache.read_kind(KIND)
    done: dict[str, Checked] = {issue.key: unpack(stored[issue.key]) for issue in issues if issue.key in stored}
    due = [issue for issue in issues if issue.key not in done]
    names = _names_by_folder(run) if due else {}
    tasks = [
        CheckTask(content=str(run.options.content), cache=str(run.cache.path), paper=paper, issues=part)
        for part in chunks([(issue.folder, issue.key, names[issue.folder]) for issue in due], lambda one: len(one[2]))
    ]
    total = sum(len(names[issue.folder]) for issue in due)
    with open_pool(run.options.jobs, total) as pool:
        waiting = {pool.submit(check_issues, task): task for task in tasks}
        finished = 0
        for future in as_completed(waiting):
            done |= future.result()
            finished += sum(len(names) for _, _, names in waiting[future].issues)
            run.progress("check", finished, total)
    run.cache.keep(set(done), KIND)
    return [done[issue.key] for issue in issues]


def _names_by_folder(run: Run) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for source in run.scanned.content:
        folder, _, name = source.path.rpartition("/")
        names.setdefault(folder, []).append(name)
    return {folder: tuple(files) for folder, files in names.items()}


def _odd_names(run: Run, paper: Paper, checked: Sequence[Checked]) -> Iterator[Problem]:
    """Yield a problem for each tag and person that is mostly written in another way."""
    written = [name for each in checked for name in each.names]
    declared = {"tags": (), "people": tuple(topic.name for topic in paper.people)}
    for kind, code in _SPELLINGS.items():
        counts = count_names(written, kind) | dict.fromkeys(declared[kind], 1_000_000)
        odd = odd_spellings(counts, declared[kind])
        for name in written if odd else ():
            if name.kind == kind and name.name in odd:
                yield problem(name.at, code, _line(run, name), name=name.name, other=odd[name.name])


def _line(run: Run, name: Written) -> str:
    data = (run.options.content / name.at.path).read_bytes()
    return parse_source(name.at.path, data).lines[name.at.line - 1]


def _outside_issues(run: Run, paper: Paper) -> Iterator[Problem]:
    """Yield the doubts about the texts that belong to no issue: standing ones and paper.yaml."""
    for source in run.scanned.content:
        if source.path == "paper.yaml" or STANDING_FILE.fullmatch(source.path):
            try:
                text = parse_source(source.path, (run.options.content / source.path).read_bytes())
            except ContentError:
                continue
            yield from check_text(text, paper.language)
