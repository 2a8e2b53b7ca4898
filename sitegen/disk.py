"""List and read folders. What it does not know: what any file means."""

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from sitegen.problems import ContentError, Position, problem


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file by what the file system tells without reading it; equal stamps mean equal bytes."""

    path: str
    """Relative to the folder that was scanned, with `/`."""

    stamp: tuple[int, int, int, int]
    """Size, times of last change of content and of state in nanoseconds, inode."""


RECORD = "addresses.txt"
"""Name of the one file in the content folder that the build writes: the record of published addresses."""

TICK = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""


def is_settled(source: Source, now: int) -> bool:
    """Return whether the stamp can be trusted: a file changed within a tick of `now` may change again unseen.

    The time of the last change of state is the kernel's own, which no program can set.
    """
    return source.stamp[2] < now - TICK


def scan(root: Path) -> tuple[Source, ...]:
    """Return all files below `root`, sorted by path; names that begin with a dot are left out.

    A link is followed only to a file below the same root: what a folder shows must lie in it. Another link raises
    ContentError, its path as the user named it.
    """
    if not root.is_dir():
        return ()
    return tuple(sorted(_walk(str(root), "", os.path.realpath(root)), key=attrgetter("path")))


def rescan(root: Path, known: Iterable[Source], folders: Iterable[str]) -> tuple[Source, ...]:
    """Return what `scan` would, where nothing changed since `known` but what lies in these folders (below `root`)."""
    found = list(known)
    for folder in folders:
        # sorted by path, all that lies in a folder stands together: from "folder/" up to the next sign, "folder0"
        start = bisect_left(found, folder + "/", key=attrgetter("path"))
        end = bisect_left(found, folder + "0", key=attrgetter("path"))
        path = root / folder
        inside = _walk(str(path), folder + "/", os.path.realpath(root)) if path.is_dir() else ()
        found[start:end] = sorted(inside, key=attrgetter("path"))
    return tuple(found)


def _walk(folder: str, prefix: str, root: str) -> Iterator[Source]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                if not target.startswith(root + os.sep) or not os.path.isfile(target):
                    raise ContentError(problem(Position(entry.path), "link-outside", target=entry.name))
            elif entry.is_dir():
                yield from _walk(entry.path, path + "/", root)
                continue
            state = entry.stat()
            yield Source(path, (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))


def digest(*parts: bytes) -> str:
    """Return a name for these bytes in this order; parts are kept apart by their lengths."""
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()
