"""Saved pages of Founder's digital newspapers become stories with their fields, pictures and zones."""

import json
from pathlib import Path

import pytest
from builds import Desk, desk
from papers import PAPER
from PIL import Image

from sitegen.articles import Read, read_article, settings_of
from sitegen.importing.bounds import SourceError
from sitegen.importing.founder import decode, read_founder
from sitegen.model import Paper
from sitegen.paper import read_paper
from sitegen.pictures import Size

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>江城晚报 第01版：要闻</title></head><body><table><tr><td>
<img src="201707221_brief.jpg" width="350" height="550" useMap="#PagePicMap"><MAP NAME="PagePicMap">
<AREA shape="polygon" coords="7,55,343,55,343,220,7,220" href="content_101.htm">
<area coords="7,230,150,230,150,300,200,300,200,500,7,500" shape="polygon" href="content_102.htm">
<area coords="1,1,9,1,9,9" href="../../../../../content_999.htm"></MAP></td></tr></table></body></html>"""
FIELDS = """<!--enpproperty <articleid>101</articleid><date>2017-07-22 00:00:00:0</date><author>林晓</author>
<title>大桥今日通车</title><keyword>大桥,交通</keyword><subtitle>——两岸行车八分钟</subtitle>
<introtitle>历时三年&nbsp;&amp;两个月</introtitle><nodename>要闻</nodename>/enpproperty-->"""
FIRST = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>{FIELDS}
<div id="ozoom"><table><tr><td><img src="../../../res/1/a.jpg"></td></tr><tr><td>大桥合龙。 方竹溪 摄</td></tr></table>
<founder-content><P>　　本报讯 大桥今日<b>通车</b>，全长三公里。<br>　　车流从北岸驶来。</P><P>　　（本报记者 林晓）</P>
</founder-content></div><script>alert(1)</script></body></html>"""
SECOND = """<html><meta charset=utf-8><body><h1>菜价回落</h1><div id="ozoom"><!--enpcontent-->
<p>　　新华社江城7月21日电（记者 林晓）首批白菜*投放*。</p>
<table><tr><td>菜</td><td>价</td></tr><tr><td>白菜</td><td>0.6|元</td></tr></table><!--/enpcontent--></div>"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The folder of a page as a browser saved it, in a paper's folders."""
    folder = tmp_path / "saved" / "html" / "2017-07" / "22"
    folder.mkdir(parents=True)
    (tmp_path / "saved" / "res" / "1").mkdir(parents=True)
    Image.new("RGB", (350, 550), "white").save(folder / "201707221_brief.jpg")
    Image.new("RGB", (90, 60), "red").save(tmp_path / "saved" / "res" / "1" / "a.jpg")
    (folder / "node_2.htm").write_text(PAGE, "gb18030")
    (folder / "content_101.htm").write_text(FIRST, "gb18030")
    (folder / "content_102.htm").write_text(SECOND, "utf-8")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, {"paper.yaml": PAPER})


def read(work: Desk, name: str) -> Read:
    path = work.content / "issues" / "2017" / "2017-07-22" / name
    pictures = {picture.name: Size(9, 9) for picture in path.parent.glob("*.jpg")}
    return read_article(f"issues/2017/2017-07-22/{name}", path.read_bytes(), settings_of(paper(), ("1",), pictures))


def paper() -> Paper:
    return read_paper("paper.yaml", PAPER, {})[0]


def test_a_page_becomes_an_issue_with_an_image_and_zones(saved: Path, work: Desk) -> None:
    done = work.say("import", *map(str, sorted(saved.glob("*.htm"))))
    assert done.returncode == 0, done.stderr
    folder = work.content / "issues" / "2017" / "2017-07-22"
    assert (folder / "issue.md").read_text("utf-8") == (
        '---\ndate: 2017-07-22\npages:\n  - label: "1"\n    title: 要闻\n    image: page-1.jpg\n---\n'
    )
    first, second = (read(work, path.name) for path in sorted(folder.glob("0*.md")))
    assert (first.article.kicker, first.article.headline, first.article.deck) == (
        *("历时三年 &两个月", "大桥今日通车", "两岸行车八分钟"),
    )
    assert [(by.name, by.role) for by in first.article.byline] == [("林晓", "reporter")]
    assert (first.article.dateline, [tag.name for tag in first.article.tags]) == ("本报讯", ["大桥", "交通"])
    assert first.article.zones[0].points == ((2, 10), (98, 10), (98, 40), (2, 40))
    assert [(p.src, p.caption, p.credit) for p in first.body.pictures] == [
        ("da-qiao-jin-ri-tong-che.jpg", "大桥合龙。", "方竹溪 摄")
    ]
    assert "<strong>通车</strong>" in first.body.html
    assert first.body.paragraphs[-2:] == ("大桥今日通车，全长三公里。", "车流从北岸驶来。")
    assert len(second.article.zones[0].points) == 6
    assert "白菜*投放*" in second.body.html
    assert "0.6|元" in second.body.html
    problems = map(json.loads, work.say("check", "--drafts", "--format", "json").stdout.splitlines())
    assert not [fault for fault in problems if fault["level"] == "error"]


def test_a_second_run_finds_all_of_it_there(saved: Path, work: Desk) -> None:
    assert work.say("import", str(saved)).returncode == 0
    again = work.say("import", str(saved))
    assert again.stdout.count("原样未动") == 2
    assert len(list(work.content.glob("issues/*/*/*.md"))) == 3


def test_an_outline_without_its_article_is_named_and_nothing_outside_is_opened(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "content_999.htm").write_text(SECOND, "utf-8")
    found = read_founder(saved / "node_2.htm")
    assert found.left_out == ("../../../../../content_999.htm",)
    assert [story.fields["headline"] for story in found.stories] == ["大桥今日通车", "菜价回落"]


def test_a_picture_outside_the_papers_folders_is_not_opened(saved: Path, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.jpg")
    text = SECOND.replace("<table>", '<p><img src="../../../../secret.jpg"></p><table>')
    (saved / "content_102.htm").write_text(text, "utf-8")
    (saved / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (saved / "content_103.htm").write_text(text.replace("../../../../secret.jpg", "link.jpg"), "utf-8")
    for name in ("content_102.htm", "content_103.htm"):
        (story,) = read_founder(saved / name).stories
        assert not any(getattr(block, "content", b"") for block in story.blocks)


def test_outlines_against_the_original_are_scaled(saved: Path) -> None:
    corners = json.dumps([{"x": 0, "y": 0}, {"x": 1389, "y": 0}, {"x": 1389, "y": 2182.7}])
    text = PAGE.replace('coords="7,55,343,55,343,220,7,220"', f"xy='{corners}'")
    (saved / "node_2.htm").write_text(text, "gb18030")
    zone = read_founder(saved / "node_2.htm").stories[0].fields["zones"]
    assert zone == ({"points": ((0.0, 0.0), (50.0, 0.0), (50.0, 50.0))},)


def test_an_encoding_is_what_the_file_says_or_what_fits() -> None:
    assert decode("大桥".encode("gb18030")) == "大桥"
    assert decode("大桥".encode()) == "大桥"
    assert decode(b'<meta charset="gb2312">' + "大桥".encode()).endswith("大桥")


@pytest.mark.parametrize("text", ["<div>" * 100_000, "<b>" * 3000 + "x", "<table><tr><td>" * 5000])
def test_tags_without_end_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_text(text, "utf-8")
    with pytest.raises(SourceError):
        read_founder(tmp_path / "a.htm")


def test_a_page_of_another_kind_holds_no_story(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Hello</p></body></html>", "utf-8")
    assert read_founder(tmp_path / "a.html").stories == ()
