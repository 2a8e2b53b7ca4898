"""What the last build left: the record of each batch, and how the files that it made stand in the output now."""

import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.cache import Cache
from sitegen.output import Stamp, scan_output
from sitegen.quickclass import dataclass
from sitegen.untouched import FOLDERS, folder_of, folders_of, stored_folders
from sitegen.works import Record

Stamps = Mapping[str, Stamp]
"""Files of the output by address with their stamps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the last build left: its records, and the stamps of what stands in the output now."""

    records: Mapping[str, Record]
    found: Stamps
    whole: bool = False
    """True where all files stand as the records tell, so that `found` is not asked; also where that does not matter, as
    it is enough that a batch was rendered once."""

    def intact(self, name: str, made_from: str) -> Record | None:
        """Return the record of a batch that need not be printed, or None."""
        record = self.records.get(name)
        if record is None or record.digest != made_from:
            return None
        return record if self.whole or all(self.found.get(url) == stamp for url, _, stamp in record.files) else None

    def files(self, name: str) -> dict[str, tuple[str, Stamp]]:
        """Return the files of a batch that stand in the output as they were left, with sheet digest and stamp."""
        record = self.records.get(name)
        files = record.files if record else ()
        return {url: (made, stamp) for url, made, stamp in files if self.whole or self.found.get(url) == stamp}

    def former(self, name: str) -> tuple[str, dict[str, tuple[str, Stamp]]]:
        """Return the digest of a batch as the last build left it, empty where files of it are gone, and the rest."""
        kept, record = self.files(name), self.records.get(name)
        return record.digest if record and kept and len(kept) == len(record.files) else "", kept


def read_left(cache: Cache, output: Path, *, whole: bool) -> Left:
    """Return what the last build left; with `whole`, the output is known to stand as it was left."""
    records = {name: _unpacked(content) for name, content in cache.read_kind("batch").items()}
    return Left(records=records, found={} if whole else scan_output(output), whole=whole)


def differences(left: Left, records: Mapping[str, Record]) -> tuple[Stamps, Stamps]:
    """Return the files of the output as they were found, and as they shall be by the records of a build.

    Where the output stands as it was left, those of which the records tell the same are told in neither.
    """
    if not left.whole:
        return left.found, {url: stamp for record in records.values() for url, _, stamp in record.files}
    changed = [name for name in left.records.keys() | records.keys() if left.records.get(name) != records.get(name)]
    gone, new = (
        {file for name in changed if name in told for file in told[name].files} for told in (left.records, records)
    )
    return {url: stamp for url, _, stamp in gone - new}, {url: stamp for url, _, stamp in new - gone}


def remember_left(cache: Cache, left: Left, records: Mapping[str, Record], differing: Iterable[str]) -> None:
    """Store what a build leaves, its records and the output's folders, so that each always tells of the other.

    `differing` are the addresses of all files that `differences` tells.
    """
    touched = {folder_of(url) for url in differing}
    kept = {folder: state for folder, state in stored_folders(cache).items() if left.whole and folder not in touched}
    files = [(url, stamp) for record in records.values() for url, _, stamp in record.files if folder_of(url) in touched]
    now = folders_of(files)
    new = {name: record for name, record in records.items() if left.records.get(name) != record}
    batches = [(f"batch/{name}", marshal.dumps((record.digest, record.files))) for name, record in new.items()]
    gone = [f"batch/{name}" for name in left.records.keys() - records.keys()]
    cache.write([*batches, (FOLDERS, marshal.dumps({**kept, **now}))], gone)


def _unpacked(content: bytes) -> Record:
    made_from, files = marshal.loads(content)
    return Record(digest=made_from, files=files)
