from datetime import date

from babel import Locale

from sitegen.calendar import months_of
from sitegen.catalog import cldr_locale
from sitegen.contexts import IssueLink, Month

CHINESE, TAIWANESE, AMERICAN, BRITISH = map(cldr_locale, ("zh-CN", "zh-TW", "en-US", "en-GB"))


def issue(day: date, name: str = "") -> IssueLink:
    return IssueLink(url=f"{name or day.isoformat()}/index.html", name=name or day.isoformat(), date=day)


def months(year: int, *issues: IssueLink, locale: Locale = BRITISH) -> tuple[Month, ...]:
    return months_of(year, issues, locale)


def days_of(month: Month) -> list[int]:
    return [day.date.day for week in month.weeks for day in week if day]


def test_a_year_has_twelve_months_in_order() -> None:
    assert [month.date for month in months(2023)] == [date(2023, number, 1) for number in range(1, 13)]


def test_february_has_its_leap_day_every_fourth_year_but_not_in_1900() -> None:
    lengths = {year: len(days_of(months(year)[1])) for year in (1900, 2000, 2023, 2024, 2100)}
    assert lengths == {1900: 28, 2000: 29, 2023: 28, 2024: 29, 2100: 28}


def test_every_week_has_seven_places_and_days_run_without_a_gap() -> None:
    for year in range(2019, 2026):
        for month in months(year):
            assert {len(week) for week in month.weeks} == {7}
            days = days_of(month)
            assert days == list(range(1, len(days) + 1))


def test_a_day_stands_under_its_weekday_as_the_locale_begins_the_week() -> None:
    for locale, first in ((BRITISH, 0), (AMERICAN, 6), (CHINESE, 0), (TAIWANESE, 6)):
        for month in months(2024, locale=locale):
            for week in month.weeks:
                places = [(place, day) for place, day in enumerate(week) if day]
                assert all((day.date.weekday() - first) % 7 == place for place, day in places)


def test_a_day_has_none_one_or_several_issues_in_their_order() -> None:
    leap = date(2024, 2, 29)
    made = months(2024, issue(leap), issue(leap, "2024-02-29-late"), issue(date(2024, 3, 1)))
    found = {
        day.date: [link.name for link in day.issues] for month in made for week in month.weeks for day in week if day
    }
    assert found[leap] == ["2024-02-29", "2024-02-29-late"]
    assert found[date(2024, 3, 1)] == ["2024-03-01"]
    assert sum(map(len, found.values())) == 3
