"""The printing of all pages of columns, people, tags and sections, and of their indexes."""

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from sitegen.archive import Slugs
from sitegen.cache import Cache
from sitegen.contexts import Teaser, TopicLink
from sitegen.disk import digest
from sitegen.layouts import render
from sitegen.occurrences import Occurrence, Table, occurrences, topic_link, with_given_slugs
from sitegen.output import Stamp
from sitegen.pages import plan_topic, plan_topics
from sitegen.problems import ContentError
from sitegen.works import Kept, Press, Printed, Record, cache_of, digest_of, load, load_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsJob:
    """All pages of columns, people, tags and sections."""

    issues: tuple[tuple[str, int], ...]
    """Key and year of each issue, oldest first."""

    slugs: tuple[tuple[tuple[str, str], str], ...]
    digest: str
    kept: Kept


class Shelf:
    """The rows and teasers of issues, as the cache has them."""

    def __init__(self, cache: Cache, keys: Sequence[str], slugs: Slugs) -> None:
        self._cache, self._keys, self._slugs = cache, keys, slugs
        self._teasers = lru_cache(maxsize=1024)(self._load)

    def table(self) -> Table:
        """Return where every topic of the issues occurs."""
        return occurrences((marshal.loads(load_bytes(self._cache, f"rows/{key}")) for key in self._keys), self._slugs)

    def teasers(self, stories: Sequence[Occurrence]) -> tuple[Teaser, ...]:
        """Return stories as a list shows them, newest issue first."""
        return tuple(self._teasers(story.place)[story.slug] for story in reversed(stories))

    def _load(self, place: int) -> Mapping[str, Teaser]:
        return with_given_slugs(load(self._cache, f"teasers/{self._keys[place]}"), self._slugs)


def render_topics(press: Press, job: TopicsJob) -> Printed:
    """Render the indexes and the page of every topic; a page whose stories did not change stays as it is."""
    try:
        record = Record(digest=job.digest, files=tuple(_files(press, job)))
    except ContentError as error:
        return Printed(records=(), problems=error.problems)
    return Printed(records=(("topics", record),), problems=())


def _files(press: Press, job: TopicsJob) -> Iterator[tuple[str, str, Stamp]]:
    shelf = Shelf(cache_of(press.cache), [key for key, _ in job.issues], dict(job.slugs))
    years = [year for _, year in job.issues]
    page_made_from, index_made_from = (digest_of(press, (name,)).encode() for name in ("topic.html", "topics.html"))
    for kind, topics in shelf.table().items():
        links = [topic_link(kind, topic, stories, years) for topic, stories in topics.items()]
        for link, stories in zip(links, topics.values(), strict=True):
            marks = "".join(story.mark for story in stories)
            made_from = digest(page_made_from, repr(link).encode(), marks.encode())
            yield _file(press, job.kept, link.url, made_from, _page(press, kind, link, stories, shelf))
        made_from = digest(index_made_from, repr(links).encode())
        index = plan_topics(press.frame, kind, links)
        yield _file(press, job.kept, index.url, made_from, partial(render, press.design, index))


def _page(press: Press, kind: str, link: TopicLink, stories: Sequence[Occurrence], shelf: Shelf) -> Callable[[], str]:
    return lambda: render(press.design, plan_topic(press.frame, kind, link, shelf.teasers(stories)))


def _file(press: Press, kept: Kept, url: str, made_from: str, text: Callable[[], str]) -> tuple[str, str, Stamp]:
    known = kept.get(url)
    if known and known[0] == made_from:
        return (url, made_from, known[1])
    return (url, made_from, press.stage.write(url, text().encode()))
