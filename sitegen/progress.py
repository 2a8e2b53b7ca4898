"""A progress bar for what takes longer than a second on a terminal; nothing elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.catalog import read_catalog
from sitegen.options import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


STAGES = {"read": "reading articles", "render": "making pages"}


@contextmanager
def shown(language: str) -> Iterator[Progress]:
    """Yield what a build tells its progress to, shown in this language."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    bar = _Teller(language)
    try:
        yield bar.tell
    finally:
        bar.close()


class _Teller:
    def __init__(self, language: str) -> None:
        self.language = language
        self.began = time.monotonic()
        self.bar: Bar | None = None
        self.tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, done: int, total: int) -> None:
        if self.bar is None:
            if time.monotonic() - self.began < 1:
                return
            # imported late: no build under a second needs it, and it starts no thread before the pool has forked
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            self.bar = Bar(console=Console(stderr=True), transient=True, auto_refresh=False)
            self.bar.start()
        if stage not in self.tasks:
            translate = read_catalog(self.language).translate
            self.tasks[stage] = self.bar.add_task(translate(STAGES[stage]), total=total)
        self.bar.update(self.tasks[stage], completed=done, total=total, refresh=True)

    def close(self) -> None:
        if self.bar:
            self.bar.stop()
