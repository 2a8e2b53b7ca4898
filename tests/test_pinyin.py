"""The look-up in pypinyin's tables against the package itself."""

import subprocess
import sys
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from sitegen.pinyin import syllables


def toneless(reading: str) -> str:
    marks = normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(mark for mark in marks if not combining(mark))


def test_every_character_has_the_first_reading_of_the_package() -> None:
    wrong = [
        chr(code)
        for code, readings in pinyin_dict.items()
        if syllables(chr(code)) != [toneless(readings.split(",")[0])]
    ]
    assert wrong == []


def test_every_thirtieth_word_is_read_as_the_package_lists_it() -> None:
    words = [*sorted(phrases_dict)[::30], min(phrases_dict), max(phrases_dict)]
    wrong = [
        word
        for word in words
        if len(word) <= 8 and syllables(word) != [toneless(reading[0]) for reading in phrases_dict[word]]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["重庆", "银行", "行业", "长江", "音乐", "调研报告", "都市周刊", "会计", "时评", "绿地", "女足", "头版头条"]
)
def test_words_sound_as_the_package_reads_them(text: str) -> None:
    assert syllables(text) == lazy_pinyin(text)


@pytest.mark.parametrize(
    ("text", "spoken"), [("重慶", "chong qing"), ("銀行", "yin hang"), ("音樂", "yin yue"), ("長江", "chang jiang")]
)
def test_common_words_in_traditional_characters_sound_right(text: str, spoken: str) -> None:
    assert syllables(text) == spoken.split()


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("曾之安", "zeng zhi an"),
        ("单小禾", "shan xiao he"),
        ("仇一川", "qiu yi chuan"),
        ("解明远", "xie ming yuan"),
        ("查青禾", "zha qing he"),
        ("尉迟明", "yu chi ming"),
        ("万俟川", "mo qi chuan"),
        ("长孙禾", "zhang sun he"),
        ("欧阳青", "ou yang qing"),
        ("吕小川", "lv xiao chuan"),
    ],
)
def test_surnames_sound_as_surnames(name: str, spoken: str) -> None:
    assert syllables(name, person=True) == spoken.split()


def test_only_the_first_character_of_a_name_is_its_surname() -> None:
    assert syllables("李曾", person=True) == ["li", "ceng"]


def test_a_character_without_a_reading_stays() -> None:
    assert syllables("𠮷野") == ["𠮷", "ye"]


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12), st.booleans())
def test_each_character_has_one_syllable(text: str, person: bool) -> None:
    if text:
        assert len(syllables(text, person=person)) == len(text)


def test_the_package_is_not_imported_for_a_name() -> None:
    code = "import sys; from sitegen.pinyin import syllables; syllables('重庆'); print('pypinyin' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
