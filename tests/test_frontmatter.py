"""Bytes -> text -> front matter and body -> YAML nodes, whatever the bytes."""

import time
from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, ScalarNode

from sitegen.frontmatter import COMPOSER, Front, PythonComposer, compose, compose_with, split_front
from sitegen.problems import ContentError
from sitegen.source import parse_source

PATH = "issues/2021/2021-05-14/01-news.md"


def split(text: str) -> Front:
    return split_front(parse_source(PATH, text.encode()))


def fields(text: str) -> dict[str, object]:
    """Return the fields of a text of YAML as plain values, all text."""
    source = parse_source("paper.yaml", text.encode())
    node = compose(source, Front(yaml=source.text, line=1))
    assert node is not None
    plain = plain_of(node)
    assert isinstance(plain, dict)
    return plain


def plain_of(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MappingNode):
        return {key.value: plain_of(value) for key, value in node.value}
    return [plain_of(child) for child in node.value]


def codes(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        fields(text)
    return [fault.code for fault in caught.value.problems]


def test_the_body_knows_its_first_line() -> None:
    front = split("---\nheadline: 大桥\n---\n\n正文。\n")
    assert (front.yaml, front.line) == ("headline: 大桥\n", 2)
    assert (front.body, front.body_line) == ("\n正文。\n", 4)


def test_a_file_may_end_with_its_fields() -> None:
    front = split("---\nheadline: 大桥\n---")
    assert (front.yaml, front.body, front.body_line) == ("headline: 大桥\n", "", 4)


def test_there_may_be_no_field_at_all() -> None:
    front = split("---\n---\n正文。")
    assert (front.yaml, front.body, front.body_line) == ("", "正文。", 3)
    assert compose(parse_source(PATH, b""), front) is None


def test_blanks_may_follow_a_fence() -> None:
    assert split("--- \nheadline: 大桥\n---\t\n正文。").body == "正文。"


@pytest.mark.parametrize("line", ["--- x", "----", " ---", "--"])
def test_what_only_looks_like_a_fence_is_none(line: str) -> None:
    front = split(f"---\nheadline: |\n  大桥\n{line}\n---\n正文。")
    assert front.body == "正文。"


def test_a_rule_in_the_body_stays_in_the_body() -> None:
    assert split("---\nheadline: 大桥\n---\n上文\n\n---\n\n下文").body == "上文\n\n---\n\n下文"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
def test_line_ends_and_byte_order_marks_make_no_difference(end: str, mark: str) -> None:
    assert split(mark + "---\nheadline: 大桥\n---\n正文。".replace("\n", end)) == split(
        "---\nheadline: 大桥\n---\n正文。"
    )


def test_a_byte_that_is_no_utf8_is_placed_in_characters() -> None:
    with pytest.raises(ContentError) as caught:
        parse_source(PATH, b"\xef\xbb\xbf---\r\n" + "headline: 大桥".encode() + b"\xff\r\n---")
    (fault,) = caught.value.problems
    assert (fault.code, fault.at.line, fault.at.column) == ("file-not-utf8", 2, 13)
    assert fault.excerpt == "headline: 大桥\ufffd"
    assert dict(fault.facts)["byte"] == "0xFF"


@pytest.mark.parametrize("value", ["no", "010", "08", "1:30", "2021-05-14", "~", "null", "1e3", "0x1f", "yes", ".nan"])
def test_text_stays_text(value: str) -> None:
    assert fields(f"page: {value}\n") == {"page": value}


def test_line_separators_of_unicode_end_no_line() -> None:
    source = parse_source("paper.yaml", "headline: 大桥\u2028通车\x85了\u2029吗\npage: 1".encode())
    node = compose(source, Front(yaml=source.text, line=1))
    assert node is not None
    assert plain_of(node) == {"headline": "大桥 通车 了 吗", "page": "1"}
    assert node.value[1][0].start_mark.line == 1


def test_a_tab_in_a_value_is_a_blank() -> None:
    assert fields("headline:\t大桥\t通车\n") == {"headline": "大桥 通车"}


def test_all_tabs_are_shown_at_once() -> None:
    assert codes("\tname: 报\n\ttagline: 报\n") == ["yaml-tab", "yaml-tab"]


def test_a_bomb_of_aliases_costs_nothing() -> None:
    levels = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    began = time.process_time()
    assert set(codes("a0: &a0 报\n" + levels)) == {"yaml-anchor", "yaml-alias"}
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 390_000,
        "{" * 390_000,
        "a: " + "{a: " * 90_000,
        "- " * 190_000,
        "? " * 190_000,
        "".join(" " * n + "a:\n" for n in range(800)),
        "".join(" " * n + "-\n" for n in range(800)),
        "a: " + "[" * 40 + "- " * 40 + "报",
    ],
)
def test_nesting_beyond_measure_ends_at_once(text: str) -> None:
    began = time.process_time()
    assert codes(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "text", ["!!python/name:os.system ", "!!python/object/apply:os.system [ls]", "!x 报", "!<y> 报"]
)
def test_a_tag_makes_no_object(text: str) -> None:
    assert codes(f"headline: {text}\n") == ["yaml-tag"]


def test_signs_inside_a_text_are_no_yaml() -> None:
    assert fields("headline: AT&T 的 3*4! 100% [大桥] {通车}\n") == {"headline": "AT&T 的 3*4! 100% [大桥] {通车}"}


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_problems(data: bytes) -> None:
    try:
        front = split_front(parse_source(PATH, data))
    except ContentError:
        return
    assert front.body_line >= 3


YAML = st.text(alphabet="a大：: -\n\"'[]{},#&*!|>%@`?\\~\t\u2028\x85\ufeff。1", max_size=60)


@given(YAML)
def test_any_yaml_is_fields_or_problems_in_the_file(text: str) -> None:
    source = parse_source("paper.yaml", text.encode())
    try:
        compose(source, Front(yaml=source.text, line=1))
    except ContentError as error:
        faults = error.problems
    else:
        return
    assert faults
    for fault in faults:
        assert 1 <= fault.at.line <= len(source.lines)
        assert 1 <= fault.at.column <= len(source.lines[fault.at.line - 1]) + 1


PIECES = (
    "headline: ",
    "大桥",
    ": ",
    "- ",
    "\n",
    "  ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    " #",
    "1",
    "|",
    ">",
    "\\",
    "---",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_both_parsers_make_the_same_nodes(text: str) -> None:
    """Where both can read a text; a `?` inside brackets is left out, which one of them takes for a key."""
    nodes = []
    for composer in (COMPOSER, PythonComposer):
        try:
            node = compose_with(composer, text + "\n")
        except yaml.YAMLError:
            return
        nodes.append(places_of(node))
    assert nodes[0] == nodes[1]


def places_of(node: Node | None) -> object:
    """Return the texts of all nodes with their places; an empty one has none that matters."""
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return None
    start = (node.start_mark.line, node.start_mark.column, node.start_mark.index)
    children = node.value if not isinstance(node, ScalarNode) else ()
    flat = [part for child in children for part in (child if isinstance(child, tuple) else (child,))]
    return (start, node.value if isinstance(node, ScalarNode) else "", [places_of(child) for child in flat])


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n" * 80_000,
        "a: '" + "b" * 390_000,
        "a: b: c\n" * 48_000,
        "- " * 10 + "a #b" * 90_000,
        "a：b\n" * 90_000,
        "\t" * 390_000 + "a",
        "a: " + " " * 390_000 + "#b",
        "&a " * 130_000,
        "\x01" * 390_000,
        "a: [" + "b, " * 130_000,
    ],
)
def test_hostile_fields_cost_no_more_than_their_length(text: str) -> None:
    source = parse_source("paper.yaml", text.encode())
    began = time.process_time()
    with suppress(ContentError):
        compose(source, Front(yaml=source.text, line=1))
    assert time.process_time() - began < 5
