"""The output folder: staged beside it, merged in, what is stale removed."""

import os
import threading
from pathlib import Path

import pytest
from builds import tree_of

from sitegen.output import MARKER, ForeignOutputError, Stage, merge, remove_stale, scan_output, stage_beside


def build(output: Path, files: dict[str, bytes]) -> dict[str, tuple[int, int, int]]:
    """Do what a build does with its files; return the stamps that the stage gave."""
    found = scan_output(output)
    with stage_beside(output) as stage:
        stamps = {url: stage.write(url, content) for url, content in files.items()}
        merge(stage)
        remove_stale(output, found, files)
    return stamps


FILES = {"index.html": b"front", "2024-05-17/index.html": b"issue", "2024-05-17/a.html": b"story"}


def test_the_output_becomes_exactly_the_files(tmp_path: Path) -> None:
    build(tmp_path / "public", FILES)
    assert tree_of(tmp_path / "public") == FILES
    changed = {"index.html": b"new front", "2024-05-24/b.html": b"another"}
    build(tmp_path / "public", changed)
    assert tree_of(tmp_path / "public") == changed
    assert not (tmp_path / "public" / "2024-05-17").exists()
    assert not (tmp_path / ".public.stage").exists()


def test_stamps_are_those_that_the_files_have_in_the_output(tmp_path: Path) -> None:
    assert build(tmp_path / "public", FILES) == scan_output(tmp_path / "public")


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    before = build(tmp_path / "public", FILES)
    assert build(tmp_path / "public", FILES) == before


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    build(tmp_path / "public", {"a": b"file", "b/c": b"in a folder"})
    build(tmp_path / "public", {"a/c": b"in a folder", "b": b"file"})
    assert tree_of(tmp_path / "public") == {"a/c": b"in a folder", "b": b"file"}


def test_nothing_changes_where_the_build_fails(tmp_path: Path) -> None:
    before = build(tmp_path / "public", FILES)

    def fail() -> None:
        with stage_beside(tmp_path / "public") as stage:
            stage.write("index.html", b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert scan_output(tmp_path / "public") == before
    assert not (tmp_path / ".public.stage").exists()


def test_what_a_killed_build_left_in_the_stage_is_not_merged(tmp_path: Path) -> None:
    (tmp_path / ".public.stage").mkdir()
    (tmp_path / ".public.stage" / "ghost.html").write_bytes(b"ghost")
    build(tmp_path / "public", FILES)
    assert tree_of(tmp_path / "public") == FILES


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignOutputError), stage_beside(tmp_path / "public"):
        pass
    assert tree_of(tmp_path / "public") == {"thesis.txt": b"mine"}


def test_a_link_in_the_output_is_replaced_and_never_followed(tmp_path: Path) -> None:
    build(tmp_path / "public", FILES)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"precious")
    (tmp_path / "public" / "index.html").unlink()
    (tmp_path / "public" / "index.html").symlink_to(outside / "a.html")
    (tmp_path / "public" / "stray").symlink_to(outside)
    build(tmp_path / "public", FILES)
    assert tree_of(outside) == {"a.html": b"precious"}
    assert tree_of(tmp_path / "public") == FILES
    assert not (tmp_path / "public" / "index.html").is_symlink()


def test_a_second_build_of_the_same_folder_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with stage_beside(tmp_path / "public") as stage:
            entered.set()
            leave.wait(10)
            order.append("first")
            merge(stage)

    def second() -> None:
        with stage_beside(tmp_path / "public"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert entered.wait(10)
    threads[1].start()
    threads[1].join(0.2)
    assert order == []
    leave.set()
    for thread in threads:
        thread.join(10)
    assert order == ["first", "second"]


def test_a_check_stages_nothing(tmp_path: Path) -> None:
    stage = Stage(folder="", output=str(tmp_path / "public"))
    assert stage.write("index.html", b"front")[0] == 5
    assert list(tmp_path.iterdir()) == []


def test_the_marker_is_no_part_of_the_archive(tmp_path: Path) -> None:
    build(tmp_path / "public", FILES)
    assert (tmp_path / "public" / MARKER).exists()
    assert MARKER not in scan_output(tmp_path / "public")
    assert os.access(tmp_path / "public" / "index.html", os.R_OK)
