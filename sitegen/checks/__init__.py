"""What is doubtful in the files of one issue though all of it can be published: only `check` asks."""

from collections.abc import Iterator

from sitegen.checks.characters import invisible_characters, look_alikes
from sitegen.checks.files import unsafe_paths, unused_files
from sitegen.checks.numbers import Numbered, number_of, unordered_numbers
from sitegen.checks.pages import lost_jumps, missing_zones, overlapping_zones, unordered_labels
from sitegen.checks.prose import Prose, prose_of
from sitegen.checks.punctuation import mixed_marks, straight_quotes
from sitegen.checks.spellings import Written, count_names, odd_spellings, written_names
from sitegen.checks.stories import repeated_headlines, silent_pictures, unclear_bylines
from sitegen.model import Paper
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass
from sitegen.reading import ISSUE, README, IssueFiles, IssueParts, read_parts
from sitegen.source import SourceText, parse_source

__all__ = [
    "Checked",
    "Numbered",
    "Written",
    "check_issue",
    "check_text",
    "count_names",
    "odd_spellings",
    "unordered_numbers",
    "unsafe_paths",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check of one issue found, and what the check of the archive needs of it."""

    problems: tuple[Problem, ...]
    names: tuple[Written, ...]
    number: Numbered | None


def check_issue(files: IssueFiles, paper: Paper) -> Checked:
    """Return the doubts about an issue's files; errors and warnings of a build are not among them."""
    parts = read_parts(files, paper)
    return Checked(
        problems=(*_in_texts(files, parts, paper.language), *_in_issue(files, parts)),
        names=tuple(written for read in parts.reads for written in written_names(read)),
        number=number_of(files.name, parts),
    )


def _in_issue(files: IssueFiles, parts: IssueParts) -> Iterator[Problem]:
    yield from unused_files(files, parts)
    yield from unordered_labels(parts)
    yield from overlapping_zones(parts)
    yield from missing_zones(parts)
    yield from repeated_headlines(parts)
    yield from unclear_bylines(parts)
    yield from silent_pictures(parts)


def _in_texts(files: IssueFiles, parts: IssueParts, language: str) -> Iterator[Problem]:
    for name, data in files.texts:
        if name.lower() == README:
            continue
        try:
            source = parse_source(f"{files.path}/{name}", data)
        except ContentError:
            continue
        prose = prose_of(source)
        yield from _in_prose(prose, language)
        if name != ISSUE:
            yield from lost_jumps(prose, parts)


def check_text(source: SourceText, language: str) -> Iterator[Problem]:
    """Yield the doubts about the text of any one file."""
    yield from _in_prose(prose_of(source), language)


def _in_prose(prose: Prose, language: str) -> Iterator[Problem]:
    yield from mixed_marks(prose)
    yield from straight_quotes(prose, language)
    yield from invisible_characters(prose)
    yield from look_alikes(prose, language)
