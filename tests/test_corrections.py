"""What the paper puts right: links both ways, one page for all of it, and feeds, sitemaps and data that know of it."""

import json
import re
from datetime import date
from pathlib import Path

from builds import ROOT, Desk, desk

from sitegen.corrections import Told, lines_of, relate, with_relations, within
from sitegen.model import Article, Correction, Issue, Page, Reference

BASE = "https://paper.example.org/"
PAPER = f"name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nbase_url: {BASE}\n"
OLD, NEW = "issues/2021/2021-05-14", "issues/2022/2022-05-21"
WRONG, RIGHT = "2021-05-14/01-bridge.html", "2022-05-21/01-notice.html"


def paper(folder: Path, front: str = f"corrects: {WRONG}", wrong: str = "") -> Desk:
    files = {
        "paper.yaml": PAPER,
        f"{OLD}/issue.md": "---\n---\n",
        f"{OLD}/01-bridge.md": f"---\nheadline: 大桥通车\n{wrong}---\n\n桥长两公里。\n",
        f"{OLD}/02-boat.md": "---\nheadline: 渡船停航\n---\n\n文。\n",
        f"{NEW}/issue.md": "---\n---\n",
        f"{NEW}/01-notice.md": f"---\nheadline: 更正\n{front}\n---\n\n桥长应为三公里。\n",
    }
    return desk(folder, files, design=ROOT)


def test_a_story_that_puts_another_right_and_that_one_lead_to_each_other(tmp_path: Path) -> None:
    tree = paper(tmp_path).build_here()
    wrong, right = tree[WRONG].decode(), tree[RIGHT].decode()
    box = re.search(r'<aside class="notice correction">(.*?)</aside>', wrong, re.DOTALL)
    assert box
    assert "桥长应为三公里。" in box[1]
    assert f'href="../{RIGHT}"' in box[1]
    assert '<time datetime="2022-05-21">' in box[1]
    assert f'<a href="../{WRONG}">大桥通车</a>' in right
    assert 'class="notice' not in tree["2021-05-14/02-boat.html"].decode()


def test_programs_learn_of_the_correction(tmp_path: Path) -> None:
    tree = paper(tmp_path).build_here()
    day = "2022-05-21T00:00:00+08:00"
    assert f'"dateModified":"{day}"' in tree[WRONG].decode()
    assert '"correction":[{"@type":"CorrectionComment","text":"桥长应为三公里。"' in tree[WRONG].decode()
    for url in ("feed.xml", "feeds/2021-05.xml"):
        entry = re.search(rf"<entry>(?:(?!</entry>).)*{WRONG}.*?</entry>", tree[url].decode())
        assert entry
        assert f"<updated>{day}</updated>" in entry[0]
    assert "更正 2022-05-21: 桥长应为三公里。" in tree["feed.xml"].decode()
    assert f"<loc>{BASE}{WRONG}</loc><lastmod>2022-05-21</lastmod>" in tree["sitemap-2021.xml"].decode()
    story = json.loads(tree["2021-05-14/issue.json"])["articles"][0]
    assert story["corrections"] == [{"date": "2022-05-21", "text": "桥长应为三公里。", "url": RIGHT}]
    notice = json.loads(tree["2022-05-21/issue.json"])["articles"][0]
    assert notice["corrects"] == [{"url": WRONG, "headline": "大桥通车"}]


def test_a_correction_that_both_stories_tell_of_is_told_once(tmp_path: Path) -> None:
    own = "corrections: [{date: 2022-05-21, text: 三公里。}, {date: 2021-06-01, text: 错字。}]\n"
    tree = paper(tmp_path, wrong=own).build_here()
    told = json.loads(tree["2021-05-14/issue.json"])["articles"][0]["corrections"]
    assert told == [
        {"date": "2021-06-01", "text": "错字。"},
        {"date": "2022-05-21", "text": "三公里。", "url": RIGHT},
    ]


def test_the_page_of_corrections_lists_all_by_year_newest_first(tmp_path: Path) -> None:
    made = paper(tmp_path, wrong="corrections: [{date: 2021-06-01, text: 错字。}]\n")
    made.write({f"{OLD}/02-boat.md": "---\nheadline: 渡船停航\nretracted: 消息来源不实。\n---\n\n文。\n"})
    tree = made.build_here()
    door, first = tree["corrections/index.html"].decode(), tree["corrections/2021.html"].decode()
    assert f'href="../{WRONG}"' in door
    assert f'href="../{RIGHT}"' in door
    assert 'href="../corrections/2021.html"' in door
    assert "错字。" not in door
    assert first.index("错字。") < first.index("消息来源不实。")
    assert "已撤稿" in first
    assert f"{BASE}corrections/2022.html" in tree["sitemap-pages.xml"].decode()
    assert 'href="../corrections/index.html"' in tree[WRONG].decode()


def test_a_paper_that_put_nothing_right_says_so(tmp_path: Path) -> None:
    tree = paper(tmp_path, front="summary: 无").build_here()
    assert "尚无更正" in tree["corrections/index.html"].decode()
    assert "corrections/" not in tree["sitemap-pages.xml"].decode()


def test_a_correction_comes_and_goes_as_in_a_clean_build(tmp_path: Path) -> None:
    made = paper(tmp_path, front="summary: 无")
    made.build_here()
    for front in (f"corrects: [{WRONG}, 2021-05-14/02-boat.html]", f"corrects: {WRONG}", "summary: 无"):
        made.write({f"{NEW}/01-notice.md": f"---\nheadline: 更正\n{front}\n---\n\n桥长应为三公里。\n"})
        assert made.build_here() == made.clean_build_here()


def test_a_former_address_leads_on(tmp_path: Path) -> None:
    made = paper(tmp_path, front="corrects: old/bridge.html", wrong="aliases: [old/bridge.html]\n")
    assert f'<a href="../{WRONG}">' in made.build_here()[RIGHT].decode()


def test_an_empty_address_list_and_a_wrong_form_are_told_by_their_field(tmp_path: Path) -> None:
    said = paper(tmp_path, front="corrects: [../bridge.md]").say("check", "--lang", "en")
    assert "[alias-invalid]" in said.stdout


def issue(*articles: Article) -> Issue:
    return Issue(name="2021-05-14", date=date(2021, 5, 14), pages=(Page(label="1", articles=articles),))


def test_what_is_not_published_is_not_corrected() -> None:
    notice = Article(slug="02-b", headline="更正", corrects=(Reference(url="gone/a.html"),))
    assert with_relations(issue(notice), ()).pages[0].articles[0].corrects == ()


def test_an_issue_of_which_nothing_is_told_stays_the_same_value() -> None:
    plain = issue(Article(slug="01-a", headline="一"))
    assert with_relations(plain, ()) is plain


def test_a_copy_of_one_issue_names_no_story_outside_of_it() -> None:
    faults = (Correction(date=date(2022, 1, 1), text="错", url="2022-01-01/a.html"),)
    other = (Reference(url="2020-01-01/a.html", headline="旧"),)
    copied = within(
        issue(Article(slug="01-a", headline="一", corrections=faults, corrects=other)), ["2021-05-14/01-a.html"]
    )
    assert copied.pages[0].articles[0].corrections == (Correction(date=date(2022, 1, 1), text="错"),)
    assert copied.pages[0].articles[0].corrects == ()
    assert [(line.url, line.by) for line in lines_of([copied])] == [("2021-05-14/01-a.html", "")]


def test_two_stories_can_put_one_right() -> None:
    told = [
        Told(
            url=f"2022-01-0{n}/a.html",
            headline="更正",
            summary=f"第{n}次",
            printed=date(2022, 1, n),
            changed=date(2022, 1, n),
            corrections=(),
            retracted="",
            corrects=(WRONG,),
        )
        for n in (2, 1)
    ]
    relations, lost = relate(told, {WRONG: "大桥", "2022-01-01/a.html": "", "2022-01-02/a.html": ""}, {})
    assert lost == []
    assert [fault.text for fault in relations[WRONG].corrections] == ["第2次", "第1次"]
    page = with_relations(issue(Article(slug="01-bridge", headline="大桥")), relations.values()).pages[0]
    assert page.articles[0].corrections == (
        Correction(date=date(2022, 1, 1), text="第1次", url="2022-01-01/a.html"),
        Correction(date=date(2022, 1, 2), text="第2次", url="2022-01-02/a.html"),
    )
