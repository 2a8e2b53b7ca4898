"""The printing of all pages of columns, people, tags and sections, and of their indexes.

What the last build printed is known by the rows of its issues: where some of them changed, only the topics are looked
at whose stories differ, among ten thousand a handful.
"""

import marshal
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from posixpath import basename

from sitegen.archive import KINDS, Slugs
from sitegen.cache import Cache, pack, unpack
from sitegen.contexts import Teaser, TopicLink
from sitegen.disk import digest
from sitegen.layouts import render
from sitegen.occurrences import Occurrence, Row, Table, differing, occurrences, only, topic_link, with_given_slugs
from sitegen.output import Stamp
from sitegen.pages import plan_topic, plan_topics
from sitegen.pool import chunks
from sitegen.problems import ContentError
from sitegen.quickclass import dataclass
from sitegen.works import Kept, Press, Printed, Record, cache_of, digest_of, load_bytes

TOPIC_LAYOUTS = ("topics.html", "topic.html")
STATE = "topics"
"""Kind of what the cache holds of the topics as a build printed them, by their digest."""

Issues = tuple[tuple[str, str], ...]
"""Folder and key of issues, oldest first."""

RowsOf = Callable[[str], tuple[Row, ...]]
"""Gives the rows of an issue by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsJob:
    """All pages of columns, people, tags and sections."""

    issues: Issues
    slugs: tuple[tuple[tuple[str, str], str], ...]
    digest: str
    """Empty where nothing of it will be asked for again."""

    kept: Kept
    former: str
    """Digest of the topics as the last build left them, where all their files stand; empty where each is to be made."""


_AT_ONCE = 100_000
"""Stories of lists whose teasers are in memory together: about a kilobyte each."""


class Shelf:
    """The rows and teasers of issues, as the cache has them."""

    def __init__(self, cache: Cache, keys: Sequence[str], slugs: Slugs) -> None:
        self._cache, self._keys, self._slugs = cache, keys, slugs

    def table(self, rows: RowsOf | None = None) -> Table:
        """Return where the topics of the issues occur; all of them, or those of the `rows` given."""
        return occurrences(map(rows or partial(_rows, self._cache), self._keys), self._slugs)

    def teasers(self, lists: Iterable[Sequence[Occurrence]]) -> Iterator[tuple[Teaser, ...]]:
        """Yield the stories of each list as it shows them, newest issue first.

        A list of a large archive goes through all its issues, more than the memory should hold; so an issue is read
        once for many lists.
        """
        for some in chunks(lists, len, _AT_ONCE):
            wanted: defaultdict[int, set[str]] = defaultdict(set)
            for stories in some:
                for story in stories:
                    wanted[story.place].add(story.slug)
            held = {}
            for place, slugs in wanted.items():
                held[place] = self._load(place, slugs)
            for stories in some:
                yield tuple(held[story.place][story.slug] for story in reversed(stories))

    def _load(self, place: int, slugs: Iterable[str]) -> Mapping[str, Teaser]:
        packed = marshal.loads(load_bytes(self._cache, f"teasers/{self._keys[place]}"))
        return {slug: with_given_slugs(unpack(packed[slug]), self._slugs) for slug in slugs}


def _rows_among(cache: Cache, topics: Collection[tuple[str, str]] | None) -> RowsOf:
    """Return what reads the rows of issues, each but once: of these topics (kind and name), or of all."""
    if topics is None:
        return partial(_rows, cache)
    return lru_cache(maxsize=None)(lambda key: only(_rows(cache, key), topics))


def _rows(cache: Cache, key: str) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = marshal.loads(load_bytes(cache, f"rows/{key}"))
    return rows


def render_topics(press: Press, job: TopicsJob) -> Printed:
    """Render the indexes and the page of every topic; a page whose stories did not change stays as it is."""
    cache = cache_of(press.cache)
    shared = digest_of(press, TOPIC_LAYOUTS, job.slugs)
    try:
        files = _files(press, job, cache, shared)
    except ContentError as error:
        return Printed(records=(), problems=error.problems)
    if job.digest:
        cache.write([(f"{STATE}/{job.digest}", pack((shared, job.issues)))])
    record = Record(digest=job.digest, files=tuple((url, *made) for url, made in files.items()))
    return Printed(records=(("topics", record),), problems=())


def _files(press: Press, job: TopicsJob, cache: Cache, shared: str) -> dict[str, tuple[str, Stamp]]:
    """Return all files by address, with what each was made from."""
    slugs = dict(job.slugs)
    former = _former(cache, job, shared)
    touched = None if former is None else _touched(cache, former, job.issues)
    rows = _rows_among(cache, touched)
    before = _links(cache, former or (), slugs, rows)
    files = {} if former is None else dict(job.kept)
    for links in before.values():
        for link in links:
            files.pop(link.url, None)
    shelf, years = Shelf(cache, [key for _, key in job.issues], slugs), _years(job.issues)
    page_made_from = digest_of(press, ("topic.html",), job.slugs).encode()
    due: list[tuple[str, str, TopicLink, Sequence[Occurrence]]] = []
    for kind, topics in shelf.table(rows).items():
        links = [topic_link(kind, topic, stories, years) for topic, stories in topics.items()]
        for link, stories in zip(links, topics.values(), strict=True):
            made_from = digest(page_made_from, repr(link).encode(), *(story.mark.encode() for story in stories))
            known = _unchanged(job.kept, link.url, made_from)
            if known:
                files[link.url] = known
            else:
                due.append((made_from, kind, link, stories))
        if former is None or set(links) != set(before[kind]):
            every = links if touched is None else _links(cache, job.issues, slugs, _rows_among(cache, None))[kind]
            files |= _index(press, job, kind, every)
    for (made_from, kind, link, _), teasers in zip(due, shelf.teasers(page[3] for page in due), strict=True):
        text = render(press.design, plan_topic(press.frame, kind, link, teasers))
        files[link.url] = made_from, press.stage.write(link.url, text.encode())
    return files


def _former(cache: Cache, job: TopicsJob, shared: str) -> Issues | None:
    """Return the issues as they were when the topics were printed last, if but for them all is as it was."""
    stored = cache.read(f"{STATE}/{job.former}") if job.former else None
    if stored is None:
        return None
    made_with, issues = unpack(stored)
    # the server may have thrown away what the build before it left
    known = all(cache.read(f"rows/{key}") is not None for _, key in set(issues) - set(job.issues))
    return issues if known and made_with == shared else None


def _touched(cache: Cache, former: Issues, issues: Issues) -> set[tuple[str, str]]:
    """Return the topics, by kind and name, that any issue holds otherwise than before."""
    before, now = dict(former), dict(issues)
    touched: set[tuple[str, str]] = set()
    for folder in sorted({folder for folder, _ in set(former) ^ set(issues)}):
        was, stands = (_rows(cache, keys[folder]) if folder in keys else () for keys in (before, now))
        touched |= differing(was, stands)
    return touched


def _links(cache: Cache, issues: Issues, slugs: Slugs, rows: RowsOf) -> dict[str, list[TopicLink]]:
    """Return the topics of these rows by kind, as an index shows them."""
    table, years = Shelf(cache, [key for _, key in issues], slugs).table(rows), _years(issues)
    return {kind: [topic_link(kind, topic, stories, years) for topic, stories in table[kind].items()] for kind in KINDS}


def _years(issues: Issues) -> list[int]:
    return [int(basename(folder)[:4]) for folder, _ in issues]


def _index(press: Press, job: TopicsJob, kind: str, links: Sequence[TopicLink]) -> dict[str, tuple[str, Stamp]]:
    index = plan_topics(press.frame, kind, links)
    made_from = digest(digest_of(press, ("topics.html",)).encode(), repr(links).encode())
    known = _unchanged(job.kept, index.url, made_from)
    return {index.url: known or (made_from, press.stage.write(index.url, render(press.design, index).encode()))}


def _unchanged(kept: Kept, url: str, made_from: str) -> tuple[str, Stamp] | None:
    """Return what a file was made from with its stamp; None where it was made from something else, or is not there."""
    known = kept.get(url)
    return known if known and known[0] == made_from else None
