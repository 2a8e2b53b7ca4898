"""List and read folders. What it does not know: what any file means."""

import os
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from sitegen.problems import ContentError, Position, problem


class Source(NamedTuple):
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


def scan(root: Path, made: Iterable[Path] = ()) -> tuple[Source, ...]:
    """Return all files below `root`, sorted by path; names that begin with a dot are left out.

    So are folders that are `made` by a build, should they lie below it. A link is followed only to a file below the
    same root: what a folder shows must lie in it. Another link raises ContentError, its path as the user named it.
    """
    if not root.is_dir():
        return ()
    found: list[Source] = []
    _walk(str(root), "", _Below(root, made), found)
    found.sort(key=attrgetter("path"))
    return tuple(found)


def rescan(
    root: Path, known: Iterable[Source], folders: Iterable[str], made: Iterable[Path] = ()
) -> tuple[Source, ...]:
    """Return what `scan` would, where nothing changed since `known` but what lies in these folders (below `root`)."""
    below = _Below(root, made)
    found = list(known)
    for folder in folders:
        # sorted by path, all that lies in a folder stands together: from "folder/" up to the next sign, "folder0"
        start = bisect_left(found, folder + "/", key=attrgetter("path"))
        end = bisect_left(found, folder + "0", key=attrgetter("path"))
        inside: list[Source] = []
        if (root / folder).is_dir() and not below.is_made(folder):
            _walk(str(root / folder), folder + "/", below, inside)
        inside.sort(key=attrgetter("path"))
        found[start:end] = inside
    return tuple(found)


class _Below:
    """What a walk must know of the root it began at."""

    def __init__(self, root: Path, made: Iterable[Path]) -> None:
        self.root = os.path.realpath(root)
        self.made = {os.path.relpath(os.path.realpath(folder), self.root) for folder in made}

    def is_made(self, path: str) -> bool:
        """Return whether a folder is one that a build makes, or lies in one."""
        return any(path == folder or path.startswith(folder + "/") for folder in self.made)


def _walk(folder: str, prefix: str, below: _Below, found: list[Source]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            path = prefix + name
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                if not target.startswith(below.root + os.sep) or not os.path.isfile(target):
                    where = os.readlink(entry.path)
                    raise ContentError(problem(Position(entry.path), "link-outside", name=name, target=where))
            elif entry.is_dir():
                if path not in below.made:
                    _walk(entry.path, path + "/", below, found)
                continue
            state = entry.stat()
            found.append(Source(path, (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)))


def digest(*parts: bytes) -> str:
    """Return a name for these bytes in this order; parts are kept apart by their lengths."""
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()
