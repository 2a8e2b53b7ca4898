"""Doubts about files: those that nothing uses, and names that not every system can hold."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from sitegen.names import is_safe_file
from sitegen.problems import Position, Problem, problem
from sitegen.reading import IssueFiles, IssueParts


def unused_files(files: IssueFiles, parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each file of an issue that no page and no text shows or links to.

    Where a text has errors nobody knows what it uses, and none is told.
    """
    if parts.head is None or any(fault.kind.level == "error" for fault in parts.problems):
        return
    for name, _ in files.others:
        if name not in parts.used:
            yield problem(Position(f"{files.path}/{name}"), "file-unused", name=name)


def unsafe_paths(paths: Iterable[str], named: Iterable[Position]) -> Iterator[Problem]:
    """Yield a problem for each file or folder whose name is not safe on every system, or meets another one's.

    `paths` are all files of the content folder, sorted; at `named` places problems of names are known already.
    """
    known = {at.path for at in named}
    seen: dict[str, str] = {}
    done: set[str] = set()
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder not in done:
            parts = folder.split("/")
            whole = ["/".join(parts[: end + 1]) for end in range(len(parts))] if folder else []
            for each in whole:
                if each not in done:
                    done.add(each)
                    yield from _doubts(each, each.rpartition("/")[2], seen, known)
            done.add(folder)
        yield from _doubts(path, name, seen, known)


def _doubts(path: str, name: str, seen: dict[str, str], known: set[str]) -> Iterator[Problem]:
    if path in known:
        return
    if not is_safe_file(name):
        yield problem(Position(path), "path-unsafe", name=name)
    key = path if path.isascii() else normalize("NFC", path)
    other = seen.setdefault(key.casefold(), path)
    if other != path:
        yield problem(Position(path), "path-clash", name=name, other=other.rpartition("/")[2])
