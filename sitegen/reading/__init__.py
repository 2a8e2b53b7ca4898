"""The files of one issue -> Issue and bodies; and the paper's standing texts.

It knows how the files of a folder belong together; what stands in one of them is for `articles` and `schema`.
"""

import re
from collections.abc import Mapping
from datetime import date

from sitegen.articles import Read, settings_of
from sitegen.model import Body, Issue, Link, Page, Paper
from sitegen.pictures import Size
from sitegen.problems import ContentError, Position, Problem, in_order, problem
from sitegen.quickclass import dataclass, replace
from sitegen.reading.beside import check_names, used_files
from sitegen.reading.head import Head, read_head
from sitegen.reading.pages import counted, lay_out
from sitegen.reading.reads import Reads
from sitegen.reading.sizes import Sizes
from sitegen.reading.standing import StandingRead, read_standing

__all__ = [
    "ISSUE",
    "README",
    "IssueFiles",
    "IssueParts",
    "IssueRead",
    "Reads",
    "StandingRead",
    "counted",
    "read_issue",
    "read_parts",
    "read_standing",
]

ISSUE = "issue.md"
README = "readme.md"
_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([a-z0-9][a-z0-9-]{0,40}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFiles:
    """The files of an issue's folder."""

    name: str
    """The folder's name: 2021-05-14-extra."""

    path: str
    """The folder's path in the content folder: issues/2021/2021-05-14-extra."""

    texts: tuple[tuple[str, bytes], ...]
    """Markdown files, sorted by name."""

    others: tuple[tuple[str, str], ...] = ()
    """All other files by name, with the path on this machine where they can be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRead:
    """What became of an issue's files."""

    name: str
    issue: Issue | None
    """None where one of its files has an error."""

    bodies: tuple[Body, ...]
    """Of its articles, in their order through the pages."""

    links: tuple[Link, ...]
    """Inner links of all its texts."""

    problems: tuple[Problem, ...]
    """Of all its files, by place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueParts:
    """The files of an issue as they were read, whether or not it can be published."""

    head: Head | None
    """None where issue.md is missing or wrong."""

    pages: tuple[Page, ...]
    reads: tuple[Read, ...]
    """Articles without errors, in their order through the pages."""

    used: tuple[str, ...]
    """Names of the files that pages and texts show or link to, sorted."""

    problems: tuple[Problem, ...]
    """Of all its files, by place."""


def read_issue(files: IssueFiles, paper: Paper, reads: Reads | None = None) -> IssueRead:
    """Return the issue that lies in a folder, and all problems of all its files.

    Nothing is read from disk but the sizes of pictures. Files that nothing uses are left alone, whatever they are.
    `reads` has articles that were read before.
    """
    parts = read_parts(files, paper, reads)
    head = parts.head
    if head is None or any(fault.kind.level == "error" for fault in parts.problems):
        return IssueRead(name=files.name, issue=None, bodies=(), links=(), problems=parts.problems)
    bodies = tuple(read.body for read in parts.reads)
    return IssueRead(
        name=files.name,
        issue=replace(head.issue, pages=parts.pages, files=parts.used),
        bodies=bodies,
        links=tuple(link for body in (head.note, *bodies) for link in body.links),
        problems=parts.problems,
    )


def read_parts(files: IssueFiles, paper: Paper, reads: Reads | None = None) -> IssueParts:
    """Return all that can be read of an issue's files, beside all their problems."""
    faults: list[Problem] = []
    sizes = Sizes(files.path, dict(files.others))
    head = _head(files, paper, _named_issue(files, faults), sizes, faults)
    labels = tuple(page.label for page in head.issue.pages) if head else ()
    articles = _read_articles(files, paper, faults, labels=labels, sizes=sizes, reads=reads or Reads())
    pages, ordered, doubts = lay_out(head.issue.pages if head else (), articles)
    faults += (*sizes.problems, *(doubts if head else ()))
    texts = (*((head.note,) if head else ()), *(read.body for read in ordered))
    shown = (name for page in pages for name in (page.image, page.pdf))
    used = used_files(files.path, dict(files.others).keys(), texts, shown)
    faults += check_names(files.path, used)
    return IssueParts(
        head=head,
        pages=pages,
        reads=ordered,
        used=used,
        problems=tuple(sorted(faults, key=in_order)),
    )


def _named_issue(files: IssueFiles, faults: list[Problem]) -> Issue:
    """Return what the folder's name tells of the issue; the folder of the year must agree."""
    match = _NAME.fullmatch(files.name)
    try:
        day = date.fromisoformat(match[1]) if match else date.min
    except ValueError:
        day = date.min
    if match is None or day == date.min:
        faults.append(problem(Position(files.path), "issue-name-invalid", name=files.name))
        return Issue(name=files.name, date=date.min)
    year, right = files.path.split("/")[-2], files.name[:4]
    if year != right:
        faults.append(problem(Position(files.path), "issue-year-wrong", name=files.name, year=year, right=right))
    return Issue(name=files.name, date=day, suffix=match[2] or "")


def _head(
    files: IssueFiles, paper: Paper, issue: Issue, sizes: Mapping[str, Size], faults: list[Problem]
) -> Head | None:
    """Return what issue.md says, or None where it is missing or wrong; its problems join the others."""
    path = f"{files.path}/{ISSUE}"
    data = dict(files.texts).get(ISSUE)
    if data is None:
        faults.append(problem(Position(path), "issue-missing", name=files.name))
        return None
    try:
        head, doubts = read_head(path, data, paper=paper, issue=issue, sizes=sizes, others=dict(files.others))
    except ContentError as error:
        faults += error.problems
        return None
    faults += doubts
    return head


def _read_articles(
    files: IssueFiles, paper: Paper, faults: list[Problem], *, labels: tuple[str, ...], sizes: Sizes, reads: Reads
) -> list[Read]:
    """Return the articles that can be read; the problems of all of them join the others."""
    settings, made_from = settings_of(paper, labels, sizes), (paper, labels)
    articles = []
    for name, data in files.texts:
        if name == ISSUE or name.lower() == README:
            continue
        try:
            read = reads.article(f"{files.path}/{name}", data, settings, made_from, sizes)
        except ContentError as error:
            faults += error.problems
        else:
            faults += read.problems
            articles.append(read)
    return articles
