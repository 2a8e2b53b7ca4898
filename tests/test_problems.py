import pytest

from sitegen.kinds import KINDS
from sitegen.problems import ContentError, Position, hint, message, problem, show

AT = Position("issues/2024/2024-05-17/01-news.md", 4, 7)


def test_the_caret_stands_under_the_fault_after_wide_characters() -> None:
    fault = problem(Position("a.md", 4, 6), "choice-unknown", "日期：  top", field="rank", value="top", options="lead")
    place, line, caret, advice = show(fault).splitlines()
    assert place == 'a.md:4:6: rank cannot be "top" [choice-unknown]'
    assert line == "    4 | 日期：  top"
    assert caret == "      | " + " " * 8 + "^"
    assert advice == "  hint: Write one of: lead."


def test_a_file_without_lines_to_show_shows_none() -> None:
    assert show(problem(Position("a.jpg"), "picture-broken")).count("\n") == 1


def test_texts_are_translated_before_their_facts_are_filled_in() -> None:
    fault = problem(AT, "key-unknown", name="色", known="headline")
    assert message(fault, lambda text: text.replace("there is no field", "没有字段")) == '没有字段 "色"'
    assert hint(fault, lambda text: text.replace("Fields here", "此处字段")) == "此处字段: headline."


def test_a_fact_that_looks_like_a_placeholder_stays_as_written() -> None:
    assert message(problem(AT, "key-unknown", name="{known}", known="x")) == 'there is no field "{known}"'


def test_problems_sort_by_file_then_line_then_column() -> None:
    places = [Position("b.md", 1, 1), Position("a.md", 10, 1), Position("a.md", 9, 3), Position("a.md", 9, 2)]
    assert sorted(places) == list(reversed(places))


def test_an_error_carries_all_its_problems() -> None:
    faults = (problem(AT, "yaml-tab"), problem(AT, "yaml-syntax"))
    with pytest.raises(ContentError) as caught:
        raise ContentError(*faults)
    assert caught.value.problems == faults


def test_every_kind_says_what_to_do_in_a_sentence() -> None:
    for code, kind in KINDS.items():
        assert kind.hint.rstrip("}").endswith((".", "}", ": ")) or "{" in kind.hint, code
        assert not kind.message.endswith("."), code
        assert code == code.lower(), code
