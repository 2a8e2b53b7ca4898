"""Heading levels: the headline is 1, so a body starts at 2 and never leaves a level out."""

from collections.abc import Iterable


class Levels:
    """Turns the levels an author wrote into those of the page, in order."""

    def __init__(self, written: Iterable[int]) -> None:
        self._ranks = {level: rank for rank, level in enumerate(sorted(set(written)), start=2)}
        self.last = 1
        """The level of the heading before; the headline's at first."""

    def next(self, written: int) -> int:
        """Return the level of the next heading; `written` is one of the levels given at the start."""
        self.last = min(self._ranks[written], self.last + 1)
        return self.last
