"""Files that lie beside texts: which of them are published, and whether their names can be addresses."""

from collections.abc import Collection, Iterable
from unicodedata import normalize

from sitegen.model import Body
from sitegen.names import is_safe_file
from sitegen.problems import Position, Problem, problem
from sitegen.urls import FOR_PROGRAMS, link_path


def used_files(folder: str, names: Collection[str], texts: Iterable[Body], more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return those of a folder's files that its texts show or link to, and those named in `more`; sorted."""
    used = set(more)
    for body in texts:
        used |= {picture.src for picture in body.pictures}
        used |= {link_path(link.at.path, link.target).removeprefix(f"{folder}/") for link in body.links}
    return tuple(sorted(used.intersection(names)))


def check_names(folder: str, names: Iterable[str]) -> list[Problem]:
    """Return the problems of file names: unsafe on some system, taken by us, or the same to one that ignores case."""
    faults = []
    seen: dict[str, str] = {}
    for name in names:
        at = Position(f"{folder}/{name}")
        if not is_safe_file(name):
            faults.append(problem(at, "file-unsafe", name=name))
        if name.casefold() in FOR_PROGRAMS:
            faults.append(problem(at, "file-name-taken", name=name))
        other = seen.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            faults.append(problem(at, "name-clash", name=name, other=other))
    return faults
