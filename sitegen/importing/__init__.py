"""Files of other systems -> stories: the text of a page, Founder's HTML, Word, and the content of other generators.

One module reads each kind of source, and knows nothing of the paper but the names of its columns. `placing` puts the
stories into an issue. What comes from outside is bounded: the size of a file, what an archive holds, how deep tags
nest; and no path in it leads out of the folder it lies in.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from sitegen.importing.bounds import SourceError, read_bounded
from sitegen.importing.stories import Found

__all__ = ["PICTURE_SUFFIXES", "SourceError", "list_sources", "read_source"]

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
_SUFFIXES = (".txt", ".htm", ".html", ".docx", ".md", ".markdown")


def list_sources(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return files as they were named, and for a folder all files in it that can be read, sorted by path."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*"))
            found += [
                file for file in inside if file.suffix.lower() in _SUFFIXES and file.is_file() and not _hidden(file)
            ]
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts if part not in (".", ".."))


def read_source(path: Path, columns: Collection[str]) -> Found:
    """Return what a file holds; raise SourceError where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".txt":
        from sitegen.importing.pagetext import read_page  # noqa: PLC0415 - each kind loads what it alone needs

        return read_page(read_bounded(path).decode("utf-8-sig", "replace"), columns)
    raise SourceError("kind", path, suffix=suffix or path.name)
