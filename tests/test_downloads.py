"""What readers take away: made where the paper offers it, of changed issues only, and linked with its size."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, differences, tree_of
from corpus import PAPER, corpus
from crawl import crawl
from lxml import etree
from selectolax.lexbor import LexborHTMLParser
from stands import LATE, open_stand

from sitegen.newsstand import Changes

ATOM = {"a": "http://www.w3.org/2005/Atom"}
OFFERED = "downloads: [epub, zip]\noffline: true\n"


def paper_on_desk(folder: Path, offered: str = OFFERED, issues: int = 5) -> Desk:
    return desk(folder, {**corpus(issues, 4), "paper.yaml": PAPER + offered}, ROOT)


def size_shown(tree: dict[str, bytes], page: str, url: str) -> str:
    """Return the size that a page shows beside its link to a file."""
    (link,) = LexborHTMLParser(tree[page].decode()).css(f"a[href$='{url}']")
    return "".join(small.text() for small in link.css("small"))


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a copy by the path inside its one folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
        assert len(folders) == 1
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return paper_on_desk(tmp_path_factory.mktemp("downloads")).build_here("--base-url", "https://paper.example.org/")


def test_a_paper_that_offers_nothing_makes_nothing_and_speaks_of_nothing(tmp_path: Path) -> None:
    tree = paper_on_desk(tmp_path, "").build_here()
    assert [url for url in tree if url.startswith("downloads/")] == []
    assert [url for url, content in tree.items() if url.endswith(".html") and b"downloads/" in content] == []


def test_the_list_of_a_kept_issue_names_all_that_its_pages_show_and_its_size(tree: dict[str, bytes]) -> None:
    told = json.loads(tree["2021-12-24/kept.json"])
    assert {url for url in tree if url.startswith("2021-12-24/") and url.endswith(".html")} <= set(told["files"])
    assert set(told["files"]) <= tree.keys()
    assert told["size"] == sum(len(tree[url]) for url in told["files"])
    alone = {url: tree[url] for url in told["files"]}
    assert [fault for fault in crawl(alone, "2021-12-24/index.html").dead if "assets/" in fault] == []


def test_every_issue_and_year_is_there_and_every_issue_page_links_its_files_with_their_size(
    tree: dict[str, bytes],
) -> None:
    issues = sorted(url.partition("/")[0] for url in tree if re.fullmatch(r"\d{4}-\d\d-\d\d/index\.html", url))
    files = {f"downloads/{name}.{kind}" for name in issues for kind in ("epub", "zip")}
    years = {f"downloads/{name[:4]}.zip" for name in issues}
    assert {url for url in tree if url.startswith("downloads/") and url.endswith((".epub", ".zip"))} == files | years
    for name in issues:
        for kind in ("epub", "zip"):
            url = f"downloads/{name}.{kind}"
            assert size_shown(tree, f"{name}/index.html", url) == f"{len(tree[url]) / 1000:.1f} kB"
    assert size_shown(tree, "index.html", f"downloads/{issues[-1]}.epub")
    assert crawl(tree).faults() == []


def test_the_command_line_decides_in_place_of_the_paper(tmp_path: Path) -> None:
    work = paper_on_desk(tmp_path, issues=1)
    assert not any(url.startswith("downloads/") for url in work.build_here("--downloads", "none"))
    kinds = {url.rpartition(".")[2] for url in work.build_here("--downloads", "epub") if url.startswith("downloads/")}
    assert kinds == {"epub", "html", "xml"}
    assert work.say("build", "--downloads", "mobi").returncode == 2


def test_only_what_changed_is_made_again_and_the_tree_is_that_of_a_clean_build(tmp_path: Path) -> None:
    work = paper_on_desk(tmp_path)
    before = work.build_here()
    work.write({"issues/2021/2021-12-24/a1.md": "---\nheadline: 桥修好了\npage: 1\n---\n\n今天修好。\n"})
    after = work.build_here()
    changed = {url for url in differences(before, after) if url.startswith("downloads/")}
    assert changed == {
        *("downloads/2021-12-24.epub", "downloads/2021-12-24.zip", "downloads/2021.zip", "downloads/index.html"),
        *("downloads/opds-2021.xml", "downloads/opds-newest.xml"),
    }
    assert differences(after, work.clean_build_here()) == []
    (work.output / "downloads/2021-12-24.epub").unlink()
    (work.output / "downloads/2021.zip").write_bytes(b"")
    assert differences(after, work.build_here()) == []
    shutil.rmtree(work.content / "issues/2021")
    work.write({"addresses.txt": ""})
    assert differences(work.build_here(), work.clean_build_here()) == []


def test_the_same_bytes_whatever_the_processes_the_clock_and_the_hash_seed(
    tree: dict[str, bytes], tmp_path: Path
) -> None:
    work = paper_on_desk(tmp_path)
    work.build("--base-url", "https://paper.example.org/", "--jobs", "2", PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert differences(tree, tree_of(work.output)) == []


def test_a_check_makes_nothing_and_finds_the_fault_of_a_layout(tmp_path: Path) -> None:
    work = paper_on_desk(tmp_path, issues=1)
    assert work.say("check").returncode == 0
    assert not work.output.exists()
    page = work.folder / "layouts" / "downloads.html"
    page.write_text(page.read_text("utf-8") + "{% block folio %}{{ nonsense }}{% endblock %}", "utf-8")
    done = work.say("check")
    assert done.returncode == 1
    assert "downloads.html" in done.stdout + done.stderr


def test_a_copy_is_a_whole_site_without_feeds_and_downloads(tree: dict[str, bytes]) -> None:
    for name, issues in (("2021-12-24", 1), ("2021", 3)):
        copy = unpacked(tree[f"downloads/{name}.zip"])
        assert crawl(copy).faults() == []
        assert len([url for url in copy if re.fullmatch(r"\d{4}-\d\d-\d\d/index\.html", url)]) == issues
        assert {"index.html", "search.html", "search/index.js", "archive/index.html", "pages/about.html"} <= set(copy)
        assert not any(url.startswith(("feed", "downloads")) for url in copy)
        assert not any(b"feed.xml" in content for url, content in copy.items() if url.endswith(".html"))


def test_what_a_copy_does_not_hold_is_led_to_the_archive_or_not_at_all(tree: dict[str, bytes], tmp_path: Path) -> None:
    story, address = "2021-12-24/a1.html", "2021-12-17/a0.html"
    inside = f'<a href="../{address}">'.encode()
    assert inside in tree[story]
    assert inside in unpacked(tree["downloads/2021.zip"])[story]
    alone = unpacked(tree["downloads/2021-12-24.zip"])[story]
    assert f'<a href="https://paper.example.org/{address}">在这里</a>'.encode() in alone
    nowhere = unpacked(paper_on_desk(tmp_path).build_here()["downloads/2021-12-24.zip"])[story]
    assert "上周的数目在这里。".encode() in nowhere


def test_who_serves_a_paper_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = paper_on_desk(tmp_path, issues=1)
    stand = open_stand(work, monkeypatch).stand
    stand.refresh(Changes(), LATE)
    found = stand.find("2021-12-17/index.html")
    assert found
    assert b"downloads/" not in found.content


def test_the_catalogue_names_every_book_with_its_size(tree: dict[str, bytes]) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "opds.rng"))
    parts = {url: etree.fromstring(content) for url, content in tree.items() if url.startswith("downloads/opds")}
    assert set(parts) == {f"downloads/opds{part}.xml" for part in ("", "-newest", "-2021", "-2022")}
    for part in parts.values():
        schema.assertValid(part)
    doors = [link.get("href") for link in parts["downloads/opds.xml"].iterfind("a:entry/a:link", ATOM)]
    assert [f"downloads/{door}" in tree for door in doors] == [True] * 3
    path = "a:entry/a:link[@rel='http://opds-spec.org/acquisition/open-access']"
    for name in ("2021", "2022"):
        books = parts[f"downloads/opds-{name}.xml"].iterfind(path, ATOM)
        assert {(book.get("href"), book.get("length")) for book in books} == {
            (url.removeprefix("downloads/"), str(len(content)))
            for url, content in tree.items()
            if re.fullmatch(rf"downloads/{name}-.*\.(epub|zip)", url)
        }
