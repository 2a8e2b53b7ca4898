from collections.abc import Mapping
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk
from corpus import corpus

from sitegen.problems import Problem
from sitegen.treecheck import check_tree

FRONT = '<!doctype html>\n<link rel="stylesheet" href="a.css">\n<a href="2024/b.html#c">b</a>\n'
GOOD = {"index.html": FRONT, "a.css": "p { background: url(dot.svg) }", "dot.svg": "", "2024/b.html": "<p id=c>"}


def found(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    for name, text in files.items():
        path = folder / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(check_tree(folder / "public", folder / "content"))


def codes(folder: Path, html: str) -> list[str]:
    return [fault.code for fault in found(folder, {**GOOD, "2024/b.html": html})]


def test_a_good_tree_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="c.png">',
        "<img src='c.png'>",
        '<IMG SRC="c.png">',
        '<a href="../c.html">c</a>',
        '<a href="">here</a><a href="../d/">d</a>',
        '<img srcset="../dot.svg 1x, c.webp 2x" src="../dot.svg">',
        '<meta http-equiv="refresh" content="0; url=c.html">',
        '<form action="c.html">',
        '<a title=">" href="c.html">c</a>',
        '<svg><a xlink:href="c.html">c</a></svg>',
    ],
)
def test_what_leads_to_nothing_is_found(html: str, tmp_path: Path) -> None:
    assert codes(tmp_path, html) == ["site-link-dead"]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//cdn.example/x.png">',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<link rel="shortcut icon" href="https://cdn.example/x.ico">',
        '<iframe src="https://video.example/"></iframe>',
    ],
)
def test_what_asks_another_host_is_found(html: str, tmp_path: Path) -> None:
    assert codes(tmp_path, html) == ["site-outside"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://elsewhere.example/">there</a>',
        '<link rel="canonical" href="https://paper.example/2024/b.html">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<a href="mailto:a@b.example">write</a>',
        '<!-- <img src="c.png"> -->',
        '<a href="../?q=1">front</a>',
        '<p>src="c.png"</p>',
    ],
)
def test_what_a_reader_may_follow_or_nobody_asks_for_is_left_alone(html: str, tmp_path: Path) -> None:
    assert codes(tmp_path, html) == []


def test_an_absolute_address_is_found_but_on_the_page_for_lost_ways(tmp_path: Path) -> None:
    html = '<a href="/2024/b.html">b</a>'
    assert [(f.code, f.at.path) for f in found(tmp_path, {**GOOD, "404.html": html, "d.html": html})] == [
        ("site-absolute", "d.html")
    ]


def test_a_fault_stands_at_its_address(tmp_path: Path) -> None:
    (fault,) = found(tmp_path, {**GOOD, "2024/b.html": '<p>\n<p>大桥 <img alt="" src="c.png">\n<p>'})
    assert (fault.at.path, fault.at.line, fault.at.column) == ("2024/b.html", 2, 24)
    assert fault.excerpt == '<p>大桥 <img alt="" src="c.png">'


def test_a_style_sheet_is_read_too(tmp_path: Path) -> None:
    css = '@import "https://cdn.example/a.css"; p { background: url( "gone.png" ) }'
    assert [fault.code for fault in found(tmp_path, {**GOOD, "a.css": css})] == ["site-outside", "site-link-dead"]


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, corpus(issues=2, articles=3), design=ROOT)


def test_what_a_build_writes_passes_and_what_is_broken_afterwards_does_not(work: Desk) -> None:
    work.build_here()
    done = work.say("check", "--site", "public", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("files looked through: 0 errors\n")
    max(work.output.glob("2*/a0.html")).unlink()
    done = work.say("check", "--site", "public", "--lang", "en")
    assert done.returncode == 1
    assert "public/index.html:" in done.stdout
    assert "content/addresses.txt:" in done.stdout
    assert work.say("check", "--site", "nowhere").returncode == 1
