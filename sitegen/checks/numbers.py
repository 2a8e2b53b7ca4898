"""Issue numbers beside dates: a later issue has a higher number."""

import re
from collections.abc import Iterable, Iterator

from sitegen.problems import Problem, problem
from sitegen.quickclass import dataclass
from sitegen.reading import IssueParts

_DIGITS = re.compile(r"[0-9]+")
_THROUGHOUT = re.compile(r"总|總|[Nn]o\.? ?[0-9]{4,}")
"""Numbers that go on through the years; others may begin anew each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The number of an issue as it is printed, with what a problem at its place is made of."""

    issue: str
    text: str
    doubt: Problem
    """The problem without its facts."""


def number_of(name: str, parts: IssueParts) -> Numbered | None:
    """Return the number of an issue where it has one in digits."""
    text = parts.head.issue.number if parts.head else ""
    if parts.head is None or not _DIGITS.search(text):
        return None
    return Numbered(issue=name, text=text, doubt=parts.head.values.problem("number", "number-order"))


def unordered_numbers(numbers: Iterable[Numbered]) -> Iterator[Problem]:
    """Yield a problem for each issue whose number is not above that of the issue before it.

    Compared are issues whose numbers look alike but for their digits, by the last run of these (第19期 总第1024期).
    Issues of one day may share theirs. `numbers` are in the order of their dates.
    """
    last: dict[str, Numbered] = {}
    for numbered in numbers:
        shape = _DIGITS.sub("0", numbered.text)
        before = last.get(shape)
        if before and _is_doubtful(before, numbered):
            at, excerpt = numbered.doubt.at, numbered.doubt.excerpt
            facts = {"number": numbered.text, "before": before.text, "other": before.issue}
            yield problem(at, "number-order", excerpt, **facts)
        else:
            last[shape] = numbered


def _is_doubtful(before: Numbered, after: Numbered) -> bool:
    if before.issue[:10] == after.issue[:10]:
        return False
    if before.issue[:4] != after.issue[:4] and not _THROUGHOUT.search(after.text):
        return False
    one, other = (int(_DIGITS.findall(numbered.text)[-1]) for numbered in (before, after))
    return other <= one
