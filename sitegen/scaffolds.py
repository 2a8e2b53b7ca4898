"""What a new paper, issue or article begins with: files by their path, which pass `check` as they are.

Nothing is written here. What a paper has so far is read from its folder; the rest is given.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from sitegen.catalog import read_catalog
from sitegen.drafts import Value, render_draft, render_fields
from sitegen.model import Issue, Page, Paper
from sitegen.names import fault_of_slug
from sitegen.problems import ContentError, Position, problem
from sitegen.quickclass import dataclass
from sitegen.reading.head import read_head
from sitegen.reading.paperfile import open_paper
from sitegen.reading.sizes import Sizes
from sitegen.slugs import slugify

ISSUE = "issue.md"

_ISSUE_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(-[a-z0-9][a-z0-9-]{0,40})?")
_NUMBER = re.compile(r"[0-9]+")
_PREFIX = re.compile(r"([0-9]{1,3})-")

_RECENT = 12
"""Issues back from the newest one that tell a paper's rhythm."""

_WEEKS_APART, _MONTHLY = 12, 27
"""Days between issues from which weekdays say nothing, and from which a paper comes by the month."""

_LONGEST_SLUG = 48
"""Characters of a slug that is made from a headline: whole syllables, as many as one can read at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A paper and the names of its issues, oldest first."""

    content: Path
    paper: Paper
    issues: tuple[str, ...]

    def folder(self, name: str) -> Path:
        """Return the folder of an issue, be it there or not."""
        return self.content / "issues" / name[:4] / name


def open_shelf(content: Path) -> Shelf:
    """Return the paper of a content folder; raise ContentError where there is none or where paper.yaml is wrong."""
    paper, _ = open_paper(content)
    names = (folder.name for folder in content.glob("issues/[0-9]*/*/") if is_issue_name(folder.name))
    return Shelf(content=content, paper=paper, issues=tuple(sorted(names)))


def is_issue_name(name: str) -> bool:
    """Tell whether a text is the name of an issue: a date of the calendar, and perhaps a suffix."""
    match = _ISSUE_NAME.fullmatch(name)
    if not match:
        return False
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return False
    return True


def read_issue_head(shelf: Shelf, name: str) -> Issue:
    """Return what an issue's issue.md says; raise ContentError with all that is wrong in it."""
    folder = shelf.folder(name)
    place = f"issues/{name[:4]}/{name}"
    data = (folder / ISSUE).read_bytes() if (folder / ISSUE).is_file() else b""
    if not data:
        raise ContentError(problem(Position(f"{place}/{ISSUE}"), "issue-missing", name=name))
    others = {path.name: str(path) for path in sorted(folder.iterdir()) if path.is_file() and path.suffix != ".md"}
    issue = Issue(name=name, date=date.fromisoformat(name[:10]))
    sizes = Sizes(place, others)
    return read_head(f"{place}/{ISSUE}", data, paper=shelf.paper, issue=issue, sizes=sizes, others=others)[0].issue


def paper_files(name: str, language: str, timezone: str, first: date) -> Mapping[str, str]:
    """Return the files of a new paper: its paper.yaml, a standing text, and a first issue with one story."""
    translate = read_catalog(language).translate
    facts: dict[str, Value] = {"name": name, "language": language, "timezone": timezone}
    pages = (Page(label="1", title=translate("News")),)
    folder = f"content/issues/{first.year}/{first.isoformat()}"
    story = translate("This is the first story. Write the text here, with an empty line between two paragraphs.")
    return {
        "content/paper.yaml": render_fields(facts),
        "content/pages/about.md": render_draft(
            {"title": translate("About this paper"), "order": 1},
            translate("Who makes this paper, how often it comes out, and how to reach its editors."),
        ),
        f"{folder}/{ISSUE}": issue_text(first.isoformat(), "1", pages),
        f"{folder}/01-first-story.md": render_draft({"headline": translate("Our first story"), "page": "1"}, story),
        ".gitignore": "/public/\n/.public.stage/\n/.sitegen/\n",
    }


def issue_text(day: str, number: str, pages: Sequence[Page]) -> str:
    """Return an issue.md with these pages: labels, titles, images and editors."""
    entries: list[Value] = []
    for page in pages:
        entry: dict[str, Value] = {"label": page.label}
        entry |= {name: value for name, value in (("title", page.title), ("image", page.image)) if value}
        if page.editors:
            entry["editors"] = [{"role": editor.role, "name": editor.name} for editor in page.editors]
        entries.append(entry)
    return render_draft({"date": day, "number": number, "pages": entries}, "")


def next_date(names: Iterable[str], today: date) -> date:
    """Return when the next issue is due, by the rhythm of the newest ones; `today` where there is none yet.

    Suffixes (extra, special) are no rhythm. Dailies and weeklies go by weekdays, others by their last interval or by
    the month.
    """
    days = sorted({date.fromisoformat(name[:10]) for name in names if len(name) == 10})[-_RECENT:]
    if not days:
        return today
    last, gaps = days[-1], [(b - a).days for a, b in pairwise(days)]
    if gaps and min(gaps) >= _MONTHLY:
        return _month_later(last)
    if gaps and min(gaps) >= _WEEKS_APART:
        return last + timedelta(days=gaps[-1])
    weekdays = Counter(day.weekday() for day in days)
    due = {weekday for weekday, count in weekdays.items() if count * 4 >= max(weekdays.values())}
    week = (last + timedelta(days=ahead) for ahead in range(1, 8))
    return next(day for day in week if day.weekday() in due)


def _month_later(day: date) -> date:
    """Return the same day of the next month, or its last one."""
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, length))


def next_number(number: str, year: int) -> str:
    """Return the number after one as printed: 总第1024期 -> 总第1025期, with its zeros and its words.

    Every number in it counts on; a year (before 年) becomes the new one, and what is counted within it begins anew.
    """
    fresh = False

    def follow(match: re.Match[str]) -> str:
        nonlocal fresh
        if number[match.end() :].startswith("年"):
            fresh = match[0] != str(year)
            return str(year)
        if fresh:
            fresh = False
            return "1".zfill(len(match[0]) if match[0].startswith("0") else 1)
        return str(int(match[0]) + 1).zfill(len(match[0]))

    return _NUMBER.sub(follow, number)


def article_slug(wanted: str, headline: str, taken: Iterable[str]) -> str:
    """Return the name of a new article's file without suffix: the next free prefix and a slug.

    `wanted` is a slug that was asked for, with its own prefix or without; else the headline gives one by its sound.
    """
    names = tuple(taken)
    prefixes = [int(match[1]) for name in names if (match := _PREFIX.match(name))]
    slug = wanted or shortened(slugify(headline)) or "story"
    if not _PREFIX.match(slug):
        slug = f"{max(prefixes, default=0) + 1:02}-{slug}"
    return slug if not fault_of_slug(slug, issue=True) else ""


def shortened(slug: str) -> str:
    """Return a slug cut after a whole syllable."""
    if len(slug) <= _LONGEST_SLUG:
        return slug
    cut = slug[: _LONGEST_SLUG + 1]
    return cut[: cut.rfind("-")] if "-" in cut else slug[:_LONGEST_SLUG]
