"""Addresses stay: the record of every published one in `addresses.txt`, and the aliases that lead on from old ones.

The record holds articles, issues, pages and standing texts. Pages of people, tags and other topics are made from what
articles say, so they come and go with a name's spelling, and are not recorded.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from posixpath import basename, dirname

from sitegen.disk import RECORD, Source
from sitegen.gather import Known
from sitegen.problems import Position, Problem, problem
from sitegen.quickclass import dataclass
from sitegen.source import find_text
from sitegen.urls import source_of

HEAD = "# Every address this paper has published; the build adds new ones. A line taken out is an address given up.\n"
ADDRESS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*\.html?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An old address and the story that it leads on to."""

    alias: str
    url: str
    headline: str
    at: Position
    """The story's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The record as it stands in the content folder."""

    lines: Mapping[str, int]
    """Line by address; empty where the record holds just what is published."""

    text: str | None
    """None where there is no record yet."""

    due: str
    """As it shall stand: with all that is published now."""

    problems: tuple[Problem, ...] = ()


def read_record(content: Path, published: Collection[str] = ()) -> Recorded:
    """Return the record of a content folder; lines that are no addresses are problems, such as marks of a conflict.

    Order and repetition mean nothing: git puts the lines of two branches together as they come.
    """
    try:
        text = (content / RECORD).read_text("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return Recorded(lines={}, text=None, due=_rendered(published))
    # so it mostly is, and then there is no line to be looked at
    if text == _rendered(published):
        return Recorded(lines={}, text=text, due=text)
    lines: dict[str, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        address = line.strip()
        if ADDRESS.fullmatch(address):
            lines.setdefault(address, number)
        elif address and not address.startswith("#"):
            faults.append(problem(Position(RECORD, number), "address-record-invalid", line, value=address[:60]))
    return Recorded(lines=lines, text=text, due=_rendered({*lines, *published}), problems=tuple(faults))


def _rendered(addresses: Iterable[str]) -> str:
    return HEAD + "".join([f"{address}\n" for address in sorted(addresses)])


def published_addresses(issues: Iterable[Known], standing: Iterable[str]) -> dict[str, str]:
    """Return every address to be recorded with the mark of its text, empty where it has none of its own."""
    marks = {url: "" for issue in issues for url in issue.summary.urls if url.endswith(".html")}
    marks |= {entry.url: entry.mark for issue in issues for entry in issue.summary.entries}
    marks |= dict.fromkeys(standing, "")
    return marks


def leads_of(issues: Iterable[Known]) -> tuple[Lead, ...]:
    """Return the aliases of all stories, in archive order."""
    return tuple(
        Lead(alias=alias, url=entry.url, headline=entry.headline, at=Position(source_of(entry.url)))
        for issue in issues
        for entry in issue.summary.entries
        for alias in entry.aliases
    )


def clashes(leads: Sequence[Lead], taken: Collection[str], content: Path) -> Iterator[Problem]:
    """Yield a problem for each alias that is the address of a page, a part of one, or an alias of another story.

    Case counts for nothing, as on Windows and macOS.
    """
    if not leads:
        return
    owners = {url.casefold(): url for url in taken}
    for lead in leads:
        alias = lead.alias.casefold()
        parents = {alias[: match.start()] for match in re.finditer("/", alias)}
        owner = owners.get(alias) or next((owners[parent] for parent in sorted(parents) if parent in owners), "")
        if owner:
            at, line = find_text(content, lead.at.path, lead.alias)
            yield problem(at, "alias-taken", line, alias=lead.alias, owner=owner)
        owners.setdefault(alias, lead.url)


def vanished(
    record: Recorded,
    current: Mapping[str, str],
    leads: Iterable[Lead],
    former: Callable[[], Mapping[str, str]],
    sources: Iterable[Source],
) -> Iterator[Problem]:
    """Yield a problem for each recorded address that nothing is published under, with the likeliest repair.

    `current` and `former` are addresses with the marks of their texts, now and at the last build; a story that was
    renamed or moved is known by its text, else by its name. `sources` are the files of the content folder.
    """
    kept = current.keys() | {lead.alias for lead in leads}
    lost = [address for address in record.lines if address not in kept]
    if not lost:
        return
    new = sorted(current.keys() - record.lines.keys())
    marks, paths = former(), {source.path for source in sources}
    by_mark = {current[url]: url for url in reversed(new) if current[url]}
    for address in lost:
        at = Position(RECORD, record.lines[address])
        source = source_of(address)
        if source in paths and basename(source) != "issue.md":
            yield problem(Position(source), "address-withdrawn", address=address)
            continue
        heir = by_mark.get(marks.get(address, "-")) or _namesake(address, new)
        if heir:
            yield problem(Position(source_of(heir)), "address-moved", address=address, source=source)
        else:
            yield problem(at, "address-vanished", address, address=address, source=source)


def _namesake(address: str, new: Sequence[str]) -> str:
    """Return the new address that an old one most likely became: the same name elsewhere, a like name in its issue."""
    same = [url for url in new if basename(url) == basename(address)]
    beside = [url for url in new if dirname(url) == dirname(address)]
    return next(iter(same or get_close_matches(address, beside, n=1, cutoff=0.75)), "")


def write_record(content: Path, text: str) -> bool:
    """Put the record in its place, whole; return whether the content folder could be written.

    A folder without any right to write is left alone even by who may write everywhere.
    """
    if not content.stat().st_mode & 0o222:
        return False
    draft = content / f".{RECORD}.{os.getpid()}"
    try:
        draft.write_text(text, "utf-8", newline="\n")
        os.replace(draft, content / RECORD)
    except OSError:
        draft.unlink(missing_ok=True)
        return False
    return True
