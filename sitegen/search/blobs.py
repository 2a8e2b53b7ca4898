"""An issue's terms and facts as one block of bytes for the cache, and back without copying the arrays."""

import marshal
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.quickclass import dataclass

Array = NDArray[Any]


class Facts(NamedTuple):
    """What search knows of an issue beside its terms; a tuple, as a year that is mended has those of all its issues."""

    name: str
    date: str
    """ISO 8601."""

    sections: tuple[str, ...]
    columns: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]
    """One for each article, as `lengths`."""

    sums: tuple[int, ...]
    """Lengths of each field, over all articles."""

    lengths: str
    """Class of the length of each article's body, a single character each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTerms:
    """An issue as search keeps it: its sorted terms and, for each, postings as symbols in three rows.

    The entries are the pairs in order of their keys, then the words in order of their routes and letters.
    """

    facts: Facts
    pairs: Array
    words: tuple[str, ...]
    word_routes: Array
    article_sizes: Array
    """Symbols of each entry in `articles`, and so on."""

    count_sizes: Array
    place_sizes: Array
    articles: Array
    """For each entry the articles that hold the term: steps, doubled, plus 1 where another one follows."""

    counts: Array
    """For each article of an entry how often the term stands in each field."""

    places: Array
    """For each article of an entry the places in headline, deck and body: the first, then steps less 1."""


_ARRAYS = ("pairs", "word_routes", "article_sizes", "count_sizes", "place_sizes", "articles", "counts", "places")
_DIGEST = 16


def pack(terms: IssueTerms) -> bytes:
    """Return the bytes of an issue's terms, with a digest of them near the start."""
    arrays = [(name, getattr(terms, name)) for name in _ARRAYS]
    words = np.frombuffer(" ".join(terms.words).encode(), np.uint8)
    arrays.append(("words", words))
    rows = [array.tobytes() + bytes(-array.nbytes % 8) for _, array in arrays]
    told = tuple((name, array.dtype.str, len(array)) for name, array in arrays)
    # version 2 of marshal writes no references, so that equal values are equal bytes
    head = marshal.dumps((tuple(terms.facts), told), 2)
    head += bytes(-len(head) % 8)  # arrays begin at a multiple of 8, as numpy wants them
    body = b"".join([len(head).to_bytes(8, "little"), head, *rows])
    return blake2b(body, digest_size=_DIGEST).digest() + body


def digest_of(blob: bytes) -> bytes:
    """Return the digest that stands in a packed issue."""
    return blob[:_DIGEST]


def unpack(blob: bytes) -> IssueTerms:
    """Return the issue's terms; the arrays look into `blob`."""
    offset = _DIGEST + 8
    size = int.from_bytes(blob[_DIGEST:offset], "little")
    facts, told = marshal.loads(blob[offset : offset + size])
    offset += size
    arrays: dict[str, Array] = {}
    for name, kind, length in told:
        arrays[name] = np.frombuffer(blob, kind, length, offset)
        offset += arrays[name].nbytes + -arrays[name].nbytes % 8
    words = arrays.pop("words").tobytes().decode()
    return IssueTerms(
        facts=Facts._make(facts),
        words=tuple(words.split(" ")) if words else (),
        **arrays,
    )
