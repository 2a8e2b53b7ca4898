"""A copy of some issues as one archive: a small site of its own, with its own indexes, calendar and search.

Its pages are those of the whole archive, planned for these issues alone; so everything in it leads somewhere in it, and
it opens from a disk. What it links to and does not hold is led to the archive itself where its address is known.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from posixpath import dirname, join, normpath
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

from sitegen import pages, urls
from sitegen.archive import reading_order
from sitegen.contexts import IssueLink
from sitegen.corrections import lines_of, within
from sitegen.downloads.markup import Lead, with_links
from sitegen.downloads.offers import Supplies
from sitegen.downloads.zipping import write_zip
from sitegen.errata import plan_errata
from sitegen.layouts import Sheet, render
from sitegen.model import Issue
from sitegen.output import Tray
from sitegen.problems import ContentError
from sitegen.quickclass import replace
from sitegen.searching import ENGINE, LUNR
from sitegen.slugs import slugify
from sitegen.topics import TopicsJob, render_topics
from sitegen.views import issue_link
from sitegen.works import IssueJob, Press, cache_of, files_of_issue, load_issue

File = tuple[str, bytes]


def write_copy(target: BinaryIO, press: Press, supplies: Supplies, name: str, jobs: Sequence[IssueJob]) -> None:
    """Write the copy of some issues, oldest first, as a zip: one folder, named after the paper and `name`."""
    paper = press.frame.paper
    frame = replace(press.frame, paper=replace(paper, downloads=(), offline=None), feeds=False)
    design = pages.dressed(press.design, frame)
    copier = _Copier(replace(press, design=design, frame=frame, hands=1), supplies, jobs)
    folder = f"{slugify(paper.name) or 'paper'}-{name}/"
    day = date.fromisoformat(jobs[-1].folder.rpartition("/")[2][:10])
    write_zip(target, day, ((folder + url, content) for url, content in copier.files()))


class _Copier:
    """Makes the files of one copy; holds the heads of its issues, and the texts of one at a time."""

    def __init__(self, press: Press, supplies: Supplies, jobs: Sequence[IssueJob]) -> None:
        self._press = press
        self._supplies = supplies
        self._jobs = jobs
        self._cache = cache_of(press.cache)
        issues = [load_issue(self._cache, job.key, dict(job.slugs), job.dead, job.related)[0] for job in jobs]
        self._links = [issue_link(issue) for issue in issues]
        self._inside = {url for issue in issues for url in _urls_of(issue)}
        self._issues = [within(issue, self._inside) for issue in issues]
        self._inside |= {urls.standing_url(text.slug) for text, _ in supplies.standing}

    def files(self) -> Iterator[File]:
        """Yield address and content of every file."""
        for place, job in enumerate(self._jobs):
            yield from self._issue(place, job)
        for sheet in self._others():
            yield sheet.url, self._render(sheet)
        yield from self._topics()
        yield from self._search()
        # these two are a part of the search's own script
        parts = (ENGINE, LUNR)
        yield from ((asset.url, asset.content) for asset in self._supplies.assets if asset.name not in parts)

    def _render(self, sheet: Sheet) -> bytes:
        return render(self._press.design, sheet).encode()

    def _issue(self, place: int, job: IssueJob) -> Iterator[File]:
        issue, bodies = load_issue(self._cache, job.key, dict(job.slugs), job.dead, job.related)
        lead = self._lead(urls.issue_url(issue.name))
        bodies = {slug: replace(body, html=with_links(body.html, lead)) for slug, body in bodies.items()}
        issue = replace(within(issue, self._inside), note=with_links(issue.note, lead))
        near = pages.Neighbours(previous=self._link(place - 1), next=self._link(place + 1))
        yield from files_of_issue(self._press, replace(job, near=near, downloads=()), issue, bodies)

    def _link(self, place: int) -> IssueLink | None:
        return self._links[place] if 0 <= place < len(self._links) else None

    def _lead(self, page: str) -> Lead:
        """Return what leads the links of a text on, which stands in the folder of a page."""
        base = self._press.frame.paper.base_url

        def lead(address: str) -> str:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                return address
            target = normpath(join(dirname(page), unquote(parts.path)))
            if target in self._inside:
                return address
            return base + quote(target) if base else ""

        return lead

    def _others(self) -> Iterator[Sheet]:
        frame = self._press.frame
        yield from pages.plan_archive(frame, self._links)
        yield pages.plan_search(frame, self._links)
        yield from plan_errata(frame, lines_of(self._issues))
        for text, body in self._supplies.standing:
            led = with_links(body.html, self._lead(urls.standing_url(text.slug)))
            yield pages.plan_standing(frame, text, replace(body, html=led))

    def _topics(self) -> Iterator[File]:
        tray = Tray("", "")
        issues = tuple((job.folder, job.key) for job in self._jobs)
        slugs = dict(slug for job in self._jobs for slug in job.slugs)
        job = TopicsJob(issues=issues, slugs=tuple(sorted(slugs.items())), digest="", kept={}, former="")
        problems = render_topics(replace(self._press, stage=tray), job).problems
        if problems:
            raise ContentError(*problems)
        yield from tray.files.items()

    def _search(self) -> Iterator[File]:
        # numpy is imported where a year is printed, and nowhere else
        from sitegen.search import directory  # noqa: PLC0415
        from sitegen.search.segments import write_year  # noqa: PLC0415

        files: list[File] = []

        def write(path: str, content: bytes) -> None:
            files.append((path, content))

        with self._cache.lying(f"terms/{job.key}" for job in self._jobs) as blobs:
            year = write_year(self._links[0].name[:4], blobs, write)
        yield from files
        scripts = {asset.name: asset.content for asset in self._supplies.assets}
        listing = directory.directory([year.told()], self._press.frame.paper.language)
        yield directory.PATH, directory.bundle(scripts[LUNR].decode(), scripts[ENGINE].decode(), listing)
        yield directory.VARIANTS_PATH, directory.variants()


def _urls_of(issue: Issue) -> Iterator[str]:
    """Yield every address that an issue makes."""
    yield from (urls.page_url(issue, page.label) for page in issue.pages)
    yield from (urls.article_url(issue, place.article) for place in reading_order(issue))
    yield from (urls.file_url(issue, name) for name in issue.files)
