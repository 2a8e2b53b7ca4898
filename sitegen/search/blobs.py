"""An issue's terms and facts as one block of bytes for the cache, and back without copying the arrays."""

import marshal
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sitegen.cache import plain_bytes
from sitegen.quickclass import dataclass

Array = NDArray[Any]


class Blob(Protocol):
    """An issue's bytes, wherever they lie: stretches of them are read by slicing, `[:]` gives them whole."""

    def __getitem__(self, stretch: slice, /) -> bytes:
        """Return a stretch."""


class Place(NamedTuple):
    """Where an array lies in an issue's bytes."""

    offset: int
    kind: np.dtype[Any]
    length: int

    def array(self, blob: bytes) -> Array:
        """Return the array, which looks into `blob`."""
        return np.frombuffer(blob, self.kind, self.length, self.offset)

    def read(self, blob: Blob, first: int = 0, end: int | None = None) -> Array:
        """Return a stretch of the array, and nothing but that is read."""
        size, end = self.kind.itemsize, self.length if end is None else end
        return np.frombuffer(blob[self.offset + first * size : self.offset + end * size], self.kind)


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
    head = plain_bytes((tuple(terms.facts), told))
    head += bytes(-len(head) % 8)  # arrays begin at a multiple of 8, as numpy wants them
    body = b"".join([len(head).to_bytes(8, "little"), head, *rows])
    return blake2b(body, digest_size=_DIGEST).digest() + body


def digest_of(blob: bytes) -> bytes:
    """Return the digest that stands in a packed issue."""
    return blob[:_DIGEST]


def outline(blob: bytes) -> tuple[Facts, dict[str, Place]]:
    """Return what stands in a packed issue beside its arrays, and where these lie."""
    offset = _DIGEST + 8
    size = int.from_bytes(blob[_DIGEST:offset], "little")
    facts, told = marshal.loads(blob[offset : offset + size])
    offset += size
    places: dict[str, Place] = {}
    for name, kind, length in told:
        places[name] = place = Place(offset, np.dtype(kind), length)
        size = length * place.kind.itemsize
        offset += size + -size % 8
    return Facts._make(facts), places


def unpack(blob: bytes) -> IssueTerms:
    """Return the issue's terms; the arrays look into `blob`."""
    facts, places = outline(blob)
    arrays = {name: place.array(blob) for name, place in places.items()}
    words = arrays.pop("words").tobytes().decode()
    return IssueTerms(facts=facts, words=tuple(words.split(" ")) if words else (), **arrays)
