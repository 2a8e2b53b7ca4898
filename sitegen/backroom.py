"""The search files while the paper is served: printed in a process of their own, into a folder beside the cache.

A page is asked for at once, an index is not; so the index follows the text by a second or two, and never holds up a
page. What is unchanged since the last run stays.
"""

import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from threading import Condition, Thread

from sitegen.assets import Asset
from sitegen.left import differences, read_left, remember_left
from sitegen.output import merge, remove_stale, stage_beside
from sitegen.printing import Plan, Years, print_search
from sitegen.quickclass import dataclass, replace
from sitegen.searching import ENGINE, LUNR, TOLD, YEAR, years_of
from sitegen.works import Press, cache_of

PAUSE = 1.0
"""Seconds without a change after which the index is brought up to date: it must not compete with an edit."""

INDEX = "search/index.js"
NOT_YET = b"window.sitegenSearch = function () { return new Promise(function () {}); };\n"
"""Stands for the index until there is one: who searches waits, and the page is loaded again when it has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The search files to be printed."""

    press: Press
    years: Years
    scripts: tuple[Asset, ...]
    folder: str


def order_of(press: Press, plan: Plan, assets: tuple[Asset, ...], folder: Path) -> Order:
    """Return the order for the search files of a plan."""
    scripts = tuple(asset for asset in assets if asset.name in (ENGINE, LUNR))
    return Order(press=press, years=years_of(plan.issues), scripts=scripts, folder=str(folder))


def fill(order: Order) -> None:
    """Bring the search files up to date."""
    folder, cache = Path(order.folder), cache_of(order.press.cache)
    left = read_left(cache, folder, whole=False)
    with stage_beside(folder) as stage:
        records = print_search(replace(order.press, stage=stage), order.years, order.scripts, left)
        merge(stage)
        found, wanted = differences(left, records)
        remove_stale(folder, found, wanted)
    remember_left(cache, left, records, found, wanted)
    for kind in (YEAR, TOLD):
        cache.keep({record.digest for record in records.values()}, kind)


def _work(order: Order) -> None:
    # Ctrl-C reaches every process of a terminal; this one ends with the server
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fill(order)


class Backroom:
    """Takes orders from the server and has the newest of them carried out, one at a time."""

    def __init__(self, folder: Path, done: Callable[[], None]) -> None:
        self.folder = folder
        self._done = done
        self._order: Order | None = None
        self._taken: object = None
        self._changed = Condition()

    def start(self) -> None:
        """Begin to wait for orders."""
        Thread(target=self._follow, daemon=True).start()

    def take(self, order: Order) -> None:
        """Take an order, unless it is the same as the last; one that was not begun is dropped for it."""
        wanted = (order.years, [asset.url for asset in order.scripts])
        with self._changed:
            if wanted != self._taken:
                self._order, self._taken = order, wanted
                self._changed.notify()

    def read(self, url: str) -> bytes | None:
        """Return a search file, or None where there is none yet."""
        path = self.folder / url
        if not url.startswith("search/") or not path.is_file():
            return NOT_YET if url == INDEX else None
        return path.read_bytes()

    def _follow(self) -> None:
        while True:
            order = self._next()
            worker = get_context("spawn").Process(target=_work, args=(order,), daemon=True)
            worker.start()
            worker.join()
            self._done()

    def _next(self) -> Order:
        with self._changed:
            self._changed.wait_for(lambda: self._order is not None)
            # as long as orders come, somebody is writing
            while self._changed.wait(PAUSE):
                pass
            order, self._order = self._order, None
            assert order is not None
            return order
