"""Issues put in order: neighbours, reading order, and where every column, person, tag and section occurs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from sitegen.model import Article, Byline, Issue, Page, Topic
from sitegen.quickclass import dataclass, replace
from sitegen.slugs import distinct

Named = TypeVar("Named", Byline, Topic)

KINDS = ("columns", "people", "tags", "sections")

Slugs = Mapping[tuple[str, str], str]
"""Slug of a topic by kind and name, for the topics whose own slug another one took first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One article where it stands in the archive."""

    issue: Issue
    page: Page
    article: Article


def reading_order(issue: Issue) -> Iterator[Place]:
    """Yield the articles of an issue page by page, in print order."""
    for page in issue.pages:
        for article in page.articles:
            yield Place(issue=issue, page=page, article=article)


def last_change(issue: Issue, article: Article) -> date:
    """Return the day on which the story last changed."""
    days = [issue.date, *(correction.date for correction in article.corrections)]
    return max([*days, article.updated] if article.updated else days)


def topics_of(article: Article) -> Iterator[tuple[str, Topic]]:
    """Yield the topics of an article with their kind, each once."""
    if article.column:
        yield "columns", article.column
    if article.section:
        yield "sections", article.section
    for byline in {byline.name: byline for byline in article.byline if byline.slug}.values():
        yield "people", Topic(name=byline.name, slug=byline.slug)
    for tag in article.tags:
        yield "tags", tag


def taken_slugs(topics: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """Return new slugs for the topics (kind, name, slug; in archive order) whose slug stands for an earlier name.

    The earlier one keeps its address: a newcomer never changes what was published. `index` is the index's own.
    """
    wanted: dict[str, dict[str, str]] = {}
    for kind, name, slug in topics:
        wanted.setdefault(kind, {}).setdefault(name, slug)
    changed = {}
    for kind, names in wanted.items():
        given = distinct([("", "index"), *names.items()])
        changed.update({(kind, name): given[name] for name, slug in names.items() if given[name] != slug})
    return changed


def with_slugs(issue: Issue, slugs: Slugs) -> Issue:
    """Return the issue with the slugs of its topics as the whole archive gives them."""
    if not slugs:
        return issue
    pages = tuple(
        replace(page, articles=tuple(_with_slugs(article, slugs) for article in page.articles)) for page in issue.pages
    )
    return replace(issue, pages=pages)


def _with_slugs(article: Article, slugs: Slugs) -> Article:
    return replace(
        article,
        column=article.column and given_slug("columns", article.column, slugs),
        section=article.section and given_slug("sections", article.section, slugs),
        byline=tuple(given_slug("people", by, slugs) for by in article.byline),
        tags=tuple(given_slug("tags", tag, slugs) for tag in article.tags),
    )


def given_slug(kind: str, named: Named, slugs: Slugs) -> Named:
    """Return a topic, or a byline, with the slug that the whole archive gives to what is called so."""
    return replace(named, slug=slugs.get((kind, named.name), named.slug))


def without_drafts(issue: Issue) -> Issue | None:
    """Return what of an issue is to be published: None for a draft."""
    if issue.draft:
        return None
    if not any(article.draft for page in issue.pages for article in page.articles):
        return issue
    return replace(
        issue,
        pages=tuple(replace(page, articles=tuple(a for a in page.articles if not a.draft)) for page in issue.pages),
    )
