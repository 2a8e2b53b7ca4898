"""What a build must remember of a year's search files to mend them, and what the directory says of the year."""

import marshal
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np

from sitegen.quickclass import dataclass
from sitegen.search import symbols
from sitegen.search.blobs import Facts
from sitegen.search.parts import Part, apart, shape

Head = tuple[str, str, str, str, dict[int, str]]
"""What the engine must have before it can search a year: see "The head of a year" in docs/search-formats.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The search files of one year: what is known of its issues, in archive order, and the parts of their terms."""

    name: str
    digests: tuple[bytes, ...]
    """Of each issue with its terms."""

    issues: tuple[Facts, ...]
    parts: tuple[Part, ...]
    head: Head

    def told(self) -> dict[str, Any]:
        """Return what the directory says of the year.

        Its `version` changes when the content of any file of the year may have changed.
        """
        return {
            "year": self.name,
            "version": blake2b(b"".join(self.digests), digest_size=6).hexdigest(),
            "articles": sum(len(issue.lengths) for issue in self.issues),
            "sums": tuple(map(sum, zip(*(issue.sums for issue in self.issues), strict=True))),
            "head": self.head,
        }

    def pack(self) -> bytes:
        """Return the year as bytes for the cache."""
        return marshal.dumps(
            (self.name, self.digests, tuple(map(tuple, self.issues)), tuple(map(tuple, self.parts)), self.head)
        )


def year_of(name: str, issues: Sequence[tuple[bytes, Facts]], parts: Sequence[Part]) -> Year:
    """Return the year that has these issues, each with its digest, and parts, all in order."""
    facts = tuple(own for _, own in issues)
    days = [date.fromisoformat(issue.date).timetuple().tm_yday for issue in facts]
    steps = np.stack([np.diff(days, prepend=1), [len(issue.lengths) for issue in facts]], axis=1)
    ends = ((number, issue.name[len(issue.date) :]) for number, issue in enumerate(facts))
    head = (
        "".join(issue.lengths for issue in facts),
        shape(parts),
        apart(parts),
        symbols.text_of(steps.ravel()),
        {number: end for number, end in ends if end},
    )
    return Year(name=name, digests=tuple(digest for digest, _ in issues), issues=facts, parts=tuple(parts), head=head)


def unpack_year(state: bytes) -> Year:
    """Return the year that `Year.pack` wrote."""
    name, digests, issues, parts, head = marshal.loads(state)
    return Year(
        name=name,
        digests=digests,
        issues=tuple(map(Facts._make, issues)),
        parts=tuple(map(Part._make, parts)),
        head=head,
    )
