"""What search knows of an article: the texts that are searched and the facts that a hit shows."""

from datetime import date

from sitegen.quickclass import dataclass

FIELDS = ("headline", "deck", "body")
"""The fields of the index, in the order of their places; `deck` holds kicker and deck."""

BOOSTS = (8, 3, 1)
"""lunr's weight of each field, as many as `FIELDS`."""


LENGTH_STEPS = 8
"""Lengths of bodies between two powers of 2; see `length_class`."""


def length_class(length: int) -> int:
    """Return the class of a body's length; within a class all bodies are given the length of the longest.

    So a length takes half a byte less in the index. In terms of lunr: a body is filled up with blank terms that no
    query can name, by at most an eighth.
    """
    octave = max(length.bit_length() - LENGTH_STEPS.bit_length(), 0)
    return octave * LENGTH_STEPS + -(-length >> octave)


def filled_length(kind: int) -> int:
    """Return the length that all bodies of this class have."""
    octave = max((kind - 1) // LENGTH_STEPS - 1, 0)
    return (kind - octave * LENGTH_STEPS) << octave


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as search sees it; the caller leaves out drafts and what has `search: false`."""

    url: str
    """Relative to the root of the output."""

    headline: str
    paragraphs: tuple[str, ...]
    """Plain text of the body, block by block, captions included."""

    kicker: str = ""
    deck: str = ""
    page: str = ""
    """Label of its page, as printed."""

    section: str = ""
    column: str = ""
    people: tuple[str, ...] = ()
    """Names as they are shown and filtered by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDocuments:
    """The searchable articles of one issue in reading order."""

    name: str
    """The folder's name: 2021-05-14, or 2021-05-14-extra."""

    date: date
    documents: tuple[Document, ...]
