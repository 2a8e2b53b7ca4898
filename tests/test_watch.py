"""Events -> changes that belong together, on a clock of our own; and one look at a real folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import watch
from sitegen.watch import BURST, LONGEST, QUIET, QUIET_BURST, Burst, Watch, folders_of, git_lock


def test_nothing_is_due_where_nothing_changed() -> None:
    assert Burst().wait(7.0, busy=True) is None


def test_a_save_is_over_when_it_was_quiet_for_a_moment() -> None:
    burst = Burst()
    burst.add("a.md", 1.0)
    assert burst.wait(1.0, busy=False) == pytest.approx(QUIET)
    burst.add("a.md", 1.01)
    assert burst.wait(1.01 + QUIET / 2, busy=False) == pytest.approx(QUIET / 2)
    assert burst.wait(1.01 + QUIET, busy=False) == 0
    assert burst.take() == {"a.md"}
    assert burst.wait(2.0, busy=False) is None


def test_a_checkout_of_many_files_is_one_burst_though_it_stops_for_breath() -> None:
    burst = Burst()
    for number in range(5000):
        now = number * 0.002 + number // 500 * QUIET_BURST * 0.9
        if number > BURST:
            assert burst.wait(now, busy=False) != 0
        burst.add(f"{number}.md", now)
    assert burst.wait(now + QUIET_BURST, busy=False) == 0
    assert len(burst.take()) == 5000


def test_while_git_is_at_work_nothing_is_over() -> None:
    burst = Burst()
    burst.add("a.md", 0.0)
    assert burst.wait(5.0, busy=True) == pytest.approx(QUIET_BURST)
    assert burst.wait(LONGEST, busy=True) == 0, "a lock that was left behind holds nobody up for ever"


def test_an_endless_stream_of_changes_is_taken_in_portions() -> None:
    burst = Burst()
    now = 0.0
    while burst.wait(now, busy=False) != 0:
        burst.add("log.txt", now)
        now += QUIET / 2
    assert now == pytest.approx(LONGEST, abs=QUIET)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["issues/2021/2021-05-14/a.md"], {"issues/2021/2021-05-14"}),
        (["issues/2021/2021-05-14", "issues/2021/2021-05-14/a.md"], {"issues/2021"}),
        (["issues/2021/2021-05-14/.a.md.swp", ".git/index", "issues/.x/y.md"], set()),
        (["../layouts/base.html"], set()),
        (["paper.yaml", "issues/2021/2021-05-14/a.md"], None),
        (["."], None),
        (["issues/2021/x/a.md", "issues/2021/x-1/a.md"], {"issues/2021/x", "issues/2021/x-1"}),
    ],
)
def test_the_folders_to_look_at_again(tmp_path: Path, paths: list[str], expected: set[str] | None) -> None:
    assert folders_of(tmp_path, [os.path.normpath(tmp_path / path) for path in paths]) == expected


def test_git_is_found_above_a_folder_and_in_a_further_work_tree(tmp_path: Path) -> None:
    content = tmp_path / "paper" / "content"
    content.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert git_lock(content) == tmp_path / ".git" / "index.lock"
    (tmp_path / "paper" / ".git").write_text("gitdir: ../.git/worktrees/paper\n")
    assert git_lock(content) == tmp_path.resolve() / ".git" / "worktrees" / "paper" / "index.lock"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Watch, Path]]:
    content = (tmp_path / "content").resolve()
    (content / "issues").mkdir(parents=True)
    watching = Watch([content, tmp_path / "absent"])
    assert watching.start()
    yield watching, content
    watching.stop()


def changed(watching: Watch, path: Path) -> bool:
    """Wait until a change of this path is told; other bursts may come first."""
    return any(str(path) in watching.wait(5) for _ in range(5))


def test_a_save_by_rename_a_new_folder_and_a_deleted_one_are_seen(watched: tuple[Watch, Path]) -> None:
    watching, content = watched
    article = content / "issues" / "a.md"
    (content / ".a.md.new").write_text("eins")
    (content / ".a.md.new").rename(article)
    assert changed(watching, article)
    folder = content / "issues" / "2021"
    folder.mkdir()
    assert changed(watching, folder)
    (folder / "b.md").write_text("zwei")
    assert changed(watching, folder / "b.md")
    (folder / "b.md").unlink()
    folder.rmdir()
    assert changed(watching, folder)


def test_reading_is_no_change(watched: tuple[Watch, Path]) -> None:
    watching, content = watched
    (content / "a.md").write_text("eins")
    assert changed(watching, content / "a.md")
    (content / "a.md").read_text()
    list(content.rglob("*"))
    assert watching.wait(0.2) == frozenset()


def test_a_full_table_of_watches_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "watches_held", lambda: 0)
    monkeypatch.setattr("sitegen.watch.sys.platform", "linux")
    watching = Watch([tmp_path])
    assert not watching.start()
    watching.stop()


def test_a_system_without_room_for_a_watcher_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    watching = Watch([tmp_path])
    monkeypatch.setattr(watching._observer, "schedule", full)
    assert not watching.start()
    watching.stop()
