"""The batches of files to take away: one for each kind and issue, one for each year, with digests of their sources."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from sitegen.disk import digest
from sitegen.downloads.offers import KEPT, Supplies, YearJob, offered
from sitegen.gather import Known
from sitegen.layouts import layout_digest
from sitegen.model import Body, Standing
from sitegen.quickclass import replace
from sitegen.works import IssueJob, Making, Press, Printed, Record, render_issues

Intact = Callable[[str, str], Record | None]
"""From name and digest of a batch to its record, where all its files stand as they were left."""

BATCH = "downloads"


def bases(press: Press, standing: Iterable[tuple[Standing, Body]]) -> dict[str, str]:
    """Return for each kind that the paper offers the digest of what all its files are made with."""
    paper = press.frame.paper
    if not paper.downloads:
        return {}
    shared = (press.version.encode(), repr(paper).encode())
    # a copy is a site of its own: all layouts shape it, and the static files, whose names hold their content
    layouts = (layout_digest(press.design, name).encode() for name, _ in press.design.layouts)
    around = repr((press.frame.standing, tuple(standing))).encode()
    made = {"epub": digest(*shared), "pdf": digest(*shared), "zip": digest(*shared, around, *layouts)}
    return {kind: made[kind] for kind in paper.downloads}


class Takeaway:
    """What of one build is taken away and must be made; where the paper offers nothing, nothing is."""

    def __init__(self, press: Press, supplies: Supplies, intact: Intact, records: dict[str, Record]) -> None:
        self._press = press
        self._supplies = supplies
        self._intact = intact
        self._records = records
        self._bases = bases(press, supplies.standing)
        self._offline = bool(press.frame.paper.offline)
        self._jobs: list[IssueJob] = []

    def added(self, job: IssueJob) -> IssueJob:
        """Return the printing of an issue with what must be made of it first; to be asked oldest issue first."""
        if not self._bases and not self._offline:
            return job
        self._jobs.append(job)
        stand, makings, digests = [], [], [job.digest]
        for kind, base in self._bases.items():
            own = _own_pages(job) if kind == "zip" else _own(job)
            name, made_from = f"{BATCH}/{kind}/{job.folder}", digest(base.encode(), own.encode())
            record = self._kept(name, made_from)
            digests.append(made_from)
            if record:
                stand.append(record)
            else:
                makings.append(Making(kind=kind, batch=name, digest=made_from))
        # the sizes that the pages show follow from what the files are made of
        made_from = digest(*map(str.encode, digests))
        name = f"{BATCH}/{KEPT}/{job.folder}"
        if self._offline and not self._kept(name, made_from):
            makings.append(Making(kind=KEPT, batch=name, digest=made_from))
        return replace(job, downloads=tuple(offered(stand)), makings=tuple(makings), digest=made_from)

    def years(self) -> list[YearJob]:
        """Return the years of which a copy must be made, once all issues were added."""
        if "zip" not in self._bases:
            return []
        years: dict[str, list[IssueJob]] = {}
        for job in self._jobs:
            years.setdefault(job.folder.rpartition("/")[2][:4], []).append(job)
        due = []
        for year, issues in years.items():
            name = f"{BATCH}/year/{year}"
            made_from = digest(self._bases["zip"].encode(), *(_own_pages(job).encode() for job in issues))
            if not self._kept(name, made_from):
                due.append(YearJob(year=year, issues=tuple(issues), batch=name, digest=made_from))
        return due

    @property
    def render(self) -> Callable[[Press, tuple[IssueJob, ...]], Printed]:
        """The work that renders issues, after what must be made of them."""
        if not self._bases and not self._offline:
            return render_issues
        # a build that offers nothing must not wait for what makes it
        from sitegen.downloads.work import render_with_downloads  # noqa: PLC0415

        return partial(render_with_downloads, supplies=self._supplies)

    @property
    def copy(self) -> Callable[[Press, YearJob], Printed]:
        """The work that makes the copy of a year."""
        from sitegen.downloads.work import copy_year  # noqa: PLC0415

        return partial(copy_year, supplies=self._supplies)

    def finish(self, issues: Sequence[Known], records: Mapping[str, Record]) -> dict[str, Record]:
        """Print what lists all that is offered; `records` are those of all other batches."""
        paper, made = self._press.frame.paper, dict[str, Record]()
        if paper.downloads:
            from sitegen.downloads.listing import print_listing  # noqa: PLC0415

            made |= print_listing(self._press, issues, records, self._intact)
        if paper.offline is not None:
            from sitegen.downloads.keeping import print_keeping  # noqa: PLC0415

            made |= print_keeping(self._press, self._supplies.assets, self._intact)
        return made

    def _kept(self, name: str, made_from: str) -> Record | None:
        record = self._intact(name, made_from)
        if record:
            self._records[name] = record
        return record


def _own(job: IssueJob) -> str:
    return repr((job.key, job.slugs, job.dead, job.related))


def _own_pages(job: IssueJob) -> str:
    """Return what makes the pages of an issue, which tell more than its texts."""
    return repr((_own(job), job.changed))
