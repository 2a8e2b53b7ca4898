"""Nodes of YAML -> checked values, each with its place; all problems of a file in one reading."""

from datetime import date

import pytest

from sitegen import paper
from sitegen.articles import fields as articles
from sitegen.days import suggest_day
from sitegen.frontmatter import Front
from sitegen.problems import Problem, hint, message
from sitegen.reading import head, standing
from sitegen.schema import (
    FILE_NAME,
    Choice,
    Day,
    Either,
    Field,
    Flag,
    Line,
    List,
    Mapping,
    Number,
    Reading,
    Short,
    Text,
    Values,
    Whole,
    read_fields,
)
from sitegen.schema.values import MOST_PROBLEMS
from sitegen.source import parse_source

PERSON = Mapping(
    Field("name", Line(), "Who.", "林晓", required=True),
    Field("role", Line(), "As what.", "reporter"),
)
TABLE = Mapping(
    Field("text", Text(), "Text.", "文字"),
    Field("line", Line(), "Line.", "一行"),
    Field("flag", Flag(), "Flag.", "true"),
    Field("whole", Whole(), "Whole.", "3"),
    Field("number", Number(), "Number.", "1.5"),
    Field("day", Day(), "Day.", "2021-05-14"),
    Field("choice", Choice(("lead", "brief")), "Choice.", "lead"),
    Field("list", List(Line()), "List.", "[a, b]"),
    Field("person", PERSON, "Person.", "{name: 林晓}"),
    Field("people", List(Short(PERSON, "name")), "People.", "[林晓]"),
    Field("either", Either(Line(), List(PERSON)), "Either.", "林晓"),
    Field("file", FILE_NAME, "File.", "page-1.jpg"),
)


def read(text: str) -> tuple[Values, Reading]:
    source = parse_source("paper.yaml", text.encode())
    return read_fields(source, Front(yaml=source.text, line=1), TABLE)


def value(text: str) -> object:
    """Return the one value of a text without problems."""
    values, reading = read(text)
    assert reading.problems == []
    return values.any(text.split(":", 1)[0])


def problems(text: str) -> list[Problem]:
    return read(text)[1].problems


def problem(text: str) -> Problem:
    (fault,) = problems(text)
    return fault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("line: 08", "08"),
        ("line: no", "no"),
        ("line: 010", "010"),
        ("line: 2021-05-14", "2021-05-14"),
        ("line: 1:30", "1:30"),
        ("line: '  大桥  '", "大桥"),
        ("line: 会地对接　深化建设", "会地对接　深化建设"),
        ("line: 大桥\n  通车", "大桥 通车"),
        ("text: |\n  大桥\n  通车\n", "大桥\n通车"),
        ("line: |\n  大桥 \n\n  通车\n", "大桥 通车"),
        ('line: "大桥\\u2028通车"', "大桥 通车"),
        ("flag: true", True),
        ("flag: false", False),
        ("whole: 3", 3),
        ("whole: 010", 10),
        ("number: 3.43", 3.43),
        ("number: -1", -1.0),
        ("number: .5", 0.5),
        ("day: 2021-05-14", date(2021, 5, 14)),
        ("day: '2024-02-29'", date(2024, 2, 29)),
        ("choice: brief", "brief"),
        ("list: [大桥, 08]", ("大桥", "08")),
        ("list: []", ()),
        ("file: page-1.jpg", "page-1.jpg"),
        ("file: 封面 1.jpg", "封面 1.jpg"),
        ("either: 林晓", "林晓"),
    ],
)
def test_a_right_value_is_read(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize("text", ["line:", "line: ''", "list:", "flag:", "day:", "person:", "people:", "either:"])
def test_an_empty_field_is_an_absent_one(text: str) -> None:
    values, reading = read(text)
    assert reading.problems == []
    assert text.split(":", maxsplit=1)[0] not in values


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("day: 2021-02-29", "date-invalid"),
        ("day: 2021-13-01", "date-invalid"),
        ("day: 2021-5-14", "date-invalid"),
        ("day: ２０２１-05-14", "date-invalid"),
        ("day: 0000-01-01", "date-invalid"),
        ("day: [2021-05-14]", "date-invalid"),
        ("flag: True", "flag-expected"),
        ("flag: 'true'", "flag-expected"),
        ("whole: -1", "whole-expected"),
        ("whole: ３", "whole-expected"),
        ("whole: 1_000", "whole-expected"),
        ("number: .inf", "number-expected"),
        ("number: 1e400", "number-expected"),
        ("number: １", "number-expected"),
        ("number: 0x10", "number-expected"),
        ("file: ..", "file-name-unsafe"),
        ("file: ../a.jpg", "file-name-unsafe"),
        ("file: .hidden", "file-name-unsafe"),
        ("file: 'C:\\a.jpg'", "file-name-unsafe"),
        ("file: '%2e%2e'", "file-name-unsafe"),
        ("file: 'https://example.org/a.jpg'", "file-name-unsafe"),
        ("either: {name: 林晓}", "list-expected"),
        ("people: [{role: reporter}]", "field-missing"),
    ],
)
def test_a_wrong_value_is_a_problem_and_no_default(text: str, code: str) -> None:
    values, reading = read(text)
    assert [fault.code for fault in reading.problems] == [code]
    if "people" not in text:
        assert text.split(":", maxsplit=1)[0] not in values


def test_all_problems_of_a_file_are_gathered() -> None:
    text = "flag: 是\nday: 昨天\nlist: 大桥\n天气: 1\nflag: true\nperson: {role: reporter}\n"
    assert [(fault.code, fault.at.line, fault.at.column) for fault in problems(text)] == [
        ("flag-expected", 1, 7),
        ("date-invalid", 2, 6),
        ("list-expected", 3, 7),
        ("key-unknown", 4, 1),
        ("key-repeated", 5, 1),
        ("field-missing", 6, 9),
    ]


def test_a_value_knows_its_place() -> None:
    values, _ = read("line: 大桥\npeople:\n  - {name: 林晓, role: 记者}\n  - 方竹\n")
    first, second = values.mappings("people")
    assert (values.at("line").line, values.at("line").column) == (1, 7)
    assert (first.at("role").line, first.at("role").column) == (3, 22)
    assert (second.text("name"), second.at("name").line, second.at("name").column) == ("方竹", 4, 5)
    assert (values.at("absent").line, values.at("absent").column) == (1, 1)


def test_a_message_quotes_the_value_and_gives_the_example() -> None:
    fault = problem("whole: 第三")
    assert message(fault) == 'whole takes a whole number from 0, not "第三"'
    assert hint(fault) == "Write whole: 3"


def test_a_long_value_is_quoted_in_part() -> None:
    fault = problem("flag: " + "长" * 100)
    assert dict(fault.facts)["value"] == "长" * 39 + "…"


def test_a_misspelt_name_gets_the_nearest_one() -> None:
    assert hint(problem("nmuber: 1")) == "Write number."
    assert hint(problem("天气: 晴")).startswith("Fields here: text, line, flag")


def test_a_repeated_field_names_its_first_line() -> None:
    assert message(problem("line: 一\nflag: true\nline: 二\n")) == "line stands here twice, first in line 1"


def test_a_date_gets_its_iso_form() -> None:
    assert hint(problem("day: 2020年8月8日")) == "Write year-month-day: 2020-08-08"


@pytest.mark.parametrize(
    "written",
    [
        "2020年8月8日",
        "2020年08月08日 星期六",
        "2020/8/8",
        "2020-8-8",
        "2020.08.08",
        "20200808",
        "２０２０年８月８日",
        "二〇二〇年八月八日",
        "二零二零年八月八日",
        "8 Aug 2020",
        "8th August, 2020",
        "August 8, 2020",
        "Aug. 8 2020",
        "2020-08-08 10:00:00",
        "2020-08-08T10:00:00Z",
    ],
)
def test_a_date_in_another_form_is_understood(written: str) -> None:
    assert suggest_day(written) == "2020-08-08"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二一年十月十日", "2021-10-10"),
        ("二〇二一年十二月三十一日", "2021-12-31"),
        ("二〇二一年二月二十日", "2021-02-20"),
    ],
)
def test_chinese_tens_are_understood(written: str, day: str) -> None:
    assert suggest_day(written) == day


@pytest.mark.parametrize("written", ["8/5/2020", "2020-02-30", "昨天", "", "2020", "8月8日", "0000年1月1日", "年"])
def test_what_is_no_certain_date_is_not_guessed(written: str) -> None:
    assert suggest_day(written) == ""


@pytest.mark.parametrize("text", ["天: 气\n" * 5000, "list: [" + "''," * 5000 + "]", "list: [" + "[]," * 5000 + "]"])
def test_problems_beyond_measure_are_not_listed(text: str) -> None:
    found = problems(text)
    assert len(found) == MOST_PROBLEMS + 1
    assert [fault.code for fault in found].count("problems-many") == 1


ROOTS = {"paper.yaml": paper.FIELDS, "article": articles.FIELDS, "issue.md": head.FIELDS, "standing": standing.FIELDS}


def all_fields(table: Mapping) -> list[Field]:
    """Return the fields of a table and of the tables inside it."""
    return [inner for field in table.fields for inner in (field, *inside(field.type))]


def inside(kind: object) -> list[Field]:
    if isinstance(kind, Mapping):
        return all_fields(kind)
    parts = [getattr(kind, name) for name in ("item", "full") if hasattr(kind, name)]
    return [field for part in parts for field in inside(part)]


@pytest.mark.parametrize("root", ROOTS)
def test_every_field_of_a_file_is_explained_and_its_example_is_right(root: str) -> None:
    for field in all_fields(ROOTS[root]):
        source = parse_source(root, f"{field.name}: {field.example}".encode())
        values, reading = read_fields(source, Front(yaml=source.text, line=1), Mapping(field))
        assert [(fault.code, field.name) for fault in reading.problems] == []
        assert field.name in values
        assert field.summary.endswith(".")
