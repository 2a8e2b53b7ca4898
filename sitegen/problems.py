"""What is wrong in an editor's file, and where; the texts stand in `kinds`, the languages in `catalog`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, cast
from unicodedata import east_asian_width

from sitegen.kinds import KINDS, Kind, Level
from sitegen.quickclass import dataclass, replace

OFF = "off"
"""In place of a level: such problems are not shown."""


class Position(NamedTuple):
    """A place in a source file; line and column count from 1, in characters of the file."""

    path: str
    """Relative to the content folder (or the layouts folder), with `/`."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault an editor can repair; `code` is permanent, so it can be searched for."""

    at: Position
    code: str
    excerpt: str = ""
    """The whole source line at `at`, without its line end; empty where the file has no lines to show."""

    facts: tuple[tuple[str, str], ...] = ()
    """Values for the placeholders of the kind's message and hint, by name."""

    mend: tuple[str, str] | None = None
    """What stands at the place and what `check --fix` puts there instead; None where a person must decide."""

    chosen: Level | None = None
    """The level that the paper gives to the code; None where it is the kind's own."""

    @property
    def kind(self) -> Kind:
        """The permanent entry of this problem's code."""
        return KINDS[self.code]

    @property
    def level(self) -> Level:
        """How bad it is: as the paper has it, else as its kind has it."""
        return self.chosen or self.kind.level


def in_order(fault: Problem) -> tuple[str, int, int, str]:
    """Return what problems are sorted by: their places, and at one place their codes."""
    at = fault.at
    return at.path, at.line, at.column, fault.code


class ContentError(Exception):
    """A file that cannot be used; carries all the problems found in it, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def problem(at: Position, code: str, excerpt: str = "", /, **facts: object) -> Problem:
    """Return the problem `code` at a place; `facts` fill the placeholders of its texts."""
    return Problem(at=at, code=code, excerpt=excerpt, facts=tuple((k, str(v)) for k, v in facts.items()))


def with_levels(problems: Iterable[Problem], levels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield problems with the levels that a paper gives to their codes, without those it does not want to hear of."""
    if not levels:
        yield from problems
        return
    for fault in problems:
        chosen = levels.get(fault.code)
        if chosen is None:
            yield fault
        elif chosen != OFF:
            yield replace(fault, chosen=cast(Level, chosen))


def message(fault: Problem, translate: Callable[[str], str] = str) -> str:
    """Return what is wrong, in the language of `translate` (English text in, translated text out)."""
    return translate(fault.kind.message).format_map(dict(fault.facts))


def hint(fault: Problem, translate: Callable[[str], str] = str) -> str:
    """Return what to write instead, in the language of `translate`."""
    return translate(fault.kind.hint).format_map(dict(fault.facts))


def show(fault: Problem, translate: Callable[[str], str] = str) -> str:
    """Return the problem as a terminal shows it: place, message, code, the line with a caret, the hint.

    Wide characters (UAX #11) take two cells.
    """
    at = fault.at
    lines = [f"{at.path}:{at.line}:{at.column}: {message(fault, translate)} [{fault.code}]"]
    if fault.excerpt:
        before = fault.excerpt[: at.column - 1]
        cells = len(before) if before.isascii() else sum(2 if east_asian_width(char) in "WF" else 1 for char in before)
        lines += [f"{at.line:>5} | {fault.excerpt}", f"      | {' ' * cells}^"]
    lines.append(f"  {translate('hint: {hint}').format(hint=hint(fault, translate))}")
    return "\n".join(lines)
