"""What the last build left: the record of each batch, and how the files that it made stand in the output now."""

import marshal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import overload

from sitegen.cache import Cache
from sitegen.output import Stamp, scan_output
from sitegen.quickclass import dataclass
from sitegen.untouched import FOLDERS, folders_of, stored_folders, with_changes
from sitegen.works import Made, Record, load_bytes

BATCHES = "batches"
"""Name of what the cache holds of all batches: digest and number of files by name. The files lie batch by batch."""

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


class _Stored(Sequence[Made]):
    """The files of a batch, which the cache is asked for when somebody looks at them: mostly nobody does."""

    def __init__(self, cache: Cache, name: str, count: int) -> None:
        self._cache, self._name, self._count = cache, name, count
        self._files: tuple[Made, ...] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Made: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...

    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        if self._files is None:
            self._files = marshal.loads(load_bytes(self._cache, f"batch/{self._name}"))
        return self._files[place]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self[:] == other[:])

    __hash__ = None  # type: ignore[assignment]


def read_left(cache: Cache, output: Path, *, whole: bool) -> Left:
    """Return what the last build left; with `whole`, the output is known to stand as it was left."""
    content = cache.read(BATCHES)
    batches: dict[str, tuple[str, int]] = marshal.loads(content) if content else {}
    records = {
        name: Record(digest=made_from, files=_Stored(cache, name, count))
        for name, (made_from, count) in batches.items()
    }
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


def remember_left(cache: Cache, left: Left, records: Mapping[str, Record], found: Stamps, wanted: Stamps) -> None:
    """Store what a build leaves, its records and the output's folders, so that each always tells of the other.

    `found` and `wanted` are what `differences` tells.
    """
    folders = with_changes(stored_folders(cache), found, wanted) if left.whole else folders_of(wanted.items())
    new = {name: record for name, record in records.items() if left.records.get(name) != record}
    files = [(f"batch/{name}", marshal.dumps(tuple(record.files))) for name, record in new.items()]
    batches = {name: (record.digest, len(record.files)) for name, record in records.items()}
    gone = [f"batch/{name}" for name in left.records.keys() - records.keys()]
    cache.write([*files, (BATCHES, marshal.dumps(batches)), (FOLDERS, marshal.dumps(dict(folders)))], gone)
