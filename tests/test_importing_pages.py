"""Pages of text as PDFs give them, by rules that hold for any paper: each becomes the drafts that are expected.

`--update` writes what was found beside the page; then a person reads the difference.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.importing.lines import join, read_units
from sitegen.importing.pagetext import read_page
from sitegen.importing.signs import is_byline, is_furniture, split_credit, split_dateline, split_signature
from sitegen.importing.stories import Found, Picture
from sitegen.importing.titles import read_titles

PAGES = Path(__file__).parent / "importing" / "pages"


def shown(found: Found) -> str:
    """Return what was found as a person reads it."""
    lines = [f"date: {found.date}", f"page: {found.page}", *(f"left out: {line}" for line in found.left_out)]
    for story in found.stories:
        lines += ["", "=" * 20, *(f"{name}: {value}" for name, value in story.fields.items() if value)]
        for block in story.blocks:
            text = f"[{block.caption}|{block.credit}]" if isinstance(block, Picture) else block
            lines += ["", text]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.txt")))
def test_a_page_becomes_the_stories_that_a_reader_sees_on_it(name: str, request: pytest.FixtureRequest) -> None:
    found = shown(read_page((PAGES / f"{name}.txt").read_text("utf-8")))
    expected = PAGES / f"{name}.expected"
    if request.config.getoption("--update"):
        expected.write_text(found, "utf-8", newline="\n")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "dateline", "byline", "rest"),
    [
        ("本报讯 昨日", "本报讯", "", "昨日"),
        ("本报讯（记者 林晓 通讯员 陈默然）昨日", "本报讯", "记者 林晓 通讯员 陈默然", "昨日"),
        ("本报讯 记者林晓报道：昨日", "本报讯", "记者林晓", "昨日"),
        ("新华社北京5月20日电（记者 林晓）昨日", "新华社北京5月20日电", "记者 林晓", "昨日"),
        ("本報訊（記者 林曉）昨日", "本報訊", "記者 林曉", "昨日"),
        ("RIVERTON, May 3 (AP) — It rained.", "RIVERTON, May 3 (AP)", "", "It rained."),
    ],
)
def test_a_dateline_opens_a_text(text: str, dateline: str, byline: str, rest: str) -> None:
    found = split_dateline(text)
    assert found is not None
    assert (found[0], found[1].byline, found[1].text) == (dateline, byline, rest)


@pytest.mark.parametrize("text", ["昨日，本报讯息部", "本报记者昨日走访", "AN HOUR LATER", "新华社会风貌"])
def test_other_beginnings_are_no_datelines(text: str) -> None:
    assert split_dateline(text) is None


@pytest.mark.parametrize(
    "text", ["（本报记者 林晓）", "□ 本报记者 沈砚秋 通讯员 梁小满", "文/林晓 图/陈默然", "By Jane Doe"]
)
def test_a_line_of_names_and_roles_is_a_byline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize("text", ["搭建新平台 做强“江城”品牌", "怎么买票", "（有删节）", "大桥今日通车", "一、谁来管"])
def test_a_heading_is_no_byline(text: str) -> None:
    assert not is_byline(text)


def test_a_signature_ends_a_text() -> None:
    signed = split_signature("明年通车。（林晓 本报记者 陈默然）")
    assert signed is not None
    assert (signed.text, signed.byline) == ("明年通车。", "林晓 本报记者 陈默然")
    assert split_signature("明年通车（暂定）。") is None
    assert split_signature("下转第三版（见下图）") is None


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("大桥合龙。 方竹溪 摄", "大桥合龙。", "方竹溪 摄"),
        ("大桥合龙。本报记者 方竹溪 摄", "大桥合龙。", "本报记者 方竹溪 摄"),
        ("大桥合龙（资料图片）", "大桥合龙", "资料图片"),
        ("大桥合龙。（方竹溪 林晓 摄影报道）", "大桥合龙。", "方竹溪 林晓 摄影报道"),
        ("方竹溪 摄", "", "方竹溪 摄"),
        ("The bridge at dawn. Photo by Tom Hale", "The bridge at dawn.", "Photo by Tom Hale"),
    ],
)
def test_a_caption_ends_with_its_credit(text: str, caption: str, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


def test_a_sentence_about_pictures_has_no_credit() -> None:
    assert split_credit("这些照片都由他提供。") is None
    assert split_credit("展览展出了二十幅地图") is None


def test_lines_of_the_papers_own_belong_to_no_story() -> None:
    assert is_furniture("责任编辑：林晓 版式：陈默然")
    assert is_furniture("欢迎关注本报微信公众号")
    assert not is_furniture("报名者可以扫描现场的二维码，进门只要登记姓名。")
    assert not is_furniture("大桥今日通车")


def test_pieces_meet_with_a_blank_only_between_latin_words() -> None:
    assert join("要点《2021", "年工作》") == "要点《2021年工作》"
    assert join("the old", "pier") == "the old pier"
    assert join("run-", "ning") == "running"


def test_title_lines_are_told_by_order_length_and_declared_columns() -> None:
    def titles(*lines: str, columns: tuple[str, ...] = (), decks: tuple[str, ...] = ()) -> tuple[str, str, str, str]:
        read = read_titles(lines, decks, columns, dashed=bool(decks))
        return read.column, read.kicker, read.headline, read.deck

    assert titles("大桥通车") == ("", "", "大桥通车", "")
    assert titles("历时三年零两个月", "大桥通车") == ("", "历时三年零两个月", "大桥通车", "")
    assert titles("大桥通车", "两岸行车由四十分钟缩至八分钟") == ("", "", "大桥通车", "两岸行车由四十分钟缩至八分钟")
    assert titles("历时三年", "大桥通车", "行车八分钟") == ("", "历时三年", "大桥通车", "行车八分钟")
    assert titles("江河", "大桥通车", columns=("江河",)) == ("江河", "", "大桥通车", "")
    assert titles("【江河】", "大桥通车") == ("江河", "", "大桥通车", "")
    assert titles("大桥通车", decks=("行车八分钟",)) == ("", "", "大桥通车", "行车八分钟")


@given(st.text(alphabet="大桥通车。，（林晓）\n　 —■本报讯摄1aA.", max_size=200))
def test_no_text_is_too_strange_and_no_character_is_lost(text: str) -> None:
    units = read_units(text)
    assert sorted("".join(unit.text for unit in units).replace(" ", "").replace("　", "")) == sorted(
        text.replace("\n", "").replace(" ", "").replace("　", "")
    ) or any(unit.kind == "jump" for unit in units)
    read_page(text)
