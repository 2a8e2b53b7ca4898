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
            found += [file for file in sorted(path.rglob("*")) if _is_source(file.relative_to(path)) and file.is_file()]
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _is_source(path: Path) -> bool:
    """Tell whether a file of a folder is meant; lists of sections and READMEs are no stories."""
    hidden = any(part.startswith((".", "_")) and part != "_posts" for part in path.parts)
    return path.suffix.lower() in _SUFFIXES and not hidden and path.name.lower() != "readme.md"


def read_source(path: Path, columns: Collection[str]) -> Found:
    """Return what a file holds; raise SourceError where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".txt":
        from sitegen.importing.pagetext import read_page  # noqa: PLC0415 - each kind loads what it alone needs

        return read_page(read_bounded(path).decode("utf-8-sig", "replace"), columns)
    if suffix in (".htm", ".html"):
        from sitegen.importing.founder import read_founder  # noqa: PLC0415

        return read_founder(path)
    if suffix == ".docx":
        from sitegen.importing.word import read_word  # noqa: PLC0415

        return read_word(path, tuple(columns))
    if suffix in (".md", ".markdown"):
        from sitegen.importing.generators import read_generator  # noqa: PLC0415

        return read_generator(path)
    raise SourceError("kind", path, suffix=suffix or path.name)
