"""`new` begins what passes `check` as it is, and writes over nothing; a stranger's way to the first article."""

import json
from pathlib import Path

import pytest
from builds import Desk, Said, desk, tree_of


def run(work: Desk, *arguments: str, code: int = 0) -> Said:
    done = work.say(*arguments)
    assert done.returncode == code, done.stderr + done.stdout
    return done


def faults(work: Desk) -> list[dict[str, object]]:
    return [json.loads(line) for line in work.say("check", "--format", "json").stdout.splitlines()]


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    """A desk with a new paper, whose first issue is dated so that nothing depends on the day of the test."""
    made = desk(tmp_path)
    run(made, "new", "paper", ".", "--name", "江城晚报")
    (first,) = made.content.glob("issues/*/*")
    (made.content / "issues" / "2026").mkdir(exist_ok=True)
    text = (first / "issue.md").read_text("utf-8").replace(first.name, "2026-10-30")
    (first / "issue.md").write_text(text, "utf-8")
    first.rename(made.content / "issues" / "2026" / "2026-10-30")
    return made


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_a_new_paper_passes_check_and_can_be_built(language: str, tmp_path: Path) -> None:
    work = desk(tmp_path)
    said = run(work, "new", "paper", ".", "--language", language, "--name", "Evening: News #1")
    assert {"content/paper.yaml", "content/pages/about.md", ".gitignore"} <= set(said.stdout.split())
    assert faults(work) == []
    tree = work.build_here()
    assert any(path.endswith("/01-first-story.html") for path in tree)
    assert ("第一篇稿件" in tree["index.html"].decode()) == (language != "en")


def test_a_new_issue_follows_the_last_one(work: Desk) -> None:
    text = (
        "---\nnumber: 总第9期\npages:\n  - label: A1\n    title: 要闻\n    editors: [{role: 责编, name: 林晓}]\n---\n"
    )
    work.write({"issues/2026/2026-10-30/issue.md": text, "issues/2026/2026-10-23/issue.md": "---\n---\n"})
    (work.content / "issues/2026/2026-10-30/01-first-story.md").unlink()
    path = run(work, "new", "issue").stdout.strip()
    assert path == "content/issues/2026/2026-11-06/issue.md"
    assert (work.folder / path).read_text("utf-8") == (
        "---\ndate: 2026-11-06\nnumber: 总第10期\npages:\n  - label: A1\n    title: 要闻\n    editors:\n"
        "      - role: 责编\n        name: 林晓\n---\n"
    )
    assert faults(work) == []


def test_a_new_article_passes_check_with_any_headline(work: Desk) -> None:
    for headline in ("大桥今日通车", "- [x] # “引号”: *hm*", "'\"\\ \t", "😀", ""):
        run(work, "new", "article", "2026-10-30", "--headline", headline)
    assert [path.name[:2] for path in sorted(work.content.glob("issues/*/*/0*.md"))] == [
        "01",
        "02",
        "03",
        "04",
        "05",
        "06",
    ]
    assert not [fault for fault in faults(work) if fault["level"] == "error"]


def test_nothing_is_written_over(work: Desk) -> None:
    before = tree_of(work.content)
    for command in (["paper", "."], ["issue", "2026-10-30"], ["article", "2026-10-30", "01-first-story"]):
        assert "原样未动" in run(work, "new", *command, "--lang", "zh-CN", code=2).stderr
    assert tree_of(work.content) == before


@pytest.mark.parametrize(
    "command",
    [
        ["issue", "2026-02-30"],
        ["issue", "../../evil"],
        ["article", "2026-01-01"],
        ["article", "../2026-10-30"],
        ["article", "2026-10-30", "../evil"],
        ["article", "2026-10-30", "大桥"],
        ["article", "2026-10-30", "--page", "9"],
    ],
)
def test_what_cannot_be_begun_is_wrong_use_and_writes_nothing(command: list[str], work: Desk) -> None:
    before = tree_of(work.folder)
    assert len(run(work, "new", *command, code=2).stderr.splitlines()) == 1
    assert tree_of(work.folder) == before


def test_a_fault_of_the_paper_is_shown_at_its_place(work: Desk) -> None:
    work.write({"issues/2026/2026-10-30/issue.md": "---\npages: no\n---\n"})
    assert "issue.md:2:8: " in run(work, "new", "issue", code=1).stderr
    work.write({"paper.yaml": "name: 江城晚报\n"})
    assert "[field-missing]" in run(work, "new", "article", "2026-10-30", code=1).stderr


def test_a_paper_in_a_language_that_does_not_exist_says_so(tmp_path: Path) -> None:
    assert "[language-invalid]" in run(desk(tmp_path), "new", "paper", ".", "--language", "klingon", code=1).stderr


def test_a_folder_that_may_not_be_written_is_wrong_use(tmp_path: Path) -> None:
    run(desk(tmp_path), "new", "paper", "/dev/null/paper", code=2)
