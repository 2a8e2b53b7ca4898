"""What earlier builds found out, in one SQLite file that may be deleted at any time.

Values are pickles of our own types, named by the digest of all that they were made from; so an entry is never wrong,
only unused. Each carries a checksum: a file that is damaged is thrown away, as is one of another version.
"""

import errno
import io
import marshal
import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

FILE = "cache.sqlite"

_PAGE = 16384
"""Bytes of a page of a new file: an issue's entries have hundreds of thousands, and each page is a call to the system.

A file that is mapped into memory saves these calls, but then all that was read of it counts as memory of each process
that read it; with large pages reading takes as long as from a map, and writing takes less than with SQLite's 4,096.
"""

TRUSTED = ("sitegen.", "datetime")
"""Modules whose types a value may hold: a cache file from elsewhere can name no other code."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(TRUSTED):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: object) -> bytes:
    """Return a value of our own types as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """Return the value that `pack` was given; raises pickle.UnpicklingError for types that are not ours."""
    return _Unpickler(io.BytesIO(content)).load()


def plain_bytes(value: Any) -> bytes:
    """Return a value of plain types as bytes for `marshal.loads`, the same ones for equal values.

    Plain are texts, bytes, numbers, tuples, lists, and dicts of these, which are equal in equal order.
    """
    # version 2 writes no references, which would tell what is one object from what is only equal
    return marshal.dumps(value, 2)


_SEAL = 4
"""Bytes of a checksum."""


class DamagedCacheError(Exception):
    """The cache holds what nobody wrote; without it the build goes well."""


def seal(content: bytes) -> bytes:
    """Return bytes with a checksum before them.

    It is against damage, not malice: each build seals all that it made, and a digest takes five times as long.
    """
    return crc32(content).to_bytes(_SEAL, "big") + content


def unseal(name: str, sealed: bytes) -> bytes:
    """Return the bytes that were sealed; raise DamagedCacheError, with a name for them, where they are others."""
    content = sealed[_SEAL:]
    if crc32(content).to_bytes(_SEAL, "big") != sealed[:_SEAL]:
        raise DamagedCacheError(name)
    return content


class Lying:
    """The content of an entry, of which stretches are read where it lies in the file."""

    def __init__(self, name: str, blob: sqlite3.Blob) -> None:
        self._name, self._blob = name, blob

    def __getitem__(self, stretch: slice) -> bytes:
        """Return a stretch, of which both ends are given; or all, whose checksum is looked at then."""
        if stretch == slice(None):
            return unseal(self._name, self._blob.read())
        self._blob.seek(_SEAL + stretch.start)
        return self._blob.read(stretch.stop - stretch.start)


class Cache:
    """A store of bytes by name; any number of processes may read and write it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # SQLite itself lets threads take turns at one connection; the server has many
        self._store = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
        # a killed process loses nothing that matters: what is not in the file is made again
        self._store.executescript(
            f"PRAGMA page_size={_PAGE}; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "CREATE TABLE IF NOT EXISTS entry (name TEXT PRIMARY KEY, content BLOB);"
        )

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry, or None."""
        row = self._store.execute("SELECT content FROM entry WHERE name = ?", (name,)).fetchone()
        return unseal(name, row[0]) if row else None

    def read_kind(self, kind: str) -> dict[str, bytes]:
        """Return all entries whose names begin with `kind/`, by the rest of the name."""
        rows = self._store.execute(
            "SELECT name, content FROM entry WHERE name > ? AND name < ?", (kind + "/", kind + "0")
        )
        return {name[len(kind) + 1 :]: unseal(name, content) for name, content in rows}

    @contextmanager
    def lying(self, names: Iterable[str]) -> Iterator[list[Lying]]:
        """Give entries, which must be there, to be read where they lie; this process cannot write meanwhile.

        All are as they were at the beginning, whatever other processes write.
        """
        with ExitStack() as opened:
            self._store.execute("BEGIN")
            opened.callback(self._store.execute, "COMMIT")
            found = []
            for name in names:
                row = self._store.execute("SELECT rowid FROM entry WHERE name = ?", (name,)).fetchone()
                if not row:
                    raise DamagedCacheError(name)
                blob = opened.enter_context(self._store.blobopen("entry", "content", row[0], readonly=True))
                found.append(Lying(name, blob))
            yield found

    def names(self, kind: str) -> set[str]:
        """Return the names of all entries that begin with `kind/`, without that."""
        rows = self._store.execute("SELECT name FROM entry WHERE name > ? AND name < ?", (kind + "/", kind + "0"))
        return {name[len(kind) + 1 :] for (name,) in rows}

    def write(self, entries: Iterable[tuple[str, bytes]], gone: Iterable[str] = ()) -> None:
        """Store entries, and remove those that are gone, all or none."""
        self._store.execute("BEGIN IMMEDIATE")
        self._store.executemany("DELETE FROM entry WHERE name = ?", ((name,) for name in gone))
        self._store.executemany(
            "INSERT OR REPLACE INTO entry VALUES (?, ?)", ((name, seal(content)) for name, content in entries)
        )
        self._store.execute("COMMIT")

    def keep(self, names: set[str], *kinds: str) -> None:
        """Remove the entries of these kinds that are not in `names`.

        Those of one name were stored together, so the first kind tells what there is of all.
        """
        stale = [f"{kind}/{name}" for name in self.names(kinds[0]) - names for kind in kinds]
        if stale:
            self.write((), stale)

    def close(self) -> None:
        """Release the file."""
        self._store.close()


def open_cache(folder: Path, version: str) -> tuple[Cache, bool]:
    """Return the cache in `folder` for this version of the code, and whether a damaged one had to be thrown away.

    A cache of another version is emptied in silence: that is what versions are for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    damaged = False
    for _ in range(2):
        try:
            cache = Cache(path)
            if cache.read("version") == version.encode():
                return cache, damaged
            if cache.read("version") is None:
                cache.write([("version", version.encode())])
                return cache, damaged
            cache.close()
        except (sqlite3.DatabaseError, DamagedCacheError):
            damaged = True
        remove_cache(folder)
    raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def remove_cache(folder: Path) -> None:
    """Throw away the cache in `folder` with what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm"):
        (folder / f"{FILE}{end}").unlink(missing_ok=True)
