"""The paper as it stands on disk now, for the server: planned anew after changes, each page made when it is asked for.

Where there are errors, what was good last stays on show: of an issue with errors its last good state, of a broken
layout the former design, of a paper that cannot be read all of it. One lock lets threads take turns.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path

from sitegen import pages, urls, zonetool
from sitegen.assets import Asset
from sitegen.backroom import Backroom, order_of
from sitegen.bulletins import Desk, Translate, bulletin
from sitegen.cache import Cache
from sitegen.catalog import Catalog, read_catalog, spoken_language
from sitegen.design import read_design
from sitegen.disk import Source, digest, rescan, scan
from sitegen.gather import Memory
from sitegen.layouts import Design, environment, layout_digest, warm
from sitegen.model import Paper
from sitegen.options import Options, Progress, Run, Scanned
from sitegen.output import Stage, stamp_of
from sitegen.preview import Kept, Origin, Preview
from sitegen.printing import Plan
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass, replace
from sitegen.server.answering import Found
from sitegen.site import KEYED, placed, plan
from sitegen.streams import Streams
from sitegen.works import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What may have changed on disk."""

    folders: frozenset[str] | None = None
    """Folders of the content in which something changed; None where nobody knows, so that all must be looked at."""

    catalogs: bool = False
    """True where translations changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A design with the static files that belong to it."""

    design: Design
    assets: tuple[Asset, ...]


class Newsstand:
    """Shows the paper of one content folder; `refresh` is for one thread, all else for any."""

    def __init__(
        self, options: Options, cache: Cache, version: str, *, today: Callable[[], date], desk: Desk, language: str
    ) -> None:
        # nobody takes away what is being written, and no page may come from anywhere but here
        self._options = replace(options, downloads=(), offline=False)
        self._cache = cache
        self._version = version
        self._today = today
        self._desk = desk
        self._language = language
        self._streams = Streams(self._bulletin)
        self._memory = Memory()
        self._kept = Kept()
        self._scanned: Scanned | None = None
        self._look: _Look | None = None
        self._dressed: object = None
        self._retranslated = False
        self._former: _Look | None = None
        self._preview: Preview | None = None
        self._problems: tuple[Problem, ...] = ()
        self._faulty: dict[str, tuple[Problem, ...]] = {}
        self._turning = False
        self._hear: Callable[[], None] = lambda: None
        self._backroom = Backroom(options.cache / "search", self._streams.tell)
        self.more: tuple[tuple[str, int], ...] = ()

    @property
    def content(self) -> Path:
        """The content folder."""
        return self._options.content

    def hear(self, listener: Callable[[], None]) -> None:
        """Have the listener called when a page is asked for whose layout turns out to be broken."""
        self._hear = listener

    def open(self) -> None:
        """Get ready for threads: from now on no process is forked, and search files are printed apart."""
        self._options = replace(self._options, jobs=1)
        self._backroom.start()

    def tidy(self) -> None:
        """Throw away what the cache holds of former states; to be called before there are threads."""
        if self._preview is None or any(fault.level == "error" for fault in self._problems):
            return
        self._cache.keep({issue.key for issue in self._preview.plan.issues}, *KEYED)

    @property
    def catalog(self) -> Catalog:
        """The language of what is said: as chosen, else the paper's."""
        paper = self.paper
        known = self._language or (paper.language if paper else "")
        return read_catalog(spoken_language(known, self._options.content))

    @property
    def translate(self) -> Translate:
        """What turns an English text into that language."""
        return self.catalog.translate

    @property
    def paper(self) -> Paper | None:
        """The paper as it is shown; None where it never could be read."""
        return self._preview.plan.paper if self._preview else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems that are known now: those of the content by place, then those of the layouts."""
        with self._streams.lock:
            return tuple(dict.fromkeys((*self._problems, *(f for faults in self._faulty.values() for f in faults))))

    def refresh(self, changes: Changes, now: int, progress: Progress = lambda *_: None) -> bool:
        """Look at the disk again and show what is there; return whether anything did change.

        `now` is in nanoseconds since 1970. Raises OSError where a file went away meanwhile: then try again.
        """
        before = self._scanned
        try:
            scanned = self._scan(before, changes, now)
        except ContentError as error:
            self._scanned = None
            return self._show(None, error.problems, ())
        same = before is not None and _files(before) == _files(scanned)
        # a file that was written twice within a moment may look the same and is not
        if same and changes.folders is None and not changes.catalogs:
            return False
        run = Run(options=self._options, scanned=scanned, cache=self._cache, version=self._version, progress=progress)
        try:
            planned = plan(run, self._memory)
        except ContentError as error:
            self._scanned = scanned
            return self._show(None, placed(error.problems, self._options), ())
        faults = self._dress(run, planned, catalogs=changes.catalogs)
        self._scanned = scanned
        self._show(planned, (*placed(planned.problems, self._options), *faults), planned.more)
        return not same or changes.catalogs

    def _scan(self, before: Scanned | None, changes: Changes, now: int) -> Scanned:
        options = self._options
        if before is None or changes.folders is None:
            content = scan(options.content, options.made)
        else:
            content = rescan(options.content, before.content, sorted(changes.folders), options.made)
        return Scanned(content=content, layouts=scan(options.layouts), static=scan(options.static), began=now)

    def _dress(self, run: Run, planned: Plan, *, catalogs: bool) -> tuple[Problem, ...]:
        """Bring the design up to date; where it is broken the former one stays, and its problems are returned."""
        paper = planned.paper
        nameplate = [source for source in run.scanned.content if source.path == paper.nameplate]
        made_from = (
            run.scanned.layouts,
            run.scanned.static,
            paper.language,
            paper.accent,
            paper.nameplate,
            nameplate,
            paper.cms,
        )
        if made_from == self._dressed and not catalogs:
            return ()
        if catalogs:
            self._retranslate()
        try:
            design, assets = read_design(run, paper)
            if self._retranslated:
                design = replace(design, bytecode="")
            warm(pages.dressed(design, _frame(planned)))
        except ContentError as error:
            return error.problems
        if self._look and not self._faulty:
            self._former = self._look
        self._dressed, self._look = made_from, _Look(design=design, assets=assets)
        return ()

    def _retranslate(self) -> None:
        """Forget what holds translated texts; the layouts compiled by earlier runs do so too."""
        self._retranslated = True
        for remembered in (read_catalog, environment, layout_digest):
            remembered.cache_clear()
        with self._streams.lock:
            self._kept = Kept()

    def _show(self, planned: Plan | None, problems: Iterable[Problem], more: tuple[tuple[str, int], ...]) -> bool:
        with self._streams.lock:
            before = (self._problems, self.more)
            self._problems, self.more = tuple(problems), more
            if planned and self._look:
                self._preview = self._print(planned, self._look)
            # pages that had a fault may be mended, and pages that are looked at may have one now
            looked_at = {*self._faulty, *self._streams.looked_at}
            self._faulty = {}
            self._turn(sorted(looked_at))
            self._streams.tell()
        # who writes does not wait for what nobody looks at
        with self._streams.lock:
            self._turn([urls.FRONT])
            if planned and self._look and self._preview:
                order = order_of(self._preview.press, planned, self._look.assets, self._backroom.folder)
                self._backroom.take(order)
            return before != (self._problems, self.more)

    def _turn(self, looked_at: Iterable[str]) -> None:
        """Print pages to know their faults, of which the caller tells."""
        self._turning = True
        for url in looked_at:
            self.find(url)
        self._turning = False

    def _print(self, planned: Plan, look: _Look) -> Preview:
        frame = _frame(planned)
        press = Press(
            design=pages.dressed(look.design, frame),
            frame=frame,
            stage=Stage(folder="", output=""),
            cache=str(self._cache.path),
            version=self._version,
        )
        return Preview(planned, press, look.assets, self._options.content, self._kept)

    def is_empty(self) -> bool:
        """Return whether there is nothing to show: the paper could never be read."""
        return self._preview is None

    def find(self, url: str) -> Found | None:
        """Return the file at an address; where its layout is broken, as the former design shows it."""
        try:
            return self._find(url)
        except OSError:
            # a file that is gone, or was never to be read, though the last look at the disk saw it
            return None

    def _find(self, url: str) -> Found | None:
        if url == zonetool.URL:
            language = self.paper.language if self.paper else "en"
            return Found(content=zonetool.render_tool(language, self.translate).encode())
        preview = self._preview
        picture = preview.prints(url) if preview else None
        if picture:
            return self._developed(url, picture)
        with self._streams.lock:
            if self._preview is None:
                return None
            try:
                return self._found(self._preview, url)
            except ContentError as error:
                self._note(url, error.problems)
            if self._former:
                try:
                    return self._found(self._print(self._preview.plan, self._former), url)
                except ContentError:
                    pass
            return self._bare(self._preview.plan.paper.name)

    def _developed(self, url: str, make: Callable[[], dict[str, bytes]]) -> Found | None:
        """Return a picture, made apart from all that waits for its turn; None where it is broken."""
        try:
            content = make().get(url)
        except ContentError as error:
            with self._streams.lock:
                self._note(url, error.problems)
            return None
        return None if content is None else Found(content=content)

    def _found(self, preview: Preview, url: str) -> Found | None:
        content = preview.content(url)
        if content is None:
            content = self._backroom.read(url)
        if content is None:
            return None
        mark = preview.mark(url, _state)
        if url == urls.SEARCH:
            # who searches hears of a new index too
            mark += digest(repr(_state(self._backroom.folder / "search" / "index.js")).encode())
        return Found(content=content, mark=mark, lasting=preview.is_lasting(url))

    def _note(self, url: str, faults: tuple[Problem, ...]) -> None:
        if self._faulty.get(url) != faults:
            self._faulty[url] = faults
            self._streams.tell()
            if not self._turning:
                self._hear()

    def missing(self, url: str) -> Found:  # noqa: ARG002 - every lost way ends at the same page
        """Return the page to be shown where there is none."""
        found = self.find(urls.MISSING)
        # its mark is that of no page: when there is one, what a reader sees is another thing
        return Found(content=found.content if found else self._bare("").content, mark="")

    def _bare(self, title: str) -> Found:
        """Return a page without a design, on which problems can be shown."""
        text = f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n<body></body>\n'
        return Found(content=text.encode(), mark="bare")

    def events(self, url: str) -> Iterator[str]:
        """Yield what the page at an address is told: at once, then whenever it has become another thing."""
        return self._streams.events(url)

    def _bulletin(self, url: str) -> str:
        found = self.find(url)
        try:
            origin = self._preview.origin(url) if self._preview and found else Origin()
        except ContentError:
            origin = Origin()
        return bulletin(
            mark=found.mark if found else "",
            styles=self._preview.styles() if self._preview else {},
            problems=self.problems,
            origin=origin,
            paper=self.paper,
            desk=self._desk,
            today=self._today(),
            translate=self.translate,
        )


def _frame(planned: Plan) -> pages.Frame:
    return pages.frame_of(planned.paper, (text for text, _ in planned.standing))


def _state(path: Path) -> object:
    try:
        return stamp_of(path.stat())
    except FileNotFoundError:
        return None


def _files(scanned: Scanned) -> tuple[tuple[Source, ...], ...]:
    return scanned.content, scanned.layouts, scanned.static
