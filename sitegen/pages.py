"""Which sheets an archive makes: one function for each part of the output, all addresses known before rendering."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.archive import reading_order
from sitegen.calendar import months_of
from sitegen.catalog import cldr_locale
from sitegen.citations.forms import citations_of
from sitegen.contexts import (
    Anchor,
    ArchiveContext,
    ArticleContext,
    Download,
    FrontContext,
    IssueContext,
    IssueLink,
    MissingContext,
    PageContext,
    PageLink,
    SearchContext,
    StandingContext,
    Teaser,
    TopicContext,
    TopicLink,
    TopicsContext,
    YearLink,
)
from sitegen.layouts import Design, Sheet
from sitegen.makeup import made_up
from sitegen.metadata import issue_terms, page_metadata
from sitegen.model import Body, Issue, Paper, Standing
from sitegen.quickclass import dataclass, replace
from sitegen.views import issue_link, page_link, page_view, teaser

NEAR_DAYS = 3
LEAP = 2000


class Around(TypedDict):
    """The fields that every context has."""

    paper: Paper
    standing: tuple[Anchor, ...]
    url: str
    root: str
    feeds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page of one paper."""

    paper: Paper
    standing: tuple[Anchor, ...]
    feeds: bool = True
    """False for a copy that is taken away."""

    def around(self, url: str) -> Around:
        """Return the fields that every context has, for the sheet at `url`."""
        return {
            "paper": self.paper,
            "standing": self.standing,
            "url": url,
            "root": urls.root_of(url),
            "feeds": self.feeds,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The issues before and after one; None at either end of the archive."""

    previous: IssueLink | None
    next: IssueLink | None
    columns: tuple[tuple[str, tuple[Anchor, ...]], ...] = ()
    """For each column of the issue the stories before it, newest first."""


def frame_of(paper: Paper, standing: Iterable[Standing]) -> Frame:
    """Return the frame of a paper, its standing texts in their order."""
    texts = sorted(standing, key=lambda text: (text.order, text.slug))
    return Frame(
        paper=paper, standing=tuple(Anchor(text=text.title, url=urls.standing_url(text.slug)) for text in texts)
    )


def dressed(design: Design, frame: Frame) -> Design:
    """Return a design with what stands around every page of a paper."""
    return replace(design, constants=(("paper", frame.paper), ("standing", frame.standing), ("feeds", frame.feeds)))


Downloads = Mapping[str, tuple[Download, ...]]
"""What can be taken away of an issue: of each article by its slug, of the issue itself by an empty text."""

NONE: Downloads = {}


Days = tuple[tuple[str, str], ...]
"""Stories of an issue by slug with the day on which their files last changed, ISO 8601."""


def plan_issue(
    frame: Frame,
    issue: Issue,
    bodies: Mapping[str, Body],
    near: Neighbours,
    *,
    downloads: Downloads = NONE,
    changed: Days = (),
) -> Iterator[Sheet]:
    """Yield the sheets of one issue: its pages, then its articles; `bodies` are by slug.

    The newest issue is the front page of the whole archive too.
    """
    link = issue_link(issue)
    views = tuple(page_view(issue, page, bodies) for page in issue.pages)
    links = tuple(page_link(issue, page) for page in issue.pages)
    if near.next is None and views:
        yield Sheet(
            url=urls.FRONT,
            layout="front.html",
            context=FrontContext(
                **frame.around(urls.FRONT),
                issue=link,
                page=views[0],
                makeup=made_up(views[0].teasers, views[1:], picks=True),
                pages=links,
                contents=views,
                # written for a page in the issue's own folder
                note=urls.from_above(issue.note, issue.name),
                previous_issue=near.previous,
                downloads=downloads.get("", ()),
            ),
        )
    for i, view in enumerate(views):
        following = links[i + 1] if i + 1 < len(links) else None
        around = frame.around(view.url)
        if i == 0:
            context: IssueContext | PageContext = IssueContext(
                **around,
                issue=link,
                page=view,
                makeup=made_up(view.teasers, views[1:]),
                pages=links,
                contents=views,
                note=issue.note,
                next_page=following,
                previous_issue=near.previous,
                next_issue=near.next,
                downloads=downloads.get("", ()),
            )
        else:
            context = PageContext(
                **around,
                issue=link,
                page=view,
                makeup=made_up(view.teasers),
                pages=links,
                previous_page=links[i - 1],
                next_page=following,
                previous_issue=near.previous,
                next_issue=near.next,
            )
        yield Sheet(url=view.url, layout="page.html" if i else "issue.html", context=context)
    yield from _plan_articles(
        frame, issue, bodies, links, dict(near.columns), downloads=downloads, changed=dict(changed)
    )


def _plan_articles(
    frame: Frame,
    issue: Issue,
    bodies: Mapping[str, Body],
    links: Sequence[PageLink],
    earlier: Mapping[str, tuple[Anchor, ...]],
    *,
    downloads: Downloads,
    changed: Mapping[str, str],
) -> Iterator[Sheet]:
    link, pages = issue_link(issue), {page.label: page for page in links}
    places = list(reading_order(issue))
    teasers = [teaser(issue, place.article) for place in places]
    terms = issue_terms(frame.paper, issue)
    on_page: dict[str, list[Teaser]] = {}
    for place, told in zip(places, teasers, strict=True):
        on_page.setdefault(place.page.label, []).append(told)
    for i, place in enumerate(places):
        article, url = place.article, teasers[i].url
        source = urls.source_of(url)
        yield Sheet(
            url=url,
            layout="article.html",
            context=ArticleContext(
                **frame.around(url),
                issue=link,
                page=pages[place.page.label],
                article=article,
                body=bodies[article.slug],
                jumps=tuple(
                    pages[label]
                    for label in dict.fromkeys(zone.page for zone in article.zones)
                    if label in pages and label != place.page.label
                ),
                previous=teasers[i - 1] if i else None,
                next=teasers[i + 1] if i + 1 < len(teasers) else None,
                more=tuple(other for other in on_page[place.page.label] if other is not teasers[i]),
                earlier=earlier.get(article.column.name, ()) if article.column else (),
                source=frame.paper.edit_url.replace("{path}", source),
                history=frame.paper.history_url.replace("{path}", source),
                changed=date.fromisoformat(changed[article.slug]) if article.slug in changed else None,
                metadata=page_metadata(terms, place),
                citations=citations_of(frame.paper, place),
                downloads=downloads.get(article.slug, ()),
            ),
        )


def plan_archive(frame: Frame, issues: Sequence[IssueLink]) -> Iterator[Sheet]:
    """Yield the calendar of each year, and the door to all of them; `issues` are oldest first."""
    locale = cldr_locale(frame.paper.language)
    by_year: dict[int, list[IssueLink]] = {}
    for issue in reversed(issues):
        by_year.setdefault(issue.date.year, []).append(issue)
    years = year_links(issues)
    for year in years:
        months = months_of(year.year, reversed(by_year[year.year]), locale)
        doors = [(urls.ARCHIVE, True), (year.url, False)] if year is years[0] else [(year.url, False)]
        for url, whole in doors:
            yield Sheet(
                url=url,
                layout="archive.html",
                context=ArchiveContext(
                    **frame.around(url),
                    years=years,
                    year=year,
                    months=months,
                    issues=tuple(by_year[year.year]),
                    whole=whole,
                    on_this_day=_on_this_day(issues) if whole else (),
                ),
            )


def _on_this_day(issues: Sequence[IssueLink]) -> tuple[IssueLink, ...]:
    """Return the issues of earlier years that are nearest to the newest one's day, at most NEAR_DAYS from it.

    A weekly seldom prints on the same day again. The newest issue stands for today: a build asks no clock.
    """
    if not issues:
        return ()
    newest = issues[-1].date
    nearest: dict[int, tuple[int, IssueLink]] = {}
    for issue in issues:
        # counted within a leap year, so that a 29th of February has its place
        apart = abs((issue.date.replace(year=LEAP) - newest.replace(year=LEAP)).days)
        year = issue.date.year
        if year < newest.year and apart <= NEAR_DAYS and (year not in nearest or apart < nearest[year][0]):
            nearest[year] = (apart, issue)
    return tuple(nearest[year][1] for year in sorted(nearest, reverse=True))


def year_links(issues: Iterable[IssueLink]) -> tuple[YearLink, ...]:
    """Return the years that have issues, newest first, with how many."""
    counts = Counter(issue.date.year for issue in issues)
    return tuple(
        YearLink(year=year, url=urls.year_url(year), issues=counts[year]) for year in sorted(counts, reverse=True)
    )


def plan_topics(frame: Frame, kind: str, topics: Iterable[TopicLink]) -> Sheet:
    """Return the index of a kind: columns, people, tags or sections; by name."""
    url = urls.topics_url(kind)
    return Sheet(
        url=url,
        layout="topics.html",
        context=TopicsContext(
            **frame.around(url),
            kind=kind,
            topics=tuple(sorted(topics, key=lambda topic: topic.url)),
        ),
    )


def has_feed(paper: Paper, kind: str, name: str) -> bool:
    """Return whether a topic has a feed of its own.

    Sections and columns have one each; of people only those that the paper declares: anybody may sign once.
    """
    return kind in ("columns", "sections") or (kind == "people" and any(name == person.name for person in paper.people))


def plan_topic(frame: Frame, kind: str, topic: TopicLink, teasers: tuple[Teaser, ...]) -> Sheet:
    """Return the page of one topic; its stories are newest first."""
    return Sheet(
        url=topic.url,
        layout="topic.html",
        context=TopicContext(
            **frame.around(topic.url),
            kind=kind,
            topic=topic,
            feed=urls.feed_beside(topic.url) if frame.feeds and has_feed(frame.paper, kind, topic.name) else "",
            teasers=teasers,
        ),
    )


def plan_standing(frame: Frame, text: Standing, body: Body) -> Sheet:
    """Return the page of a standing text."""
    url = urls.standing_url(text.slug)
    return Sheet(
        url=url,
        layout="standing.html",
        context=StandingContext(**frame.around(url), title=text.title, body=body),
    )


def plan_search(frame: Frame, issues: Iterable[IssueLink]) -> Sheet:
    """Return the search page; people are too many to be offered as a list."""
    paper = frame.paper
    return Sheet(
        url=urls.SEARCH,
        layout="search.html",
        context=SearchContext(
            **frame.around(urls.SEARCH),
            years=year_links(issues),
            sections=tuple(Anchor(text=t.name, url=urls.topic_url("sections", t.slug)) for t in paper.sections),
            columns=tuple(Anchor(text=t.name, url=urls.topic_url("columns", t.slug)) for t in paper.columns),
        ),
    )


def plan_missing(frame: Frame) -> Sheet:
    """Return the page for addresses that are not there.

    A host shows it at any depth, so relative links would lead astray: its root is the path of the base address,
    where one is known.
    """
    around = frame.around(urls.MISSING)
    if frame.paper.base_url:
        around["root"] = urlsplit(frame.paper.base_url).path
    return Sheet(url=urls.MISSING, layout="404.html", context=MissingContext(**around))
