"""Body text becomes HTML, paragraphs, headings, links and pictures; what an editor should mend has its place.

`tests/markdown` holds texts and the HTML they make: a title, then both between lines of a single dot.
`--update` writes the HTML anew, for a person to read.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.markdown import Rendered, render
from sitegen.markdown.body import render_by_parser
from sitegen.model import Heading, Link, Picture, RemoteImages
from sitegen.pictures import Size
from sitegen.problems import Position

FOLDER = Path(__file__).parent / "markdown"
CASE = re.compile(r"^([^\n]+)\n\.\n(.*?)^\.\n(.*?)^\.\n", re.MULTILINE | re.DOTALL)
CASES = [
    (path.name, match[1], match[2], match[3])
    for path in sorted(FOLDER.glob("*.md"))
    for match in CASE.finditer(path.read_text(encoding="utf-8"))
]
PATH = "issues/2021/2021-05-14/01-a.md"
PICTURES = {"photo.jpg": Size(640, 480), "icon.png": Size(16, 16)}
PHRASES = "a abbr b bdi cite code del dfn em i img ins kbd mark q rt ruby s samp small span strong sub sup u var wbr"
INLINE = frozenset(PHRASES.split())
APPARATUS = {"doc-noteref", "doc-backlink"}


def body_of(text: str, remote_images: RemoteImages = "refuse") -> Rendered:
    return render(
        text,
        path=PATH,
        first_line=5,
        remote_images=remote_images,
        pictures=PICTURES,
        address=lambda target: target.replace(".md", ".html"),
    )


def parsed(text: str) -> Rendered:
    """Return what the parser alone makes of a text."""
    return render_by_parser(
        text,
        path=PATH,
        first_line=5,
        remote_images="refuse",
        pictures=PICTURES,
        address=lambda target: target.replace(".md", ".html"),
    )


def found(text: str, remote_images: RemoteImages = "refuse") -> list[tuple[str, int, int]]:
    """Return the problems of a text with their lines and columns."""
    faults = body_of(text, remote_images).problems
    return [(fault.code, fault.at.line, fault.at.column) for fault in faults]


class Reader(HTMLParser):
    """Reads a body as a reader does: one text for each block, no marks of footnotes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._text = ""
        self._skip = self._whole = False
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "br":
            self._text += "\v"
        elif values.get("role") in APPARATUS or values.get("class") == "footnote-ref":
            self._skip = True
        elif values.get("class") in {"caption", "credit"} or tag not in INLINE:
            self._end()
            self._whole = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "sup"}:
            self._skip = False
        if tag not in INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._text += data

    def _end(self) -> None:
        text = self._text
        if self._whole:
            text = text.strip("\n").replace("\v", "\n")
        else:
            text = re.sub(" ?\v ?", "\n", re.sub(r"[ \t\n]+", " ", text)).strip(" \n")
        if text.strip():
            self.texts.append(text)
        self._text, self._whole = "", False


@pytest.mark.parametrize("name", sorted({case[0] for case in CASES}))
def test_every_text_makes_its_html(name: str, request: pytest.FixtureRequest) -> None:
    made = {case[1]: body_of(case[2]).body.html for case in CASES if case[0] == name}
    if request.config.getoption("--update"):
        path = FOLDER / name
        whole = path.read_text(encoding="utf-8")
        path.write_text(CASE.sub(lambda m: f"{m[1]}\n.\n{m[2]}.\n{made[m[1]]}\n.\n", whole), encoding="utf-8")
    else:
        assert made == {case[1]: case[3].removesuffix("\n") for case in CASES if case[0] == name}


@pytest.mark.parametrize(("name", "title", "text", "html"), CASES)
def test_the_paragraphs_are_what_a_reader_sees(name: str, title: str, text: str, html: str) -> None:
    body = body_of(text).body
    assert list(body.paragraphs) == Reader(body.html).texts, (name, title, html)


@pytest.mark.parametrize(("name", "title", "text", "html"), CASES)
def test_every_text_makes_the_same_by_the_parser_alone(name: str, title: str, text: str, html: str) -> None:
    assert body_of(text) == parsed(text), (name, title, html)


def test_links_are_those_to_our_own_files_with_their_places() -> None:
    text = "大桥 [外](https://example.org) 与[下篇](02-next.md)。\n\n> - 引 [上期](../05-07/01-a.md#part-2)\n\n[节](#x)"
    assert body_of(text).body.links == (
        Link(target="02-next.md", at=Position(PATH, 5, 30)),
        Link(target="../05-07/01-a.md#part-2", at=Position(PATH, 7, 7)),
    )


def test_headings_are_listed_with_level_text_and_id() -> None:
    assert body_of("# 一 **二**\n\n## `三`\n\n# &amp;").body.headings == (
        Heading(level=2, text="一 二", id="part-1"),
        Heading(level=3, text="三", id="part-2"),
        Heading(level=2, text="&", id="part-3"),
    )


def test_pictures_are_listed_with_size_caption_and_credit() -> None:
    text = '![桥](photo.jpg "说明"){credit="某某 摄"}\n\n看 ![](icon.png) 与 <img src="photo.jpg" alt="再">'
    assert body_of(text).body.pictures == (
        Picture(src="photo.jpg", alt="桥", caption="说明", credit="某某 摄", width=640, height=480),
        Picture(src="icon.png", width=16, height=16),
        Picture(src="photo.jpg", alt="再", width=640, height=480),
    )


def test_paragraphs_stand_in_reading_order_without_markup_or_alternative_texts() -> None:
    text = (
        '# 题\n\n一**二**&amp;[三](02-next.md)[^1]\n四  \n五\n\n![无](photo.jpg "说明"){credit="某某 摄"}\n\n'
        "- 六\n  - 七\n\n| 八 | 九 |\n|----|----|\n| 十 |    |\n\n```\na\n b\n```\n\n[^1]: 注"
    )
    assert body_of(text).body.paragraphs == (
        *("题", "一二&三四\n五", "说明", "某某 摄", "六", "七", "八", "九", "十", "a\n b", "注"),
    )


def test_a_remote_picture_is_kept_where_the_paper_allows_it() -> None:
    result = body_of('![图](https://example.org/p.png "说明")', "allow")
    assert result.body.html == (
        '<figure><img src="https://example.org/p.png" alt="图" loading="lazy" referrerpolicy="no-referrer">'
        '<figcaption><span class="caption">说明</span></figcaption></figure>'
    )
    assert result.body.pictures == (Picture(src="https://example.org/p.png", alt="图", caption="说明"),)
    assert result.problems == ()


def test_a_remote_picture_becomes_a_link_where_the_paper_wants_that() -> None:
    result = body_of("![](https://example.org/a/p.png?x=1)\n\n看 ![图](https://example.org/q.png)", "link")
    assert result.body.html == (
        '<p><a href="https://example.org/a/p.png?x=1" rel="noopener noreferrer">p.png</a></p>\n'
        '<p>看 <a href="https://example.org/q.png" rel="noopener noreferrer">图</a></p>'
    )
    assert result.body.pictures == ()
    assert [fault.code for fault in result.problems] == ["picture-linked", "picture-linked"]


PLACES = [
    ("前\n\n后 ![x](foto.jpg)", "picture-missing", 7, 3),
    ("![x](foto.jpg)", "picture-missing", 5, 1),
    ("大桥\n通 ![x](https://example.org/p.png)", "picture-remote", 6, 3),
    ("<b>大</b>\n\n看 <img src='https://example.org/p.png'>", "picture-remote", 7, 3),
    ("![x](data:image/png;base64,AA)", "picture-scheme", 5, 1),
    ('看 ![x](icon.png){credit="某某"}', "picture-credit", 5, 3),
    ("> 引\n> [a](/x)", "link-absolute", 6, 3),
    ("- 项\n\n  [a](javascript:x)", "link-scheme", 7, 3),
    ("看 <javascript:x>", "link-scheme", 5, 3),
    ("一\t[a]()", "link-empty", 5, 3),
    ("| 甲 | 乙 |\n|----|----|\n| [](a.md) | [](a.md) |", "link-without-text", 7, 3),
    ("## 题 [x](#none)", "link-fragment", 5, 6),
    ("1. 项\n   <font>大</font>", "html-dropped", 6, 4),
    ("<div>\n\n  <center>中</center>\n</div>", "html-dropped", 7, 3),
    ("<div>\n<p>甲</p></b>\n</div>", "html-dropped", 6, 9),
    ("前 <span style='color:red'>中</span>", "html-dropped", 5, 3),
    ("前\n\n <!-- 注\n\n后", "html-comment-open", 7, 2),
    ("前\n\n[^a]: 注", "footnote-unused", 7, 1),
    ("前\n后\x07", "text-control", 6, 2),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), PLACES)
def test_a_problem_stands_where_its_author_wrote_it(text: str, code: str, line: int, column: int) -> None:
    assert found(text)[0] == (code, line, column)


def test_two_equal_cells_of_a_row_have_places_of_their_own() -> None:
    text = "| 甲 | 乙 |\n|----|----|\n| [](a.md) | [](a.md) |"
    assert found(text) == [("link-without-text", 7, 3), ("link-without-text", 7, 14)]


def test_a_problem_shows_the_whole_line() -> None:
    (fault,) = body_of("> 引\n> 看 [a](/x) 吧").problems
    assert fault.excerpt == "> 看 [a](/x) 吧"
    assert fault.facts == (("address", "/x"),)


def test_the_nearest_picture_is_named() -> None:
    (fault,) = body_of("![](foto.jpg)").problems
    assert dict(fault.facts) == {"name": "foto.jpg", "near": "photo.jpg"}


def test_what_is_dropped_is_reported_once_for_each_start_tag() -> None:
    assert found("<font>大<font>桥</font></font></font>") == [
        ("html-dropped", 5, 1),
        ("html-dropped", 5, 8),
        ("html-dropped", 5, 29),
    ]


def test_problems_beyond_all_measure_are_not_listed() -> None:
    faults = body_of("<x>" * 3000).problems
    assert len(faults) == 1001
    assert faults[-1].code == "problems-many"


def test_an_empty_text_has_an_empty_body() -> None:
    for text in ("", "\n", " \n\t\n", "　", "[a]: b.md\n"):
        assert body_of(text).body.html == ""
        assert body_of(text).body.paragraphs == ()


RUNNING = """第一段。

## 小标题

| 甲 | 乙 |
|---|---|
| 一 | 二 |

![图](photo.jpg "说明"){credit="林晓 摄"}

- 列表里的话

<table><tr><td>三</td></tr></table>

第二段[^1]。

> 引用

[^1]: 注文

    注文的第二段
"""


def test_running_text_is_without_headings_captions_cells_and_notes() -> None:
    for body in (body_of(RUNNING).body, parsed(RUNNING).body):
        assert body.running == ("第一段。", "列表里的话", "第二段。", "引用")
        assert {"小标题", "二", "说明", "林晓 摄", "三", "注文"} < set(body.paragraphs)


def test_a_paragraph_that_says_what_a_heading_says_is_running_text() -> None:
    assert body_of("## 通车\n\n通车\n").body.running == ("通车",)
