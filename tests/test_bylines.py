"""Bylines: the table of printed forms, and what holds for any text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.bylines import ROLES, is_understood, parse_byline, role_label
from sitegen.model import Byline


def read_table() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "bylines.txt").read_text(encoding="utf-8").splitlines()
    forms = [line.split(" => ") for line in lines if " => " in line and not line.startswith("#")]
    return [(text[1:-1] if text.startswith("|") else text, result) for text, result in forms]


TABLE = read_table()


def printed(bylines: tuple[Byline, ...]) -> str:
    return " | ".join(f"{byline.name}: {byline.role}" if byline.role else byline.name for byline in bylines)


@pytest.mark.parametrize(("text", "result"), TABLE, ids=[text for text, _ in TABLE])
def test_a_printed_form_is_read(text: str, result: str) -> None:
    if result == "?":
        assert parse_byline(text) == (Byline(name=text),)
        assert not is_understood(text)
    else:
        assert printed(parse_byline(text)) == result
        assert is_understood(text)


def test_the_table_is_large_and_has_no_form_twice() -> None:
    texts = [text for text, _ in TABLE]
    assert len(texts) >= 90
    assert len(set(texts)) == len(texts)


def test_every_role_of_the_table_of_forms_is_a_key_or_printed_in_the_form() -> None:
    for text, _ in TABLE:
        for byline in parse_byline(text):
            parts = re.split(r"[/\s]", byline.role)
            assert byline.role in ROLES or all(part in text for part in parts)


def test_an_empty_byline_is_nobody_and_understood() -> None:
    for text in ("", " ", "\u3000\n"):
        assert parse_byline(text) == ()
        assert is_understood(text)


def test_slugs_are_left_to_the_archive() -> None:
    assert all(byline.slug == "" for text, _ in TABLE for byline in parse_byline(text))


WORDS = """
本报 记者 通讯员 驻京 站 张三 李四 王 五 欧阳 青 阿依古丽·买买提 文 图 摄 供图 提供 报道 作者 编辑 新华社 5月1日电 大学
／ ： 、 ， （ ） 【 】 《 》 丨 和 与 等 发 / ( ) · . , ; |
By by and with photos text Jane Roe O'Hill van staff writer in Reuters 1 ？
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(PIECES, st.just(" "), st.just("\u3000")), max_size=25).map("".join),
    st.lists(PIECES, max_size=15).map(" ".join),
)


@given(TEXTS)
def test_any_text_is_read_and_every_name_stands_in_it(text: str) -> None:
    for byline in parse_byline(text):
        assert byline.name.strip()
        rest = iter(text)
        assert all(char in rest for char in byline.name), "the characters of a name stand in the text, in order"
        assert byline.role in ROLES or all(char in f"{text}/ and" for char in byline.role)


@given(TEXTS)
def test_what_is_not_understood_is_kept_whole(text: str) -> None:
    if not is_understood(text):
        assert parse_byline(text) == (Byline(name=text.strip()),)


@given(
    st.lists(st.sampled_from(["张三", "李四禾", "欧阳青", "王五"]), min_size=1, max_size=5), st.sampled_from("、，, /")
)
def test_a_post_holds_for_every_name_of_an_enumeration(names: list[str], separator: str) -> None:
    bylines = parse_byline("本报记者 " + separator.join(names))
    assert [byline.name for byline in bylines] == names
    assert {byline.role for byline in bylines} == {"reporter"}


HOSTILE = [
    "驻",
    "站",
    "报",
    "记者",
    "张三 ",
    "张",
    "文/",
    "（",
    "(a",
    "1日电",
    "图据",
    "张·",
    "a ",
    "photos ",
    "by ",
    "and ",
    "A.",
    "- ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_long_hostile_texts_take_no_longer_than_their_length(unit: str) -> None:
    for length in (40, 400, 10_000):
        text = (unit * length)[:length]
        start = time.process_time()
        parse_byline(text)
        assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    ("role", "language", "label"),
    [
        ("reporter", "zh-CN", "记者"),
        ("reporter", "zh", "记者"),
        ("reporter", "zh-Hans-SG", "记者"),
        ("reporter", "zh-TW", "記者"),
        ("reporter", "zh-Hant", "記者"),
        ("reporter", "zh-HK", "記者"),
        ("reporter", "en", "Reporter"),
        ("reporter", "en-GB", "Reporter"),
        ("reporter", "fr", "Reporter"),
        ("text_and_photo", "zh-CN", "文/图"),
        ("photographer", "zh-TW", "攝影"),
        ("值班编委", "en", "值班编委"),
        ("", "zh-CN", ""),
    ],
)
def test_a_role_has_a_label_in_the_language_of_the_page(role: str, language: str, label: str) -> None:
    assert role_label(role, language) == label


@pytest.mark.parametrize("key", ROLES)
def test_every_printed_word_of_a_role_is_read_as_that_role(key: str) -> None:
    if key == "agency":
        assert all(parse_byline(word)[0].role == key for words in ROLES[key].values() for word in words[1:])
        return
    for language in ("zh-CN", "zh-TW"):
        for word in ROLES[key][language]:
            assert printed(parse_byline(f"{word}：张三")) == f"张三: {key}", word


def test_labels_are_one_for_each_role() -> None:
    for language in ("zh-CN", "zh-TW", "en"):
        labels = [role_label(role, language) for role in ROLES]
        assert len(set(labels)) == len(labels)


def test_simplified_and_traditional_tables_have_the_same_languages() -> None:
    assert {frozenset(words) for words in ROLES.values()} == {frozenset({"zh-CN", "zh-TW", "en"})}
