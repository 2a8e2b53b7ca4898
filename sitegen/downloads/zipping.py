"""Zip archives whose bytes follow from their content alone."""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED = (".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp")
"""Files that no compression makes smaller."""

READABLE = 0o100644 << 16
UNIX = 3


def write_zip(target: BinaryIO, day: date, files: Iterable[tuple[str, bytes]], plain: Iterable[str] = ()) -> None:
    """Write files by name into an archive, in their order and with the time 00:00 of a day; `plain` ones as they are.

    A zip knows no year before 1980.
    """
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    stored = set(plain)
    with ZipFile(target, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, moment)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            packed = name in stored or name.lower().endswith(PACKED)
            entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            archive.writestr(entry, content)
