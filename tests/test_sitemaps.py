"""Sitemaps: valid, complete, with days of last change, and nothing of drafts."""

import re
from pathlib import Path

from builds import ROOT, Desk, desk
from lxml import etree

from sitegen.sitemaps import news_language

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "sitemap.xsd"))
BASE = "https://paper.example.org/sub/"
PAPER = f"name: 江城 & 晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nbase_url: {BASE}\n"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def paper(folder: Path, text: str = PAPER) -> Desk:
    files = {"paper.yaml": text, "pages/about.md": "---\ntitle: 关于\n---\n\n本报。\n"}
    for day in ("2020-12-30", "2021-05-12", "2021-05-13", "2021-05-14"):
        issue = f"issues/{day[:4]}/{day}"
        files[f"{issue}/issue.md"] = "---\n---\n"
        files[f"{issue}/01-a.md"] = f"---\nheadline: 于{day}\ntags: [桥]\n---\n\n文。\n"
    return desk(folder, files, design=ROOT)


def addresses(content: bytes) -> dict[str, str]:
    """Return the days by address, "" where there is none."""
    tree = etree.fromstring(content)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {item.findtext(f"{space}loc") or "": item.findtext(f"{space}lastmod") or "" for item in tree}


def test_index_and_parts_are_valid_and_name_every_page_once(tmp_path: Path) -> None:
    tree = paper(tmp_path).build()
    listed: list[str] = []
    for url in addresses(tree["sitemap.xml"]):
        assert url.startswith(BASE)
        part = tree[url.removeprefix(BASE)]
        assert SCHEMA.validate(etree.fromstring(part)), SCHEMA.error_log
        if not url.endswith("sitemap-news.xml"):
            listed += addresses(part)
    assert SCHEMA.validate(etree.fromstring(tree["sitemap.xml"])), SCHEMA.error_log
    # indexes without entries are no pages to be found by
    empty = {"corrections/index.html", "columns/index.html", "people/index.html", "sections/index.html"}
    pages = {url for url in tree if url.endswith(".html")} - {"404.html", "search.html"} - empty
    assert sorted(listed) == sorted(BASE + url for url in pages)


def test_a_correction_is_a_change(tmp_path: Path) -> None:
    made = paper(tmp_path)
    front = "headline: 改\ncorrections: [{date: 2021-07-01, text: 有误。}]"
    made.write({"issues/2021/2021-05-13/01-a.md": f"---\n{front}\n---\n\n文。\n"})
    tree = made.build()
    days = addresses(tree["sitemap-2021.xml"])
    assert days[f"{BASE}2021-05-13/01-a.html"] == "2021-07-01"
    assert days[f"{BASE}2021-05-14/01-a.html"] == "2021-05-14"
    assert addresses(tree["sitemap.xml"])[f"{BASE}sitemap-2021.xml"] == "2021-07-01"
    assert addresses(tree["sitemap.xml"])[f"{BASE}sitemap-2020.xml"] == "2020-12-30"


def test_the_news_are_the_last_two_days_of_the_paper_not_of_the_clock(tmp_path: Path) -> None:
    tree = etree.fromstring(paper(tmp_path).build()["sitemap-news.xml"])
    assert [title.text for title in tree.iter(f"{NEWS}title")] == ["于2021-05-14", "于2021-05-13"]
    assert {name.text for name in tree.iter(f"{NEWS}name")} == {"江城 & 晚报"}
    assert {name.text for name in tree.iter(f"{NEWS}language")} == {"zh-cn"}


def test_news_knows_two_ways_of_chinese() -> None:
    tags = ("zh-CN", "zh-Hans-SG", "zh", "zh-TW", "zh-Hant-HK", "en-GB", "fr")
    assert [news_language(tag) for tag in tags] == ["zh-cn", "zh-cn", "zh-cn", "zh-tw", "zh-tw", "en", "fr"]


def test_without_a_base_address_there_is_no_sitemap(tmp_path: Path) -> None:
    tree = paper(tmp_path, PAPER.replace(f"base_url: {BASE}\n", "")).build()
    assert not [url for url in tree if url.startswith("sitemap")]
    assert tree["robots.txt"] == b"User-agent: *\nDisallow:\n"


def test_robots_names_the_sitemap_and_shuts_a_preview_with_drafts(tmp_path: Path) -> None:
    made = paper(tmp_path)
    assert re.search(rf"^Sitemap: {re.escape(BASE)}sitemap.xml$", made.build()["robots.txt"].decode(), re.MULTILINE)
    tree = made.build("--drafts")
    assert tree["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert "sitemap.xml" not in tree
