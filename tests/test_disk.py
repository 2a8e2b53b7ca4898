import os
import time
from pathlib import Path

import pytest

from sitegen.disk import digest, is_settled, rescan, scan
from sitegen.problems import ContentError


def names(root: Path) -> list[str]:
    return [source.path for source in scan(root)]


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def test_files_come_sorted_by_path_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "b/z.md", "b.md", "a/c/d.md", ".git/config", "a/.swp")
    assert names(tmp_path) == sorted(["b/z.md", "b.md", "a/c/d.md"])


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path / "nowhere") == ()


def test_a_changed_file_has_another_stamp_though_its_time_was_set_back(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (before,) = scan(tmp_path)
    state = (tmp_path / "a.md").stat()
    time.sleep(0.02)
    (tmp_path / "a.md").write_text("A.md")
    os.utime(tmp_path / "a.md", ns=(state.st_atime_ns, state.st_mtime_ns))
    (after,) = scan(tmp_path)
    assert after.stamp != before.stamp


def test_a_file_changed_just_now_is_not_settled(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (source,) = scan(tmp_path)
    assert not is_settled(source, source.stamp[2])
    assert is_settled(source, source.stamp[2] + 1_000_000_000)


def test_a_link_to_a_file_of_the_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert names(tmp_path) == ["a.md", "b.md"]


@pytest.mark.parametrize("target", ["../secret.md", "..", "nowhere.md", "loop.md", "folder"])
def test_a_link_out_of_the_folder_or_to_no_file_is_a_problem(target: str, tmp_path: Path) -> None:
    write(tmp_path, "secret.md", "content/folder/a.md")
    (tmp_path / "content" / "loop.md").symlink_to(target)
    with pytest.raises(ContentError) as caught:
        scan(tmp_path / "content")
    (fault,) = caught.value.problems
    assert (fault.code, fault.at.path) == ("link-outside", str(tmp_path / "content" / "loop.md"))


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc") != digest(b"abc")
    assert digest(b"ab", b"c") == digest(b"ab", b"c")


def test_folders_that_a_build_makes_are_no_sources_wherever_they_lie(tmp_path: Path) -> None:
    for path in ("public/index.html", "deep/public/a.html", "cache/b", "issues/public.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    made = (tmp_path / "public", tmp_path / "cache")
    assert [source.path for source in scan(tmp_path, made)] == ["deep/public/a.html", "issues/public.md"]
    again = rescan(tmp_path, (), ("public", "cache", "issues"), made)
    assert [source.path for source in again] == ["issues/public.md"]
