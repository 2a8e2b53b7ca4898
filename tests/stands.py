"""A newsstand over a desk, on a clock of our own: what `serve` holds, without sockets, threads and events."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from builds import Desk

from sitegen.bulletins import Desk as Table
from sitegen.cache import open_cache
from sitegen.newsstand import Changes, Newsstand
from sitegen.options import Options

TODAY = date(2024, 6, 1)
LATE = 4_000_000_000_000_000_000
"""A moment by which every file has come to rest, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A newsstand with the desk whose paper it shows."""

    desk: Desk
    stand: Newsstand

    def refresh(self, *folders: str) -> bool:
        """Look at these folders of the content again, or at all."""
        return self.stand.refresh(Changes(folders=frozenset(folders) if folders else None), LATE)

    def text(self, url: str) -> str:
        found = self.stand.find(url)
        assert found, url
        return found.content.decode()

    def codes(self) -> list[str]:
        return [fault.code for fault in self.stand.problems]


def open_stand(desk: Desk, monkeypatch: pytest.MonkeyPatch, editor: str = "", language: str = "en") -> Stand:
    """Return a stand that has not looked yet; folders are named as a user in the desk's folder would."""
    monkeypatch.chdir(desk.folder)
    options = Options(
        content=Path("content"),
        layouts=Path("layouts"),
        static=Path("static"),
        output=Path("public"),
        cache=desk.cache,
        drafts=True,
    )
    cache, _ = open_cache(options.cache, "version")
    table = Table(content=options.content, editor=editor)
    return Stand(desk, Newsstand(options, cache, "version", today=lambda: TODAY, desk=table, language=language))


def heard(events: Iterator[str]) -> dict[str, object]:
    """Return the next message of a stream."""
    told: dict[str, object] = json.loads(next(events))
    return told
