"""What the command line chose, and the source folders as they were found."""

from dataclasses import dataclass
from pathlib import Path

from sitegen.disk import Source


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The files of the three source folders, as they were before any of them was read."""

    content: tuple[Source, ...]
    layouts: tuple[Source, ...]
    static: tuple[Source, ...]
