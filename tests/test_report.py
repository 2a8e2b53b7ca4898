import json

from sitegen.catalog import read_catalog
from sitegen.problems import Position, Problem, problem
from sitegen.report import Format, report

FAULT = problem(Position("content/100%,a:b.md", 3, 5), "key-unknown", "色: 红", name="色\n红", known="headline, 50%")


def lines(*faults: Problem, more: tuple[tuple[str, int], ...] = (), form: Format = "text") -> list[str]:
    return list(report(faults, more, form, str))


def test_json_has_one_object_a_line_with_every_field() -> None:
    (line,) = lines(FAULT, form="json")
    assert json.loads(line) == {
        "path": "content/100%,a:b.md",
        "line": 3,
        "column": 5,
        "level": "error",
        "code": "key-unknown",
        "message": 'there is no field "色\n红"',
        "hint": "Fields here: headline, 50%.",
        "excerpt": "色: 红",
    }
    assert "色" in line


def test_an_annotation_escapes_what_would_end_it() -> None:
    (line,) = lines(FAULT, form="github")
    assert line.startswith("::error file=content/100%25%2Ca%3Ab.md,line=3,col=5,title=key-unknown::")
    assert line.endswith('there is no field "色%0A红". Fields here: headline, 50%25.')
    assert "\n" not in line


def test_a_warning_is_a_warning_in_an_annotation() -> None:
    assert lines(problem(Position("a.md"), "link-empty"), form="github")[0].startswith("::warning ")


def test_text_says_how_many_warnings_of_a_kind_are_left_out() -> None:
    shown = lines(FAULT, more=(("link-empty", 7),))
    assert shown[0].startswith("content/100%,a:b.md:3:5: ")
    assert shown[1:] == ["[link-empty] and 7 more like these; the command check shows them all"]


def test_programs_are_not_told_in_words_what_is_left_out() -> None:
    forms: tuple[Format, ...] = ("json", "github")
    for form in forms:
        assert len(lines(FAULT, more=(("link-empty", 7),), form=form)) == 1


def test_an_annotation_in_chinese_has_no_blank_between_its_sentences() -> None:
    (line,) = report([FAULT], (), "github", read_catalog("zh-CN").translate)
    assert line.split("::", 2)[2] == "没有“色%0A红”这个字段。这里可用的字段：headline, 50%25。"
