"""What the command line chose, the source folders as they were found, and the run of a command over them."""

from collections.abc import Callable
from pathlib import Path

from sitegen.cache import Cache
from sitegen.disk import Source
from sitegen.quickclass import dataclass

Progress = Callable[[str, int, int], None]
"""Told the stage (read, render), how many articles are done and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line chose."""

    content: Path
    layouts: Path
    static: Path
    output: Path
    cache: Path
    base_url: str = ""
    drafts: bool = False
    jobs: int = 1
    whole: bool = False
    """Report every warning, however many there are."""

    downloads: tuple[str, ...] | None = None
    """What readers can take away, sorted; None leaves it to the paper."""

    pdf: bool = False
    """Make a PDF of each issue and article too."""

    offline: bool = True
    """Whether the paper may let readers keep issues; it may not where it is only shown to those who write it."""

    @property
    def made(self) -> tuple[Path, Path]:
        """The folders that a build makes: no sources, wherever they lie."""
        return (self.output, self.cache)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The files of the three source folders, as they were before any of them was read."""

    content: tuple[Source, ...]
    layouts: tuple[Source, ...]
    static: tuple[Source, ...]

    began: int
    """Nanoseconds of the clock just before the folders were looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command."""

    options: Options
    scanned: Scanned
    cache: Cache
    version: str
    """Digest of the code that runs."""

    progress: Progress
