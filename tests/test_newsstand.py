"""The paper that is served follows what is written: what changes, what stays, what is said of problems."""

import gc
from collections.abc import Mapping
from pathlib import Path

import pytest
from builds import ROOT, desk
from papers import draw
from stands import Stand, heard, open_stand

from sitegen.newsstand import Changes

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nedit_url: https://example.org/edit/{path}\n"
OLD, NEW, FUTURE = "issues/2024/2024-05-17", "issues/2024/2024-05-24", "issues/2024/2024-06-07"


def story(headline: str, body: str = "正文。", fields: str = "") -> str:
    return f"---\nheadline: {headline}\n{fields}---\n\n{body}\n"


FILES = {
    "paper.yaml": PAPER,
    f"{OLD}/issue.md": "---\n---\n",
    f"{OLD}/a.md": story("旧闻"),
    f"{NEW}/issue.md": "---\n---\n",
    f"{NEW}/a.md": story("头条"),
    f"{NEW}/b.md": story("二条"),
    f"{FUTURE}/issue.md": "---\n---\n",
    f"{FUTURE}/a.md": story("未来"),
    f"{FUTURE}/b.md": story("草稿", fields="draft: true\n"),
    "pages/about.md": "---\ntitle: 关于本报\n---\n\n本报。\n",
}
A, B = "2024-05-24/a.html", "2024-05-24/b.html"


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    return opened(tmp_path, monkeypatch, FILES)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str | bytes]) -> Stand:
    made = open_stand(desk(folder, files), monkeypatch)
    made.refresh()
    return made


def marks(stand: Stand, *urls: str) -> list[str]:
    return [found.mark for url in urls if (found := stand.stand.find(url))]


def change(stand: Stand, path: str, text: str) -> None:
    """Write a file, and have the stand look at its folder."""
    stand.desk.write({path: text})
    stand.refresh(*([path.rpartition("/")[0]] if "/" in path else []))


def test_an_edit_changes_the_pages_that_show_it_and_no_others(stand: Stand) -> None:
    before = marks(stand, A, B, "2024-05-17/a.html", "archive/2024.html")
    change(stand, f"{NEW}/a.md", story("头条", "改过的正文。"))
    after = marks(stand, A, B, "2024-05-17/a.html", "archive/2024.html")
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True, True]
    assert "改过的正文。" in stand.text(A)


def test_a_headline_changes_its_neighbour_too(stand: Stand) -> None:
    before = marks(stand, A, B)
    change(stand, f"{NEW}/a.md", story("新头条"))
    assert all(one != other for one, other in zip(before, marks(stand, A, B), strict=True))


def test_nothing_is_told_where_nothing_changed(stand: Stand) -> None:
    assert not stand.refresh()
    stand.desk.write({f"{NEW}/.a.md.swp": "", ".git/index": ""})
    assert not stand.refresh()


def test_a_file_that_was_written_twice_within_a_moment_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_stand(desk(tmp_path, FILES), monkeypatch)
    path = made.desk.content / NEW / "a.md"
    # by this clock the file changed at the very moment of the look, so the same stamp may stand for other bytes
    moment = path.stat().st_ctime_ns
    made.stand.refresh(Changes(), moment)
    monkeypatch.setattr("sitegen.newsstand.rescan", lambda root, known, folders, made: tuple(known))  # noqa: ARG005
    path.write_text(story("头版"), "utf-8")
    made.stand.refresh(Changes(folders=frozenset([NEW])), moment)
    assert "头版" in made.text(A)


def test_new_and_removed_files_and_folders_are_followed(stand: Stand) -> None:
    change(stand, f"{NEW}/c.md", story("三条"))
    assert "三条" in stand.text("2024-05-24/c.html")
    (stand.desk.content / NEW / "c.md").unlink()
    stand.refresh(NEW)
    assert stand.stand.find("2024-05-24/c.html") is None
    stand.desk.write({"issues/2024/2024-05-31/issue.md": "---\n---\n", "issues/2024/2024-05-31/a.md": story("周五")})
    stand.refresh("issues/2024")
    assert "周五" in stand.text("2024-05-31/a.html")
    for name in ("issue.md", "a.md"):
        (stand.desk.content / "issues/2024/2024-05-31" / name).unlink()
    (stand.desk.content / "issues/2024/2024-05-31").rmdir()
    stand.refresh("issues/2024/2024-05-31")
    assert stand.stand.find("2024-05-31/a.html") is None


def test_a_story_with_an_error_stays_as_it_was_and_the_rest_goes_on(stand: Stand) -> None:
    good = stand.text(A)
    change(stand, f"{NEW}/a.md", "---\nheadlin: 头条\n---\n\n改。\n")
    assert stand.codes() == ["key-misspelt"]
    assert [(f.at.path, f.at.line, f.at.column) for f in stand.stand.problems] == [(f"content/{NEW}/a.md", 2, 1)]
    assert stand.text(A) == good
    change(stand, f"{OLD}/a.md", story("旧闻", "这期照样更新。"))
    assert "这期照样更新。" in stand.text("2024-05-17/a.html")
    change(stand, f"{NEW}/a.md", story("头条", "改好了。"))
    assert stand.codes() == []
    assert "改好了。" in stand.text(A)


def test_a_paper_that_breaks_stays_on_show(stand: Stand) -> None:
    good = stand.text("index.html")
    change(stand, "paper.yaml", "name: 江城晚报\nlanguage: klingon!\n")
    assert "language-invalid" in stand.codes()
    assert stand.text("index.html") == good
    change(stand, "paper.yaml", PAPER.replace("江城", "山城"))
    assert stand.codes() == []
    assert "山城晚报" in stand.text("index.html")


def test_a_paper_that_never_could_be_read_is_shown_once_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened(tmp_path, monkeypatch, {**FILES, "paper.yaml": "name: [\n"})
    assert made.stand.is_empty()
    events = made.stand.events("")
    told = heard(events)
    assert told["problems"]
    assert told["mark"] == made.stand.missing("index.html").mark
    change(made, "paper.yaml", PAPER)
    assert heard(events)["mark"] != told["mark"]
    assert not made.stand.is_empty()


def test_a_broken_layout_is_told_with_its_line_and_the_former_design_stays(stand: Stand) -> None:
    layout = stand.desk.folder / "layouts" / "article.html"
    source, good = layout.read_text("utf-8"), stand.text(A)
    for broken in ("{% if %}", "{{ article.nothing }}"):
        lines = source.splitlines()
        where = next(i for i, line in enumerate(lines) if "block main" in line) + 1
        layout.write_text("\n".join([*lines[:where], broken, *lines[where:]]), "utf-8")
        stand.refresh()
        assert stand.text(A) == good
        (fault,) = stand.stand.problems
        assert (fault.code, fault.at.path, fault.at.line) == ("layout-broken", "layouts/article.html", where + 1)
        layout.write_text(source, "utf-8")
        stand.refresh()
        assert stand.codes() == []


def test_a_layout_that_was_broken_from_the_start_leaves_the_other_pages_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = desk(tmp_path, FILES)
    layout = work.folder / "layouts" / "article.html"
    layout.write_text(layout.read_text("utf-8").replace("{% block main %}", "{% block main %}{{ nothing }}"), "utf-8")
    made = open_stand(work, monkeypatch)
    told: list[list[str]] = []
    made.stand.hear(lambda: told.append(made.codes()))
    made.refresh()
    assert made.codes() == []
    assert "<body>" in made.text(A)
    assert told == [["layout-broken"]]
    assert "头条" in made.text("index.html")


def test_a_style_sheet_changes_no_mark_and_every_page_is_told_its_new_name(stand: Stand) -> None:
    events = stand.stand.events(A)
    before = heard(events)
    (stand.desk.folder / "static" / "plain.css").write_text("p { color: teal }")
    stand.refresh()
    after = heard(events)
    assert before["mark"] == after["mark"]
    assert before["styles"] != after["styles"]
    address = dict(after["styles"])["plain.css"]  # type: ignore[call-overload]
    assert stand.text(address) == "p { color: teal }"


def test_a_new_picture_under_the_old_name_changes_the_pages_that_show_it(stand: Stand) -> None:
    photo = stand.desk.content / NEW / "photo.png"
    draw(photo, "PNG", 7, 5)
    change(stand, f"{NEW}/a.md", story("头条", "![桥](photo.png)"))
    before = marks(stand, A, "2024-05-17/a.html")
    found = stand.stand.find("2024-05-24/photo.png")
    assert found
    assert found.content == photo.read_bytes()
    photo.write_bytes(photo.read_bytes() + b"more")
    stand.refresh(NEW)
    after = marks(stand, A, "2024-05-17/a.html")
    assert (before[0] == after[0], before[1] == after[1]) == (False, True)


def test_drafts_and_days_to_come_are_shown_and_marked(stand: Stand) -> None:
    assert heard(stand.stand.events("2024-06-07/b.html"))["marks"] == ["Draft", "Dated 2024-06-07, after today"]
    assert heard(stand.stand.events("2024-06-07/"))["marks"] == ["Dated 2024-06-07, after today"]
    assert heard(stand.stand.events(A))["marks"] == []


def test_a_page_is_told_its_source_and_its_page_of_the_paper(stand: Stand) -> None:
    told = heard(stand.stand.events(A))
    path = f"content/{NEW}/a.md"
    assert told["source"] == {"path": path, "link": f"https://example.org/edit/{NEW}/a.md"}
    assert told["page"] == "2024-05-24/index.html"
    assert heard(stand.stand.events("2024-05-24/"))["source"] == {
        "path": f"content/{NEW}/issue.md",
        "link": f"https://example.org/edit/{NEW}/issue.md",
    }
    about = heard(stand.stand.events("pages/about.html"))["source"]
    assert about == {"path": "content/pages/about.md", "link": "https://example.org/edit/pages/about.md"}
    assert heard(stand.stand.events("people/index.html"))["source"] == {}


def test_an_editor_is_opened_at_the_place_of_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_stand(desk(tmp_path, FILES), monkeypatch, editor="vscode://file{path}:{line}:{column}")
    made.refresh()
    change(made, f"{NEW}/a.md", "---\nheadlin: 头条\n---\n")
    told = heard(made.stand.events(A))
    path = made.desk.content.resolve() / NEW / "a.md"
    links = [fault["link"] for fault in told["problems"]]  # type: ignore[attr-defined]
    assert f"vscode://file{path}:2:1" in links


def test_a_stream_tells_a_state_once_and_only_the_newest(stand: Stand) -> None:
    events = stand.stand.events(A)
    first = heard(events)
    for number in range(5):
        change(stand, f"{NEW}/a.md", story("头条", f"第{number}稿。"))
    second = heard(events)
    assert second["mark"] != first["mark"]
    assert second["mark"] == marks(stand, A)[0]
    events.close()  # type: ignore[attr-defined]


def test_the_search_page_is_told_of_a_new_index(stand: Stand) -> None:
    before = marks(stand, "search.html", A)
    index = stand.desk.cache / "search" / "search" / "index.js"
    index.parent.mkdir(parents=True)
    index.write_text("// terms")
    assert stand.text("search/index.js") == "// terms"
    after = marks(stand, "search.html", A)
    assert (before[0] == after[0], before[1] == after[1]) == (False, True)


def test_a_link_out_of_the_content_is_told_and_the_paper_stays(stand: Stand) -> None:
    (stand.desk.content / NEW / "out.jpg").symlink_to(ROOT / "LICENSE")
    stand.refresh()
    assert stand.codes() == ["link-outside"]
    assert stand.stand.problems[0].at.path == f"content/{NEW}/out.jpg"
    assert "头条" in stand.text(A)
    (stand.desk.content / NEW / "out.jpg").unlink()
    stand.refresh()
    assert stand.codes() == []


def test_a_link_to_a_file_of_the_content_follows_that_file(stand: Stand) -> None:
    target = stand.desk.content / OLD / "a.md"
    (stand.desk.content / NEW / "c.md").symlink_to(target)
    stand.refresh(NEW)
    assert "旧闻" in stand.text("2024-05-24/c.html")
    stand.desk.write({f"{OLD}/a.md": story("旧闻重写")})
    stand.refresh(OLD)
    # no event tells of the folder with the link; the next look at everything does
    assert stand.refresh()
    assert "旧闻重写" in stand.text("2024-05-24/c.html")


def test_many_edits_leave_no_more_in_memory_than_a_few(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.TEXTS_KEPT", 8)
    monkeypatch.setattr("sitegen.preview.ISSUES_KEPT", 4)

    def objects_after(start: int, end: int) -> int:
        for number in range(start, end):
            change(stand, f"{NEW}/a.md", story("头条", f"第{number}稿。"))
            stand.stand.find(A)
            stand.stand.find("tags/index.html")
        gc.collect()
        return len(gc.get_objects())

    few = objects_after(0, 60)
    assert objects_after(60, 360) - few < 300, "less than one for each edit"


@pytest.mark.parametrize(
    "layout",
    [
        "{% include 'article.html' %}",
        "{% macro one(a, a) %}{% endmacro %}",
        "{{ 1 / 0 }}",
        "{{ article.headline.nothing.more }}",
        "{{ asset('none.css') }}",
        "{% extends 'none.html' %}",
        "{{ article.headline + 1 }}",
        "{% for a in 7 %}{% endfor %}",
        "{{ 'a' | nofilter }}",
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "\x00{{",
    ],
)
def test_whatever_is_wrong_with_a_layout_is_told_and_the_page_stays(stand: Stand, layout: str) -> None:
    good = stand.text(A)
    path = stand.desk.folder / "layouts" / "article.html"
    path.write_text(layout, "utf-8")
    stand.refresh()
    assert stand.text(A) == good
    assert [(fault.code, fault.at.path) for fault in stand.stand.problems] == [
        ("layout-broken", "layouts/article.html")
    ]


def test_a_layout_in_a_folder_is_told_with_its_line(stand: Stand) -> None:
    (stand.desk.folder / "layouts" / "parts").mkdir()
    (stand.desk.folder / "layouts" / "parts" / "foot.html").write_text("\n{{ nothing }}\n")
    layout = stand.desk.folder / "layouts" / "article.html"
    layout.write_text("{% include 'parts/foot.html' %}")
    stand.refresh()
    assert stand.text(A)
    (fault,) = stand.stand.problems
    assert (fault.at.path, fault.at.line) == ("layouts/parts/foot.html", 2)


def test_a_nameplate_is_followed_and_told_where_it_is_missing(stand: Stand) -> None:
    change(stand, "paper.yaml", PAPER + "nameplate: name.svg\n")
    told = [(fault.at.path, fault.at.line) for fault in stand.stand.problems]
    assert told == [("content/paper.yaml", 5)]
    assert "头条" in stand.text(A)
    shown = []
    for picture in ("<svg/>", "<svg><path/></svg>"):
        stand.desk.write({"name.svg": picture})
        stand.refresh()
        assert stand.codes() == []
        shown.append(stand.text("index.html"))
    assert shown[0] != shown[1]


def test_a_picture_that_went_away_is_not_found(stand: Stand) -> None:
    photo = stand.desk.content / NEW / "photo.png"
    draw(photo, "PNG", 7, 5)
    change(stand, f"{NEW}/a.md", story("头条", "![桥](photo.png)"))
    assert stand.stand.find("2024-05-24/photo.png")
    photo.unlink()
    assert stand.stand.find("2024-05-24/photo.png") is None
