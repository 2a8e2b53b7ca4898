"""The making of files to take away, in a pool: those of an issue with its pages, which name their sizes."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from sitegen import urls
from sitegen.darkroom import publish
from sitegen.downloads.book import make_book
from sitegen.downloads.copies import write_copy
from sitegen.downloads.kept import Scribe, kept_list
from sitegen.downloads.offers import KEPT, Supplies, YearJob, offered
from sitegen.downloads.pdf import make_pdfs
from sitegen.model import Issue
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import replace
from sitegen.works import (
    IssueJob,
    Making,
    Press,
    Printed,
    Record,
    cache_of,
    load,
    load_issue,
    render_issues,
    stage_files,
)


def render_with_downloads(press: Press, jobs: Sequence[IssueJob], *, supplies: Supplies) -> Printed:
    """Render issues into the stage, each after the files of it that must be made."""
    records: list[tuple[str, Record]] = []
    faults: list[Problem] = []
    for job in jobs:
        try:
            made = [(one.batch, _make(press, supplies, job, one)) for one in job.makings if one.kind != KEPT]
        except ContentError as error:
            faults += error.problems
            continue
        known = dict(job.downloads)
        for slug, downloads in offered(record for _, record in made):
            known[slug] = tuple(sorted((*known.get(slug, ()), *downloads), key=lambda one: one.kind))
        scribe = Scribe(press.stage.folder, press.stage.output)
        printed = render_issues(replace(press, stage=scribe), (replace(job, downloads=tuple(known.items())),))
        records += [*made, *printed.records]
        faults += printed.problems
        if not printed.problems:
            records += _list_kept(press, supplies, job, scribe)
    return Printed(records=tuple(records), problems=tuple(faults))


def _make(press: Press, supplies: Supplies, job: IssueJob, making: Making) -> Record:
    """Make the files of one kind; a check, which writes nothing, only names them."""
    name = job.folder.rpartition("/")[2]
    if not press.stage.folder:
        return named(urls.download_url(name, making.kind), making.digest)
    return stage_files(press, making.digest, _files(press, supplies, job, name, kind=making.kind))


def _files(press: Press, supplies: Supplies, job: IssueJob, name: str, *, kind: str) -> Iterator[tuple[str, bytes]]:
    if kind == "zip":
        target = BytesIO()
        write_copy(target, press, supplies, name, (job,))
        yield urls.download_url(name, kind), target.getvalue()
        return
    issue, bodies = load_issue(cache_of(press.cache), job.key, dict(job.slugs), job.dead, job.related)
    pictures = partial(_published, press, f"{job.content}/{job.folder}")
    if kind == "epub":
        yield urls.download_url(name, kind), make_book(press, issue, bodies, pictures)
    else:
        for slug, content in make_pdfs(press, issue, bodies, pictures):
            yield urls.download_url(name, kind, slug), content


def _published(press: Press, folder: str, name: str) -> bytes:
    """Return a picture of an issue as its pages show it."""
    return dict(publish(Path(press.cache).parent, folder, [name], 1))[name]


def _list_kept(press: Press, supplies: Supplies, job: IssueJob, scribe: Scribe) -> Iterator[tuple[str, Record]]:
    """Yield the record of the list of what an issue needs in order to be kept, once its pages are there."""
    for making in job.makings:
        if making.kind == KEPT:
            issue: Issue = load(cache_of(press.cache), f"head/{job.key}")
            content = kept_list(press.frame.paper, issue, scribe, supplies.assets)
            yield making.batch, stage_files(press, making.digest, [(urls.kept_list_url(issue.name), content)])


def named(url: str, made_from: str) -> Record:
    """Return the record of a file that was not made."""
    return Record(digest=made_from, files=((url, made_from, (0, 0, 0)),))


def copy_year(press: Press, job: YearJob, *, supplies: Supplies) -> Printed:
    """Make the copy of a year; a check, which writes nothing, only names it."""
    url = urls.year_download_url(job.year)
    if not press.stage.folder:
        return Printed(records=((job.batch, named(url, job.digest)),), problems=())
    try:
        stamp = press.stage.fill(url, lambda target: write_copy(target, press, supplies, job.year, job.issues))
    except ContentError as error:
        return Printed(records=(), problems=error.problems)
    record = Record(digest=job.digest, files=((url, job.digest, stamp),))
    return Printed(records=((job.batch, record),), problems=())
