"""A reader reaches everything in the sample paper; and the crawler that says so finds each kind of fault."""

from pathlib import Path

import pytest
from builds import ROOT
from crawl import Doors, crawl, css_addresses, doors_of, missing_doors, tree_at

CASES = Path(__file__).parent / "cases"


def page(body: str) -> bytes:
    return f"<!doctype html><html lang=en><title>t</title><body>{body}".encode()


def test_a_reader_reaches_everything_in_the_sample_and_nothing_outside_is_asked(sample: Path) -> None:
    tree = tree_at(sample)
    assert crawl(tree).faults() == []
    doors = doors_of(ROOT / "content")
    assert len(doors) >= 30
    assert any(len(door.zones) == 2 for door in doors), "one story jumps to another page"
    assert missing_doors(tree, doors) == []


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/expected")))
def test_a_reader_reaches_everything_in_the_little_papers(name: str) -> None:
    expected = CASES / name / "expected"
    fronts = [path.parent for path in expected.rglob("index.html") if (path.parent / "404.html").exists()]
    assert fronts
    for front in fronts:
        found = crawl(tree_at(front))
        # one of the three papers with remote pictures allows them
        found.outside = [line for line in found.outside if front.name != "allow"]
        assert found.faults() == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<a href="b.html">', "dead"),
        ('<a href="#nowhere">', "dead"),
        ('<a href="index.html?x=1#nowhere">', "dead"),
        ('<img src="b.png">', "dead"),
        ('<a href="/index.html">', "absolute"),
        ('<a href="javascript:void(0)">', "outside"),
        ('<img src="https://host.example/b.png">', "outside"),
        ('<img srcset="index.html 1x, //host.example/b.png 2x">', "outside"),
        ('<script src="//host.example/b.js"></script>', "outside"),
        ('<link rel="stylesheet" href="https://host.example/b.css">', "outside"),
        ('<style>p { background: url( "https://host.example/b.png" ) }</style>', "outside"),
        ('<p style="background: url(https://host.example/b.png)">', "outside"),
        ('<style>@import "https://host.example/b.css";</style>', "outside"),
        ('<meta http-equiv="refresh" content="0; url=https://host.example/">', "outside"),
        ('<svg><image href="https://host.example/b.png"/></svg>', "outside"),
        ('<video poster="https://host.example/b.png"></video>', "outside"),
        ('<i id="a"></i><b id="a"></b>', "repeated_ids"),
    ],
)
def test_the_crawler_finds(body: str, kind: str) -> None:
    faults = crawl({"index.html": page(body)}).faults()
    assert [fault.partition(":")[0] for fault in faults] == [kind]


def test_the_crawler_lets_good_addresses_pass() -> None:
    body = (
        '<a href="https://host.example/">out</a> <a href="mailto:a@host.example">write</a> <a href="#a" id="a">a</a>'
        '<a href="one/b%20c.html">b</a> <img src="data:image/gif;base64,R0lGOD"> '
        '<link rel="canonical" href="//host.example">'
    )
    tree = {"index.html": page(body), "one/b c.html": page('<a href="../index.html#a">up</a>')}
    assert crawl(tree).faults() == []
    assert crawl(tree | {"404.html": page('<a href="/index.html">')}).faults() == []


def test_the_crawler_finds_what_no_link_leads_to() -> None:
    tree = {"index.html": page(""), "a.html": page('<a href="b.html">'), "b.html": page("")}
    assert crawl(tree).unreached == ["a.html", "b.html"]


def test_an_old_address_must_lead_on_to_what_is_reached() -> None:
    tree = {"index.html": page('<a href="a.html">'), "a.html": page(""), "b.html": page("")}
    for target, unreached in (("a.html", ["b.html"]), ("b.html", ["b.html", "old.html"])):
        old = page(f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">on</a>')
        assert crawl(tree | {"old.html": old}).unreached == unreached


def test_the_crawler_reads_style_sheets_without_their_comments() -> None:
    css = "/* url(a) */ p { background: url('b') } @import \"c\"; q { background: url(d) url( e ) }"
    assert list(css_addresses(css)) == ["b", "c", "d", "e"]


def test_a_missing_door_is_named() -> None:
    tree = {
        "i/index.html": page('<a href="a.html">A</a>'),
        "i/page-2.html": page('<a href="a.html">not a zone</a>'),
        "i/a.html": page(""),
    }
    door = Doors(article="i/a.html", page="i/page-2.html", issue="i/index.html", zones=("i/page-2.html",))
    assert missing_doors(tree, [door]) == ["i/a.html has no zone on i/page-2.html"]
    tree["i/page-2.html"] = page('<svg><a href="a.html">a zone</a></svg>')
    assert missing_doors(tree, [door]) == []
    tree["i/index.html"] = page("")
    assert missing_doors(tree, [door]) == ["i/a.html not on i/index.html"]
