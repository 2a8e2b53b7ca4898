"""A text beyond all measure is shown all the same, and the editor is told at which line it went too far."""

import pytest
from papers import article, read

from sitegen.markdown import parser

NAME = "01-news.md"
BODY_LINE = 5


def found(body: str) -> list[tuple[str, int, int]]:
    result = read({NAME: article(body=body)})
    assert len(result.bodies) == 1
    return [(fault.code, fault.at.line, fault.at.column) for fault in result.problems]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_blocks_within_blocks_are_told_of_beyond_a_measure(mark: str) -> None:
    assert found(f"第一段。\n\n{mark * 30}甲") == [("nesting-deep", BODY_LINE + 2, 1)]
    assert found(f"第一段。\n\n{mark * 10}甲") == []


@pytest.mark.parametrize("mark", ["[", "![a", "[a"])
def test_brackets_that_never_close_are_told_of(mark: str) -> None:
    assert found(f"第一段。\n\n{mark * 1000}") == [("brackets-many", BODY_LINE + 2, 1)]
    assert found(f"第一段。\n\n{mark * 5}") == []


def test_the_first_table_beyond_all_the_cells_of_a_text_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "| 甲 | 乙 |\n|----|----|\n| 丙 | 丁 |\n\n"
    assert found(table * 3) == []
    monkeypatch.setattr(parser, "CELLS", 3)
    assert found(table * 3) == [("table-large", BODY_LINE + 4, 1)]
