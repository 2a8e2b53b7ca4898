"""Dates, numbers and names that follow those of a paper."""

from datetime import date, timedelta

import pytest

from sitegen.scaffolds import article_slug, is_issue_name, next_date, next_number, shortened

FRIDAY = date(2026, 10, 30)


def days(*gaps: int) -> list[str]:
    """Return names of issues that end on a Friday, with these days between them, the newest gap last."""
    found = [FRIDAY]
    for gap in reversed(gaps):
        found.insert(0, found[0] - timedelta(days=gap))
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("gaps", "ahead"),
    [
        ((7, 7, 7), 7),
        ((224, 224, 126, 7), 7),
        ((1, 1, 1, 1), 3),
        ((1, 1, 1, 1, 1, 1, 1), 1),
        ((3, 4, 3, 4), 3),
        ((14, 14), 14),
        ((), 7),
    ],
    ids=["weekly", "weekly with holes", "workdays", "daily", "twice a week", "fortnightly", "one issue"],
)
def test_the_next_issue_is_due_by_the_rhythm_of_the_paper(gaps: tuple[int, ...], ahead: int) -> None:
    assert next_date(days(*gaps), FRIDAY) == FRIDAY + timedelta(days=ahead)


def test_a_monthly_comes_on_the_same_day_of_the_month() -> None:
    assert next_date(["2026-10-31", "2026-11-30", "2026-12-31"], FRIDAY) == date(2027, 1, 31)
    assert next_date(["2026-12-31", "2027-01-31"], FRIDAY) == date(2027, 2, 28)


def test_extras_are_no_rhythm_and_a_new_paper_begins_today() -> None:
    assert next_date([*days(7, 7), "2026-10-31-extra"], FRIDAY) == FRIDAY + timedelta(days=7)
    assert next_date([], FRIDAY) == FRIDAY


@pytest.mark.parametrize(
    ("number", "year", "following"),
    [
        ("总第1024期", 2026, "总第1025期"),
        ("0099", 2026, "0100"),
        ("第43期 总第1266期", 2026, "第44期 总第1267期"),
        ("2026年第43期（总第1266期）", 2026, "2026年第44期（总第1267期）"),
        ("2026年第52期（总第1275期）", 2027, "2027年第1期（总第1276期）"),
        ("Vol. 3 No. 9", 2026, "Vol. 4 No. 10"),
        ("", 2026, ""),
    ],
)
def test_a_number_counts_on_as_it_is_printed(number: str, year: int, following: str) -> None:
    assert next_number(number, year) == following


def test_a_slug_has_the_next_free_prefix() -> None:
    assert article_slug("", "大桥今日通车", ["01-a", "09-b", "issue"]) == "10-da-qiao-jin-ri-tong-che"
    assert article_slug("bridge", "", ["02-a"]) == "03-bridge"
    assert article_slug("07-bridge", "", ["02-a"]) == "07-bridge"
    assert article_slug("no good", "", []) == ""


def test_a_long_headline_gives_whole_syllables() -> None:
    assert shortened("a-" * 40) == "a-" * 23 + "a"
    assert len(shortened("x" * 90)) == 48


def test_the_name_of_an_issue_is_a_date_of_the_calendar() -> None:
    assert is_issue_name("2026-10-30")
    assert is_issue_name("2026-10-30-extra")
    assert not any(map(is_issue_name, ["2026-02-30", "2026-1-1", "2026-10-30-", "2026-10-30 extra", "../x"]))
