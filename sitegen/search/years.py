"""What a build must remember of a year's search files to mend them, and what the directory says of the year."""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

import numpy as np

from sitegen.quickclass import dataclass
from sitegen.search import symbols
from sitegen.search.blobs import IssueTerms, digest_of
from sitegen.search.parts import Part, apart, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The search files of one year."""

    name: str
    version: str
    """Changes when the content of any file of the year may have changed."""

    parts: tuple[Part, ...]
    issues: str
    """For each issue the days since the one before (the first: since New Year) and its articles, as symbols."""

    suffixes: tuple[tuple[int, str], ...]
    """Number of each issue outside the rhythm, with the end of its name."""

    articles: int
    sums: tuple[int, ...]
    """Lengths of each field, over all articles."""

    lengths: str
    """Class of the body's length of each article, a character each."""

    def head(self) -> tuple[str, str, str, str, dict[int, str]]:
        """Return what the engine must have before it can search the year."""
        return self.lengths, shape(self.parts), apart(self.parts), self.issues, dict(self.suffixes)

    def files(self) -> list[str]:
        """Return the paths of all files of the year, but for the texts, which are the issues'."""
        return [
            *(path for part in self.parts for path in part.files(self.name)),
            *(f"search/{self.name}/{kind}.js" for kind in ("head", "topics", "people")),
        ]

    def pack(self) -> bytes:
        """Return the year as bytes for the cache."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        fields["parts"] = [(part.bits, part.size, part.apart) for part in self.parts]
        return json.dumps(fields).encode()


def unpack_year(state: bytes) -> Year:
    """Return the year that `Year.pack` wrote."""
    fields = json.loads(state)
    fields["parts"] = tuple(Part(*part) for part in fields["parts"])
    fields["suffixes"] = tuple(map(tuple, fields["suffixes"]))
    fields["sums"] = tuple(fields["sums"])
    return Year(**fields)


def describe_year(name: str, blobs: Sequence[bytes], issues: Sequence[IssueTerms], parts: Sequence[Part]) -> Year:
    """Return the year whose issues these are, in archive order, with the parts that were cut from them."""
    digest = blake2b(digest_size=6)
    for blob in blobs:
        digest.update(digest_of(blob))
    days = [date.fromisoformat(issue.date).timetuple().tm_yday for issue in issues]
    steps = np.stack([np.diff(days, prepend=1), [len(issue.lengths) for issue in issues]], axis=1)
    return Year(
        name=name,
        version=digest.hexdigest(),
        parts=tuple(parts),
        issues=symbols.text_of(steps.ravel()),
        suffixes=tuple(
            (number, issue.name[len(issue.date) :]) for number, issue in enumerate(issues) if issue.name != issue.date
        ),
        articles=sum(len(issue.lengths) for issue in issues),
        sums=tuple(map(sum, zip(*(issue.sums for issue in issues), strict=True))),
        lengths="".join(map(symbols.single, np.concatenate([issue.lengths for issue in issues]).tolist())),
    )
