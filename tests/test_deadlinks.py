import json
from pathlib import Path

from builds import desk

from sitegen.deadlinks import dead_links, part_problems, without_links
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


def test_the_text_of_a_dead_link_stays_and_other_links_too() -> None:
    html = '<p><a href="gone.html">the <em>old</em> story</a>, <a href="02-flood.html">the flood</a></p>'
    assert without_links(html, [link("gone.md")]) == (
        '<p>the <em>old</em> story, <a href="02-flood.html">the flood</a></p>'
    )


def test_a_dead_link_with_marks_in_its_address_is_taken_out_too() -> None:
    html = '<p><a href="a%26b.html?x=1&amp;y=2#z">text</a></p>'
    assert without_links(html, [link("a&b.md?x=1&y=2#z")]) == "<p>text</p>"


def test_a_dead_link_to_a_part_with_a_chinese_name_is_taken_out_too() -> None:
    assert without_links('<a href="gone.html#%E9%80%9A%E8%BD%A6">text</a>', [link("gone.md#通车")]) == "text"


TEXTS = {"2024-05-17/02-flood.html": '<h2 id="part-1">A</h2><p id="note-1&amp;">b</p>', "pages/about.html": "<p>c</p>"}


def test_a_link_to_a_part_that_another_text_lacks_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / HERE).parent.mkdir(parents=True)
    (tmp_path / HERE).write_text("---\nheadline: a\n---\n\nSee [the flood](02-flood.md#part-2).\n")
    good = [
        link(t) for t in ("02-flood.md#part-1", "02-flood.md#note-1%26", "02-flood.md", "map.pdf#page=2", "gone.md#a")
    ]
    lost = [link("02-flood.md#part-2"), link("../../../pages/about.md#通车")]
    one, other = part_problems([*good, *lost], lambda url: TEXTS.get(url, ""), tmp_path)
    assert (one.code, one.at, one.excerpt) == (
        "link-part",
        Position(HERE, 5, 3),
        "See [the flood](02-flood.md#part-2).",
    )
    assert dict(one.facts) == {"target": "02-flood.md#part-2", "fragment": "part-2", "near": "part-1"}
    assert dict(other.facts)["near"] == "–"


def test_parts_of_articles_and_of_standing_texts_are_known_to_each_other(tmp_path: Path) -> None:
    head = "---\nheadline: 桥\n---\n\n"
    about = "../../../pages/about.md"
    work = desk(
        tmp_path,
        {
            "paper.yaml": "name: 报\nlanguage: zh-CN\ntimezone: UTC\n",
            "issues/2024/2024-05-17/issue.md": "---\n---\n",
            HERE: f"{head}见[甲](02-flood.md#part-1)、[乙](02-flood.md#part-2)、"
            f"[丙]({about}#part-1)、[丁]({about}#x)。\n",
            "issues/2024/2024-05-17/02-flood.md": head.replace("桥", "水") + "## 水位\n\n文。\n",
            "pages/about.md": f"---\ntitle: 关于\n---\n\n## 地址\n\n见[戊](../{HERE}#part-1)。\n",
        },
    )
    lines = work.say("check", "--format", "json").stdout.splitlines()
    assert [(json.loads(line)["code"], json.loads(line)["column"]) for line in lines] == [
        ("link-part", 26),
        ("link-part", 86),
        ("link-part", 2),
    ]
