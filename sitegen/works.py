"""The two works that run in a pool, issue by issue: reading and rendering.

What crosses processes is small: names, keys and stamps. Heads, bodies and terms go through the cache, which every
process opens for itself; HTML goes from the process that made it straight to the stage.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sitegen import urls
from sitegen.archive import Slugs, last_change, reading_order, topics_of, with_slugs, without_drafts
from sitegen.cache import Cache, pack, plain_bytes, unpack
from sitegen.contexts import Download, IssueLink
from sitegen.corrections import Relation, Told, told_of, with_relations
from sitegen.darkroom import is_raster, publish
from sitegen.deadlinks import without_links
from sitegen.disk import digest
from sitegen.exports import issue_files
from sitegen.feeds.issues import issue_feed
from sitegen.indexing import issue_documents
from sitegen.layouts import Design, Sheet, layout_digest, render
from sitegen.model import Body, Issue, Link, Paper
from sitegen.occurrences import rows_of, teasers_of
from sitegen.output import Stage, Stamp
from sitegen.pages import Days, Frame, Neighbours, plan_issue
from sitegen.problems import ContentError, Position, Problem, problem
from sitegen.quickclass import dataclass, replace
from sitegen.reading import IssueFiles, IssueRead, Reads, read_issue
from sitegen.search.texts import write_texts
from sitegen.views import issue_link


class Entry(NamedTuple):
    """An article as the whole archive must know it; a tuple, since each build reads those of all articles."""

    url: str
    changed: str
    """Day of its last change, ISO 8601."""

    feeds: bool
    headline: str
    aliases: tuple[str, ...]
    mark: str
    """Digest of its text, by which it is known when its file moves; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the rest of the archive needs of one issue, without its articles."""

    name: str
    link: IssueLink | None
    """None where the issue cannot be published: it is a draft, or its files have errors."""

    head_digest: str
    entries: tuple[Entry, ...]
    urls: tuple[str, ...]
    """Every address that the issue makes."""

    topics: tuple[tuple[str, str, str], ...]
    """Kind, name and wanted slug of its topics, in reading order."""

    labels: tuple[str, ...]
    """Of its pages, in order."""

    links: tuple[Link, ...]
    """Inner links of its texts, for the check that they lead somewhere."""

    faults: tuple[tuple[str, int], ...]
    """How many problems of each code its files have; the problems themselves lie apart, as they may be thousands."""

    broken: bool
    """True where one of them is an error."""

    columns: tuple[tuple[str, str, str], ...]
    """Column, address and headline of its stories that stand in a column, in reading order."""

    told: tuple[Told, ...]
    """Its stories that were put right, or put others right."""

    listed: str
    """Digest of what sitemaps say of it: its addresses with their days, its topics."""

    pictures: tuple[str, ...]
    """Digests of the bytes of its pictures, by which the cache holds them as they are published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """A handful of issue folders to read."""

    content: str
    cache: str
    paper: Paper
    drafts: bool
    base: str
    """Digest of all that shapes reading beside the files: code, settings."""

    folders: tuple[tuple[str, tuple[str, ...]], ...]
    """Path in the content folder, and the names of the files in it, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDone:
    """An issue folder that was read, and its key in the cache."""

    folder: str
    key: str


Kept = Mapping[str, tuple[str, Stamp]]
"""Files that stand in the output as the last build left them: sheet digest and stamp by address."""


Made = tuple[str, str, Stamp]
"""A file of a batch: address, sheet digest, stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a batch of sheets made: the digest of all its sources, and each file."""

    digest: str
    files: Sequence[Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a rendering work came to: the records of its batches by name, and what a layout got wrong."""

    records: tuple[tuple[str, Record], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every rendering work needs."""

    design: Design
    frame: Frame
    stage: Stage
    cache: str
    """Path of the cache's file."""

    version: str
    """Digest of the code that prints."""

    hands: int = 1
    """How many pictures are made at once: one where a pool is at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Files of one kind to be made of an issue, which readers can take away."""

    kind: str
    batch: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueJob:
    """One issue to be rendered."""

    folder: str
    """Its path in the content folder, which names its batch too."""

    key: str
    near: Neighbours
    slugs: tuple[tuple[tuple[str, str], str], ...]
    dead: tuple[Link, ...]
    """Inner links of its texts that lead nowhere."""

    related: tuple[Relation, ...]
    """What its stories learn from others."""

    changed: Days
    """When the files of its stories last changed, where the paper shows that."""

    digest: str
    content: str
    """The content folder on disk, for the issue's pictures."""

    downloads: tuple[tuple[str, tuple[Download, ...]], ...] = ()
    """What can be taken away of each article, by slug, and of the issue itself, by an empty text."""

    makings: tuple[Making, ...] = ()
    """What of it must be made first."""


@lru_cache(maxsize=4)
def _cache(path: str, process: int, inode: int) -> Cache:  # noqa: ARG001 - what a connection belongs to
    return Cache(Path(path))


def cache_of(path: str) -> Cache:
    """Return this process's own connection to the cache.

    It must not cross a fork, nor outlive a cache file that was thrown away and made anew.
    """
    return _cache(path, os.getpid(), os.stat(path).st_ino)


def issue_key(base: str, folder: str, digests: tuple[tuple[str, str], ...]) -> str:
    """Return the key of an issue in the cache: equal files and settings give an equal key."""
    return digest(base.encode(), folder.encode(), repr(digests).encode())


def read_issues(task: ReadTask, reads: Reads) -> list[ReadDone]:
    """Read issues into the cache: heads, bodies and summaries, each under the issue's key.

    `reads` has articles that were read before, and takes those that are read now.
    """
    cache = cache_of(task.cache)
    done: list[ReadDone] = []
    entries: list[tuple[str, bytes]] = []
    for folder, names in task.folders:
        files = {name: _bytes_of(f"{task.content}/{folder}/{name}") for name in names}
        digests = tuple((name, digest(content)) for name, content in files.items())
        key = issue_key(task.base, folder, digests)
        done.append(ReadDone(folder=folder, key=key))
        if cache.read(f"summary/{key}") is None:
            read = read_issue(
                IssueFiles(
                    name=folder.rsplit("/", 1)[-1],
                    path=folder,
                    texts=tuple((name, content) for name, content in files.items() if name.endswith(".md")),
                    others=tuple((name, f"{task.content}/{folder}/{name}") for name in files if name[-3:] != ".md"),
                ),
                task.paper,
                reads,
            )
            entries += _entries(task, key, read, dict(digests))
    cache.write(entries)
    return done


def _bytes_of(path: str) -> bytes:
    # to make a Path of it costs as much as to read it
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _entries(task: ReadTask, key: str, read: IssueRead, digests: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    # numpy is imported where an issue is read, and nowhere else
    from sitegen.search.encoding import encode_issue  # noqa: PLC0415

    issue = read.issue
    if issue and not task.drafts:
        issue = without_drafts(issue)
    head = pack(issue)
    bodies = {
        place.article.slug: body
        for place, body in zip(reading_order(read.issue) if read.issue else (), read.bodies, strict=True)
    }
    yield f"summary/{key}", pack(summary_of(read, issue, bodies, digest(head), digests))
    if read.problems:
        by_code: dict[str, list[Problem]] = {}
        for fault in read.problems:
            by_code.setdefault(fault.code, []).append(fault)
        yield f"faults/{key}", plain_bytes({code: pack(tuple(faults)) for code, faults in by_code.items()})
    if issue:
        yield f"head/{key}", head
        teasers = teasers_of(issue)
        packed = {slug: pack(story) for slug, story in teasers.items()}
        yield f"rows/{key}", plain_bytes(rows_of(issue, teasers))
        yield f"teasers/{key}", plain_bytes(packed)
        yield f"feed/{key}", pack(issue_feed(task.paper, issue))
        yield f"bodies/{key}", pack(bodies)
        yield f"terms/{key}", encode_issue(issue_documents(issue, bodies), task.paper.language)


def summary_of(
    read: IssueRead, issue: Issue | None, bodies: Mapping[str, Body], head_digest: str, digests: Mapping[str, str]
) -> Summary:
    """Return the summary of an issue that was read; `issue` is what of it is to be published, `bodies` are by slug.

    `digests` are of its files by name.
    """
    places = list(reading_order(issue)) if issue else []
    entries = tuple(
        Entry(
            url=urls.article_url(place.issue, place.article),
            changed=last_change(place.issue, place.article).isoformat(),
            feeds=place.article.feeds,
            headline=place.article.headline,
            aliases=place.article.aliases,
            mark=_mark(bodies[place.article.slug]),
        )
        for place in places
    )
    named = ((kind, topic.name, topic.slug) for place in places for kind, topic in topics_of(place.article))
    topics = tuple(dict.fromkeys(named))
    made = (
        ()
        if issue is None
        else (
            *dict.fromkeys(urls.page_url(issue, page.label) for page in issue.pages),
            *(entry.url for entry in entries),
            *(urls.file_url(issue, name) for name in issue.files),
        )
    )
    link = issue_link(issue) if issue else None
    days = [(entry.url, entry.changed, entry.feeds) for entry in entries]
    return Summary(
        name=read.name,
        link=link,
        head_digest=head_digest,
        entries=entries,
        urls=made,
        topics=topics,
        labels=tuple(page.label for page in issue.pages) if issue else (),
        links=read.links,
        faults=tuple(sorted(Counter(fault.code for fault in read.problems).items())),
        broken=read.issue is None,
        columns=tuple(
            (place.article.column.name, urls.article_url(place.issue, place.article), place.article.headline)
            for place in places
            if place.article.column
        ),
        told=tuple(told_of(issue)) if issue else (),
        listed=digest(repr((link and (link.date, link.draft), made, days, topics)).encode()),
        pictures=tuple(digests[name] for name in issue.files if is_raster(name)) if issue else (),
    )


def _mark(body: Body) -> str:
    return digest("\n".join(body.paragraphs).encode())[:16] if body.paragraphs else ""


def render_issues(press: Press, jobs: tuple[IssueJob, ...]) -> Printed:
    """Render issues into the stage; return their records, and the problems of those that a layout broke."""
    records: list[tuple[str, Record]] = []
    faults: list[Problem] = []
    for job in jobs:
        try:
            records.append((job.folder, _render_issue(press, job)))
        except ContentError as error:
            faults += error.problems
    return Printed(records=tuple(records), problems=tuple(faults))


def _render_issue(press: Press, job: IssueJob) -> Record:
    return stage_files(press, job.digest, _files_of_issue(press, job))


def _files_of_issue(press: Press, job: IssueJob) -> Iterator[tuple[str, bytes]]:
    issue, bodies = load_issue(cache_of(press.cache), job.key, dict(job.slugs), job.dead, job.related)
    return files_of_issue(press, job, issue, bodies)


def files_of_issue(
    press: Press, job: IssueJob, issue: Issue, bodies: Mapping[str, Body]
) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of all files of an issue that was loaded; `bodies` are by slug."""
    contexts = []
    for sheet in plan_issue(press.frame, issue, bodies, job.near, downloads=dict(job.downloads), changed=job.changed):
        contexts.append(sheet.context)
        text = render(press.design, sheet)
        if sheet.layout in ("issue.html", "page.html"):
            check_doors(press.design, issue, sheet, text)
        yield sheet.url, text.encode()
    yield from write_texts(issue_documents(issue, bodies))
    yield from issue_files(issue, contexts)
    folder = f"{job.content}/{job.folder}"
    for name, content in publish(Path(press.cache).parent, folder, issue.files, press.hands):
        yield urls.file_url(issue, name), content


def load_issue(
    cache: Cache, key: str, slugs: Slugs, dead: tuple[Link, ...], related: tuple[Relation, ...]
) -> tuple[Issue, dict[str, Body]]:
    """Return an issue and its bodies by slug as they are to be printed: slugs given, dead links taken out.

    Corrections that other issues printed are put in.
    """
    issue = with_relations(with_slugs(load(cache, f"head/{key}"), slugs), related)
    bodies: dict[str, Body] = load(cache, f"bodies/{key}")
    if not dead:
        return issue, bodies
    bodies = {slug: replace(body, html=without_links(body.html, dead)) for slug, body in bodies.items()}
    return replace(issue, note=without_links(issue.note, dead)), bodies


def digest_of(press: Press, layouts: tuple[str, ...], *parts: object) -> str:
    """Return the digest of these layouts with all that stands around every page, and of other parts."""
    design = (layout_digest(press.design, name) for name in layouts)
    return digest(press.version.encode(), *map(str.encode, design), repr(press.frame).encode(), repr(parts).encode())


def stage_files(press: Press, made_from: str, files: Iterable[tuple[str, bytes]]) -> Record:
    """Stage the files of a batch, whose digest is `made_from`; return its record."""
    return Record(
        digest=made_from, files=tuple((url, made_from, press.stage.write(url, content)) for url, content in files)
    )


def load(cache: Cache, name: str) -> Any:
    """Return a value that an earlier work put into the cache; that it is there is the caller's word."""
    return unpack(load_bytes(cache, name))


def load_bytes(cache: Cache, name: str) -> bytes:
    """Return bytes that an earlier work put into the cache; that they are there is the caller's word."""
    content = cache.read(name)
    assert content is not None, name
    return content


def check_doors(design: Design, issue: Issue, sheet: Sheet, text: str) -> None:
    """Raise ContentError where a page lacks the way to a story that stands on it, or the issue to any of its own.

    The page is one door, the issue's title list the other; both must be in the HTML that was made.
    """
    pages = (
        issue.pages
        if sheet.layout == "issue.html"
        else [p for p in issue.pages if urls.page_url(issue, p.label) == sheet.url]
    )
    for page in pages:
        for article in page.articles:
            if f'{article.slug}.html"' not in text:
                at = Position(f"{design.folder}/{sheet.layout}")
                raise ContentError(problem(at, "door-missing", article=f"{issue.name}/{article.slug}", page=sheet.url))
