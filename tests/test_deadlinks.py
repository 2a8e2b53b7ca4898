from pathlib import Path

from sitegen.deadlinks import dead_links, link_problems, without_links
from sitegen.model import Link
from sitegen.problems import Position

HERE = "issues/2024/2024-05-17/01-news.md"


def link(target: str, path: str = HERE, line: int = 5, column: int = 3) -> Link:
    return Link(target=target, at=Position(path, line, column))


ADDRESSES = {"2024-05-17/index.html", "2024-05-17/02-flood.html", "pages/about.html", "2024-05-17/map.pdf"}


def test_links_to_what_is_published_are_alive() -> None:
    alive = [link(t) for t in ("02-flood.md", "issue.md", "map.pdf", "../../../pages/about.md", "02-flood.md#part-1")]
    assert dead_links(alive, ADDRESSES) == ()


def test_links_to_nothing_are_dead_in_their_order() -> None:
    dead = [link(t) for t in ("03-gone.md", "plan.pdf", "../2024-05-24/issue.md", "../../../../02-flood.md")]
    assert dead_links([link("issue.md"), *dead], ADDRESSES) == tuple(dead)


def test_a_dead_link_shows_its_line_and_the_nearest_address(tmp_path: Path) -> None:
    (tmp_path / HERE).parent.mkdir(parents=True)
    (tmp_path / HERE).write_text("---\nheadline: a\n---\n\nSee [the flood](02-floood.md).\n")
    (fault,) = link_problems([link("02-floood.md")], ADDRESSES, tmp_path)
    assert (fault.code, fault.at) == ("link-dead", Position(HERE, 5, 3))
    assert fault.excerpt == "See [the flood](02-floood.md)."
    assert dict(fault.facts) == {"target": "02-floood.md", "nearest": "2024-05-17/02-flood.html"}


def test_the_text_of_a_dead_link_stays_and_other_links_too() -> None:
    html = '<p><a href="gone.html">the <em>old</em> story</a>, <a href="02-flood.html">the flood</a></p>'
    assert without_links(html, [link("gone.md")]) == (
        '<p>the <em>old</em> story, <a href="02-flood.html">the flood</a></p>'
    )


def test_a_dead_link_with_marks_in_its_address_is_taken_out_too() -> None:
    html = '<p><a href="a%26b.html?x=1&amp;y=2#z">text</a></p>'
    assert without_links(html, [link("a&b.md?x=1&y=2#z")]) == "<p>text</p>"
