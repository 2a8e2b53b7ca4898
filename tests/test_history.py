"""The day of a story's last change comes from git, by the very command, or is not told at all."""

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, differences, tree_of
from stands import open_stand

from sitegen.cache import open_cache
from sitegen.disk import TICK
from sitegen.history import UNREAD, History, look, read_history
from sitegen.output import scan_output

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n"
ASKED = PAPER + "history_url: https://git.example/commits/{path}?a=1&b=2\n"
FOLDER = "issues/2024/2024-05-17"
A, B = f"{FOLDER}/a.md", f"{FOLDER}/b.md"
ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def story(text: str) -> str:
    return f"---\nheadline: 关于{text}\n---\n\n{text}\n"


@dataclass(frozen=True, slots=True)
class Room:
    """A desk whose folder is a repository."""

    work: Desk

    def git(self, *arguments: str, day: str = "2024-06-01") -> None:
        """Run git, its clock at noon of a day in a zone far from here."""
        env = {**ENV, "GIT_COMMITTER_DATE": f"{day}T12:00:00+0800", "GIT_AUTHOR_DATE": "2001-01-01T12:00:00+0000"}
        subprocess.run(["git", *arguments], cwd=self.work.folder, env=env, check=True, capture_output=True)

    def commit(self, day: str, **texts: str) -> None:
        """Write stories of the issue, as far as there are any, and commit all that is in the folder on that day."""
        self.work.write({f"{FOLDER}/{name}.md": story(text) for name, text in texts.items()})
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "-m", day, day=day)

    def read(self) -> History:
        cache, _ = open_cache(self.work.folder.parent / "cache", "version")
        return read_history(cache, self.work.content)

    def days(self) -> dict[str, str]:
        return dict(self.read().days.get(FOLDER, ()))


def room_at(folder: Path, paper: str = ASKED) -> Room:
    folder.mkdir()
    room = Room(desk(folder, {"paper.yaml": paper, f"{FOLDER}/issue.md": "---\n---\n"}))
    (folder / ".gitignore").write_text("public\n.sitegen\n")
    room.git("init", "-q", "-b", "main")
    return room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = room_at(tmp_path / "room")
    made.commit("2024-05-17", a="甲。", b="乙。")
    return made


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of whoever runs the tests reach git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def dress(room: Room) -> None:
    """Give the paper the design that comes with sitegen."""
    for folder in ("layouts", "static"):
        shutil.copytree(ROOT / folder, room.work.folder / folder, dirs_exist_ok=True)


def shown(tree: dict[str, bytes], name: str) -> str:
    """Return the day that the page of a story shows, or an empty text."""
    found = re.search(r"changed: ([0-9-]+)", tree[f"2024-05-17/{name}.html"].decode())
    return found[1] if found else ""


def test_the_day_is_that_of_the_commit_in_its_own_zone(room: Room) -> None:
    env = {"GIT_COMMITTER_DATE": "2024-05-20T01:00:00+0800", **ENV}
    room.work.write({A: story("甲，改过。")})
    subprocess.run(["git", "commit", "-qam", "early"], cwd=room.work.folder, env=env, check=True)
    # in universal time that was still the day before
    assert room.days() == {"a": "2024-05-20", "b": "2024-05-17"}


def test_a_new_name_is_no_change_and_what_had_the_name_before_does_not_count(room: Room) -> None:
    room.git("mv", f"content/{A}", f"content/{FOLDER}/c.md")
    room.commit("2024-05-18")
    room.git("mv", f"content/{B}", f"content/{A}")
    room.commit("2024-05-19")
    assert room.days() == {"a": "2024-05-17", "c": "2024-05-17"}
    room.commit("2024-05-20", b="丙。")
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-20", "c": "2024-05-17"}


def test_the_whole_paper_may_move_into_another_folder(room: Room) -> None:
    (room.work.folder / "paper").mkdir()
    room.git("mv", "content", "paper/content")
    room.commit("2024-05-18")
    moved = Room(Desk(room.work.folder / "paper"))
    assert moved.days() == {"a": "2024-05-17", "b": "2024-05-17"}


def test_a_mode_a_note_and_another_file_are_no_change_and_going_back_is_one(room: Room) -> None:
    (room.work.content / A).chmod(0o755)
    room.commit("2024-05-18")
    room.commit("2024-05-19", b="乙，改过。")
    room.commit("2024-05-20", b="乙。")
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-20"}


def test_a_merge_changes_what_it_decides_and_nothing_else(room: Room) -> None:
    room.git("checkout", "-q", "-b", "side")
    room.commit("2024-05-18", a="甲，旁支。", b="乙，旁支。")
    room.git("checkout", "-q", "main")
    room.commit("2024-05-19", b="乙，主干。")
    room.git("merge", "--no-commit", "-s", "ours", "side", day="2024-05-21")
    room.commit("2024-05-21", a="甲，旁支。", b="乙，主干与旁支。")
    assert room.days() == {"a": "2024-05-18", "b": "2024-05-21"}


def test_a_change_that_a_merge_threw_away_does_not_count(room: Room) -> None:
    room.git("checkout", "-q", "-b", "side")
    room.commit("2024-05-19", a="甲，旁支。")
    room.git("checkout", "-q", "main")
    room.commit("2024-05-18", a="甲，主干。")
    room.git("merge", "-s", "ours", "-m", "merge", "side", day="2024-05-20")
    assert room.days() == {"a": "2024-05-18", "b": "2024-05-17"}


def test_what_is_not_committed_has_no_day_and_an_edit_that_is_not_keeps_it(room: Room) -> None:
    room.work.write({A: story("甲，改过。"), f"{FOLDER}/new.md": story("新。")})
    tree = room.work.build_here()
    assert shown(tree, "a") == "2024-05-17"
    assert shown(tree, "new") == ""
    assert b"https://git.example/commits/issues/2024/2024-05-17/new.md" in tree["2024-05-17/new.html"]


def test_an_address_cannot_break_out_of_its_attribute(tmp_path: Path) -> None:
    made = room_at(tmp_path / "room", PAPER + "history_url: https://git.example/{path}?a='&b=<script>\n")
    assert "[edit-url-invalid]" in made.work.say("build").stdout
    made.work.write({"paper.yaml": PAPER + "history_url: https://git.example/{path}?a=1&copy=2\n", A: story("甲。")})
    dress(made)
    page = made.work.build_here()["2024-05-17/a.html"].decode()
    assert 'href="https://git.example/issues/2024/2024-05-17/a.md?a=1&amp;copy=2"' in page


def test_a_shallow_clone_says_so_once_and_guesses_no_day(room: Room, tmp_path: Path) -> None:
    room.commit("2024-05-18", b="乙，改过。")
    room.commit("2024-05-19", c="丙。")
    address = room.work.folder.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "2", address, "copy"], cwd=tmp_path, env=ENV, check=True)
    copy = Room(Desk(tmp_path / "copy"))
    time.sleep(2 * TICK / 1e9)
    said = [json.loads(line) for line in copy.work.say("build", "--lang", "en", "--format", "json").stdout.splitlines()]
    assert [(fault["code"], fault["level"]) for fault in said] == [("history-shallow", "note")]
    assert "so they show no day: 2" in said[0]["message"]
    assert "--unshallow" in said[0]["hint"]
    tree = tree_of(copy.work.output)
    assert (shown(tree, "a"), shown(tree, "b"), shown(tree, "c")) == ("", "", "2024-05-19")
    # the very same commit, of which more is known now
    copy.git("fetch", "-q", "--unshallow")
    assert copy.work.say("build", "--lang", "en", "--format", "json").stdout == ""
    tree = tree_of(copy.work.output)
    assert (shown(tree, "a"), shown(tree, "b"), shown(tree, "c")) == ("2024-05-17", "2024-05-18", "2024-05-19")
    assert differences(tree, copy.work.clean_build_here()) == []


def test_a_clone_without_old_contents_asks_for_none(room: Room, tmp_path: Path) -> None:
    room.commit("2024-05-18", b="乙，改过。")
    room.git("mv", f"content/{A}", f"content/{FOLDER}/c.md")
    room.commit("2024-05-19")
    room.git("config", "uploadpack.allowFilter", "true")
    address = room.work.folder.as_uri()
    subprocess.run(["git", "clone", "-q", "--filter=blob:none", address, "copy"], cwd=tmp_path, env=ENV, check=True)
    room.work.folder.rename(tmp_path / "gone")
    assert Room(Desk(tmp_path / "copy")).days() == {"b": "2024-05-18", "c": "2024-05-17"}


def test_without_git_or_a_repository_there_is_the_link_alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with_day = room.work.build_here()
    assert shown(with_day, "a") == "2024-05-17"
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(room.work.folder / "nothing"))
        without = room.work.build_here()
        assert codes(room, "build") == []
    assert shown(without, "a") == ""
    assert b"https://git.example/commits/issues/2024/2024-05-17/a.md" in without["2024-05-17/a.html"]
    shutil.rmtree(room.work.folder / ".git")
    assert differences(room.work.build_here(), without) == []
    assert codes(room, "build") == []


def test_a_repository_without_a_commit_has_no_history(tmp_path: Path) -> None:
    made = room_at(tmp_path / "room")
    assert (made.read().days, made.read().fault) == ({}, "")


def test_a_commit_alone_changes_its_pages_and_the_build_equals_a_clean_one(room: Room) -> None:
    room.work.write({A: story("甲，改过。")})
    room.git("add", "--all")
    time.sleep(2 * TICK / 1e9)
    before = room.work.build_here()
    room.git("commit", "-m", "later", day="2024-05-20")
    after = room.work.build_here()
    assert differences(before, after) == ["2024-05-17/a.html"]
    assert shown(after, "a") == "2024-05-20"
    assert differences(after, room.work.clean_build_here()) == []


def test_where_neither_files_nor_head_changed_nothing_is_written(room: Room) -> None:
    time.sleep(2 * TICK / 1e9)
    room.work.build_here("--lang", "en")
    before = scan_output(room.work.output)
    assert "nothing changed" in room.work.say("build", "--lang", "en").stderr
    # a commit that touches no story gives new history and the same pages
    room.commit("2024-05-30")
    said = room.work.say("build", "--lang", "en").stderr
    assert "nothing changed" not in said
    assert "0 written" in said
    assert scan_output(room.work.output) == before


def test_a_check_hears_of_the_history_though_no_file_changed(room: Room) -> None:
    time.sleep(2 * TICK / 1e9)
    assert codes(room, "check") == []
    let_git_refuse(room)
    assert codes(room, "check") == ["history-unreadable"]


def let_git_refuse(room: Room) -> None:
    """Give the repository a format that no git knows."""
    (room.work.folder / ".git" / "config").write_text("[core]\nrepositoryformatversion = 99\n")


def codes(room: Room, command: str) -> list[str]:
    return [json.loads(line)["code"] for line in room.work.say(command, "--format", "json").stdout.splitlines()]


def test_what_git_refuses_is_a_note_with_its_reason(room: Room) -> None:
    let_git_refuse(room)
    assert "repo version" in room.work.say("build", "--lang", "en").stdout
    assert codes(room, "build") == ["history-unreadable"]
    assert shown(tree_of(room.work.output), "a") == ""


def test_a_history_with_a_hole_is_told_and_read_again_until_it_is_whole(room: Room, tmp_path: Path) -> None:
    first = subprocess.run(
        ["git", "rev-parse", "HEAD^{tree}"], cwd=room.work.folder, env=ENV, check=True, capture_output=True, text=True
    ).stdout.strip()
    room.commit("2024-05-18", b="乙，改过。")
    lost = room.work.folder / ".git" / "objects" / first[:2] / first[2:]
    lost.rename(tmp_path / "lost")
    history = room.read()
    assert history.fault
    assert (history.mark, history.days) == (UNREAD, {})
    (tmp_path / "lost").rename(lost)
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-18"}


def test_another_repository_that_a_hook_names_does_not_mislead(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = room_at(tmp_path / "other")
    other.commit("2020-01-01", a="别处。")
    monkeypatch.setenv("GIT_DIR", str(other.work.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.work.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", "nothing")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "nothing")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.worktree=/nothing'")
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-17"}


def test_settings_of_the_user_change_nothing(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    settings = (
        "[log]\nshowRoot = false\nshowSignature = true\ndate = relative\ndecorate = full\n"
        "[diff]\nrelative = true\nrenames = copies\nnoprefix = true\nexternal = PROGRAM\n[color]\nui = always\n"
        "[core]\npager = PROGRAM\nfsmonitor = PROGRAM\nquotePath = true\nabbrev = 5\n[gpg]\nprogram = PROGRAM\n"
        "[format]\npretty = oneline\n"
    )
    (tmp_path / "settings").write_text(settings.replace("PROGRAM", str(program)))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-17"}
    assert not ran.exists()


def test_a_content_folder_that_looks_like_a_repository_runs_nothing(room: Room, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    subprocess.run(["git", "init", "-q", "--bare", str(room.work.content)], env=ENV, check=True)
    with (room.work.content / "config").open("a") as config:
        config.write(f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {ran};false"\n')
    assert room.days() == {}
    assert "safe.bareRepository" in room.read().fault
    assert not ran.exists()


def test_links_and_files_beside_the_stories_have_no_day(room: Room) -> None:
    (room.work.content / FOLDER / "link.md").symlink_to("a.md")
    room.work.write({f"{FOLDER}/deep/er.md": "x", "pages/about.md": "---\ntitle: 关于\n---\n", f"{FOLDER}/注.md": "x"})
    room.commit("2024-05-18")
    assert room.days().keys() == {"a", "b", "注"}


def test_a_worktree_and_packed_names_are_read(room: Room, tmp_path: Path) -> None:
    room.git("pack-refs", "--all")
    room.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    tree = Room(Desk(tmp_path / "tree"))
    tree.commit("2024-05-18", a="甲，别处改过。")
    assert tree.days() == {"a": "2024-05-18", "b": "2024-05-17"}
    assert room.days() == {"a": "2024-05-17", "b": "2024-05-17"}
    assert look(tree.work.content) != look(room.work.content)


def test_who_does_not_ask_never_starts_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room_at(tmp_path / "room", PAPER)
    made.commit("2024-05-17", a="甲。")
    ran = tmp_path / "ran"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f"#!/bin/sh\ntouch {ran}\n")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    time.sleep(2 * TICK / 1e9)
    assert shown(made.work.build_here("--lang", "en"), "a") == ""
    assert "nothing changed" in made.work.say("build", "--lang", "en").stderr
    assert not ran.exists()
    made.work.write({"paper.yaml": ASKED})
    made.work.build_here()
    assert ran.exists()


def test_serving_asks_git_once_and_no_save_waits_for_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    stand = open_stand(room.work, monkeypatch)
    stand.refresh()
    assert "changed: 2024-05-17" in stand.text("2024-05-17/a.html")
    monkeypatch.setenv("PATH", str(room.work.folder / "nothing"))
    room.work.write({A: story("甲，改过。")})
    stand.refresh(FOLDER)
    text = stand.text("2024-05-17/a.html")
    assert "甲，改过。" in text
    assert "changed: 2024-05-17" in text


def test_copies_to_take_away_follow_a_commit(room: Room) -> None:
    room.work.write({"paper.yaml": ASKED + "downloads: [zip]\n", A: story("甲，改过。")})
    dress(room)
    before = room.work.build_here()
    room.commit("2024-05-20")
    after = room.work.build_here()
    assert any(path.endswith(".zip") for path in differences(before, after))
    assert differences(after, room.work.clean_build_here()) == []
