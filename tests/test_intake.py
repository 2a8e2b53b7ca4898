"""`import` writes drafts that pass `check`, says what it guessed, and writes over nothing."""

import json
from pathlib import Path

import pytest
from builds import Desk, Said, desk, tree_of
from papers import PAPER
from PIL import Image

PAGES = Path(__file__).parent / "importing" / "pages"
TEXT = "大桥今日通车\n\n本报讯（记者 林晓）大桥今日通车，全长三公里。\n\n车流从北岸驶来。 方竹溪 摄\n"


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    made = desk(tmp_path, {"paper.yaml": PAPER})
    (tmp_path / "2026-11-06-page-2.txt").write_text(TEXT, "utf-8")
    return made


def run(work: Desk, *arguments: str, code: int = 0) -> Said:
    done = work.say("import", *arguments)
    assert done.returncode == code, done.stderr + done.stdout
    return done


def drafts(work: Desk) -> dict[str, str]:
    found = sorted(work.content.glob("issues/*/*/*.md"))
    return {path.relative_to(work.content).as_posix(): path.read_text("utf-8") for path in found}


def errors(work: Desk) -> list[str]:
    lines = work.say("check", "--drafts", "--format", "json").stdout.splitlines()
    return [line for line in lines if json.loads(line)["level"] == "error"]


def test_the_file_name_tells_issue_and_page_and_the_issue_is_made(work: Desk) -> None:
    run(work, "2026-11-06-page-2.txt")
    written = drafts(work)
    assert list(written) == [
        "issues/2026/2026-11-06/01-da-qiao-jin-ri-tong-che.md",
        "issues/2026/2026-11-06/issue.md",
    ]
    assert written["issues/2026/2026-11-06/01-da-qiao-jin-ri-tong-che.md"] == (
        '---\nheadline: 大桥今日通车\npage: "2"\nrank: lead\nbyline: 记者 林晓\ndateline: 本报讯\ndraft: true\n---\n\n'
        "大桥今日通车，全长三公里。\n\n"
        '<!-- ![](da-qiao-jin-ri-tong-che.jpg "车流从北岸驶来。"){credit="方竹溪 摄"} -->\n'
    )
    assert errors(work) == []


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.glob("*.txt")))
def test_the_drafts_of_every_page_pass_check(page: str, work: Desk) -> None:
    run(work, str(PAGES / page), "--issue", "2026-11-06")
    assert errors(work) == []
    assert len(drafts(work)) > 2


def test_the_report_says_what_was_guessed_and_how_sure_it_is(work: Desk) -> None:
    lines = run(work, "2026-11-06-page-2.txt", "--format", "json").stdout.splitlines()
    (story,) = map(json.loads, lines)
    assert story["state"] == "written"
    guesses = {guess["what"]: (guess["value"], guess["reason"]) for guess in story["guesses"]}
    assert guesses["headline"] == ("大桥今日通车", "title-only")
    assert guesses["byline"] == ("记者 林晓", "byline-dateline")
    assert guesses["rank"] == ("lead", "rank")
    said = run(work, "2026-11-06-page-2.txt", "--issue", "2026-11-13", "--lang", "zh-CN").stdout
    assert "headline: 大桥今日通车 [确定]" in said


def test_a_second_run_says_what_is_there_and_changes_nothing(work: Desk) -> None:
    run(work, "2026-11-06-page-2.txt")
    path = work.content / "issues/2026/2026-11-06/01-da-qiao-jin-ri-tong-che.md"
    path.write_text(path.read_text("utf-8") + "\n编辑加了一段。\n", "utf-8")
    before = tree_of(work.content)
    said = run(work, "2026-11-06-page-2.txt").stdout
    assert "01-da-qiao-jin-ri-tong-che.md 已经有了" in said
    assert tree_of(work.content) == before


def test_pictures_that_are_given_stand_where_the_captions_are(work: Desk, tmp_path: Path) -> None:
    Image.new("RGB", (8, 6)).save(tmp_path / "one.png")
    run(work, "2026-11-06-page-2.txt", "one.png")
    text = drafts(work)["issues/2026/2026-11-06/01-da-qiao-jin-ri-tong-che.md"]
    assert '\n![](da-qiao-jin-ri-tong-che.png "车流从北岸驶来。"){credit="方竹溪 摄"}\n' in text
    assert (work.content / "issues/2026/2026-11-06/da-qiao-jin-ri-tong-che.png").exists()
    assert errors(work) == []


def test_a_picture_that_is_none_is_left_out(work: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(b"\x89PNG\r\n" + b"0" * 40)
    run(work, "2026-11-06-page-2.txt", "one.png")
    assert not list(work.content.rglob("*.png"))
    assert errors(work) == []


def test_an_issue_that_is_there_receives_the_stories_behind_its_own(work: Desk) -> None:
    work.write(
        {
            "issues/2026/2026-11-06/issue.md": '---\npages: [{label: "1"}, {label: "02"}]\n---\n',
            "issues/2026/2026-11-06/07-other.md": '---\nheadline: 别的\npage: "1"\n---\n\n正文。\n',
        }
    )
    run(work, "2026-11-06-page-2.txt")
    assert 'page: "1"' in drafts(work)["issues/2026/2026-11-06/08-da-qiao-jin-ri-tong-che.md"]
    run(work, "2026-11-06-page-2.txt", "--issue", "2026-11-13", "--page", "A1")
    assert "page: A1" in drafts(work)["issues/2026/2026-11-13/01-da-qiao-jin-ri-tong-che.md"]


def test_a_column_that_the_paper_does_not_declare_is_not_written(work: Desk) -> None:
    work.write({"paper.yaml": PAPER + "columns: [江边夜话]\n".encode()})
    said = run(work, str(PAGES / "essays.txt"), "--issue", "2026-11-06", "--format", "json").stdout
    assert "column-undeclared" in said
    assert not [text for text in drafts(work).values() if "column:" in text]
    assert errors(work) == []


def test_a_source_without_a_date_asks_for_the_issue(work: Desk, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    assert "--issue" in run(work, "page.txt", code=2).stderr
    assert drafts(work) == {}


@pytest.mark.parametrize("name", ["missing.txt", "page.pdf", "empty-2026-11-06.txt"])
def test_what_cannot_be_read_is_said_and_the_rest_is_taken_in(name: str, work: Desk, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty-2026-11-06.txt").write_bytes(b"")
    said = run(work, name, "2026-11-06-page-2.txt", code=1).stderr.splitlines()
    assert name in said[0]
    assert len(drafts(work)) == 2


def test_a_text_that_is_no_text_makes_no_harm(work: Desk, tmp_path: Path) -> None:
    (tmp_path / "noise-2026-11-06.txt").write_bytes(
        bytes(range(256)) * 40 + b"\n\n" + b"<script>alert(1)</script>\n" * 9
    )
    done = work.say("import", "noise-2026-11-06.txt")
    assert done.returncode in (0, 1)
    assert errors(work) == [] or "archive-empty" in errors(work)[0]
