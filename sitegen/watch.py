"""Changes on disk: events of the file system -> folders to be looked at again, once a burst of changes is over.

It knows paths and moments; what a file means is for others.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Condition
from time import monotonic

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

Clock = Callable[[], float]

QUIET = 0.02
"""Seconds without a change after which a saved file is whole: an editor writes in one go."""

QUIET_BURST = 0.25
"""The same where many files change: a checkout may stop for breath."""

BURST = 20
"""Files from which on changes are a burst."""

LONGEST = 20.0
"""Seconds after which changes are taken as they are, though more come or git still holds its lock."""

HEEDED = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Not opening and reading, which we do ourselves."""


class Burst:
    """Changes that belong together: those that follow each other without a pause. Pure: the caller has the clock."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._first = 0.0
        self._last = 0.0

    def add(self, path: str, now: float) -> None:
        """Take in a change."""
        if not self._paths:
            self._first = now
        self._paths.add(path)
        self._last = now

    def wait(self, now: float, *, busy: bool) -> float | None:
        """Return the seconds until the burst may be over, 0 where it is; None where nothing changed.

        `busy` says that somebody is known to go on changing files.
        """
        if not self._paths:
            return None
        quiet = QUIET_BURST if busy or len(self._paths) > BURST else QUIET
        rest = quiet - (now - self._last)
        if busy:
            rest = max(rest, quiet)
        return max(0.0, min(rest, LONGEST - (now - self._first)))

    def take(self) -> frozenset[str]:
        """Return the paths that changed, and begin anew."""
        paths = frozenset(self._paths)
        self._paths = set()
        return paths


class Watch(FileSystemEventHandler):
    """Watches folders; `wait` gives the paths that changed."""

    def __init__(self, folders: Iterable[Path], clock: Clock = monotonic) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)
        self._clock = clock
        self._burst = Burst()
        self._changed = Condition()
        self._locks = tuple({lock for folder in self._folders if (lock := git_lock(folder))})
        self._observer = Observer()

    def start(self) -> bool:
        """Begin; return False where the system has no room for as many watches, so that the caller must look."""
        try:
            for folder in self._folders:
                if folder.is_dir():
                    self._observer.schedule(self, str(folder), recursive=True, event_filter=HEEDED)
            self._observer.start()
        except OSError:
            # Linux: no room in the table of watches (ENOSPC) or of their owners (EMFILE)
            return False
        return self._is_whole()

    def _is_whole(self) -> bool:
        """Return whether every folder is watched; some versions of watchdog pass over those that found no room."""
        if not sys.platform.startswith("linux"):
            return True
        wanted = sum(1 for folder in self._folders for _ in os.walk(folder))
        return watches_held() >= wanted

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take in a change; called by the thread of watchdog."""
        with self._changed:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._burst.add(os.fsdecode(path), self._clock())
            self._changed.notify()

    def wait(self, most: float) -> frozenset[str]:
        """Return the paths that changed once they have come to rest; none after `most` seconds without a change."""
        end = self._clock() + most
        with self._changed:
            while True:
                now = self._clock()
                rest = self._burst.wait(now, busy=self._is_busy())
                if rest == 0:
                    return self._burst.take()
                if rest is None and now >= end:
                    return frozenset()
                self._changed.wait(end - now if rest is None else rest)

    def _is_busy(self) -> bool:
        return any(lock.exists() for lock in self._locks)

    def stop(self) -> None:
        """End the watching."""
        if self._observer.is_alive():
            self._observer.stop()


def watches_held() -> int:
    """Return how many folders this process watches by inotify, as the kernel tells it."""
    held = 0
    for entry in Path("/proc/self/fdinfo").iterdir():
        try:
            held += entry.read_text().count("inotify wd:")
        except OSError:
            continue
    return held


def git_lock(folder: Path) -> Path | None:
    """Return the file that git holds while it changes the files around a folder; None where git is not used."""
    for place in (folder, *folder.parents):
        entry = place / ".git"
        if entry.is_dir():
            return entry / "index.lock"
        if entry.is_file():
            # a further work tree: the file names the folder of its own index
            _, _, named = entry.read_text("utf-8", errors="replace").partition("gitdir:")
            return (place / named.strip()).resolve() / "index.lock"
    return None


def folders_of(root: Path, paths: Iterable[str]) -> frozenset[str] | None:
    """Return the folders below `root` to be looked at again, relative to it; None where all must be.

    Paths that lie elsewhere or below a name with a dot, which no scan reads, do not count.
    """
    base = str(root.resolve()) + os.sep
    found = set()
    for path in paths:
        if not path.startswith(base):
            if path + os.sep == base:
                return None
            continue
        parts = path[len(base) :].split(os.sep)
        if any(part.startswith(".") for part in parts):
            continue
        if len(parts) == 1:
            return None
        found.add("/".join(parts[:-1]))
    # what lies in a folder that is looked at again is looked at with it
    return frozenset(folder for folder in found if not any(folder.startswith(f"{other}/") for other in found))
