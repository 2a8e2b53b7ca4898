"""An issue and its stories as PDF: set in two columns, with folios, links and bookmarks, and tagged."""

import io
from pathlib import Path
from typing import cast

import pytest
from builds import ROOT, desk, differences
from corpus import PAPER
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from tools import need_pango

FILES = {
    "paper.yaml": f"{PAPER}base_url: https://paper.example.org/\nremote_images: allow\n",
    "issues/2024/2024-05-17/issue.md": "---\nnumber: 9\npages:\n  - {label: A1, title: 要闻}\n  - {label: A2}\n---\n",
    "issues/2024/2024-05-17/01-qiao.md": "---\nheadline: 大桥通车\npage: A1\n---\n\n"
    "[续报](02-du.md)，[旧闻](../2024-05-10/01-jiu.md#x)。\n\n![桥](qiao.png)\n\n![远](https://b.example.org/p.jpg)\n\n"
    "## 怎么走\n\n" + "桥上的人走过来走过去。" * 90 + "\n",
    "issues/2024/2024-05-17/02-du.md": "---\nheadline: 渡船照开\npage: A2\n---\n\n照开。\n",
    "issues/2024/2024-05-10/issue.md": "---\n---\n",
    "issues/2024/2024-05-10/01-jiu.md": "---\nheadline: 旧闻\n---\n\n旧闻。\n",
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a little paper, built twice from scratch to the same bytes."""
    need_pango()
    work = desk(tmp_path_factory.mktemp("pdf"), FILES, ROOT)
    Image.new("RGB", (60, 40), "red").save(work.content / "issues/2024/2024-05-17/qiao.png")
    tree = work.build("--pdf", PYTHONHASHSEED="1")
    assert differences(tree, work.clean_build_here("--pdf")) == []
    return tree


def read(tree: dict[str, bytes], url: str) -> PdfReader:
    return PdfReader(io.BytesIO(tree[url]))


def links_of(reader: PdfReader) -> list[str]:
    """Return where the links of a PDF lead: addresses, or the names of places in it."""
    found = []
    for page in reader.pages:
        for annotation in page.annotations or ():
            link = cast(DictionaryObject, annotation.get_object())
            action = cast(DictionaryObject, link.get("/A", {}))
            found.append(str(action.get("/URI") or link.get("/Dest")))
    return found


def test_there_is_one_of_each_issue_and_story_and_its_page_links_it(tree: dict[str, bytes]) -> None:
    assert {url for url in tree if url.endswith(".pdf")} == {
        "downloads/2024-05-17.pdf",
        "downloads/2024-05-17/01-qiao.pdf",
        "downloads/2024-05-17/02-du.pdf",
        "downloads/2024-05-10.pdf",
        "downloads/2024-05-10/01-jiu.pdf",
    }
    assert b'href="../downloads/2024-05-17.pdf"' in tree["2024-05-17/index.html"]
    assert b'href="../downloads/2024-05-17/01-qiao.pdf"' in tree["2024-05-17/01-qiao.html"]


def test_without_being_asked_there_is_none(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if "05-17" not in name}
    assert not any(url.endswith(".pdf") for url in desk(tmp_path, files, ROOT).build_here())


def test_who_asks_without_having_weasyprint_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.commands.find_spec", lambda _: None)
    done = desk(tmp_path, FILES, ROOT).say("build", "--pdf", "--lang", "en")
    assert done.returncode == 2
    assert "pip install 'sitegen[pdf]'" in done.stderr


def test_an_issue_has_folios_bookmarks_by_page_and_story_and_is_tagged(tree: dict[str, bytes]) -> None:
    reader = read(tree, "downloads/2024-05-17.pdf")
    assert "/StructTreeRoot" in reader.root_object
    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True}"
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    outline = [
        one.title if not isinstance(one, list) else [two.title for two in one if not isinstance(two, list)]
        for one in reader.outline
    ]
    assert outline == ["第A1版 要闻", ["大桥通车"], "第A2版", ["渡船照开"]]
    texts = [page.extract_text().replace(" ", "") for page in reader.pages]
    for number, text in enumerate(texts, 1):
        assert "数目日报" in text
        assert "2024年5月17日" in text
        assert f"{number}/{len(texts)}" in text
    assert "第A1版" in texts[1]


def test_the_text_stands_in_two_columns(tree: dict[str, bytes]) -> None:
    lefts: list[float] = []

    def note(text: str, place: list[float], matrix: list[float], *_: object) -> None:
        if "走过" in text:
            lefts.append(matrix[4] * place[0] + place[4])

    read(tree, "downloads/2024-05-17/01-qiao.pdf").pages[0].extract_text(visitor_text=note)
    width = 595
    assert any(left < width / 4 for left in lefts)
    assert any(left > width / 2 for left in lefts)


def test_links_lead_to_stories_inside_and_to_the_archive_outside(tree: dict[str, bytes]) -> None:
    issue = links_of(read(tree, "downloads/2024-05-17.pdf"))
    assert "02-du" in issue
    assert "https://paper.example.org/2024-05-10/01-jiu.html" in issue
    alone = links_of(read(tree, "downloads/2024-05-17/01-qiao.pdf"))
    assert "https://paper.example.org/2024-05-17/02-du.html" in alone
    assert "https://b.example.org/p.jpg" in alone, "a picture elsewhere is a link, and nobody asks for it"
    assert len(read(tree, "downloads/2024-05-17/01-qiao.pdf").pages[0].images) == 1
