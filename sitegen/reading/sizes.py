"""The pictures of a folder, each measured when something first asks for it."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sitegen.pictures import SUFFIXES, PictureError, Size, measure
from sitegen.problems import Position, Problem, problem

T = TypeVar("T")


class Sizes(Mapping[str, Size]):
    """Width and height in pixels by file name; a picture that nothing uses is never opened.

    A broken picture is there without a size, and its problem stands in `problems`.
    """

    def __init__(self, folder: str, files: Mapping[str, str]) -> None:
        """`folder` is the path in the content folder, or empty; `files` are the paths on this machine by name."""
        self._folder = folder
        self._files = {name: path for name, path in files.items() if name.lower().endswith(SUFFIXES)}
        self._sizes: dict[str, Size] = {}
        self._asked: dict[str, None] = {}
        self.problems: list[Problem] = []

    def watch(self, read: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
        """Return what a reading comes to, and the names that it asked for, in that order."""
        self._asked = {}
        return read(), tuple(self._asked)

    def __getitem__(self, name: str) -> Size:
        self._asked[name] = None
        if name not in self._sizes:
            self._sizes[name] = self._measure(name, self._files[name])
        return self._sizes[name]

    def __contains__(self, name: object) -> bool:
        self._asked[str(name)] = None
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _measure(self, name: str, path: str) -> Size:
        try:
            return measure(path)
        except PictureError as error:
            at = Position(f"{self._folder}/{name}" if self._folder else name)
            self.problems.append(problem(at, error.code, "", **error.facts))
            return Size(0, 0)
