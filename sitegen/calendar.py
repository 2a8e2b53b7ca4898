"""The calendar of back issues, made at build time: months as weeks of days with none, one or several issues."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from babel import Locale

from sitegen.contexts import Day, IssueLink, Month


def months_of(year: int, issues: Iterable[IssueLink], locale: Locale) -> tuple[Month, ...]:
    """Return the months of a year, January first; the week begins as CLDR says for the locale."""
    by_day: dict[date, list[IssueLink]] = {}
    for issue in issues:
        by_day.setdefault(issue.date, []).append(issue)
    # both count from Monday = 0
    grid = calendar.Calendar(firstweekday=locale.first_week_day)
    return tuple(
        Month(
            date=date(year, month, 1),
            weeks=tuple(
                tuple(_day(date(year, month, day), by_day) if day else None for day in week)
                for week in grid.monthdayscalendar(year, month)
            ),
        )
        for month in range(1, 13)
    )


def _day(day: date, by_day: Mapping[date, list[IssueLink]]) -> Day:
    return Day(date=day, issues=tuple(by_day.get(day, ())))
