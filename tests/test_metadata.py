"""What programs read in a story's page comes back whole, is right by schema.org, and harms nobody."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import extruct
import pytest
from builds import ROOT, Desk, desk
from papers import draw
from selectolax.lexbor import LexborHTMLParser
from zotero import read_item

BASE = "https://paper.example.org/"
PAPER = (
    f"name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nbase_url: {BASE}\n"
    "publisher: 江城报社\nlicense: CC BY 4.0\nserials: {issn: 1234-5679}\nsections: [{name: 要闻}]\n"
    "columns: [{name: 江边夜话}]\npeople: [{name: 林晓, slug: lin}]\n"
)
ISSUE = "issues/2021/2021-05-14"
HEAD = "---\nnumber: 总第1期\nedition: 晚间版\npages: [{label: A1, title: 头版}]\n---\n"
STORY = """---
headline: 大桥　通车
deck: 全长三公里
summary: 今日通车。
page: A1
section: 要闻
column: 江边夜话
byline: [{name: 林晓, role: reporter}, {name: 新华社, role: agency}, {name: 江帆, role: photographer}]
dateline: 本报讯
tags: [桥, 路]
corrections: [{date: 2021-05-20, text: 应为三公里。}]
---

文。

![桥在江上](bridge.png)
"""
URL = f"{BASE}2021-05-14/01-a.html"

# schema.org: what each type that we use may have, with what may stand there; types have those of their parents.
THING = {"name": str, "url": str, "description": str, "image": list}
WORK = {
    **THING, "headline": str, "alternativeHeadline": str, "author": list, "publisher": "NewsMediaOrganization",
    "datePublished": str, "dateModified": str, "keywords": list, "inLanguage": str, "correction": list,
    "creativeWorkStatus": str, "text": str, "isPartOf": ("PublicationIssue", "PublicationVolume", "Newspaper"),
}  # fmt: skip
TYPES: dict[str, dict[str, Any]] = {
    "Person": THING,
    "Organization": THING,
    "NewsMediaOrganization": THING,
    "CorrectionComment": WORK,
    "Newspaper": {**WORK, "issn": str},
    "PublicationVolume": {**WORK, "volumeNumber": str},
    "PublicationIssue": {**WORK, "issueNumber": str},
    "NewsArticle": {
        **WORK, "articleSection": list, "dateline": str, "printPage": str, "printSection": str, "printColumn": str,
        "printEdition": str,
    },
}  # fmt: skip
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?")


def paper(folder: Path, story: str = STORY, text: str = PAPER, head: str = HEAD) -> Desk:
    files = {"paper.yaml": text, f"{ISSUE}/issue.md": head, f"{ISSUE}/01-a.md": story}
    made = desk(folder, files, design=ROOT)
    draw(made.content / ISSUE / "bridge.png", "PNG", 20, 30)
    return made


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return paper(tmp_path_factory.mktemp("metadata")).build_here()


@pytest.fixture(scope="module")
def page(tree: dict[str, bytes]) -> str:
    return tree["2021-05-14/01-a.html"].decode()


def json_ld(html: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = extruct.extract(html, base_url=BASE, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    return found[0]


def check_schema(value: dict[str, Any]) -> None:
    """Hold a value to the types and properties of schema.org."""
    allowed = TYPES[value["@type"]]
    for name, part in value.items():
        if name in ("@type", "@context"):
            continue
        kind = allowed[name]
        if isinstance(part, dict):
            assert part["@type"] in kind, name
            check_schema(part)
        else:
            assert isinstance(part, kind), name
            for one in part if isinstance(part, list) else ():
                if isinstance(one, dict):
                    check_schema(one)
        if name.startswith("date") and name != "dateline":
            assert DATE.fullmatch(part)
        if name == "url":
            assert part.startswith("https://")


def check_google(article: dict[str, Any]) -> None:
    """Hold an article to the properties that Google asks for."""
    assert article["@context"] == "https://schema.org"
    assert article["@type"] == "NewsArticle"
    assert 0 < len(article["headline"]) <= 110
    assert all(image.startswith("https://") for image in article.get("image", ()))
    assert DATE.fullmatch(article["datePublished"])
    assert DATE.fullmatch(article["dateModified"])
    assert article["publisher"]["name"]
    for author in article.get("author", ()):
        assert author["@type"] in ("Person", "Organization")
        assert author["name"]


def test_the_story_stands_in_its_issue_volume_and_newspaper(page: str) -> None:
    article = json_ld(page)
    check_schema(article)
    check_google(article)
    assert (article["headline"], article["alternativeHeadline"]) == ("大桥 通车", "全长三公里")
    assert article["datePublished"] == "2021-05-14T00:00:00+08:00"
    assert article["dateModified"] == "2021-05-20T00:00:00+08:00"
    assert article["author"] == [
        {"@type": "Person", "name": "林晓", "url": f"{BASE}people/lin.html"},
        {"@type": "Organization", "name": "新华社", "url": f"{BASE}people/xin-hua-she.html"},
    ]
    printed = ("printPage", "printSection", "printColumn", "printEdition", "dateline")
    assert [article[name] for name in printed] == ["A1", "头版", "江边夜话", "晚间版", "本报讯"]
    assert article["articleSection"] == ["要闻", "江边夜话"]
    assert article["correction"] == [
        {"@type": "CorrectionComment", "text": "应为三公里。", "datePublished": "2021-05-20"}
    ]
    issue = article["isPartOf"]
    assert (issue["issueNumber"], issue["datePublished"]) == ("总第1期", "2021-05-14")
    assert issue["isPartOf"]["volumeNumber"] == "2021"
    newspaper = issue["isPartOf"]["isPartOf"]
    assert (newspaper["@type"], newspaper["name"], newspaper["issn"]) == ("Newspaper", "江城晚报", "1234-5679")


def test_the_check_of_schema_org_refuses_what_it_does_not_know(page: str) -> None:
    article = json_ld(page)
    for name, value in (("printpage", "1"), ("printPage", 1), ("isPartOf", {"@type": "Person"}), ("url", "a.html")):
        with pytest.raises((AssertionError, KeyError)):
            check_schema({**article, name: value})


def test_open_graph_comes_back_whole(page: str) -> None:
    graph = extruct.extract(page, base_url=BASE, syntaxes=["opengraph"])["opengraph"][0]
    found = dict(graph["properties"])
    assert found["og:type"] == "article"
    assert (found["og:title"], found["og:site_name"], found["og:url"]) == ("大桥 通车", "江城晚报", URL)
    assert (found["og:description"], found["og:image:alt"]) == ("今日通车。", "桥在江上")
    assert found["og:image"].startswith(f"{BASE}2021-05-14/bridge")
    assert found["article:published_time"] == "2021-05-14T00:00:00+08:00"
    assert found["article:modified_time"] == "2021-05-20T00:00:00+08:00"
    assert found["article:section"] == "要闻"
    assert [value for name, value in graph["properties"] if name == "article:tag"] == ["桥", "路"]


def test_dublin_core_comes_back_whole(page: str) -> None:
    core = extruct.extract(page, base_url=BASE, syntaxes=["dublincore"])["dublincore"][0]
    found: dict[str, list[str]] = {}
    for element in (*core["elements"], *core["terms"]):
        found.setdefault(element["name"].lower(), []).append(element["content"])
    assert found["dc.title"] == ["大桥 通车"]
    assert found["dc.creator"] == ["林晓", "新华社"]
    assert found["dc.contributor"] == ["江帆"]
    assert found["dc.subject"] == ["桥", "路"]
    assert (found["dc.date"], found["dc.source"]) == (["2021-05-14"], ["江城晚报"])
    assert (found["dc.publisher"], found["dc.rights"]) == (["江城报社"], ["CC BY 4.0"])


def test_zotero_reads_a_newspaper_article_with_all_its_fields(page: str) -> None:
    assert read_item(page) == {
        "itemType": "newspaperArticle",
        "title": "大桥 通车",
        "creators": ["林晓", "新华社"],
        "publicationTitle": "江城晚报",
        "date": "2021/05/14",
        "issue": "总第1期",
        "pages": "A1",
        "section": "要闻",
        "edition": "晚间版",
        "ISSN": "1234-5679",
        "language": "zh-CN",
        "rights": "CC BY 4.0",
        "abstractNote": "今日通车。",
        "url": URL,
    }


def test_every_story_of_the_sample_is_right_and_small(sample: Path) -> None:
    style = len(gzip.compress(next(sample.glob("assets/style.*.css")).read_bytes()))
    pages = [path for path in sample.glob("2*/*.html") if re.match(r"\d\d-", path.name)]
    assert len(pages) > 50
    for path in pages:
        html = path.read_text("utf-8")
        if "http-equiv" in html:
            continue  # what stands at a former address
        article = json_ld(html)
        check_schema(article)
        check_google(article)
        item = read_item(html)
        assert item["itemType"] == "newspaperArticle"
        assert item["title"] == article["headline"]
        assert item.get("creators", []) == [author["name"] for author in article.get("author", ())]
        assert len(gzip.compress(html.encode())) + style <= 14 * 1024, path.name


HOSTILE = "</script><script>alert(1)</script><!-- \"' &quot; ]]> </pre></title> \\u003c $&"


def test_no_field_can_leave_its_place(tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    story = (
        f"---\nheadline: {quoted}\nkicker: {quoted}\ndeck: {quoted}\nsummary: {quoted}\ndateline: {quoted}\n"
        f"byline: [{{name: {quoted}, role: {quoted}}}]\ntags: [{quoted}]\nretracted: {quoted}\n"
        f"corrections: [{{date: 2021-05-20, text: {quoted}}}]\nsection: {quoted}\ncolumn: {quoted}\n---\n\n"
        "![</script>](bridge.png)\n"
    )
    text = (
        f"name: {quoted}\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nbase_url: {BASE}\npublisher: {quoted}\n"
        f"license: {quoted}\nserials: {{issn: {quoted}}}\n"
    )
    head = f"---\nnumber: {quoted}\ntitle: {quoted}\nedition: {quoted}\npages: [{{label: A1, title: {quoted}}}]\n---\n"
    plain = paper(tmp_path / "plain").build_here()["2021-05-14/01-a.html"].decode()
    html = paper(tmp_path / "hostile", story, text, head).build_here()["2021-05-14/01-a.html"].decode()
    counts = [len(LexborHTMLParser(one).css("script")) for one in (plain, html)]
    assert counts[0] == counts[1]
    assert "alert(1)" not in "".join(node.text() for node in LexborHTMLParser(html).css("script:not([type])"))
    assert "<!-- " not in html
    article = json_ld(html)
    check_schema(article)
    said = " ".join(HOSTILE.split())
    assert (article["headline"], article["author"][0]["name"], article["isPartOf"]["name"]) == (said, said, said)
    item = read_item(html)
    assert (item["title"], item["creators"], item["publicationTitle"], item["ISSN"]) == (said, [said], said, said)


def test_a_retracted_story_says_so_to_programs(tmp_path: Path) -> None:
    story = "---\nheadline: 一\npage: A1\nretracted: 消息来源不实。\n---\n\n文。\n"
    article = json_ld(paper(tmp_path, story).build_here()["2021-05-14/01-a.html"].decode())
    assert article["creativeWorkStatus"] == "Retracted"


def test_without_a_base_address_nothing_is_claimed_to_stand_on_the_web(tmp_path: Path) -> None:
    html = paper(tmp_path, text=PAPER.replace(f"base_url: {BASE}\n", "")).build_here()["2021-05-14/01-a.html"].decode()
    article = json_ld(html)
    check_schema(article)
    assert "url" not in article
    assert "image" not in article
    assert "og:url" not in html
    assert re.findall(r"https?://[^\"<]*", html) == ["https://schema.org"]


def test_pages_name_what_can_be_subscribed_to_and_their_data(tree: dict[str, bytes]) -> None:
    def offered(url: str) -> list[str | None]:
        links = LexborHTMLParser(tree[url].decode()).css('link[rel="alternate"]')
        return [link.attributes.get("href") for link in links]

    assert {"feed.xml", "feed.json", "2021-05-14/issue.json"} <= set(offered("index.html"))
    assert {"../feed.xml", "../feed.json"} <= set(offered("2021-05-14/01-a.html"))
    assert "../2021-05-14/issue.json" in offered("2021-05-14/index.html")
    for kind, slug in (("sections", "yao-wen"), ("columns", "jiang-bian-ye-hua"), ("people", "lin")):
        assert f"../{kind}/{slug}.xml" in offered(f"{kind}/{slug}.html")
        assert f"{kind}/{slug}.xml" in tree
