"""The pages that list what the paper put right: one for each year, and a door to all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen import urls
from sitegen.contexts import CorrectionLine, CorrectionsContext, YearLink
from sitegen.layouts import Sheet
from sitegen.pages import Frame

LAYOUT = "corrections.html"


def plan_errata(frame: Frame, lines: Sequence[CorrectionLine]) -> Iterator[Sheet]:
    """Yield the page of each year that has corrections, and the door, which shows the newest; `lines` newest first.

    A paper that never put anything right has the door alone, which says so.
    """
    years = errata_years(lines)
    doors = [(urls.CORRECTIONS, years[0] if years else None), *((year.url, year) for year in years)]
    for url, year in doors:
        yield Sheet(
            url=url,
            layout=LAYOUT,
            context=CorrectionsContext(
                **frame.around(url),
                years=years,
                year=year,
                lines=tuple(line for line in lines if year and line.date.year == year.year),
                whole=url == urls.CORRECTIONS,
            ),
        )


def errata_years(lines: Sequence[CorrectionLine]) -> tuple[YearLink, ...]:
    """Return the years in which something was put right, newest first, with how many corrections."""
    counts = Counter(line.date.year for line in lines)
    return tuple(
        YearLink(year=year, url=urls.corrections_year_url(year), issues=counts[year])
        for year in sorted(counts, reverse=True)
    )
