"""Where every column, person, tag and section occurs, told from small rows instead of whole issues.

Each issue leaves rows of plain text, which a build reads for the whole archive in a moment; its teasers are read only
where a page that shows them must be printed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sitegen import urls
from sitegen.archive import KINDS, Slugs, given_slug, reading_order, topics_of
from sitegen.contexts import Teaser, TopicLink
from sitegen.disk import digest
from sitegen.model import Article, Issue, Topic
from sitegen.quickclass import dataclass, replace
from sitegen.views import teaser

Row: TypeAlias = tuple[str, str, tuple[tuple[str, str, str, tuple[str, ...]], ...]]
"""Slug of a story, mark of its teaser, and of each topic: kind, name, wanted slug and the roles in which it signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A story under a topic."""

    place: int
    """Of its issue among those that the rows came from."""

    slug: str
    mark: str
    """Another one where anything changed that a list shows of the story."""

    roles: tuple[str, ...]


Table = Mapping[str, Mapping[Topic, Sequence[Occurrence]]]
"""By kind and topic the stories, in archive order."""


def teasers_of(issue: Issue) -> dict[str, Teaser]:
    """Return the articles of an issue as lists show them, by slug."""
    return {place.article.slug: teaser(issue, place.article) for place in reading_order(issue)}


def rows_of(issue: Issue, teasers: Mapping[str, Teaser]) -> tuple[Row, ...]:
    """Return the rows of an issue, in reading order."""
    return tuple(
        (
            place.article.slug,
            digest(repr(teasers[place.article.slug]).encode())[:16],
            tuple(
                (kind, topic.name, topic.slug, _roles(place.article, topic.name) if kind == "people" else ())
                for kind, topic in topics_of(place.article)
            ),
        )
        for place in reading_order(issue)
    )


def _roles(article: Article, name: str) -> tuple[str, ...]:
    return tuple(by.role for by in article.byline if by.name == name and by.role)


def occurrences(issues: Iterable[Iterable[Row]], slugs: Slugs) -> Table:
    """Return where each topic occurs; `issues` are the rows of each, oldest first, `slugs` those given anew."""
    found: dict[str, dict[Topic, list[Occurrence]]] = {kind: {} for kind in KINDS}
    named: dict[tuple[str, str, str], list[Occurrence]] = {}
    for place, rows in enumerate(issues):
        for story, mark, topics in rows:
            for kind, name, wanted, roles in topics:
                stories = named.get((kind, name, wanted))
                if stories is None:
                    topic = Topic(name=name, slug=slugs.get((kind, name), wanted))
                    stories = named[kind, name, wanted] = found[kind].setdefault(topic, [])
                stories.append(Occurrence(place=place, slug=story, mark=mark, roles=roles))
    return found


def differing(before: Iterable[Row], now: Iterable[Row]) -> set[tuple[str, str]]:
    """Return kind and name of the topics whose stories in an issue are others now, or look otherwise in a list."""
    was, stands = _stories_by_topic(before), _stories_by_topic(now)
    return {topic for topic in was.keys() | stands.keys() if was.get(topic) != stands.get(topic)}


def _stories_by_topic(rows: Iterable[Row]) -> dict[tuple[str, str], list[tuple[str, str, str, tuple[str, ...]]]]:
    found: dict[tuple[str, str], list[tuple[str, str, str, tuple[str, ...]]]] = {}
    for story, mark, topics in rows:
        for kind, name, wanted, roles in topics:
            found.setdefault((kind, name), []).append((story, mark, wanted, roles))
    return found


def only(rows: Iterable[Row], topics: Collection[tuple[str, str]]) -> tuple[Row, ...]:
    """Return the rows of the stories under these topics, by kind and name, without their other topics."""
    return tuple(
        (story, mark, inside)
        for story, mark, own in rows
        if (inside := tuple(topic for topic in own if topic[:2] in topics))
    )


def topic_link(kind: str, topic: Topic, stories: Sequence[Occurrence], years: Sequence[int]) -> TopicLink:
    """Return a topic as an index shows it; `years` are those of the issues, by place."""
    roles = Counter(role for story in stories for role in story.roles)
    return TopicLink(
        name=topic.name,
        url=urls.topic_url(kind, topic.slug),
        count=len(stories),
        first=years[stories[0].place],
        last=years[stories[-1].place],
        roles=tuple(role for role, _ in roles.most_common()),
    )


def with_given_slugs(story: Teaser, slugs: Slugs) -> Teaser:
    """Return a story with the slugs of its topics as the whole archive gives them."""
    return _given(story, slugs) if slugs and any(topic in slugs for topic in _named(story)) else story


def _named(story: Teaser) -> Iterator[tuple[str, str]]:
    if story.column:
        yield "columns", story.column.name
    if story.section:
        yield "sections", story.section.name
    for by in story.byline:
        yield "people", by.name


def _given(story: Teaser, slugs: Slugs) -> Teaser:
    return replace(
        story,
        column=story.column and given_slug("columns", story.column, slugs),
        section=story.section and given_slug("sections", story.section, slugs),
        byline=tuple(given_slug("people", by, slugs) for by in story.byline),
    )
