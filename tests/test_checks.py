"""What `check` finds doubtful, and above all what it leaves in peace; where a doubt stands is told in `places`."""

from dataclasses import replace

import pytest
from papers import FOLDER, article, paper

from sitegen.checks import check_issue
from sitegen.checks.lookalikes import unified
from sitegen.checks.numbers import Numbered, unordered_numbers
from sitegen.checks.outlines import Points, shared_area
from sitegen.checks.prose import BLOT, prose_of
from sitegen.checks.spellings import odd_spellings
from sitegen.problems import Position, Problem, problem
from sitegen.reading import IssueFiles
from sitegen.source import SourceText

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
CORNER = ((0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0))


def doubts(body: str, language: str = "zh-CN", front: str = "headline: 大桥今日通车") -> list[Problem]:
    files = IssueFiles(
        name="2021-05-14",
        path=FOLDER,
        texts=(("01-news.md", article(front, body)), ("issue.md", b"---\nnumber: '1'\n---\n")),
    )
    return list(check_issue(files, replace(paper(), language=language)).problems)


def mended(body: str) -> str:
    """Return a body of one line with all its mends, last first."""
    for fault in reversed(doubts(body)):
        if fault.mend:
            at = fault.at.column - 1
            assert body.startswith(fault.mend[0], at)
            body = f"{body[:at]}{fault.mend[1]}{body[at + len(fault.mend[0]) :]}"
    return body


@pytest.mark.parametrize(
    "body",
    [
        "比分是3:2，1,000人到场，时间为8:30。",
        "他用 Python, Go 和 Rust 写程序，很快。",
        '见[说明](https://a.example/x,y)，`甲,乙`不算，<span title="甲,乙">丙</span>也不算。',
        "The dish is 回锅肉, a kind of pork.",
        "半角标点,全文如此.",
        "```\n甲,乙。\n```",
        "注[^1]，甲。\n\n[^1]: 乙。",
        "刘震云《&lt;青春&gt;序言》，甲。",
        "大桥（长3公里），全长(Length)三公里。",
        "It's 5\" long, isn't it?",
        "他说“好”，‘是’。",
        '\\"甲，乙',
    ],
)
def test_text_that_is_right_is_left_in_peace(body: str) -> None:
    assert [(fault.code, fault.at.column) for fault in doubts(body)] == []


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("据悉,大桥通车。", "据悉，大桥通车。"),
        ("据悉, 大桥通车。", "据悉，大桥通车。"),
        ("大桥(全长三公里),通车。", "大桥（全长三公里），通车。"),
        ("大桥（全长三公里)通车", "大桥（全长三公里）通车"),
        ("用Python,还有Go；好!", "用Python，还有Go；好！"),
        ("Hello，world, again.", "Hello, world, again."),
        ("他说\"好\"，又说'对'。", "他说“好”，又说‘对’。"),
        ("先⽣在二○二○年到㆒地", "先生在二〇二〇年到㆒地"),
        ("Аpple 和 Tеst", "Apple 和 Test"),
        ("看\u200b不\ufeff见", "看不见"),
    ],
)
def test_what_is_safe_has_its_mend(body: str, right: str) -> None:
    assert mended(body) == right


@pytest.mark.parametrize("body", ['一个"引号。', "四百ニ十人", "СССP"])
def test_what_a_person_must_decide_has_none(body: str) -> None:
    assert [fault.mend for fault in doubts(body)] in ([None], [None] * 3)


def test_a_full_width_mark_in_english_fields_is_not_mended_since_yaml_might_break() -> None:
    found = doubts("Text.", front="headline: Bridge，open, at last")
    assert [(fault.code, fault.mend) for fault in found] == [("punctuation-mixed", None)]


@pytest.mark.parametrize("text", ["👩‍🚒👨‍👩‍👧", "می‌خواهم", "क्‍ष", "שלום \u200f(א)"])
def test_joiners_and_marks_that_a_script_needs_are_no_doubt(text: str) -> None:
    assert doubts(text) == []


def test_prose_keeps_every_place_of_the_text() -> None:
    text = '---\nheadline: "甲\\"乙"\ntags: [丙, \'丁\'\'戊\']\n---\n\n庚`辛`[壬](癸.md "子")\n'
    prose = prose_of(SourceText("a.md", text))
    assert len(prose.text) == len(text)
    assert prose.text.replace(BLOT, "") == "\n甲乙\n丙丁戊\n\n\n庚[壬子\n"
    assert all(mine in (BLOT, theirs) for mine, theirs in zip(prose.text, text, strict=True))


def test_radicals_stand_for_characters() -> None:
    assert "".join(map(unified, "⽣⻋⾦金")) == "生车金金"


@pytest.mark.parametrize(
    ("one", "other", "area"),
    [
        (SQUARE, SQUARE, 100.0),
        (SQUARE, tuple((x + 5, y + 5) for x, y in SQUARE), 25.0),
        (SQUARE, tuple((x + 10, y) for x, y in SQUARE), 0.0),
        (CORNER, tuple((x / 2 + 4, y / 2 + 4) for x, y in SQUARE), 0.0),
        (CORNER, SQUARE, 36.0),
        (((0.0, 0.0), (10.0, 0.0), (0.0, 10.0)), ((10.0, 10.0), (10.0, 0.0), (0.0, 10.0)), 0.0),
        (((0.0, 0.0), (10.0, 0.0), (5.0, 10.0)), ((0.0, 10.0), (10.0, 10.0), (5.0, 0.0)), 25.0),
    ],
)
def test_the_shared_area_of_two_outlines_is_exact(one: Points, other: Points, area: float) -> None:
    assert shared_area(one, other) == pytest.approx(area)
    assert shared_area(other, one) == pytest.approx(area)


def test_most_uses_or_the_paper_itself_decide_on_a_spelling() -> None:
    assert odd_spellings({"AI": 3, "ai": 1, "Ａ Ｉ": 1, "AR": 1}, ()) == {"ai": "AI", "Ａ Ｉ": "AI"}
    assert odd_spellings({"馬靜璠": 3, "马静璠": 1}, ("马静璠",)) == {"馬靜璠": "马静璠"}
    assert odd_spellings({"José Li": 2, "Jose Li": 1, "Jo Seli": 1}, ()) == {"Jose Li": "José Li", "Jo Seli": "José Li"}
    assert odd_spellings({"李晓明": 2, "李小明": 1}, ()) == {}


@pytest.mark.parametrize(
    ("numbers", "odd"),
    [
        ([("2021-05-14", "总第9期"), ("2021-05-21", "总第10期")], []),
        ([("2021-05-14", "总第9期"), ("2021-05-21", "总第9期")], ["2021-05-21"]),
        ([("2021-05-14", "总第9期"), ("2021-05-14-extra", "总第9期")], []),
        ([("2021-12-31", "第52期"), ("2022-01-07", "第1期")], []),
        ([("2021-12-31", "总第52期"), ("2022-01-07", "总第1期")], ["2022-01-07"]),
        ([("2021-05-14", "第19期 总第1024期"), ("2021-05-21", "第20期 总第1025期")], []),
        ([("2021-05-14", "总第9期"), ("2021-05-21", "总第90期"), ("2021-05-28", "总第11期")], ["2021-05-28"]),
        ([("2021-05-14", "总第9期"), ("2021-05-21", "No. 3")], []),
    ],
)
def test_numbers_follow_their_dates(numbers: list[tuple[str, str]], odd: list[str]) -> None:
    given = [Numbered(issue=name, text=text, doubt=problem(Position(name), "number-order")) for name, text in numbers]
    assert [fault.at.path for fault in unordered_numbers(given)] == odd
