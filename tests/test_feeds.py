"""Feeds as readers of feeds see them: valid by the letter of RFC 4287 and JSON Feed 1.1, whole, and stable."""

import json
import uuid
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from builds import ROOT, Desk, desk
from lxml import etree

from sitegen.feeds.entries import absolute, feed_id, moment
from sitegen.model import Paper

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
BASE = "https://paper.example.org/"
PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\npublisher: 江城报社\n"


def article(front: str, body: str = "正文第一段。") -> str:
    return f"---\n{front}\n---\n\n{body}\n"


def paper(folder: Path, more: str = f"base_url: {BASE}\n", articles: dict[str, str] | None = None) -> Desk:
    issue = "issues/2021/2021-05-14"
    files = {
        f"{issue}/{name}.md": text for name, text in (articles or {"01-bridge": article("headline: 通车")}).items()
    }
    return desk(folder, {"paper.yaml": PAPER + more, f"{issue}/issue.md": "---\n---\n", **files}, design=ROOT)


def entries(tree: dict[str, bytes], url: str = "feed.xml") -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(tree[url]).iter(f"{ATOM}entry"))


def text(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def check_json_feed(content: bytes) -> None:
    """Hold a document to the rules of JSON Feed 1.1."""
    feed = json.loads(content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert all(isinstance(feed[name], str) for name in ("home_page_url", "feed_url", "language") if name in feed)
    assert all(set(author) & {"name", "url", "avatar"} for author in feed["authors"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item.get("content_text")
        assert all(item[name].startswith("http") for name in ("url", "image") if name in item)
        assert "T" in item["date_published"]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


@pytest.mark.parametrize("more", ["", f"base_url: {BASE}\n"])
def test_every_feed_is_valid(tmp_path: Path, more: str) -> None:
    tree = paper(
        tmp_path,
        more + "sections: [{name: 要闻}]\npeople: [{name: 林晓}]\n",
        {
            "01-bridge": article(
                "headline: A & B <c>\nbyline: 本报记者 林晓 江帆 摄\nsection: 要闻\ntags: [桥 & 路]",
                "见[下文](02-b.md)。",
            ),
            "02-b": article("headline: 二", "text\n\n1 < 2 & 3\n\n```\na ]]> b\n```"),
        },
    ).build()
    feeds = [url for url in tree if url.endswith(".xml") and not url.startswith("sitemap")]
    assert {"feed.xml", "sections/yao-wen.xml", "people/lin-xiao.xml", "feeds/2021-05.xml"} <= set(feeds)
    for url in feeds:
        assert SCHEMA.validate(etree.fromstring(tree[url])), (url, SCHEMA.error_log)
        if url != "feeds/2021-05.xml":
            check_json_feed(tree[url.removesuffix(".xml") + ".json"])


def test_a_feed_comes_back_whole(tmp_path: Path) -> None:
    signed = "byline: [{name: 林晓}, {name: 江帆, role: photographer}]"
    front = f"headline: 大桥通车\ndeck: 全长三公里\nsummary: 今日通车。\nupdated: 2021-05-16\n{signed}"
    tree = paper(tmp_path, articles={"01-bridge": article(front, "见[他处](https://a.example/x?y=1&z=2)。")}).build()
    read: Any = feedparser.parse(tree["feed.xml"])
    assert not read.bozo
    assert read.feed.title == "江城晚报"
    entry = read.entries[0]
    assert (entry.title, entry.link, entry.summary) == ("大桥通车", f"{BASE}2021-05-14/01-bridge.html", "今日通车。")
    assert (entry.published, entry.updated) == ("2021-05-14T00:00:00+08:00", "2021-05-16T00:00:00+08:00")
    assert [author.name for author in entry.authors] == ["林晓"]
    assert [person.name for person in entry.contributors] == ["江帆"]
    assert "全长三公里" in entry.content[0].value
    assert 'href="https://a.example/x?y=1&amp;z=2"' in entry.content[0].value


def test_links_of_a_text_are_whole_where_the_base_address_is_known(tmp_path: Path) -> None:
    stories = {"01-a": article("headline: 一", "见[二](02-b.md)。"), "02-b": article("headline: 二")}
    tree = paper(tmp_path, articles=stories).build()
    content = text(entries(tree)[0], "content")
    assert f'<a href="{BASE}2021-05-14/02-b.html"' in content


def test_without_a_base_address_atom_is_relative_and_json_has_no_links(tmp_path: Path) -> None:
    stories = {"01-a": article("headline: 一", "见[二](02-b.md)。"), "02-b": article("headline: 二")}
    tree = paper(tmp_path, "", stories).build()
    assert b' xml:base="../" ' in tree["feeds/2021-05.xml"]
    assert b"xml:base" not in tree["feed.xml"].split(b"<entry", 1)[0]
    entry = entries(tree)[0]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "2021-05-14/01-a.html"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("{http://www.w3.org/XML/1998/namespace}base") == "2021-05-14/01-a.html"
    item = json.loads(tree["feed.json"])["items"][0]
    assert "url" not in item
    assert item["content_text"] == "见二。"


def test_links_are_made_whole_only_inside_tags() -> None:
    html = '<p>href="x" <a title="t" href="../b.html#c">b</a> <img alt="&gt; src=" src="p.jpg"> <a href="#n">n</a></p>'
    assert absolute(html, f"{BASE}d/a.html") == (
        f'<p>href="x" <a title="t" href="{BASE}b.html#c">b</a> <img alt="&gt; src=" src="{BASE}d/p.jpg"> '
        f'<a href="{BASE}d/a.html#n">n</a></p>'
    )


def test_what_asks_to_be_left_out_is_in_no_feed(tmp_path: Path) -> None:
    stories = {
        "01-lost": article("headline: 遗失声明\nfeeds: false"),
        "02-draft": article("headline: 草稿\ndraft: true"),
    }
    made = paper(tmp_path, articles={**stories, "03-news": article("headline: 新闻")})
    for arguments in ((), ("--drafts",)):
        tree = made.build(*arguments)
        for url in ("feed.xml", "feed.json", "feeds/2021-05.xml"):
            assert "新闻" in tree[url].decode()
            assert "遗失" not in tree[url].decode()
            assert "草稿" not in tree[url].decode()


def test_a_retracted_story_stays_marked_with_its_reason(tmp_path: Path) -> None:
    tree = paper(tmp_path, articles={"01-a": article("headline: 一\nretracted: 消息来源不实。")}).build()
    entry = entries(tree)[0]
    assert text(entry, "title") == "[已撤稿] 一"
    assert "已撤稿: 消息来源不实。" in text(entry, "content")


def test_a_correction_shows_in_the_entry_and_its_date(tmp_path: Path) -> None:
    front = "headline: 一\ncorrections: [{date: 2021-05-20, text: 应为三公里。}]"
    entry = entries(paper(tmp_path, articles={"01-a": article(front)}).build())[0]
    assert text(entry, "updated") == "2021-05-20T00:00:00+08:00"
    assert "更正 2021-05-20: 应为三公里。" in text(entry, "content")


def test_the_id_of_a_story_survives_a_new_host_and_a_new_address(tmp_path: Path) -> None:
    made = paper(tmp_path, articles={"01-a": article("headline: 一")})
    before = text(entries(made.build())[0], "id")
    assert text(entries(made.build("--base-url", "https://elsewhere.example/"))[0], "id") == before
    issue = made.content / "issues/2021/2021-05-14"
    (issue / "01-a.md").unlink()
    made.write({"issues/2021/2021-05-14/09-z.md": article("headline: 一\naliases: [2021-05-14/01-a.html]")})
    assert text(entries(made.build())[0], "id") == before


def test_ids_are_name_based_uuids() -> None:
    one = Paper(name="江城晚报", language="zh-CN", timezone="Asia/Shanghai")
    for i in range(100):
        assert feed_id(one, f"a/{i}.html") == uuid.uuid5(uuid.NAMESPACE_URL, f"江城晚报/a/{i}.html").urn


def test_days_before_standard_time_are_given_in_utc() -> None:
    assert moment(date(1898, 6, 1), "Asia/Shanghai") == "1898-05-31T15:54:17Z"
    assert moment(date(2021, 5, 14), "Asia/Shanghai") == "2021-05-14T00:00:00+08:00"


def test_the_archive_of_feeds_leads_from_month_to_month(tmp_path: Path) -> None:
    made = paper(tmp_path)
    for day in ("2021-03-05", "2021-06-11"):
        folder = f"issues/2021/{day}"
        made.write({f"{folder}/issue.md": "---\n---\n", f"{folder}/01-a.md": article(f"headline: 于{day}")})
    tree = made.build()
    found: list[str] = []
    url = "feed.xml"
    seen: list[str] = []
    while url:
        seen.append(url)
        read: Any = feedparser.parse(tree[url])
        found += [entry.title for entry in read.entries]
        links = {link.rel: link.href for link in read.feed.links}
        url = links.get("prev-archive", "").removeprefix(BASE)
    assert seen == ["feed.xml", "feeds/2021-06.xml", "feeds/2021-05.xml", "feeds/2021-03.xml"]
    assert set(found) == {"于2021-03-05", "通车", "于2021-06-11"}
    assert b"<fh:archive/>" in tree["feeds/2021-05.xml"]


def test_an_edit_of_an_old_story_leaves_the_feeds_of_the_newest_alone(tmp_path: Path) -> None:
    made = paper(tmp_path)
    for week in range(1, 15):
        folder = f"issues/2020/2020-01-{week:02}"
        stories = {f"{folder}/{n:02}-a.md": article(f"headline: 第{week}期{n}") for n in range(6)}
        made.write({f"{folder}/issue.md": "---\n---\n", **stories})
    made.build()
    kept = {url: (made.output / url).stat().st_mtime_ns for url in ("feed.xml", "feed.json")}
    made.write({"issues/2020/2020-01-01/00-a.md": article("headline: 改过")})
    tree = made.build()
    assert {url: (made.output / url).stat().st_mtime_ns for url in kept} == kept
    assert "改过" in tree["feeds/2020-01.xml"].decode()
    assert tree == made.clean_build_here()


def test_the_newest_issue_is_whole_however_many_stories_it_has(tmp_path: Path) -> None:
    tree = paper(tmp_path, articles={f"{n:02}-a": article(f"headline: 第{n}条") for n in range(70)}).build()
    assert len(entries(tree)) == 70


def test_a_page_without_stories_has_a_feed_without_entries(tmp_path: Path) -> None:
    made = paper(tmp_path, articles={"01-a": article('headline: 一\npage: "1"')})
    pages = '---\npages: [{label: "1"}, {label: "2"}]\n---\n'
    made.write({"issues/2021/2021-05-14/issue.md": pages})
    tree = made.build()
    assert SCHEMA.validate(etree.fromstring(tree["feeds/page-2.xml"])), SCHEMA.error_log
    assert not entries(tree, "feeds/page-2.xml")
    assert len(entries(tree, "feeds/page-1.xml")) == 1
