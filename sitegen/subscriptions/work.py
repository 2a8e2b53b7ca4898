"""The printing of feeds in a pool: the newest issues come from the cache, the feeds go to the stage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen import urls
from sitegen.archive import Place, Slugs, reading_order, topics_of
from sitegen.catalog import read_catalog
from sitegen.corrections import Relation, with_relations
from sitegen.feeds import atom, jsonfeed
from sitegen.feeds.atom import Head
from sitegen.feeds.entries import carried_by_feeds, entry_of, moment
from sitegen.feeds.issues import IssueFeed, issue_feed
from sitegen.model import Body, Link, Paper
from sitegen.quickclass import dataclass, replace
from sitegen.sitemaps import render_news
from sitegen.subscriptions.choosing import ISSUES_OF_TOPIC, MOST_OF_TOPIC, PAGES, Feed, subjects
from sitegen.works import Press, Printed, cache_of, load, load_issue, stage_files

EPOCH = "1970-01-01T00:00:00Z"
"""Last change of a feed that has never had a story: all issues are drafts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedIssue:
    """An issue that feeds are made of."""

    key: str
    dead: tuple[Link, ...]
    """Inner links of its texts that lead nowhere."""

    related: tuple[Relation, ...]
    """What its stories learn from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsJob:
    """The feeds of the newest stories."""

    issues: tuple[FeedIssue, ...]
    """Newest first."""

    newest: int
    """How many of them the paper's own feed is made of."""

    slugs: tuple[tuple[tuple[str, str], str], ...]
    last_month: str
    """The newest month of the archive of feeds (YYYY-MM), or empty."""

    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthJob:
    """One document of the archive of feeds."""

    month: str
    previous: str
    next: str
    """Months beside it (YYYY-MM), or empty."""

    keys: tuple[tuple[str, tuple[Relation, ...]], ...]
    """Of its issues in the cache, oldest first, each with what its stories learn from others."""

    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story with the two forms in which feeds carry it."""

    subjects: frozenset[Feed]
    updated: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An issue as feeds see it."""

    day: str
    """Its own, RFC 3339."""

    subjects: Mapping[Feed, str]
    """What it holds that has a feed, with the address of that feed's page; stories that no feed carries count too."""

    stories: tuple[Story, ...]
    news: tuple[Place, ...]


def render_feeds(press: Press, job: FeedsJob) -> Printed:
    """Print the paper's feed and those of its pages, sections, columns and declared people."""
    paper = press.frame.paper
    chapters = [_chapter(press, issue, dict(job.slugs)) for issue in job.issues]
    files = []
    for head, stories in _feeds(paper, job, chapters):
        json_head = replace(head, url=urls.json_feed_url(head.url))
        files += [
            (head.url, atom.render_feed(paper, head, (story.atom for story in stories))),
            (json_head.url, jsonfeed.render_feed(paper, json_head, (story.json for story in stories))),
        ]
    news = [place for chapter in chapters for place in chapter.news]
    if paper.base_url and news:
        files.append((urls.NEWS_SITEMAP, render_news(paper, news)))
    return _printed(press, "feeds", job.digest, files)


def render_months(press: Press, jobs: Sequence[MonthJob]) -> Printed:
    """Print documents of the archive of feeds: every story of a month, with its summary."""
    made = [_render_month(press, job) for job in jobs]
    return Printed(records=tuple(record for printed in made for record in printed.records), problems=())


def _render_month(press: Press, job: MonthJob) -> Printed:
    cache, paper = cache_of(press.cache), press.frame.paper
    issues: list[IssueFeed] = []
    for key, related in reversed(job.keys):
        # the entries were made when the issues were read, so that few heads have to be loaded for them
        made = issue_feed(paper, with_relations(load(cache, f"head/{key}"), related)) if related else None
        issues.append(made or load(cache, f"feed/{key}"))
    head = Head(
        title=f"{paper.name} {job.month}",
        url=urls.month_feed_url(job.month),
        page=urls.year_url(int(job.month[:4])),
        updated=max(issue.updated for issue in issues),
        current=urls.ATOM,
        previous=urls.month_feed_url(job.previous) if job.previous else "",
        next=urls.month_feed_url(job.next) if job.next else "",
    )
    text = atom.render_feed(paper, head, (issue.entries for issue in issues))
    return _printed(press, f"feeds/{job.month}", job.digest, [(head.url, text)])


def _printed(press: Press, name: str, made_from: str, files: Iterable[tuple[str, str]]) -> Printed:
    record = stage_files(press, made_from, ((url, text.encode()) for url, text in files))
    return Printed(records=((name, record),), problems=())


def _chapter(press: Press, known: FeedIssue, slugs: Slugs) -> Chapter:
    paper = press.frame.paper
    issue, bodies = load_issue(cache_of(press.cache), known.key, slugs, known.dead, known.related)
    # a page may have no story yet
    pages: dict[Feed, str] = {(PAGES, page.label.upper()): urls.issue_url(issue.name) for page in issue.pages}
    for place in reading_order(issue):
        for kind, topic in topics_of(place.article):
            pages[kind, topic.name] = urls.topic_url(kind, topic.slug)
    carried = tuple(carried_by_feeds(issue))
    return Chapter(
        day=moment(issue.date, paper.timezone),
        subjects={feed: pages[feed] for feed in subjects(paper, pages, (page.label for page in issue.pages))},
        stories=tuple(_story(paper, place, bodies[place.article.slug]) for place in carried),
        news=carried,
    )


def _story(paper: Paper, place: Place, body: Body) -> Story:
    entry = entry_of(paper, place, body)
    topics = ((kind, topic.name) for kind, topic in topics_of(place.article))
    return Story(
        subjects=frozenset(subjects(paper, topics, [place.page.label])),
        updated=entry.updated,
        atom=atom.render_entry(paper, entry),
        json=jsonfeed.render_item(paper, entry),
    )


def _feeds(paper: Paper, job: FeedsJob, chapters: Sequence[Chapter]) -> Iterator[tuple[Head, list[Story]]]:
    """Yield the head of each feed with its stories, newest issue first, each issue in reading order."""
    start = chapters[0].day if chapters else EPOCH
    own = [story for chapter in chapters[: job.newest] for story in chapter.stories]
    month = urls.month_feed_url(job.last_month) if job.last_month else ""
    yield Head(title=paper.name, url=urls.ATOM, page=urls.FRONT, updated=_updated(own, start), previous=month), own
    stories: dict[Feed, list[Story]] = {}
    pages: dict[Feed, str] = {}
    counts: Counter[Feed] = Counter()
    for chapter in chapters:
        for feed, page in chapter.subjects.items():
            counts[feed] += 1
            pages.setdefault(feed, page)
            if counts[feed] <= ISSUES_OF_TOPIC:
                stories.setdefault(feed, []).extend(story for story in chapter.stories if feed in story.subjects)
    for feed, found in stories.items():
        newest = found[:MOST_OF_TOPIC]
        yield _topic_head(paper, feed, pages[feed], _updated(newest, start)), newest


def _topic_head(paper: Paper, feed: Feed, page: str, updated: str) -> Head:
    kind, name = feed
    if kind == PAGES:
        title = read_catalog(paper.language).translate("Page %(label)s") % {"label": name}
        return Head(title=f"{paper.name} - {title}", url=urls.page_feed_url(name), page=page, updated=updated)
    return Head(title=f"{paper.name} - {name}", url=urls.feed_beside(page), page=page, updated=updated)


def _updated(stories: Iterable[Story], start: str) -> str:
    return max((story.updated for story in stories), default=start)
