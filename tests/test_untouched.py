"""The output is known to be as a build left it, and every change of it is seen, by one process or two."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import untouched
from sitegen.output import MARKER, scan_output
from sitegen.untouched import folders_of, is_untouched

FILES = ("index.html", "a/index.html", "a/b.html", "deep/er/c.html", "z/1.html", "z/2.html", "z/3.html")


def a_folder_less(output: Path) -> None:
    for path in (output / "z").iterdir():
        path.unlink()
    (output / "z").rmdir()


def a_folder_more(output: Path) -> None:
    (output / "deep/other/folder").mkdir(parents=True)
    (output / "deep/other/folder/d.html").write_text("new", "utf-8")


def a_link_for_a_file(output: Path) -> None:
    (output / "a/b.html").unlink()
    (output / "a/b.html").symlink_to("index.html")


def a_file_for_a_folder(output: Path) -> None:
    (output / "a").rename(output.parent / "gone")
    (output / "a").write_text("file", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file in the output itself": lambda output: (output / "index.html").write_text("other", "utf-8"),
    "a file in a folder": lambda output: (output / "a/b.html").write_text("other", "utf-8"),
    "a file in the largest folder": lambda output: (output / "z/2.html").write_text("other", "utf-8"),
    "the time of a file": lambda output: os.utime(output / "a/b.html", (1, 1)),
    "a file more": lambda output: (output / "a/new.html").write_text("new", "utf-8"),
    "a file less": lambda output: (output / "deep/er/c.html").unlink(),
    "a folder less": a_folder_less,
    "a folder more": a_folder_more,
    "a link in place of a file": a_link_for_a_file,
    "a file in place of a folder": a_file_for_a_folder,
    "the marker": lambda output: (output / MARKER).unlink(),
}


@pytest.fixture(params=["one process", "two processes"])
def output(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(untouched, "MANY", 1 if request.param == "two processes" else 1000)
    for name in (*FILES, MARKER):
        path = tmp_path / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path / "public"


def test_an_output_that_nobody_touched_is_known(output: Path) -> None:
    assert is_untouched(output, folders_of(scan_output(output).items()))


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(change: str, output: Path) -> None:
    left = folders_of(scan_output(output).items())
    CHANGES[change](output)
    assert not is_untouched(output, left)


def test_an_empty_folder_is_no_change(output: Path) -> None:
    left = folders_of(scan_output(output).items())
    (output / "a/empty/folder").mkdir(parents=True)
    assert is_untouched(output, left)
