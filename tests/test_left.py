"""What a build leaves is known to the next one, whether somebody touched the output or not."""

from pathlib import Path

import pytest

from sitegen.cache import Cache, open_cache
from sitegen.left import Left, differences, read_left, remember_left
from sitegen.output import MARKER, Stamp, stamp_of
from sitegen.untouched import folders_of, stored_folders
from sitegen.works import Record

FILES = {"index.html": "front", "a/index.html": "issue", "a/b.html": "story", "tags/x.html": "topic"}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return open_cache(tmp_path / "cache", "1")[0]


def write(output: Path, files: dict[str, str]) -> dict[str, Stamp]:
    for url, text in {**files, MARKER: ""}.items():
        (output / url).parent.mkdir(parents=True, exist_ok=True)
        (output / url).write_text(text, "utf-8")
    return {url: stamp_of((output / url).lstat()) for url in files}


def batch(made_from: str, stamps: dict[str, Stamp], *urls: str) -> Record:
    return Record(digest=made_from, files=tuple((url, made_from, stamps[url]) for url in urls))


def remember(cache: Cache, left: Left, records: dict[str, Record]) -> None:
    found, wanted = differences(left, records)
    remember_left(cache, left, records, found, wanted)


def built(cache: Cache, output: Path) -> tuple[dict[str, Record], dict[str, Stamp]]:
    """Remember a build of three batches; return their records and the stamps of all files."""
    stamps = write(output, FILES)
    records = {
        "others": batch("1", stamps, "index.html"),
        "a": batch("2", stamps, "a/index.html", "a/b.html"),
        "topics": batch("3", stamps, "tags/x.html"),
    }
    remember(cache, Left(records={}, found={}), records)
    return records, stamps


def test_records_and_folders_are_remembered_together(cache: Cache, tmp_path: Path) -> None:
    records, stamps = built(cache, tmp_path / "public")
    assert read_left(cache, tmp_path / "public", whole=True).records == records
    assert stored_folders(cache) == folders_of(stamps.items())


def test_a_batch_is_intact_where_its_files_stand(cache: Cache, tmp_path: Path) -> None:
    records, _ = built(cache, tmp_path / "public")
    (tmp_path / "public" / "a/b.html").write_text("tampered", "utf-8")
    left = read_left(cache, tmp_path / "public", whole=False)
    assert left.intact("others", "1") == records["others"]
    assert left.intact("others", "2") is None
    assert left.intact("a", "2") is None
    assert left.former("a") == ("", {"a/index.html": records["a"].files[0][1:]})
    assert left.former("topics") == ("3", {"tags/x.html": records["topics"].files[0][1:]})


def test_where_nobody_touched_the_output_only_what_changed_is_compared(cache: Cache, tmp_path: Path) -> None:
    records, stamps = built(cache, tmp_path / "public")
    left = read_left(cache, tmp_path / "public", whole=True)
    now = {**records, "a": batch("4", {"a/c.html": (1, 2, 3)}, "a/c.html")}
    del now["topics"]
    gone = {url: stamps[url] for url in ("a/index.html", "a/b.html", "tags/x.html")}
    assert differences(left, now) == (gone, {"a/c.html": (1, 2, 3)})
    touched = read_left(cache, tmp_path / "public", whole=False)
    assert differences(touched, now) == (stamps, {"index.html": stamps["index.html"], "a/c.html": (1, 2, 3)})


@pytest.mark.parametrize("whole", [True, False])
def test_the_folders_are_those_of_the_new_records_however_they_were_found(
    whole: bool, cache: Cache, tmp_path: Path
) -> None:
    records, stamps = built(cache, tmp_path / "public")
    left = read_left(cache, tmp_path / "public", whole=whole)
    stamps |= {"a/c.html": (1, 2, 3), "b/new/d.html": (4, 5, 6)}
    now = {**records, "a": batch("4", stamps, "a/index.html", "a/c.html"), "b": batch("5", stamps, "b/new/d.html")}
    del now["topics"]
    remember(cache, left, now)
    stamps = {url: stamp for url, stamp in stamps.items() if url not in ("a/b.html", "tags/x.html")}
    assert stored_folders(cache) == folders_of(stamps.items())
    assert read_left(cache, tmp_path / "public", whole=True).records == now
