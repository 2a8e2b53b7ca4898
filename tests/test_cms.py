"""The pages of the CMS: settings made from our own tables of fields, and nothing of it for a paper without one."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT, Desk, desk
from corpus import corpus

from sitegen.articles.fields import FIELDS as ARTICLE
from sitegen.cms.config import LABELS, Shelves, decap_config
from sitegen.cms.fetching import FetchError, fetch_cms
from sitegen.cms.pages import SCRIPT
from sitegen.model import Cms, Paper, Topic
from sitegen.reading.head import FIELDS as ISSUE
from sitegen.reading.standing import FIELDS as STANDING

CMS = Cms(repo="paper/archive")
PAPER = Paper(
    name="江城晚报",
    language="zh-CN",
    timezone="Asia/Shanghai",
    columns=(Topic(name="江边夜话", slug="jiangbian"),),
    cms=CMS,
)
SHELVES = Shelves(issues={"2025": ["2025-11-07"], "2026": ["2026-10-23", "2026-10-30"]}, labels=["1", "A2"])


def config(cms: Cms = CMS, shelves: Shelves = SHELVES) -> dict[str, Any]:
    return decap_config(PAPER, cms, shelves, "zh_CN", str)


def collection(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in config()["collections"] if entry["name"] == name)
    return found


def widget(collection_name: str, field: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in collection(collection_name)["fields"] if entry["name"] == field)
    return found


def test_each_year_has_its_stories_and_its_issues_and_all_texts_stand_last() -> None:
    assert [entry["name"] for entry in config()["collections"]] == [
        *("articles-2026", "issues-2026", "articles-2025", "issues-2025", "standing")
    ]
    assert collection("articles-2025")["folder"] == "content/issues/2025"
    assert config(Cms(repo="a/b", folder="papers/evening"))["collections"][-1]["folder"] == "papers/evening/pages"


def test_late_in_the_year_the_next_one_can_be_begun() -> None:
    shelves = Shelves(issues={"2026": ["2026-11-06"]}, labels=[])
    assert config(shelves=shelves)["collections"][0]["name"] == "articles-2027"


@pytest.mark.parametrize(
    ("name", "table"), [("articles-2026", ARTICLE), ("issues-2026", ISSUE), ("standing", STANDING)]
)
def test_a_form_has_every_field_of_the_table_and_the_text(name: str, table: Any) -> None:
    assert [entry["name"] for entry in collection(name)["fields"]] == [*(field.name for field in table.fields), "body"]


def test_every_field_has_a_name_that_people_use() -> None:
    named = {field.name for table in (ARTICLE, ISSUE, STANDING) for field in table.fields} - {"zones"}
    assert named <= LABELS.keys()


def test_page_rank_column_and_issue_are_choices() -> None:
    chosen = {
        field: [option["value"] for option in widget("articles-2026", field)["options"]]
        for field in (*("page", "rank", "column", "issue"),)
    }
    assert chosen == {
        "page": ["1", "A2"],
        "rank": ["lead", "major", "normal", "brief"],
        "column": ["江边夜话"],
        "issue": ["2026-10-30", "2026-10-23"],
    }
    assert widget("articles-2026", "issue")["default"] == "2026-10-30"
    assert widget("articles-2026", "section")["widget"] == "string"


def test_types_of_values_have_their_widgets() -> None:
    kinds = {entry["name"]: entry["widget"] for entry in collection("articles-2026")["fields"]}
    assert (
        kinds
        | {
            **{"headline": "string", "summary": "text", "order": "number", "tags": "list", "updated": "datetime"},
            **{"draft": "boolean", "corrections": "list", "byline": "string", "zones": "hidden", "body": "markdown"},
        }
        == kinds
    )
    assert [entry["name"] for entry in widget("issues-2026", "pages")["fields"]] == [
        *("label", "title", "image", "pdf", "editors")
    ]


def test_pictures_are_put_beside_the_story() -> None:
    for entry in config()["collections"]:
        assert (entry["media_folder"], entry["public_folder"]) == ("", "")


def papers(cms: str) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = dict(corpus(issues=2, articles=1))
    files["paper.yaml"] = f"name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n{cms}"
    return files


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    made = desk(tmp_path, papers("cms: {repo: paper/archive}\n"))
    (made.folder / "static" / SCRIPT).parent.mkdir()
    (made.folder / "static" / SCRIPT).write_text("decap")
    return made


def test_a_paper_with_a_cms_has_its_pages_and_serves_the_script_itself(work: Desk) -> None:
    tree = work.build_here()
    assert {path for path in tree if path.startswith("admin/")} == {
        *("admin/index.html", "admin/config.yml", "admin/admin.js", "admin/begin.js", "admin/decap-cms.js")
    }
    assert tree["admin/decap-cms.js"] == b"decap"
    assert json.loads(tree["admin/config.yml"])["backend"]["repo"] == "paper/archive"
    page = tree["admin/index.html"].decode()
    assert "//" not in page
    assert not [path for path, text in tree.items() if not path.startswith("admin/") and b"decap" in text]


def test_a_new_script_is_published_and_a_paper_that_gives_the_cms_up_has_none(work: Desk) -> None:
    work.build_here()
    (work.folder / "static" / SCRIPT).write_text("newer")
    assert work.build_here()["admin/decap-cms.js"] == b"newer"
    work.write(papers(""))
    assert not [path for path in work.build_here() if path.startswith("admin/")]


def test_without_the_script_the_pages_of_the_cms_are_left_out(work: Desk) -> None:
    (work.folder / "static" / SCRIPT).unlink()
    assert not [path for path in work.build_here() if path.startswith("admin/")]


def test_an_ordinary_paper_has_no_cms(tmp_path: Path) -> None:
    tree = desk(tmp_path, papers("")).build_here()
    assert not [path for path in tree if path.startswith("admin")]


def npm(folder: Path, script: str) -> str:
    """Return a program that stands in for npm: what it is asked for, it makes itself."""
    path = folder / "npm"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


@pytest.mark.parametrize(
    ("script", "why"),
    [('echo forged > "$5/decap-cms.tgz"', "hash"), ("echo no network >&2; exit 1", "pack"), ("exit 0", "pack")],
)
def test_what_is_not_the_script_that_was_tried_is_refused(script: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError) as error:
        fetch_cms(tmp_path / "static", npm(tmp_path, script))
    assert error.value.why == why
    assert not (tmp_path / "static").exists()


def test_without_npm_the_command_says_so(work: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = work.say("cms", "--lang", "en")
    assert done.returncode == 2
    assert "npm" in done.stderr


def test_git_leaves_the_script_alone() -> None:
    assert "/static/admin/" in (ROOT / ".gitignore").read_text().splitlines()
