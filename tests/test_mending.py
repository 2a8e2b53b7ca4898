"""Mends are put in place by place, nothing else in a file changes; `check --fix` and `--diff` as a person uses them."""

import subprocess
from pathlib import Path

import pytest
from builds import Desk, desk, tree_of

from sitegen.mending import difference, mended
from sitegen.problems import Position, Problem

FOLDER = "issues/2024/2024-05-17"
STORY = f"{FOLDER}/01-qiao.md"
FAULTY = (
    "\ufeff---\r\nheadline：大桥,今日通车。\r\nupdated: 2024年5月18日\r\n---\r\n\r\n"
    '他说"好",又\u200b说。  \r\n\r\n一个"。'
)
RIGHT = '\ufeff---\r\nheadline: 大桥，今日通车。\r\nupdated: 2024-05-18\r\n---\r\n\r\n他说“好”，又说。  \r\n\r\n一个"。'


def fault(line: int, column: int, found: str, right: str) -> Problem:
    return Problem(at=Position("a.md", line, column), code="punctuation-mixed", mend=(found, right))


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    paper = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n"
    return desk(tmp_path, {"paper.yaml": paper, f"{FOLDER}/issue.md": "---\n---\n", STORY: FAULTY})


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_stay_as_they_are(ends: str, mark: str) -> None:
    text = f"{mark}甲,乙,丙{ends}丁,戊{ends}"
    after, count = mended(text.encode(), [fault(1, 2, ",", "，"), fault(1, 4, ",", "，"), fault(2, 2, ",", "；")])
    assert after.decode() == f"{mark}甲，乙，丙{ends}丁；戊{ends}"
    assert count == 3


def test_what_does_not_stand_there_is_left_alone() -> None:
    assert mended("甲,乙".encode(), [fault(1, 1, ",", "，"), fault(9, 1, ",", "，")]) == ("甲,乙".encode(), 0)


def test_of_two_mends_that_meet_one_waits() -> None:
    after, count = mended('甲, "乙'.encode(), [fault(1, 2, ', "', "，“"), fault(1, 4, '"', "“")])
    assert (after.decode(), count) == ("甲, “乙", 1)


def test_fix_mends_what_is_safe_and_tells_what_is_left(work: Desk) -> None:
    before = tree_of(work.content)
    said = work.say("check", "--fix", "--lang", "en")
    assert said.returncode == 0
    assert [line.rpartition("[")[2] for line in said.stdout.splitlines() if line.startswith("content/")] == [
        "quote-straight]"
    ]
    assert "mended: 7 places" in said.stderr
    assert tree_of(work.content) == before | {STORY: RIGHT.encode()}


def test_fix_changes_nothing_the_second_time(work: Desk) -> None:
    work.say("check", "--fix")
    before = tree_of(work.content)
    assert "已改好：0 处" in work.say("check", "--fix").stderr
    assert tree_of(work.content) == before


def test_the_difference_is_shown_first_and_git_can_apply_it(work: Desk) -> None:
    work.write({STORY: '---\nheadline: 大桥,今日通车。\n---\n\n他说"好"。'})
    before = tree_of(work.content)
    said = work.say("check", "--diff")
    assert tree_of(work.content) == before
    assert "-headline: 大桥,今日通车。\n+headline: 大桥，今日通车。\n" in said.stdout
    assert "check --fix 可以改好：3 处" in said.stderr
    subprocess.run(["git", "apply", "-"], input=said.stdout.encode(), cwd=work.folder, check=True)
    applied = tree_of(work.content)
    work.write({STORY: before[STORY]})
    assert work.say("check", "--diff", "--fix").stdout.startswith(said.stdout)
    assert tree_of(work.content) == applied


def test_no_difference_is_no_line() -> None:
    assert list(difference("a.md", b"a\n", b"a\n")) == []
