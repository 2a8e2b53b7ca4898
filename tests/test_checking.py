"""The check of a whole paper: levels as the paper sets them, and the cache that spares what was checked before."""

from pathlib import Path
from time import sleep

import pytest
from builds import Desk, desk

from sitegen import checking, commands, layouts, works
from sitegen.checks import Checked, check_issue
from sitegen.kinds import DOUBTS, KINDS
from sitegen.layouts import Design, Sheet
from sitegen.model import Paper
from sitegen.paper import LEVELS
from sitegen.reading import IssueFiles

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n"
FOLDER = "issues/2024/2024-05-17"
STORY = f"{FOLDER}/01-qiao.md"
MIXED = "---\nheadline: 大桥今日通车\n---\n\n据悉,大桥通车。\n\n[无](02-nothing.md)\n"


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, {"paper.yaml": PAPER, f"{FOLDER}/issue.md": "---\n---\n", STORY: MIXED})


def codes(work: Desk, *arguments: str) -> list[str]:
    said = work.say("check", *arguments).stdout
    return [line.rpartition("[")[2][:-1] for line in said.splitlines() if line.startswith("content/")]


def test_the_paper_may_raise_lower_and_silence_what_is_doubtful(work: Desk) -> None:
    assert work.say("check").returncode == 0
    work.write({"paper.yaml": f"{PAPER}checks: {{punctuation-mixed: error, link-dead: off}}\n"})
    assert codes(work) == ["punctuation-mixed"]
    assert work.say("check").returncode == 1
    work.write({"paper.yaml": f"{PAPER}checks: {{punctuation-mixed: note}}\n"})
    said = work.say("check")
    assert said.returncode == 0
    assert "1 个警告，1 个提示" in said.stderr


def test_a_warning_that_the_paper_makes_an_error_stops_a_build(work: Desk) -> None:
    work.write({"paper.yaml": f"{PAPER}checks: {{link-dead: error}}\n"})
    assert work.say("build").returncode == 1
    work.write({"paper.yaml": f"{PAPER}checks: {{link-dead: off}}\n"})
    said = work.say("build")
    assert said.returncode == 0
    assert "link-dead" not in said.stderr


def test_what_breaks_a_build_cannot_be_lowered(work: Desk) -> None:
    work.write({"paper.yaml": f"{PAPER}checks:\n  choice-unknown: warning\n  quote-strait: off\n"})
    said = work.say("check", "--lang", "en").stdout
    assert 'paper.yaml:5:19: choice-unknown cannot be "warning"' in said
    assert "Write one of: error." in said
    assert 'paper.yaml:6:3: there is no field "quote-strait"' in said
    assert "Write quote-straight." in said
    assert {code for code, words in LEVELS.items() if words == ("error",)} == {
        code for code, kind in KINDS.items() if kind.level == "error"
    }


def test_no_doubt_is_an_error_of_its_own() -> None:
    assert {kind.level for kind in DOUBTS.values()} <= {"warning", "note"}


def test_levels_change_no_page(work: Desk) -> None:
    before = work.build_here()
    work.write({"paper.yaml": f"{PAPER}checks: {{punctuation-mixed: note}}\n"})
    written = work.say("build")
    assert "写出 0 个" in written.stderr
    assert work.build_here() == before


def test_only_issues_that_changed_are_checked_again(work: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    work.write({"issues/2024/2024-05-24/issue.md": "---\n---\n", "issues/2024/2024-05-24/01-a.md": MIXED})
    folders: list[str] = []

    def check(files: IssueFiles, paper: Paper) -> Checked:
        folders.append(files.path)
        return check_issue(files, paper)

    monkeypatch.setattr(checking, "check_issue", check)
    first = codes(work)
    assert sorted(folders) == [FOLDER, "issues/2024/2024-05-24"]
    folders.clear()
    assert codes(work) == first
    assert folders == []
    assert codes(work, "--format", "json") == []  # another choice: the issues come from the cache
    assert folders == []
    work.write({STORY: MIXED.replace("据悉,", "据悉，")})
    assert codes(work).count("punctuation-mixed") == 1
    assert folders == [FOLDER]


def test_issues_with_errors_and_drafts_are_checked_too(work: Desk) -> None:
    work.write({STORY: MIXED.replace("headline:", "draft: true\nheadline:")})
    assert "punctuation-mixed" in codes(work)
    work.write({STORY: MIXED.replace("headline:", "rank: top\nheadline:")})
    assert codes(work) == ["choice-unknown", "punctuation-mixed"]


def test_standing_texts_and_the_paper_are_checked_too(work: Desk) -> None:
    work.write(
        {"pages/about.md": "---\ntitle: 关于\n---\n\n本报,好。\n", "paper.yaml": f"{PAPER}tagline: 天天,好，看\n"}
    )
    found = work.say("check").stdout
    assert "content/pages/about.md:5:3: " in found
    assert "content/paper.yaml:4:12: " in found


def test_a_check_renders_only_what_no_build_and_no_check_has_rendered(
    work: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    render = layouts.render

    def told(design: Design, sheet: Sheet) -> str:
        rendered.append(sheet.url)
        return render(design, sheet)

    monkeypatch.setattr(works, "render", told)
    work.say("build", "--jobs", "1")
    assert "2024-05-17/01-qiao.html" in rendered
    rendered.clear()
    work.say("check", "--jobs", "1")
    assert rendered == []
    work.write({STORY: MIXED.replace("据悉,", "据悉，")})
    work.say("check", "--jobs", "1")
    assert "2024-05-17/01-qiao.html" in rendered
    rendered.clear()
    work.say("check", "--jobs", "1")
    assert rendered == []


def test_a_broken_layout_is_told_by_every_check(work: Desk) -> None:
    work.say("check")
    (work.folder / "layouts" / "article.html").write_text("{{ headlin }}")
    assert "layout-broken" in work.say("check").stdout
    assert "layout-broken" in work.say("check").stdout


def test_a_state_that_comes_back_after_a_build_can_be_checked_with_another_script(work: Desk) -> None:
    work.say("check")
    work.write({STORY: MIXED.replace("据悉", "据说")})
    work.say("build")
    work.write({STORY: MIXED})
    script = work.folder / "static" / "search.js"
    script.write_text(script.read_text("utf-8") + "\n", "utf-8")
    assert work.say("check").returncode == 0


@pytest.mark.parametrize("errors", [False, True])
def test_a_check_of_what_did_not_change_says_the_same(
    work: Desk, errors: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.write({STORY: MIXED.replace("headline:", "rank: top\nheadline:")} if errors else {})
    sleep(0.1)  # a file that was just written may change again unseen
    first = work.say("check")
    assert first.returncode == errors
    with monkeypatch.context() as patch:
        patch.setattr(commands, "_look", None)
        assert work.say("check") == first
    work.write({"paper.yaml": f"{PAPER}checks: {{punctuation-mixed: off}}\n"})
    assert "punctuation-mixed" not in work.say("check").stdout
