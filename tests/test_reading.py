"""The files of one issue -> Issue and bodies; standing texts."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FOLDER, ISSUE, article, draw, paper, read

from sitegen.model import Editor, Issue, Page
from sitegen.reading import IssueRead, StandingRead, read_standing

PAGES = 'pages:\n  - {label: "1", title: 要闻}\n  - {label: "2", title: 本地}\n'


def issue(front: str, note: str = "") -> dict[str, bytes]:
    return {"issue.md": f"---\n{front}\n---\n{note}".encode()}


def whole(read: IssueRead) -> Issue:
    """Return the issue of a reading without problems."""
    assert read.problems == ()
    assert read.issue is not None
    return read.issue


def codes(read: IssueRead) -> list[tuple[str, str, int, int]]:
    return [(fault.code, fault.at.path.rsplit("/", 1)[-1], fault.at.line, fault.at.column) for fault in read.problems]


def slugs(issue: Issue) -> dict[str, list[str]]:
    return {page.label: [story.slug for story in page.articles] for page in issue.pages}


def test_a_folder_names_date_and_suffix() -> None:
    found = whole(read({}, "issues/2021/2021-05-14-extra"))
    assert (found.name, found.date, found.suffix) == ("2021-05-14-extra", date(2021, 5, 14), "extra")


@pytest.mark.parametrize("name", ["2021-02-30", "2021-5-14", "may", "2021-05-14-", "2021-05-14-号外", "2021-05-14_x"])
def test_what_is_no_date_is_no_issue(name: str) -> None:
    assert codes(read({}, f"issues/2021/{name}")) == [("issue-name-invalid", name, 1, 1)]


def test_an_issue_lies_in_the_folder_of_its_year() -> None:
    assert codes(read({}, "issues/2020/2021-05-14")) == [("issue-year-wrong", "2021-05-14", 1, 1)]


def test_every_field_of_an_issue_is_read(tmp_path: Path) -> None:
    draw(tmp_path / "page-1.jpg", "JPEG", 70, 100)
    (tmp_path / "page-1.pdf").write_bytes(b"%PDF-")
    front = (
        "date: 2021-05-14\nnumber: 1024\ntitle: 通车特刊\nedition: 晚间版\ndraft: true\npages:\n"
        "  - label: A1\n    title: 要闻\n    image: page-1.jpg\n    pdf: page-1.pdf\n"
        "    editors: [{role: 责任编辑, name: 林晓}]\n"
    )
    found = whole(read(issue(front, "编者按。"), pictures=tmp_path))
    page = Page(
        label="A1",
        title="要闻",
        image="page-1.jpg",
        image_width=70,
        image_height=100,
        pdf="page-1.pdf",
        editors=(Editor(role="责任编辑", name="林晓"),),
    )
    assert found == Issue(
        name="2021-05-14",
        date=date(2021, 5, 14),
        number="1024",
        title="通车特刊",
        edition="晚间版",
        draft=True,
        note="<p>编者按。</p>",
        pages=(page,),
        files=("page-1.jpg", "page-1.pdf"),
    )


def test_articles_stand_in_order_then_by_file_name() -> None:
    texts = {
        **issue(PAGES),
        "a.md": article("headline: 一\npage: 2"),
        "b.md": article("headline: 二\npage: 1"),
        "c.md": article("headline: 三\npage: 1\norder: 2"),
        "d.md": article("headline: 四\npage: 1\norder: 1"),
        "e.md": article("headline: 五\npage: 2\norder: 9"),
    }
    assert slugs(whole(read(texts))) == {"1": ["d", "c", "b"], "2": ["e", "a"]}


def test_bodies_come_in_the_order_of_articles() -> None:
    texts = {
        **issue(PAGES),
        "a.md": article("headline: 一\npage: 2", "第二版。"),
        "b.md": article("headline: 二\npage: 1", "第一版。"),
    }
    assert [body.paragraphs for body in read(texts).bodies] == [("第一版。",), ("第二版。",)]


def test_pages_stand_as_listed_even_when_empty() -> None:
    assert slugs(whole(read(issue("pages: [{label: B2}, {label: B1}]")))) == {"B2": [], "B1": []}


def test_an_issue_that_lists_no_pages_has_those_of_its_articles() -> None:
    texts = {f"{n}.md": article(f"headline: 大桥\npage: {label}") for n, label in enumerate(("A10", "A2", "A1", "B1"))}
    assert list(slugs(whole(read(texts)))) == ["A1", "A2", "A10", "B1"]


def test_an_issue_without_any_page_has_one() -> None:
    found = whole(read({"a.md": article()}))
    assert slugs(found) == {"1": ["a"]}
    assert found.pages[0].articles[0].page == "1"


def test_an_article_without_page_joins_the_only_one() -> None:
    found = whole(read({"a.md": article("headline: 大桥\npage: A1"), "b.md": article()}))
    assert [story.page for story in found.pages[0].articles] == ["A1", "A1"]


def test_an_article_without_page_is_a_problem_where_others_have_several() -> None:
    texts = {"a.md": article("headline: 一\npage: 1"), "b.md": article("headline: 二\npage: 2"), "c.md": article()}
    assert codes(read(texts)) == [("page-needed", "c.md", 1, 1)]


def test_an_equal_order_is_doubtful_only() -> None:
    texts = {name: article("headline: 大桥\norder: 1") for name in ("a.md", "b.md", "c.md")}
    found = read(texts)
    assert codes(found) == [("order-repeated", "b.md", 3, 8), ("order-repeated", "c.md", 3, 8)]
    assert found.issue is not None
    assert slugs(found.issue) == {"1": ["a", "b", "c"]}


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    (tmp_path / "unused.jpg").write_bytes(b"no picture")
    texts = {
        "issue.md": b"---\nnumber: [\n---\n",
        "a.md": article("headlin: 大桥"),
        "b.md": b"\xff",
        "c.md": article("headline: 大桥\nupdated: 昨天", "![](broken.jpg)"),
        "Aufruf.md": article(),
    }
    assert {(code, name) for code, name, _, _ in codes(read(texts, pictures=tmp_path))} == {
        ("name-invalid", "Aufruf.md"),
        ("key-misspelt", "a.md"),
        ("file-not-utf8", "b.md"),
        ("picture-broken", "broken.jpg"),
        ("date-invalid", "c.md"),
        ("yaml-bracket-open", "issue.md"),
    }


def test_problems_are_sorted_by_place() -> None:
    texts = {"b.md": article("headline: 大桥\nrank: x\nupdated: y"), "a.md": article("rank: x")}
    places = [(fault.at.path, fault.at.line) for fault in read(texts).problems]
    assert places == sorted(places)


def test_an_issue_with_errors_is_no_issue() -> None:
    found = read({"a.md": article(), "b.md": article("headline: 大桥\nrank: x")})
    assert (found.issue, found.bodies, found.links) == (None, (), ())


def test_an_empty_issue_file_is_not_enough() -> None:
    found = read({"issue.md": b"", "a.md": article()})
    assert codes(found) == [("front-matter-missing", "issue.md", 1, 1)]


def test_only_files_in_use_are_published(tmp_path: Path) -> None:
    for name in ("page-1.jpg", "bridge.png", "note.png", "unused.png"):
        draw(tmp_path / name, "JPEG" if name.endswith("jpg") else "PNG", 4, 3)
    (tmp_path / "form.pdf").write_bytes(b"%PDF-")
    (tmp_path / "secret.txt").write_text("x")
    front = 'pages: [{label: "1", image: page-1.jpg}]'
    body = '![桥](bridge.png "桥。"){credit="林晓 摄"}\n\n见[表格](form.pdf)。'
    found = whole(read({**issue(front, "![](note.png)"), "a.md": article(body=body)}, pictures=tmp_path))
    assert found.files == ("bridge.png", "form.pdf", "note.png", "page-1.jpg")


def test_inner_links_of_all_texts_are_kept() -> None:
    texts = {
        **issue("number: 1", "见[大桥](a.md)。"),
        "a.md": article(body="见[本期](issue.md)和[网站](https://example.org/)。"),
    }
    assert [(link.at.path.rsplit("/", 1)[-1], link.target) for link in read(texts).links] == [
        ("issue.md", "a.md"),
        ("a.md", "issue.md"),
    ]


def test_zones_on_a_page_without_image_are_doubtful(tmp_path: Path) -> None:
    draw(tmp_path / "page-1.jpg", "JPEG", 70, 100)
    front = 'pages: [{label: "1", image: page-1.jpg}, {label: "2"}]'
    zones = "zones: [{page: '1', rect: [0, 0, 9, 9]}, {page: '2', rect: [0, 0, 9, 9]}, {page: '2', rect: [9, 9, 9, 9]}]"
    found = read({**issue(front), "a.md": article(f"headline: 大桥\npage: 1\n{zones}")}, pictures=tmp_path)
    assert codes(found) == [("zone-without-image", "a.md", 4, 8)]


@pytest.mark.parametrize(
    "name", ["../../paper.yaml", "/etc/passwd", "..", "a/b.jpg", "page-1.jpg/..", "\\\\host\\a.jpg"]
)
def test_a_page_image_lies_in_the_folder(name: str) -> None:
    found = read(issue(f"pages: [{{label: '1', image: '{name}'}}]"))
    assert [code for code, *_ in codes(found)] == ["file-name-unsafe"]


def test_names_that_differ_by_case_only_are_a_problem(tmp_path: Path) -> None:
    for name in ("Bridge.png", "bridge.png"):
        draw(tmp_path / name, "PNG", 4, 3)
    texts = {"a.md": article(body="![](Bridge.png)\n\n![](bridge.png)")}
    assert codes(read(texts, pictures=tmp_path)) == [("name-clash", "bridge.png", 1, 1)]


def test_files_that_nothing_uses_are_left_alone(tmp_path: Path) -> None:
    draw(tmp_path / "bridge.png", "PNG", 4, 3)
    for name in ("Bridge.png", "第1版#终稿.indd", "aux.jpg", "raw.jpg", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    texts = {"README.md": b"no fields", "a.md": article(body="![](bridge.png)")}
    assert whole(read(texts, pictures=tmp_path)).files == ("bridge.png",)


def test_a_link_to_a_file_may_be_written_in_many_ways(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "表 格.pdf", "d.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-")
    body = "[甲](./a.pdf) [乙](b.pdf#page=2) [丙](<表 格.pdf>) [丁](../2021-05-14/d.pdf)"
    assert whole(read({"a.md": article(body=body)}, pictures=tmp_path)).files == (
        "a.pdf",
        "b.pdf",
        "d.pdf",
        "表 格.pdf",
    )


def test_a_page_that_only_a_zone_names_is_a_page() -> None:
    front = "headline: 大桥\npage: 1\nzones: [{rect: [0, 0, 9, 9]}, {page: '2', rect: [0, 0, 9, 9]}]"
    found = read({"a.md": article(front)})
    assert found.issue is not None
    assert slugs(found.issue) == {"1": ["a"], "2": []}


def test_listing_order_makes_no_difference() -> None:
    texts = {f"{n}.md": article(f"headline: 第{n}条\npage: {n % 3}\norder: {n % 2 + 1}") for n in range(9)}
    assert read(texts) == read(dict(reversed(texts.items())))


def standing(*, about: bytes, others: Mapping[str, str] | None = None, drafts: bool = True) -> StandingRead:
    return read_standing([("pages/about.md", about)], others or {}, paper(), drafts=drafts)


def test_a_standing_text_is_read() -> None:
    found = standing(about="---\ntitle: 关于本报\norder: 2\n---\n本报。".encode())
    ((text, body),) = found.texts
    assert (text.slug, text.title, text.order, text.draft) == ("about", "关于本报", 2, False)
    assert (body.paragraphs, found.problems) == (("本报。",), ())


def test_a_standing_text_that_is_a_draft_is_read_where_drafts_are_shown() -> None:
    draft = "---\ntitle: 关于本报\ndraft: true\n---\n".encode()
    assert len(standing(about=draft).texts) == 1
    assert standing(about=draft, drafts=False).texts == ()


def test_a_standing_text_has_the_files_beside_it_that_it_shows(tmp_path: Path) -> None:
    for name in ("map.png", "unused.png"):
        draw(tmp_path / name, "png", 30, 20)
    (tmp_path / "form.pdf").write_bytes(b"%PDF")
    text = "---\ntitle: 关于本报\n---\n\n![](map.png)\n\n[表格](form.pdf)\n".encode()
    found = standing(about=text, others={path.name: str(path) for path in tmp_path.iterdir()})
    assert (found.files, found.problems) == (("form.pdf", "map.png"), ())
    assert 'src="map.png"' in found.texts[0][1].html
    assert 'width="30" height="20"' in found.texts[0][1].html


@pytest.mark.parametrize(("name", "code"), [("关于.md", "name-invalid"), ("nul.md", "name-reserved")])
def test_the_name_of_a_standing_text_is_an_address(name: str, code: str) -> None:
    found = read_standing([(f"pages/{name}", "---\ntitle: 关于本报\n---\n".encode())], {}, paper(), drafts=True)
    assert [(fault.code, fault.at.line, fault.at.column) for fault in found.problems] == [(code, 1, 1)]
    assert found.texts == ()


@given(st.binary(max_size=120), st.binary(max_size=120), st.text(max_size=20))
def test_any_files_are_an_issue_or_problems(head: bytes, story: bytes, name: str) -> None:
    found = read({"issue.md": head, "a.md": b"---\n" + story, f"{name}.md": story}, f"{FOLDER}{name}")
    assert found.issue or found.problems


@given(st.binary(max_size=120))
def test_any_bytes_are_a_standing_text_or_problems(data: bytes) -> None:
    found = standing(about=b"---\ntitle: x\n" + data)
    assert found.texts or found.problems


def test_the_note_is_no_article() -> None:
    assert whole(read({"issue.md": ISSUE + "编者按。".encode(), "a.md": article()})).note == "<p>编者按。</p>"
