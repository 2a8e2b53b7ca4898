"""Whether the output still is as a build left it: by the stamps of all its files, summed up folder by folder.

Most builds change nothing, and looking at forty thousand files is nearly all that they do: so a second process, forked
off before much is in memory, looks at half of them. Where a source changed it looks at all, while this one goes on.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from stat import S_ISDIR

from sitegen.cache import Cache
from sitegen.output import MARKER, Stamp, stamp_of

Folders = Mapping[str, tuple[int, int]]
"""Of each folder of an output that holds files, by its address with a closing slash (empty for the output itself): how
many they are, and the sum of their marks. A sum is what a file can be taken out of and put into without the others."""

FOLDERS = "folders"
"""Name of what the cache holds of the folders as the last build left them."""

MANY = 4000
"""Files from which on a second process is quicker than none."""


def folders_of(stamps: Iterable[tuple[str, Stamp]]) -> Folders:
    """Return the folders of an output from the addresses and stamps of its files."""
    folders: dict[str, tuple[int, int]] = {}
    _count(folders, stamps, 1)
    return folders


def with_changes(folders: Folders, found: Mapping[str, Stamp], wanted: Mapping[str, Stamp]) -> Folders:
    """Return the folders of an output without the files that were `found`, and with those that are `wanted`."""
    changed = dict(folders)
    _count(changed, found.items(), -1)
    _count(changed, wanted.items(), 1)
    return {folder: state for folder, state in changed.items() if state[0]}


def _count(folders: dict[str, tuple[int, int]], stamps: Iterable[tuple[str, Stamp]], sign: int) -> None:
    for url, stamp in stamps:
        end = url.rfind("/") + 1
        files, marks = folders.get(url[:end], (0, 0))
        folders[url[:end]] = files + sign, marks + sign * _mark(url[end:], stamp)


def _mark(name: str, stamp: Stamp) -> int:
    """Return a number of 64 bits that a name and a stamp have for themselves, the same in each process.

    To Python a number's hash is no secret, as that of a text is; and it is ten times as quick as a digest.
    """
    return hash((int.from_bytes(name.encode("utf-8", "surrogateescape"), "little"), *stamp))


def stored_folders(cache: Cache) -> Folders:
    """Return the folders as the last build left them; none where the cache does not know."""
    stored = cache.read(FOLDERS)
    return dict(marshal.loads(stored)) if stored else {}


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
            found.setdefault(folder, (0, 0))
    return found


def _halves(folders: Folders) -> tuple[Folders, Folders]:
    """Return the folders in two halves with about as many files."""
    halves: tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]] = ({}, {})
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
        return all(_state(root, folder, known) == state for folder, state in folders.items())
    except OSError:
        return False


def _state(root: str, folder: str, known: Folders) -> tuple[int, int]:
    """Return how many files lie in a folder, and the sum of their marks.

    An unknown folder counts as a file, if it holds any.
    """
    files = marks = 0
    # from the folder itself a file is found a fifth sooner than by its whole path
    place = os.open(root + folder, os.O_RDONLY)
    try:
        for name in os.listdir(place):
            state = os.stat(name, dir_fd=place, follow_symlinks=False)
            if not S_ISDIR(state.st_mode):
                files += 1
                marks += _mark(name, stamp_of(state))
            elif f"{folder}{name}/" not in known and any(names for _, _, names in os.walk(f"{root}{folder}{name}")):
                files += 1
        if not folder:
            files -= 1
            marks -= _mark(MARKER, stamp_of(os.lstat(root + MARKER)))
    finally:
        os.close(place)
    return files, marks
