"""The command `import`: which files are read, what is written, and the report of what was guessed."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sitegen.adding import RefusedError, attempt, write_new
from sitegen.catalog import read_catalog, spoken_language
from sitegen.days import suggest_day
from sitegen.importing import PICTURE_SUFFIXES, SourceError, list_sources, read_source
from sitegen.importing.bounds import MOST_PICTURE, read_bounded
from sitegen.importing.placing import Placed, Tray, place
from sitegen.importing.reasons import REASONS
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.model import Page
from sitegen.report import report
from sitegen.scaffolds import ISSUE, Shelf, is_issue_name, issue_text, next_date, open_shelf

Translate = Callable[[str], str]

_DATE = re.compile(r"(?<![0-9])[0-9]{4}-?[0-9]{2}-?[0-9]{2}(?![0-9])")
_PAGE = re.compile(r"(?:page|版)[-_]?0*([0-9A-Z]{1,4})(?![0-9A-Za-z])", re.IGNORECASE)

_FOUNDER_PAGE = re.compile(r"node_|layout")

ERRORS = {
    "missing": "{path}: there is no such file",
    "large": "{path}: the file has {size} bytes; at most {most} are read",
    "bomb": "{path}: it would unpack to {size} bytes, which no article has",
    "active": "{path}: it holds declarations that no text needs, and was not opened",
    "broken": "{path}: it is damaged, or no file of its kind",
    "deep": "{path}: its tags stand too deep in one another",
    "kind": "{path}: {suffix} cannot be read; what can: .txt (text of a page), .html (Founder), .docx, .md, folders",
    "empty": "{path}: no story was found in it",
}
"""Why a source was not taken in."""

SURE = {"sure": "sure", "likely": "likely", "perhaps": "perhaps"}


def import_files(chosen: argparse.Namespace) -> int:
    """Turn files of other systems into drafts of a paper; return the exit code."""
    return attempt(chosen, lambda: _import(chosen))


def _import(chosen: argparse.Namespace) -> int:
    shelf = open_shelf(chosen.content)
    translate = read_catalog(spoken_language(chosen.lang, chosen.content)).translate
    pictures = [path for path in chosen.files if path.suffix.lower() in PICTURE_SUFFIXES]
    sources = list_sources([path for path in chosen.files if path not in pictures])
    counts = {"written": 0, "there": 0, "failed": 0}
    read: list[Found] = []
    used: set[Path] = set()
    # pages of a Founder paper come first: their articles are read with them, and have their zones from them
    for path in sorted(sources, key=lambda path: not _FOUNDER_PAGE.match(path.name)):
        if path.resolve() in used:
            continue
        try:
            found = read_source(path, [topic.name for topic in shelf.paper.columns])
            if not found.stories and not found.page_image:
                raise SourceError("empty", path)
            used.update(found.used)
            read.append(_dated(found, path, chosen, shelf))
        except SourceError as error:
            counts["failed"] += 1
            print(translate(ERRORS[error.why]).format(path=error.path, **error.facts), file=sys.stderr)
    given = iter([_given(path) for path in pictures])
    read = [replace(found, stories=tuple(_filled(story, given) for story in found.stories)) for found in read]
    _place_all(read, shelf, chosen, translate, counts)
    text = "{written} drafts written, {there} stories were there already, {failed} could not be taken in"
    print(translate(text).format(**counts), file=sys.stderr)
    return 1 if counts["failed"] else 0


def _dated(found: Found, path: Path, chosen: argparse.Namespace, shelf: Shelf) -> Found:
    """Return what was found with the issue in place of each story's date, and its page; raise where none is told."""
    day, page = _DATE.search(path.stem), _PAGE.search(path.stem)
    of_name = suggest_day(day[0]) if day else ""
    stories = []
    for story in found.stories:
        issue = chosen.issue or story.date or found.date or of_name
        if not is_issue_name(issue):
            raise RefusedError("undated", path=path, example=next_date(shelf.issues, date(2026, 11, 6)))
        label = chosen.page or story.page or found.page or (page[1] if page else "")
        stories.append(replace(story, date=issue, page=label))
    return replace(found, stories=tuple(stories), page=chosen.page or found.page or (page[1] if page else ""))


def _given(path: Path) -> Picture:
    return Picture(name=path.name, content=read_bounded(path, MOST_PICTURE))


def _filled(story: Story, given: Iterator[Picture]) -> Story:
    """Return a story whose pictures without a file have the next of those that were given."""
    blocks: list[str | Picture] = []
    guesses = list(story.guesses)
    for block in story.blocks:
        file = next(given, None) if isinstance(block, Picture) and not block.content and not block.name else None
        if isinstance(block, Picture) and file:
            guesses.append(Guess(what="picture", value=file.name, sureness="likely", reason="picture-given"))
            blocks.append(replace(block, name=file.name, content=file.content))
        else:
            blocks.append(block)
    return replace(story, blocks=tuple(blocks), guesses=tuple(guesses))


def _place_all(
    read: Sequence[Found], shelf: Shelf, chosen: argparse.Namespace, translate: Translate, counts: dict[str, int]
) -> None:
    """Write the stories of all sources, issue by issue, and say what became of each."""
    parts: dict[str, list[Found]] = {}
    for found in read:
        for issue in dict.fromkeys(story.date for story in found.stories):
            stories = tuple(story for story in found.stories if story.date == issue)
            parts.setdefault(issue, []).append(replace(found, stories=stories))
    for issue, founds in sorted(parts.items()):
        tray = Tray(shelf, issue, _pages(founds))
        files = _images(founds, tray)
        if tray.is_new:
            files[tray.folder / ISSUE] = issue_text(issue[:10], "", tray.pages).encode()
        write_new(files, quiet=chosen.format != "text")
        for found in founds:
            for placed in place(found, tray):
                write_new(placed.files, quiet=True)
                counts[placed.state] += 1
                _say(placed, chosen, translate)
            for line in found.left_out if chosen.format == "text" else ():
                print(translate("left out: {line}").format(line=line))


def _pages(founds: Sequence[Found]) -> tuple[Page, ...]:
    """Return the pages that the sources name, in their order: those of an issue that is new."""
    pages: dict[str, Page] = {}
    for found in founds:
        for label in dict.fromkeys(story.page for story in found.stories):
            image = f"page-{label.lower()}.jpg" if found.page_image and found.page_image.content else ""
            known = Page(label=label or "1", title=found.page_title, image=image)
            pages.setdefault(label.lower(), known)
    return tuple(pages.values())


def _images(founds: Sequence[Found], tray: Tray) -> dict[Path, bytes]:
    """Return the page images of the sources that are not there yet, by their path."""
    images = {f"page-{found.page.lower()}.jpg": found.page_image for found in founds if found.page_image and found.page}
    return {
        tray.folder / name: image.content for name, image in images.items() if image.content and name not in tray.names
    }


def _say(placed: Placed, chosen: argparse.Namespace, translate: Translate) -> None:
    """Print what became of one story, and what was guessed of it."""
    if chosen.format == "json":
        guesses = [_fields(guess, translate) for guess in placed.guesses]
        line = {"path": placed.path.as_posix(), "state": placed.state, "guesses": guesses}
        print(json.dumps(line, ensure_ascii=False))
        return
    if placed.there:
        print(translate("{path} is there already and was left alone").format(path=placed.path.as_posix()))
        return
    print(placed.path.as_posix())
    for fault in report(placed.problems, (), "text", translate):
        print(f"  {fault}")
    for guess in placed.guesses:
        shown = _fields(guess, translate)
        print(f"  {shown['what']}: {shown['value']} [{shown['sure']}] {shown['why']}")


def _fields(guess: Guess, translate: Translate) -> Mapping[str, str]:
    """Return a guess as the report shows it."""
    return {
        "what": guess.what,
        "value": guess.value,
        "sure": translate(SURE[guess.sureness]),
        "reason": guess.reason,
        "why": translate(REASONS[guess.reason]),
    }
