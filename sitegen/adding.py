"""The commands `new paper`, `new issue` and `new article`: what they write, and what they say."""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.catalog import read_catalog, spoken_language
from sitegen.drafts import render_draft
from sitegen.model import Page
from sitegen.problems import ContentError
from sitegen.report import report
from sitegen.scaffolds import (
    ISSUE,
    Shelf,
    article_slug,
    is_issue_name,
    issue_text,
    next_date,
    next_number,
    open_shelf,
    paper_files,
    read_issue_head,
)
from sitegen.sentences import system_fault

GOOD, FAULTY, MISUSED = 0, 1, 2

REFUSALS = {
    "there": "{path} is there already and was left alone",
    "issue-name": '"{value}" is not the name of an issue: write a date, such as {example}',
    "issue-unknown": 'there is no issue "{value}"; the newest ones: {known}',
    "page-unknown": 'the issue has no page "{value}"; it has {known}',
    "slug": '"{value}" cannot be a file name: use a-z, 0-9 and - only, such as 01-news',
    "undated": "{path} does not tell the date of its issue: name it, such as --issue {example}",
}
"""Why a command does nothing; the folders are as they were."""


class RefusedError(Exception):
    """A wish that cannot be met; the folders are as they were."""

    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


def new_paper(chosen: argparse.Namespace) -> int:
    """Write a paper with a first issue and a first story into an empty place; return the exit code."""
    try:
        zone = ZoneInfo(chosen.timezone)
    except (KeyError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    today = datetime.now(zone).date()

    def write() -> None:
        files = paper_files(chosen.name or chosen.folder.resolve().name, chosen.language, chosen.timezone, today)
        if (chosen.folder / "content").exists():
            raise RefusedError("there", path=chosen.folder / "content")
        here = chosen.folder / ".gitignore"
        write_new({chosen.folder / path: text for path, text in files.items() if chosen.folder / path != here})
        if not here.exists():
            write_new({here: files[here.name]})
        # what was asked for on the command line may be no language or time zone: paper.yaml then says so
        open_shelf(chosen.folder / "content")

    return attempt(chosen, write)


def new_issue(chosen: argparse.Namespace) -> int:
    """Write the issue.md of a new issue: on the given date or the next one that is due; return the exit code."""

    def write() -> None:
        shelf = open_shelf(chosen.content)
        wanted = chosen.date or next_date(shelf.issues, _today(shelf)).isoformat()
        if not is_issue_name(wanted):
            raise RefusedError("issue-name", value=wanted, example=next_date(shelf.issues, _today(shelf)))
        folder = shelf.folder(wanted)
        if folder.exists():
            raise RefusedError("there", path=folder)
        write_new({folder / ISSUE: _issue_text(shelf, wanted, chosen.number)})

    return attempt(chosen, write)


def _issue_text(shelf: Shelf, name: str, number: str) -> str:
    """Return the issue.md that follows the one before it: its pages, and its number counted on."""
    before = [other for other in shelf.issues if other < name and len(other) == 10] or list(shelf.issues)[-1:]
    if not before:
        return issue_text(name[:10], number or "1", (Page(label="1"),))
    last = read_issue_head(shelf, before[-1])
    # images and PDFs belong to one issue alone
    pages = tuple(Page(label=page.label, title=page.title, editors=page.editors) for page in last.pages)
    return issue_text(name[:10], number or next_number(last.number, int(name[:4])), pages or (Page(label="1"),))


def new_article(chosen: argparse.Namespace) -> int:
    """Write a story into an issue, on its first page or on the given one; return the exit code."""

    def write() -> None:
        shelf = open_shelf(chosen.content)
        translate = read_catalog(shelf.paper.language).translate
        if chosen.issue not in shelf.issues:
            newest = ", ".join(shelf.issues[:-4:-1]) or "–"
            raise RefusedError("issue-unknown", value=chosen.issue, known=newest)
        pages = read_issue_head(shelf, chosen.issue).pages
        labels = tuple(page.label for page in pages)
        page = chosen.page or (labels[0] if labels else "")
        if labels and page not in labels:
            raise RefusedError("page-unknown", value=page, known=", ".join(labels))
        folder = shelf.folder(chosen.issue)
        names = [path.stem for path in folder.glob("*.md")]
        slug = article_slug(chosen.slug, chosen.headline, names)
        if not slug:
            raise RefusedError("slug", value=chosen.slug)
        headline = " ".join(chosen.headline.split()) or translate("Headline")
        text = render_draft({"headline": headline, "page": page}, translate("Write the text here."))
        write_new({folder / f"{slug}.md": text})

    return attempt(chosen, write)


def _today(shelf: Shelf) -> date:
    return datetime.now(ZoneInfo(shelf.paper.timezone)).date()


def write_new(files: Mapping[Path, str | bytes], *, quiet: bool = False) -> None:
    """Write files that are not there yet, and say so; where one is there, none is written."""
    for path in files:
        if path.exists():
            raise RefusedError("there", path=path)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        if not quiet:
            print(path.as_posix())


def attempt(chosen: argparse.Namespace, write: Callable[[], int | None]) -> int:
    """Run what a command does and return its exit code; say why where it cannot be done."""
    catalog = read_catalog(_language(chosen))
    try:
        return write() or GOOD
    except RefusedError as refused:
        print(catalog.translate(REFUSALS[refused.why]).format(**refused.facts), file=sys.stderr)
        return MISUSED
    except ContentError as error:
        for line in report(error.problems, (), "text", catalog.translate):
            print(line, file=sys.stderr)
        return FAULTY
    except OSError as error:
        print(system_fault(catalog, error, ""), file=sys.stderr)
        return MISUSED


def _language(chosen: argparse.Namespace) -> str:
    """Return the language to speak: that of the paper, also of one that is only just begun."""
    if "content" in chosen:
        return spoken_language(chosen.lang, chosen.content)
    return str(chosen.lang or chosen.language)
