"""An issue's part of the archive of feeds: entries with summaries, made when the issue is read."""

from sitegen.feeds.atom import render_entry
from sitegen.feeds.entries import carried_by_feeds, entry_of, moment
from sitegen.model import Issue, Paper
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFeed:
    """The stories of an issue as Atom entries without their texts."""

    updated: str
    """Last change of any of them, else the issue's day; RFC 3339."""

    entries: str


def issue_feed(paper: Paper, issue: Issue) -> IssueFeed:
    """Return an issue's part of the archive of feeds."""
    entries = [entry_of(paper, place, None) for place in carried_by_feeds(issue)]
    return IssueFeed(
        updated=max((entry.updated for entry in entries), default=moment(issue.date, paper.timezone)),
        entries="\n".join(render_entry(paper, entry) for entry in entries),
    )
