"""The parser reads CommonMark as its specification says, but for the CJK amendments, which have their own table here.

The specification's text is not ours to publish, so its examples come from the npm package that carries it.
"""

import re
import unicodedata

import pytest
from tools import node_modules

from sitegen.markdown.cjk import CJK, flanking, joined
from sitegen.markdown.parser import parser

EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
AMENDED: frozenset[int] = frozenset()
"""Numbers of the examples that the amendments change: none."""

EMPTY_QUOTE = re.compile(r"<blockquote>\n</blockquote>")
"""Where markdown-it writes no line break; it would show nothing."""

BLANK, QUOTE, LETTER, TILDE, HAN = " ", '"', "a", "～", "字"
AROUND = (BLANK, QUOTE, LETTER, TILDE, HAN)

RUNS = {  # what stands before -> what a run can do, by what stands behind it: open, close, both
    ("*", BLANK): "-oooo",
    ("*", QUOTE): "cbobb",
    ("*", LETTER): "ccbbb",
    ("*", TILDE): "cbbbb",
    ("*", HAN): "cbbbb",
    ("_", BLANK): "-oooo",
    ("_", QUOTE): "cbobo",
    ("_", LETTER): "cc-c-",
    ("_", TILDE): "cbobo",
    ("_", HAN): "cc-c-",
}
WIDE_SINCE_16 = {
    *range(0x2630, 0x2638),
    *range(0x268A, 0x2690),
    *range(0x4DC0, 0x4E00),
    *range(0x1D300, 0x1D357),
    *range(0x1D360, 0x1D377),
    *range(0x31E4, 0x31E6),
    *range(0x2FFC, 0x3000),
    0x31EF,
}
"""Characters whose East Asian Width became W after the Unicode version of some Python that we support."""


def can(source: str, marker: str) -> str:
    """Return what the run of markers in a text can do: o(pen), c(lose), b(oth) or -."""
    start = source.index(marker)
    end = start + source.count(marker)
    opens, closes = flanking(source, start, end, len(source), in_words=marker != "_")
    return {(True, True): "b", (True, False): "o", (False, True): "c", (False, False): "-"}[opens, closes]


def test_every_example_of_commonmark_comes_out_as_it_says() -> None:
    text = (node_modules() / "commonmark-spec" / "spec.txt").read_text(encoding="utf-8").replace("→", "\t")
    examples = EXAMPLE.findall(text)
    assert len(examples) > 600
    wrong = []
    for number, (source, html) in enumerate(examples, 1):
        expected = EMPTY_QUOTE.sub("<blockquote></blockquote>", html)
        if number not in AMENDED and parser().render(source) != expected:
            wrong.append(number)
    assert wrong == []


@pytest.mark.parametrize(("marker", "before"), RUNS)
def test_a_run_of_markers_flanks_as_the_amendments_say(marker: str, before: str) -> None:
    assert "".join(can(before + marker + after, marker) for after in AROUND) == RUNS[marker, before]
    assert "".join(can(before + marker * 2 + after, marker) for after in AROUND) == RUNS[marker, before]
    if marker == "*":  # strikethrough follows the same rule
        assert "".join(can(before + "~~" + after, "~") for after in AROUND) == RUNS[marker, before]


def test_a_variation_selector_belongs_to_the_character_before_it() -> None:
    assert can("字\ufe00*(", "*") == can("字*(", "*") == "b"
    assert can("a\ufe00*(", "*") == can("a*(", "*") == "c"
    assert can('"\ufe00*a', "*") == can('"*a', "*") == "o"
    assert can('"\ufe00_a', "_") == can('"_a', "_") == "o"
    assert can(" \ufe00*(", "*") == "c"


def test_an_ideographic_variation_selector_lets_a_run_open() -> None:
    assert can("葛\U000e0100*(", "*") == "b"
    assert can("a*(", "*") == "c"


def test_a_full_width_form_makes_a_quotation_mark_chinese() -> None:
    assert can("”\ufe01*a", "*") == "b"
    assert can("”*a", "*") == "o"


def test_emoji_are_no_cjk_characters_and_symbols_that_look_like_them_are() -> None:
    assert not any(map(CJK.match, "⭐✅🀄😀🈚"))
    assert all(map(CJK.match, "〰〽㊗㊙🈂🈷"))


def test_the_ranges_agree_with_the_unicode_data_of_this_python() -> None:
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char) in {"Cn", "Cs", "Co"} or code in WIDE_SINCE_16:
            continue
        wide = unicodedata.east_asian_width(char) in "WFH" or unicodedata.name(char, "").startswith("HANGUL")
        if CJK.match(char):
            assert wide, f"U+{code:04X}"
        elif wide:  # default emoji presentation, which Python's data do not tell
            assert unicodedata.category(char) in {"So", "Sk", "Sm"}, f"U+{code:04X}"


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("桥通", True),
        ("桥，", True),
        ("，“", True),
        ("”桥", True),
        ("かな", True),
        ("——桥"[1:], True),
        ("桥a", False),
        ("한국", False),
        ("桥한", False),
        ("”“", False),
        ("桥😀", False),
        ("7日", False),
    ],
)
def test_lines_join_between_chinese_and_japanese_only(pair: str, expected: bool) -> None:
    assert joined(pair[0], pair[1]) is expected


BOLD = [
    "做强**“科创中国”**品牌", "的**《李茶的姑妈》**已经", "说**“很好”**后", "**真。**她", "**重点**后文", "《**书**》",
    "前**（注）**后", "共**10%**股份", "**[报](a.md)**也", "用**`码`**写", "**한국어(Korean)**를", "税**¥100**起",
]  # fmt: skip


@pytest.mark.parametrize("text", BOLD)
def test_bold_works_beside_chinese_punctuation(text: str) -> None:
    html = parser().render(text)
    assert "*" not in html
    assert html.count("<strong>") == 1
    struck = parser().render(text.replace("**", "~~"))
    assert "~" not in struck
    assert struck.count("<s>") == 1
