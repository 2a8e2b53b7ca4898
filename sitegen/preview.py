"""Any file of the archive as a build would write it now, made when it is asked for.

One `Preview` stands for one plan and one design; what several of them can share is in `Kept`. Nothing is written.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TypeVar

from sitegen import pages, urls
from sitegen.archive import KINDS, Slugs
from sitegen.assets import Asset
from sitegen.cms.pages import FOLDER as CMS_FOLDER
from sitegen.cms.pages import SCRIPT as CMS_SCRIPT
from sitegen.cms.pages import cms_files
from sitegen.contexts import ArticleContext, FrontContext, IssueContext, PageContext, StandingContext
from sitegen.darkroom import is_raster, publish
from sitegen.disk import digest
from sitegen.exports import issue_files
from sitegen.indexing import issue_documents
from sitegen.layouts import Sheet, render
from sitegen.model import Issue, Link
from sitegen.occurrences import topic_link
from sitegen.output import Tray
from sitegen.printing import (
    ISSUE_LAYOUTS,
    Plan,
    cms_shelves,
    dead_by_folder,
    given_slugs,
    issue_job,
    other_sheets,
    print_for_machines,
)
from sitegen.quickclass import dataclass, replace
from sitegen.search.texts import write_texts
from sitegen.topics import Shelf
from sitegen.works import IssueJob, Press, cache_of, check_doors, digest_of, load_issue

K = TypeVar("K")
T = TypeVar("T")

ISSUES_KEPT = 32
TEXTS_KEPT = 256
SHOWN = re.compile(r'(?:src|srcset|href)="([^":?# ]+)"')
"""What a page shows or links to in the archive itself, in the HTML of our layouts."""

COPY = re.compile(r"(.+)\.[0-9]+\.webp")
SEARCH_TEXT = re.compile(r"search/\d{4}/([^/]+)\.\d+\.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a page comes from, for those who write it."""

    source: str = ""
    """Path in the content folder, or empty where no one file makes the page."""

    draft: bool = False
    day: date | None = None
    """Of its issue."""

    page: str = ""
    """Address of the page of the paper on which the story stands."""


class Kept:
    """What previews one after the other need not make twice; the oldest goes first."""

    def __init__(self) -> None:
        self.issues: OrderedDict[str, tuple[Issue, dict[str, Sheet]]] = OrderedDict()
        """The sheets of an issue by address, by the digest of all that they are made from."""

        self.texts: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        """Pages of issues by that digest and their address."""

        self.slugs: tuple[object, Slugs] = (None, {})
        """All topics of the paper, and the slugs that they come to."""


class Preview:
    """The files of one plan, printed by one press; raises ContentError where a layout is at fault."""

    def __init__(self, plan: Plan, press: Press, assets: Iterable[Asset], content: Path, kept: Kept) -> None:
        self.plan = plan
        self.press = press
        self._content = content
        self._kept = kept
        self._assets = {asset.url: asset for asset in assets}
        self._places = {issue.summary.name: place for place, issue in enumerate(plan.issues)}
        self._texts: OrderedDict[str, bytes] = OrderedDict()

    def styles(self) -> dict[str, str]:
        """Return the address of each style sheet by its name."""
        return {asset.name: asset.url for asset in self._assets.values() if asset.name.endswith(".css")}

    def is_lasting(self, url: str) -> bool:
        """Return whether the address holds a digest of its content, as those of static files do."""
        return url in self._assets and self._assets[url].name != url

    def content(self, url: str) -> bytes | None:
        """Return the file at an address, or None where a build would write none."""
        if url in self._assets:
            return self._assets[url].content
        sheet = self.sheet(url)
        if sheet is None:
            path = self._file(url)
            return path.read_bytes() if path else self._for_machines(url)
        place = len(self.plan.issues) - 1 if url == urls.FRONT else self._places.get(dirname(url))
        if place is None:
            return _remembered(self._texts, url, lambda: render(self.press.design, sheet).encode(), TEXTS_KEPT)
        name = (self._job(place).digest, url)
        return _remembered(self._kept.texts, name, lambda: self._print(place, sheet), TEXTS_KEPT)

    def prints(self, url: str) -> Callable[[], dict[str, bytes]] | None:
        """Return what makes the picture at an address, or of which that is a copy; None where there is none.

        It gives all of them by address, takes long for a new picture, and may be called from any thread.
        """
        copied = COPY.fullmatch(url)
        path = self._file(copied[1] if copied else url)
        if path is None or not is_raster(path.name):
            return None
        folder, store = dirname(url), Path(self.press.cache).parent
        return lambda: {f"{folder}/{name}": made for name, made in publish(store, str(path.parent), (path.name,), 1)}

    def _print(self, place: int, sheet: Sheet) -> bytes:
        text = render(self.press.design, sheet)
        if sheet.layout in ("issue.html", "page.html"):
            check_doors(self.press.design, self._issue(place)[0], sheet, text)
        return text.encode()

    def mark(self, url: str, stamp: Callable[[Path], object]) -> str:
        """Return what tells one state of a page from another.

        It is a digest of the HTML, style sheets left out, and after a dash one of the files that the page shows; what
        is no page has the first only.

        `stamp` tells one state of a file from another.
        """
        content = self.content(url)
        if content is None or not url.endswith(".html"):
            return digest(content or b"")
        text = content.decode()
        for name, address in self.styles().items():
            text = text.replace(address, name)
        # files that a page only links to count too: that is rare, and to reload in vain does no harm
        found = {normpath(join(dirname(url), other)) for other in SHOWN.findall(text)}
        shown = [(other, stamp(path)) for other in sorted(found) if (path := self._file(other))]
        return f"{digest(text.encode())}-{digest(repr(shown).encode())}"

    def origin(self, url: str) -> Origin:
        """Return where the page at an address comes from."""
        sheet = self.sheet(url)
        if sheet is None:
            return Origin()
        context = sheet.context
        if isinstance(context, ArticleContext):
            folder = self.plan.issues[self._places[context.issue.name]].folder
            draft = context.article.draft or context.issue.draft
            return Origin(
                source=f"{folder}/{context.article.slug}.md",
                draft=draft,
                day=context.issue.date,
                page=context.page.url,
            )
        if isinstance(context, FrontContext | IssueContext | PageContext):
            folder = self.plan.issues[self._places[context.issue.name]].folder
            return Origin(source=f"{folder}/issue.md", draft=context.issue.draft, day=context.issue.date)
        if isinstance(context, StandingContext):
            slug = url.removeprefix("pages/").removesuffix(".html")
            draft = any(text.draft for text, _ in self.plan.standing if text.slug == slug)
            return Origin(source=f"pages/{slug}.md", draft=draft)
        return Origin()

    def sheet(self, url: str) -> Sheet | None:
        """Return the sheet at an address; None where there is no page of ours."""
        first, _, rest = url.partition("/")
        if url == urls.FRONT and self.plan.issues:
            return self._issue(len(self.plan.issues) - 1)[1].get(url)
        if first in self._places and rest.endswith(".html"):
            return self._issue(self._places[first])[1].get(url)
        if first in KINDS and rest.endswith(".html"):
            return self._topic(first, rest.removesuffix(".html"))
        return self._others.get(url)

    def _file(self, url: str) -> Path | None:
        """Return the picture or other file, of an issue or a standing text, that is published under an address."""
        if url in self.plan.files:
            return Path(self.plan.files[url])
        first, _, name = url.partition("/")
        if first not in self._places or name.endswith(".html"):
            return None
        issue = self.plan.issues[self._places[first]]
        return self._content / issue.folder / name if url in issue.summary.urls else None

    def _for_machines(self, url: str) -> bytes | None:
        """Return a feed, a sitemap, or what a search hit shows; those of the search that span a year lie elsewhere."""
        data = self._data(url)
        if data is not None:
            return data
        if url.startswith(CMS_FOLDER) and CMS_SCRIPT in self._assets:
            return dict(cms_files(self.plan.paper, cms_shelves(self.plan))).get(url)
        if url == urls.HEADERS or url.endswith((".xml", ".json", ".txt")):
            return self._feeds.get(url)
        text = SEARCH_TEXT.fullmatch(url)
        if text is None or text[1] not in self._places:
            return None
        issue, sheets = self._issue(self._places[text[1]])
        contexts = (sheet.context for sheet in sheets.values())
        bodies = {told.article.slug: told.body for told in contexts if isinstance(told, ArticleContext)}
        return dict(write_texts(issue_documents(issue, bodies))).get(url)

    def _data(self, url: str) -> bytes | None:
        """Return a file for programs that belongs to an issue: citations, data, a manifest."""
        folder, _, name = url.partition("/")
        if url == urls.LATEST and self.plan.issues:
            folder = self.plan.issues[-1].summary.name
        elif name not in urls.FOR_PROGRAMS:
            return None
        if folder not in self._places:
            return None
        issue, sheets = self._issue(self._places[folder])
        return dict(issue_files(issue, [sheet.context for sheet in sheets.values()])).get(url)

    @cached_property
    def _feeds(self) -> dict[str, bytes]:
        tray = Tray(folder="", output="")
        print_for_machines(replace(self.press, stage=tray), self.plan, drafts=True)
        return tray.files

    def _job(self, place: int) -> IssueJob:
        return issue_job(self.plan, place, self._shared, self._slugs, dead=self._dead, content=self._content)

    def _issue(self, place: int) -> tuple[Issue, dict[str, Sheet]]:
        job = self._job(place)

        def planned() -> tuple[Issue, dict[str, Sheet]]:
            issue, bodies = load_issue(cache_of(self.press.cache), job.key, dict(job.slugs), job.dead, job.related)
            sheets = pages.plan_issue(self.press.frame, issue, bodies, job.near, changed=job.changed)
            return issue, {sheet.url: sheet for sheet in sheets}

        return _remembered(self._kept.issues, job.digest, planned, ISSUES_KEPT)

    def _topic(self, kind: str, slug: str) -> Sheet | None:
        """Return the page of a topic, or the index of its kind; reads only the issues that hold it."""
        names = {
            (kind, name)
            for issue in self.plan.issues
            for other, name, own in issue.summary.topics
            if other == kind and (slug in ("index", self._slugs.get((kind, name), own)))
        }
        issues = [
            issue
            for issue in self.plan.issues
            if any((other, name) in names for other, name, _ in issue.summary.topics)
        ]
        shelf = Shelf(cache_of(self.press.cache), [issue.key for issue in issues], self._slugs)
        years = [int(issue.summary.name[:4]) for issue in issues]
        topics = shelf.table()[kind].items()
        links = [(topic, topic_link(kind, topic, stories, years), stories) for topic, stories in topics]
        if slug == "index":
            return pages.plan_topics(self.press.frame, kind, (link for _, link, _ in links))
        found = ((link, stories) for topic, link, stories in links if topic.slug == slug)
        for link, stories in found:
            return pages.plan_topic(self.press.frame, kind, link, next(shelf.teasers([stories])))
        return None

    @cached_property
    def _others(self) -> dict[str, Sheet]:
        sheets = {sheet.url: sheet for sheet in other_sheets(self.press, self.plan)}
        missing = sheets[urls.MISSING]
        # shown at any depth, and the server's root is its own, whatever the paper's address
        sheets[urls.MISSING] = replace(missing, context=replace(missing.context, root="/"))
        return sheets

    @cached_property
    def _slugs(self) -> Slugs:
        topics = (self.plan.paper, tuple(issue.summary.topics for issue in self.plan.issues))
        if self._kept.slugs[0] != topics:
            self._kept.slugs = (topics, given_slugs(self.plan))
        return self._kept.slugs[1]

    @cached_property
    def _shared(self) -> str:
        return digest_of(self.press, ISSUE_LAYOUTS)

    @cached_property
    def _dead(self) -> dict[str, list[Link]]:
        return dead_by_folder(self.plan)


def _remembered(kept: OrderedDict[K, T], name: K, make: Callable[[], T], most: int) -> T:
    if name not in kept:
        kept[name] = make()
        while len(kept) > most:
            kept.popitem(last=False)
    kept.move_to_end(name)
    return kept[name]
