"""Who looks at which page now, and what each hears: a bulletin is made once for all who look at the same page."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from threading import Condition, RLock

HEARTBEAT = 15.0
"""Seconds after which a stream without news shows that it is alive."""


class Streams:
    """The streams of all open pages; `lock` is the one by which threads take turns at what is shown."""

    def __init__(self, bulletin: Callable[[str], str]) -> None:
        self.lock = RLock()
        self._bulletin = bulletin
        self._news = Condition(self.lock)
        self._number = 0
        self._open: Counter[str] = Counter()
        self._made: dict[str, tuple[int, str]] = {}

    def tell(self) -> None:
        """Say that there may be news for every page."""
        with self._news:
            self._number += 1
            self._news.notify_all()

    @property
    def looked_at(self) -> frozenset[str]:
        """The addresses of the pages that somebody looks at."""
        with self._news:
            return frozenset(self._open)

    def events(self, url: str) -> Iterator[str]:
        """Yield what the page at an address is told: at once, then whenever it has become another thing.

        An empty text stands for a while without news.
        """
        url = f"{url}index.html" if not url or url.endswith("/") else url
        said, number = "", -1
        with self._news:
            self._open[url] += 1
        try:
            while True:
                with self._news:
                    fresh = self._news.wait_for(partial(self._is_news, number), HEARTBEAT)
                    told = self._told(url) if fresh else ""
                    number = self._number
                if told != said or not told:
                    yield told
                    said = told or said
        finally:
            self._leave(url)

    def _leave(self, url: str) -> None:
        with self._news:
            self._open[url] -= 1
            if not self._open[url]:
                del self._open[url]
                self._made.pop(url, None)

    def _is_news(self, number: int) -> bool:
        return self._number != number

    def _told(self, url: str) -> str:
        number, text = self._made.get(url, (-1, ""))
        if number != self._number:
            text = self._bulletin(url)
            # to print a page may bring a fault to light, which is news in itself and stands in this text already
            self._made[url] = (self._number, text)
        return text
