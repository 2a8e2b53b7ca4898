"""The output folder: files are staged beside it and moved in only when nothing failed.

A file is written once, whole, into the stage (a folder next to the output, so that moving is a rename within one file
system). The merge renames it in: at any moment a reader, or a killed build, finds each file old or new, never cut.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from sitegen.quickclass import dataclass, field

MARKER = ".sitegen"
MARKER_TEXT = b"This folder is written by sitegen. Files in it that sitegen did not write are removed.\n"

Stamp = tuple[int, int, int]
"""Size, time of last change in nanoseconds, inode: equal stamps mean a file that nobody touched since."""


class ForeignOutputError(Exception):
    """The output folder holds files that are not ours; writing would remove them."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the files of one build wait, and the folder they will go to."""

    folder: str
    """Empty for a check: then nothing is written anywhere."""

    output: str
    new: bool = False
    """True where there is no output yet, so that there is nothing to compare with."""

    def write(self, url: str, content: bytes, known: Stamp | None = None) -> Stamp:
        """Stage a file unless the output holds the same bytes; return the stamp it has, or will have."""
        if self.new:
            return self._write(url, content)
        try:
            state = os.lstat(f"{self.output}/{url}")
        except (FileNotFoundError, NotADirectoryError):
            return self._write(url, content)
        if S_ISREG(state.st_mode) and state.st_size == len(content):
            with open(f"{self.output}/{url}", "rb") as file:
                if file.read() == content:
                    return known or stamp_of(state)
        return self._write(url, content)

    def read(self, url: str) -> bytes:
        """Return what the output holds at an address; raises OSError where there is no file."""
        with open(f"{self.output}/{url}", "rb") as file:
            return file.read()

    def fill(self, url: str, write: Callable[[BinaryIO], None]) -> Stamp:
        """Stage a file that may be too large for the memory, written by `write`; return the stamp it will have."""
        path = Path(self.folder, url)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write(file)
        path.chmod(0o644)
        return stamp_of(path.stat())

    def _write(self, url: str, content: bytes) -> Stamp:
        if not self.folder:
            return (len(content), 0, 0)
        path = f"{self.folder}/{url}"
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            written = os.write(file, content)
            while written < len(content):
                written += os.write(file, memoryview(content)[written:])
            return stamp_of(os.fstat(file))
        finally:
            os.close(file)


@dataclass(frozen=True, slots=True)
class Tray(Stage):
    """A stage in memory."""

    files: dict[str, bytes] = field(default_factory=dict)

    def write(self, url: str, content: bytes, known: Stamp | None = None) -> Stamp:
        """Keep a file."""
        self.files[url] = content
        return known or (len(content), 0, 0)


def stamp_of(state: os.stat_result) -> Stamp:
    """Return the stamp of a file's state."""
    return (state.st_size, state.st_mtime_ns, state.st_ino)


@contextmanager
def stage_beside(output: Path) -> Iterator[Stage]:
    """Make the stage for a build of `output`, alone: a second build of the same folder waits for the first.

    Raises ForeignOutputError where the folder holds files and no marker of ours.
    """
    output = output.absolute()
    if output.exists() and not (output / MARKER).exists() and any(output.iterdir()):
        raise ForeignOutputError(str(output))
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.parent / f".{output.name}.stage"
    lock = _lock(folder)
    try:
        for rest in folder.iterdir():
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        yield Stage(folder=str(folder), output=str(output), new=not output.exists())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _lock(folder: Path) -> int:
    while True:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        # the build that we waited for removed its stage: then our lock is on a folder that is gone
        if folder.exists() and os.fstat(handle).st_ino == folder.stat().st_ino:
            return handle
        os.close(handle)


def merge(stage: Stage) -> None:
    """Move all staged files into the output; a folder that the output lacks is moved whole."""
    output = Path(stage.output)
    output.mkdir(exist_ok=True)
    marker = output / MARKER
    if not marker.exists():
        marker.write_bytes(MARKER_TEXT)
    _merge(stage.folder, stage.output)


def _merge(source: str, target: str) -> None:
    with os.scandir(source) as entries:
        for entry in entries:
            path = f"{target}/{entry.name}"
            if not entry.is_dir():
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                os.replace(entry.path, path)
            elif os.path.isdir(path) and not os.path.islink(path):
                _merge(entry.path, path)
            else:
                if os.path.lexists(path):
                    os.unlink(path)
                os.rename(entry.path, path)


def scan_output(output: Path) -> dict[str, Stamp]:
    """Return the stamps of all files in the output by address, the marker left out."""
    found: dict[str, Stamp] = {}
    if output.is_dir():
        _scan(str(output), "", found)
        found.pop(MARKER, None)
    return found


def _scan(folder: str, prefix: str, found: dict[str, Stamp]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _scan(entry.path, f"{prefix}{entry.name}/", found)
            else:
                found[prefix + entry.name] = stamp_of(entry.stat(follow_symlinks=False))


def remove_stale(output: Path, found: Mapping[str, Stamp], wanted: Iterable[str]) -> None:
    """Remove the files in `found` that no sheet makes, and the folders that this leaves empty."""
    folders = set()
    for url in set(found) - set(wanted):
        path = output / url
        # a folder may by now stand where a stale file stood
        if path.is_file() or path.is_symlink():
            path.unlink()
        folders.add(path.parent)
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        while folder != output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent  # noqa: PLW2901
