"""Whether the output still is as a build left it: by the stamps of all its files, folder by folder.

Most builds change nothing, and looking at forty thousand files is nearly all that they do: so a second process, forked
off before anything else is in memory, looks at half of them.
"""

import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from sitegen.output import MARKER, Stamp, stamp_of

Folder = tuple[str, int, bytes]
"""Address of a folder with its closing slash, empty for the output itself; how many files lie in it, and a digest of
their names and stamps."""

MANY = 4000
"""Files from which on a second process is quicker than none."""


def folders_of(stamps: Mapping[str, Stamp]) -> tuple[Folder, ...]:
    """Return the folders of an output, sorted, from the stamps of its files by address."""
    files: dict[str, list[tuple[str, Stamp]]] = {"": []}
    for url, stamp in stamps.items():
        folder, slash, name = url.rpartition("/")
        files.setdefault(folder + slash, []).append((name, stamp))
    for folder in list(files):
        while folder:
            folder = folder[: folder.rfind("/", 0, -1) + 1]  # noqa: PLW2901
            files.setdefault(folder, [])
    return tuple((folder, len(files[folder]), _digest(files[folder])) for folder in sorted(files))


def is_untouched(output: Path, folders: tuple[Folder, ...]) -> bool:
    """Tell whether an output has its marker and holds just what these folders tell."""
    if not (output / MARKER).exists():
        return False
    root, known = f"{output}/", frozenset(folder for folder, _, _ in folders)
    # elsewhere than on Linux forking is not safe
    if sum(files for _, files, _ in folders) < MANY or sys.platform != "linux":
        return _all_untouched(root, folders, known)
    ours, theirs = _halves(folders)
    other = os.fork()
    if not other:
        good = False
        try:
            good = _all_untouched(root, theirs, known)
        finally:
            # nothing of what the parent has open is flushed or closed twice
            os._exit(0 if good else 1)
    good = _all_untouched(root, ours, known)
    return os.waitpid(other, 0)[1] == 0 and good


def _halves(folders: Iterable[Folder]) -> tuple[list[Folder], list[Folder]]:
    """Return the folders in two halves with about as many files."""
    halves: tuple[list[Folder], list[Folder]] = ([], [])
    files = [0, 0]
    for folder in sorted(folders, key=lambda folder: folder[1], reverse=True):
        smaller = files[1] < files[0]
        halves[smaller].append(folder)
        files[smaller] += folder[1]
    return halves


def _all_untouched(root: str, folders: Iterable[Folder], known: frozenset[str]) -> bool:
    try:
        return all(_digest(_files(root, folder, known)) == digest for folder, _, digest in folders)
    except OSError:
        return False


def _files(root: str, folder: str, known: frozenset[str]) -> list[tuple[str, Stamp]]:
    """Return names and stamps of what lies in a folder; an unknown folder counts as a file, if it holds any."""
    files = []
    with os.scandir(root + folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                files.append((entry.name, stamp_of(entry.stat(follow_symlinks=False))))
            elif f"{folder}{entry.name}/" not in known and any(names for _, _, names in os.walk(entry.path)):
                files.append((entry.name, (0, 0, 0)))
    return files if folder else [file for file in files if file[0] != MARKER]


def _digest(files: list[tuple[str, Stamp]]) -> bytes:
    files.sort()
    # version 2 of marshal writes no references, so that equal values are equal bytes
    return blake2b(marshal.dumps(files, 2), digest_size=16).digest()
