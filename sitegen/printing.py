"""Which batches must be printed, and the printing of them over the pool.

A batch is a set of files made from the same sources. Its digest covers all of these sources, so a batch whose digest
is unchanged and whose files stand in the output as they were left is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname

from sitegen import pages
from sitegen.archive import taken_slugs
from sitegen.assets import Asset
from sitegen.disk import digest
from sitegen.gather import Known, chunks
from sitegen.layouts import Sheet, environment, layout_digest, render
from sitegen.model import Body, Link, Paper, Standing
from sitegen.options import Run
from sitegen.output import Stamp
from sitegen.pool import open_pool
from sitegen.problems import ContentError, Problem
from sitegen.works import IssueJob, Press, Printed, Record, TopicsJob, render_issues, render_topics

ISSUE_LAYOUTS = ("front.html", "issue.html", "page.html", "article.html")
TOPIC_LAYOUTS = ("topics.html", "topic.html")
OTHER_LAYOUTS = ("archive.html", "standing.html", "search.html", "404.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is known before anything is rendered."""

    paper: Paper
    standing: tuple[tuple[Standing, Body], ...]
    issues: tuple[Known, ...]
    """Those that can be published, oldest first."""

    dead: tuple[Link, ...]
    """Inner links of all texts that lead nowhere."""

    problems: tuple[Problem, ...]
    more: tuple[tuple[str, int], ...]
    """How many warnings of a code there are beside those in `problems`."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the last build left: its records, and the stamps of what stands in the output now."""

    records: Mapping[str, Record]
    found: Mapping[str, Stamp]

    def intact(self, name: str, made_from: str) -> Record | None:
        """Return the record of a batch that need not be printed, or None."""
        record = self.records.get(name)
        if record is None or record.digest != made_from:
            return None
        return record if all(self.found.get(url) == stamp for url, _, stamp in record.files) else None

    def files(self, name: str) -> dict[str, tuple[str, Stamp]]:
        """Return the files of a batch that stand in the output as they were left, with sheet digest and stamp."""
        record = self.records.get(name)
        files = record.files if record else ()
        return {url: (made_from, stamp) for url, made_from, stamp in files if self.found.get(url) == stamp}


def print_all(
    run: Run, press: Press, plan: Plan, assets: tuple[Asset, ...], left: Left
) -> tuple[dict[str, Record], list[Problem]]:
    """Print every batch that is not intact; return the records of all batches, and what the layouts got wrong."""
    records: dict[str, Record] = {}
    topics, due = (
        _topics_job(press, plan, left, records),
        list(_issue_jobs(press, plan, left, records, run.options.content)),
    )
    sizes = {issue.folder: len(issue.summary.entries) for issue in plan.issues}
    total = sum(sizes[job.folder] for job in due)
    faults: list[Problem] = []
    done = 0
    if due or topics:
        _warm(press)
    with open_pool(run.options.jobs, total) as pool:
        waiting: dict[Future[Printed], int] = {}
        if topics:
            waiting[pool.submit(render_topics, press, topics)] = 0
        for part in chunks(due, lambda job: sizes[job.folder] + 1):
            waiting[pool.submit(render_issues, press, part)] = sum(sizes[job.folder] for job in part)
        # what is left for this process is small, and is done while the pool is at work
        here, wrong = _print_here(press, plan, assets, left)
        records |= here
        faults += wrong
        for future in as_completed(waiting):
            printed = future.result()
            records |= dict(printed.records)
            faults += printed.problems
            done += waiting[future]
            run.progress("render", done, total)
    return records, list(dict.fromkeys(faults))


def _warm(press: Press) -> None:
    """Compile every layout before the pool forks, so that no process has to do it again."""
    made = environment(press.design)
    for name, _ in press.design.layouts:
        layout_digest(press.design, name)
        made.get_template(name)


def _digest_of(press: Press, layouts: tuple[str, ...], *parts: object) -> str:
    design = (layout_digest(press.design, name) for name in layouts)
    return digest(press.version.encode(), *map(str.encode, design), repr(press.frame).encode(), repr(parts).encode())


def _issue_jobs(press: Press, plan: Plan, left: Left, records: dict[str, Record], content: Path) -> Iterator[IssueJob]:
    """Yield the issues to be printed; those that are intact go to the records."""
    shared = _digest_of(press, ISSUE_LAYOUTS)
    slugs = _slugs(plan)
    links = [issue.summary.link for issue in plan.issues]
    dead: dict[str, list[Link]] = {}
    for link in plan.dead:
        dead.setdefault(dirname(link.at.path), []).append(link)
    for i, issue in enumerate(plan.issues):
        near = pages.Neighbours(previous=links[i - 1] if i else None, next=links[i + 1] if i + 1 < len(links) else None)
        own = tuple(
            ((kind, name), slugs[kind, name]) for kind, name, _ in issue.summary.topics if (kind, name) in slugs
        )
        lost = tuple(dead.get(issue.folder, ()))
        made_from = digest(shared.encode(), issue.key.encode(), repr((near, own, lost)).encode())
        record = left.intact(issue.folder, made_from)
        if record:
            records[issue.folder] = record
        else:
            yield IssueJob(
                folder=issue.folder,
                key=issue.key,
                near=near,
                slugs=own,
                dead=lost,
                digest=made_from,
                content=str(content),
            )


def _topics_job(press: Press, plan: Plan, left: Left, records: dict[str, Record]) -> TopicsJob | None:
    keys = tuple((issue.key, issue.summary.head_digest) for issue in plan.issues)
    slugs = tuple(sorted(_slugs(plan).items()))
    made_from = _digest_of(press, TOPIC_LAYOUTS, tuple(head for _, head in keys), slugs)
    record = left.intact("topics", made_from)
    if record:
        records["topics"] = record
        return None
    return TopicsJob(keys=keys, slugs=slugs, digest=made_from, kept=left.files("topics"))


def _slugs(plan: Plan) -> dict[tuple[str, str], str]:
    declared = [
        (kind, topic.name, topic.slug)
        for kind in ("sections", "columns", "people")
        for topic in getattr(plan.paper, kind)
    ]
    return taken_slugs([*declared, *(topic for issue in plan.issues for topic in issue.summary.topics)])


def _print_here(
    press: Press, plan: Plan, assets: tuple[Asset, ...], left: Left
) -> tuple[dict[str, Record], tuple[Problem, ...]]:
    """Print the static files and the sheets that belong to no issue."""
    made_from = digest(*(asset.url.encode() for asset in assets))
    files = ((asset.url, asset.content) for asset in assets)
    records = {"assets": _printed(press, left, "assets", made_from, files)}
    made_from = _digest_of(press, OTHER_LAYOUTS, plan.standing, [issue.summary.link for issue in plan.issues])
    texts = ((sheet.url, render(press.design, sheet).encode()) for sheet in _other_sheets(press, plan))
    try:
        records["others"] = _printed(press, left, "others", made_from, texts)
    except ContentError as error:
        return records, error.problems
    return records, ()


def _other_sheets(press: Press, plan: Plan) -> Iterator[Sheet]:
    links = [issue.summary.link for issue in plan.issues if issue.summary.link]
    yield from pages.plan_archive(press.frame, links)
    yield pages.plan_search(press.frame, links)
    yield pages.plan_missing(press.frame)
    for text, body in plan.standing:
        yield pages.plan_standing(press.frame, text, body)


def _printed(press: Press, left: Left, name: str, made_from: str, files: Iterable[tuple[str, bytes]]) -> Record:
    """Return the record of a batch, its `files` made and staged only where it is not intact."""
    record = left.intact(name, made_from)
    if record:
        return record
    stamps = tuple((url, made_from, press.stage.write(url, content)) for url, content in files)
    return Record(digest=made_from, files=stamps)
