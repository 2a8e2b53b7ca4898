"""Where nothing changed, nothing is written; where the output was touched, it is mended."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import Desk, desk, differences
from corpus import corpus, issue_folder

from sitegen.disk import TICK
from sitegen.output import scan_output


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    made = desk(tmp_path, corpus(issues=2, articles=3))
    # files changed just before a build are read again by the next
    time.sleep(2 * TICK / 1e9)
    made.build_here()
    return made


def test_a_second_build_writes_nothing_and_says_so(work: Desk) -> None:
    before = scan_output(work.output)
    said = work.say("build", "--lang", "en").stderr
    assert "0 written, 0 removed" in said
    assert scan_output(work.output) == before
    said = work.say("build", "--lang", "en").stderr
    assert "nothing changed" in said
    assert scan_output(work.output) == before


def test_what_was_said_is_said_again(work: Desk) -> None:
    work.write({f"{issue_folder(0)}/b.md": "---\nheadline: 新\npage: 1\n---\n\n见[无](none.md)。\n"})
    time.sleep(2 * TICK / 1e9)
    first, second = work.say("build"), work.say("build")
    assert "[link-dead]" in first.stdout
    assert first.stdout == second.stdout
    assert len(second.stderr.splitlines()) == 1


def test_another_language_or_form_of_messages_is_not_answered_from_memory(work: Desk) -> None:
    work.write({f"{issue_folder(0)}/b.md": "---\nheadline: 新\npage: 1\n---\n\n见[无](none.md)。\n"})
    time.sleep(2 * TICK / 1e9)
    work.say("build")
    assert work.say("build", "--format", "github").stdout.startswith("::warning ")


def overwrite(path: Path) -> None:
    path.write_bytes(b"tampered")


def overwrite_with_equal_size(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


def touch_nothing_but_the_time(path: Path) -> None:
    os.utime(path, (1, 1))


@pytest.mark.parametrize("tamper", [overwrite, overwrite_with_equal_size, touch_nothing_but_the_time, Path.unlink])
@pytest.mark.parametrize("name", ["index.html", "{issue}/a1.html", "archive/index.html", "404.html", "robots.txt"])
def test_a_file_of_the_output_that_was_touched_is_mended(name: str, tamper: Callable[[Path], None], work: Desk) -> None:
    before = work.build_here()
    tamper(work.output / name.format(issue=issue_folder(0)[12:]))
    assert differences(work.build_here(), before) == []


def test_a_file_that_nobody_asked_for_is_removed(work: Desk) -> None:
    before = work.build_here()
    (work.output / "stray").mkdir()
    (work.output / "stray" / "a.html").write_text("stray")
    assert differences(work.build_here(), before) == []
    assert not (work.output / "stray").exists()


def test_an_output_that_is_gone_is_made_again(work: Desk) -> None:
    before = work.build_here()
    work.output.rename(work.folder / "elsewhere")
    assert differences(work.build_here(), before) == []


def test_a_touched_source_changes_nothing_in_the_output(work: Desk) -> None:
    before = scan_output(work.output)
    for path in work.content.rglob("*.md"):
        path.touch()
    work.build_here()
    assert scan_output(work.output) == before
