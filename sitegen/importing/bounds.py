"""What a source from outside may cost: bytes of a file and of what is packed in it, and where its paths may lead."""

import zipfile
from pathlib import Path

MOST_TEXT = 20_000_000
MOST_PACKED = 200_000_000
MOST_UNPACKED = 400_000_000
MOST_PICTURE = 60_000_000
"""Bytes of a text file, of an archive, of all that an archive unpacks to, of one picture."""

_MOST_PARTS = 10_000
_MOST_XML = 60_000_000


class SourceError(Exception):
    """A source that cannot be taken in; `why` is a key of the texts that the command shows."""

    def __init__(self, why: str, path: Path, **facts: object) -> None:
        super().__init__(why)
        self.why = why
        self.path = path
        self.facts = facts


def read_bounded(path: Path, most: int = MOST_TEXT) -> bytes:
    """Return the bytes of a file; raise SourceError where it is missing or has more than `most`."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError("missing", path)
        if size > most:
            raise SourceError("large", path, size=size, most=most)
        return path.read_bytes()
    except OSError:
        raise SourceError("missing", path) from None


def check_archive(path: Path) -> None:
    """Raise SourceError where a zip is broken, or would unpack to more than a machine should hold.

    Sizes are what the archive's own directory says; `zipfile` reads no more than that of any part.
    """
    read_size = path.stat().st_size if path.is_file() else -1
    if read_size < 0:
        raise SourceError("missing", path)
    if read_size > MOST_PACKED:
        raise SourceError("large", path, size=read_size, most=MOST_PACKED)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            whole = sum(part.file_size for part in parts)
            xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
            if len(parts) > _MOST_PARTS or whole > MOST_UNPACKED or xml > _MOST_XML:
                raise SourceError("bomb", path, size=whole)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096]:
                    raise SourceError("active", path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise SourceError("broken", path) from None


def inside(root: Path, wanted: Path) -> Path | None:
    """Return a file by its real path where it lies in a folder, else None."""
    try:
        real = wanted.resolve(strict=True)
        return real if real.is_file() and real.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None
