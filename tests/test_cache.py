"""Whatever befalls the cache, the build goes well; where it was damaged, a warning says so."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import Desk, desk, differences, tree_of
from corpus import corpus, issue_folder

from sitegen.cache import Cache, DamagedCacheError, open_cache, pack, unpack


def test_what_is_written_is_read_by_name_and_by_kind(tmp_path: Path) -> None:
    cache, damaged = open_cache(tmp_path, "1")
    assert not damaged
    cache.write([("head/b", b"2"), ("head/a", b"1"), ("heads", b"3"), ("head0", b"4")])
    assert cache.read("head/a") == b"1"
    assert cache.read("head/c") is None
    assert cache.read_kind("head") == {"a": b"1", "b": b"2"}
    cache.keep({"b"}, "head")
    assert cache.read_kind("head") == {"b": b"2"}
    assert cache.read("heads") == b"3"
    cache.close()


def test_entries_can_be_read_in_stretches_while_another_process_takes_them_away(tmp_path: Path) -> None:
    cache, _ = open_cache(tmp_path, "1")
    other, _ = open_cache(tmp_path, "1")
    text = bytes(range(256)) * 1000
    cache.write([("terms/a", text), ("terms/b", b"2")])
    with cache.lying(["terms/b", "terms/a"]) as (short, long):
        other.keep(set(), "terms")
        assert short[:] == b"2"
        assert long[:] == text
        assert long[100_000:100_003] == text[100_000:100_003]
        assert long[256:256] == b""
    assert cache.read("terms/a") is None
    cache.write([("terms/c", b"3")])
    with pytest.raises(DamagedCacheError), cache.lying(["terms/a"]):
        pass
    cache.close()
    other.close()


def test_entries_are_written_all_or_none(tmp_path: Path) -> None:
    cache, _ = open_cache(tmp_path, "1")

    def entries() -> object:
        yield "a", b"1"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        cache.write(entries())  # type: ignore[arg-type]
    cache.close()
    again, _ = open_cache(tmp_path, "1")
    assert again.read("a") is None
    again.write([("a", b"2")])
    again.close()


def test_a_cache_of_another_version_is_emptied_in_silence(tmp_path: Path) -> None:
    cache, _ = open_cache(tmp_path, "1")
    cache.write([("a", b"1")])
    cache.close()
    again, damaged = open_cache(tmp_path, "2")
    assert not damaged
    assert again.read("a") is None
    again.close()


def test_a_changed_entry_is_noticed(tmp_path: Path) -> None:
    cache, _ = open_cache(tmp_path, "1")
    cache.write([("a", b"something long")])
    cache.close()
    flip_entries(tmp_path / "cache.sqlite")
    again = Cache(tmp_path / "cache.sqlite")
    with pytest.raises(DamagedCacheError):
        again.read("a")
    with again.lying(["a"]) as (entry,), pytest.raises(DamagedCacheError):
        entry[:]
    again.close()


def test_a_value_of_a_type_that_is_not_ours_is_not_made() -> None:
    class Stranger:
        def __reduce__(self) -> tuple[object, ...]:
            return print, ("hello",)

    with pytest.raises(Exception, match="builtins"):
        unpack(pack(Stranger()))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def foreign(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" * 1000)


def other_tables(path: Path) -> None:
    path.unlink()
    store = sqlite3.connect(path)
    store.executescript("CREATE TABLE entry (first TEXT); INSERT INTO entry VALUES ('a');")
    store.close()


def flip(path: Path, seed: int = 0) -> None:
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(len(content) // 500):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def flip_entries(path: Path) -> None:
    store = sqlite3.connect(path)
    rows = store.execute("SELECT name, content FROM entry WHERE name != 'version'").fetchall()
    for name, content in rows:
        middle = len(content) // 2
        store.execute(
            "UPDATE entry SET content = ? WHERE name = ?",
            (content[:middle] + bytes([content[middle] ^ 64]) + content[middle + 1 :], name),
        )
    store.commit()
    store.close()


def end_log(work: Desk) -> Path:
    """Bring all that was written into the one file, and return it."""
    path = work.cache / "cache.sqlite"
    store = sqlite3.connect(path)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.mark.parametrize("damage", [cut, foreign, other_tables, flip, flip_entries])
def test_a_damaged_cache_is_made_anew_with_a_warning(damage: Callable[[Path], None], tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=2, articles=3))
    before = work.build_here()
    damage(end_log(work))
    (work.content / issue_folder(0) / "a0.md").touch()
    done = work.say("build")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("警告：.sitegen 里的缓存已损坏，将重新建立\n")
    assert differences(tree_of(work.output), before) == []
    assert "警告" not in work.say("build").stderr


@pytest.mark.parametrize("seed", range(6))
def test_no_flipped_bit_reaches_a_page(seed: int, tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=2, articles=3))
    before = work.build_here()
    flip(end_log(work), seed)
    (work.folder / "layouts" / "404.html").touch()
    assert differences(work.build_here(), before) == []


def test_a_cache_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=1, articles=2))
    before = work.build_here()
    (work.cache / "cache.sqlite").unlink()
    assert differences(work.build_here(), before) == []
