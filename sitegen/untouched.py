"""Whether the output still is as a build left it: by the stamps of all its files, folder by folder.

Most builds change nothing, and looking at forty thousand files is nearly all that they do: so a second process, forked
off before much is in memory, looks at half of them. Where a source changed it looks at all, while this one goes on.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

from sitegen.cache import Cache, plain_bytes
from sitegen.output import MARKER, Stamp, stamp_of

Folders = Mapping[str, tuple[int, bytes]]
"""Of each folder of an output that holds files, by its address with a closing slash (empty for the output itself): how
many they are, and a digest of their names and stamps."""

FOLDERS = "folders"
"""Name of what the cache holds of the folders as the last build left them."""

MANY = 4000
"""Files from which on a second process is quicker than none."""


def folders_of(stamps: Iterable[tuple[str, Stamp]]) -> Folders:
    """Return the folders of an output from the addresses and stamps of its files."""
    files: dict[str, list[tuple[str, Stamp]]] = {}
    for url, stamp in stamps:
        folder = folder_of(url)
        files.setdefault(folder, []).append((url[len(folder) :], stamp))
    return {folder: (len(inside), _digest(inside)) for folder, inside in files.items()}


def stored_folders(cache: Cache) -> Folders:
    """Return the folders as the last build left them; none where the cache does not know."""
    stored = cache.read(FOLDERS)
    return dict(marshal.loads(stored)) if stored else {}


def folder_of(url: str) -> str:
    """Return the address of the folder in which a file lies."""
    return url[: url.rfind("/") + 1]


def is_untouched(output: Path, folders: Folders) -> bool:
    """Tell whether an output has its marker and holds just what these folders tell."""
    known = _with_parents(folders)
    if _few(folders):
        return _all_untouched(output, known, known)
    ours, theirs = _halves(known)
    others_untouched = _aside(partial(_all_untouched, output, theirs, known))
    untouched = _all_untouched(output, ours, known)
    return others_untouched() and untouched


def watch(output: Path, folders: Folders) -> Callable[[], bool]:
    """Begin to look whether an output is untouched; return what waits for the answer, to be called once."""
    known = _with_parents(folders)
    question = partial(_all_untouched, output, known, known)
    return question if _few(folders) else _aside(question)


def _few(folders: Folders) -> bool:
    return sum(files for files, _ in folders.values()) < MANY


def _aside(question: Callable[[], bool]) -> Callable[[], bool]:
    """Begin to answer a question in a second process; return what waits for the answer."""
    # elsewhere than on Linux forking is not safe
    if sys.platform != "linux":
        return question
    other = os.fork()
    if other:
        return lambda: os.waitpid(other, 0)[1] == 0
    yes = False
    try:
        yes = question()
    finally:
        # nothing of what the parent has open is flushed or closed twice
        os._exit(0 if yes else 1)


def _with_parents(folders: Folders) -> Folders:
    """Return the folders with the output itself and those that hold nothing but folders."""
    found = dict(folders)
    for folder in ("/", *folders):
        while folder:
            folder = folder[: folder.rfind("/", 0, -1) + 1]  # noqa: PLW2901
            found.setdefault(folder, (0, _digest([])))
    return found


def _halves(folders: Folders) -> tuple[Folders, Folders]:
    """Return the folders in two halves with about as many files."""
    halves: tuple[dict[str, tuple[int, bytes]], dict[str, tuple[int, bytes]]] = ({}, {})
    files = [0, 0]
    for folder, state in sorted(folders.items(), key=lambda item: item[1][0], reverse=True):
        smaller = files[1] < files[0]
        halves[smaller][folder] = state
        files[smaller] += state[0]
    return halves


def _all_untouched(output: Path, folders: Folders, known: Folders) -> bool:
    """Tell whether an output has its marker, and these of its known folders hold what they tell."""
    root = f"{output}/"
    try:
        os.lstat(root + MARKER)
        return all(_digest(_files(root, folder, known)) == digest for folder, (_, digest) in folders.items())
    except OSError:
        return False


def _files(root: str, folder: str, known: Folders) -> list[tuple[str, Stamp]]:
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
    return blake2b(plain_bytes(files), digest_size=16).digest()
