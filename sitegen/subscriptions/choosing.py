"""Which issues the feeds are made of: only the newest that each feed needs, so that old ones cannot change a feed."""

from collections.abc import Iterable, Iterator, Sequence

from sitegen.gather import Known
from sitegen.model import Paper
from sitegen.pages import has_feed
from sitegen.quickclass import dataclass

MOST = 50
"""Stories in the paper's own feed, unless one issue has more."""

MOST_OF_TOPIC = 20
"""Stories in the feed of a page, column, section or person."""

ISSUES_OF_TOPIC = 10
"""Issues that such a feed reaches back to, counting those in which it occurs."""

PAGES = "pages"
"""Stands for page labels, beside the kinds of topics."""

Feed = tuple[str, str]
"""Kind and name of a feed's subject: a topic, or a page by its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Issues by their place in the archive."""

    newest: tuple[int, ...]
    """Of the paper's own feed, newest first."""

    all: tuple[int, ...]
    """Of any feed, newest first."""


def subjects(paper: Paper, topics: Iterable[tuple[str, str]], labels: Iterable[str]) -> Iterator[Feed]:
    """Yield what has a feed of its own among the topics (kind, name) and page labels of an issue."""
    yield from ((kind, name) for kind, name in topics if has_feed(paper, kind, name))
    # addresses know no capitals, so "a1" and "A1" are one page
    for label in dict.fromkeys(label.upper() for label in labels if label):
        yield PAGES, label


def choose_issues(paper: Paper, issues: Sequence[Known]) -> Choice:
    """Return the issues that the feeds are made of; `issues` are oldest first, drafts among them are passed over."""
    order = [i for i, issue in enumerate(issues) if issue.summary.link and not issue.summary.link.draft][::-1]
    newest: list[int] = []
    stories = 0
    for i in order:
        stories += sum(entry.feeds for entry in issues[i].summary.entries)
        if newest and stories > MOST:
            break
        newest.append(i)
    chosen = set(newest)
    counts: dict[Feed, int] = {}
    for i in order:
        summary = issues[i].summary
        for feed in subjects(paper, ((kind, name) for kind, name, _ in summary.topics), summary.labels):
            counts[feed] = counts.get(feed, 0) + 1
            if counts[feed] <= ISSUES_OF_TOPIC:
                chosen.add(i)
    return Choice(newest=tuple(newest), all=tuple(sorted(chosen, reverse=True)))
