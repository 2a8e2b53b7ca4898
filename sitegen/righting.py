"""Corrections over the whole archive: stories that are put right by others, and addresses that lead to none."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from posixpath import dirname

from sitegen.addresses import Lead
from sitegen.contexts import CorrectionLine
from sitegen.corrections import Relation, Told, correction_lines, relate
from sitegen.gather import Known
from sitegen.problems import Problem, problem
from sitegen.quickclass import dataclass, replace
from sitegen.source import find_text
from sitegen.urls import source_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Righted:
    """What corrections make of the archive."""

    issues: tuple[Known, ...]
    """With the day of the last change of each story that another one corrects."""

    related: Mapping[str, tuple[Relation, ...]]
    """What stories learn from others, by issue folder."""

    lines: tuple[CorrectionLine, ...]
    """All corrections, newest first."""

    lost: tuple[tuple[Told, str], ...]
    """Stories with an address that they correct, and that leads to no other story."""


def put_right(issues: tuple[Known, ...], leads: Iterable[Lead]) -> Righted:
    """Return what corrections make of an archive whose issues can all be published; `issues` are oldest first."""
    told = [one for issue in issues for one in issue.summary.told]
    if not told:
        return Righted(issues=issues, related={}, lines=(), lost=())
    aliases = {lead.alias: lead.url for lead in leads}
    wanted = {aliases.get(url, url) for one in told for url in one.corrects} | {one.url for one in told}
    headlines = {
        entry.url: entry.headline for issue in issues for entry in issue.summary.entries if entry.url in wanted
    }
    relations, lost = relate(told, headlines, aliases)
    dates = {issue.summary.name: issue.summary.link.date for issue in issues if issue.summary.link}
    folders = {issue.summary.name: issue.folder for issue in issues}
    related: dict[str, tuple[Relation, ...]] = {}
    for url, relation in relations.items():
        folder = folders[dirname(url)]
        related[folder] = (*related.get(folder, ()), relation)
    return Righted(
        issues=tuple(_changed(issue, related.get(issue.folder, ())) for issue in issues),
        related=related,
        lines=correction_lines(told, relations, dates, headlines),
        lost=tuple(lost),
    )


def _changed(issue: Known, related: Sequence[Relation]) -> Known:
    """Return the issue with the days on which other issues corrected its stories."""
    days = {one.url: max(fault.date.isoformat() for fault in one.corrections) for one in related if one.corrections}
    if not days:
        return issue
    entries = tuple(
        entry._replace(changed=max(entry.changed, days.get(entry.url, ""))) for entry in issue.summary.entries
    )
    return replace(issue, summary=replace(issue.summary, entries=entries))


def lost_corrections(lost: Iterable[tuple[Told, str]], addresses: Collection[str], content: Path) -> Iterator[Problem]:
    """Yield a problem for each address that leads to no other story, with the nearest one of its issue."""
    for one, written in lost:
        at, line = find_text(content, source_of(one.url), written)
        beside = [url for url in addresses if dirname(url) == dirname(written) and url != one.url]
        nearest = next(iter(get_close_matches(written, beside, n=1, cutoff=0.0)), "2021-05-14/01-story.html")
        yield problem(at, "corrects-unknown", line, address=written, nearest=nearest)
