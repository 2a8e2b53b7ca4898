"""Split folded text into terms with their places: the one rule that build and browser share.

A run of Han (or of another script without spaces) gives overlapping pairs and, at its end, its last character alone;
so each character of a run begins exactly one term. Other letters and digits make words. Places count what stands in
the text one after another: each paired character one, each word one, each stretch of anything else one. Between two
paragraphs stands one place more, which no query can have. `static/search.js` writes the rule a second time, and
`tests/search/cases.json` holds the two together.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.quickclass import dataclass
from sitegen.search.folding import (
    AMPERSAND,
    APOSTROPHE,
    DIGIT,
    DOT,
    HASH,
    HYPHEN,
    LETTER,
    PAIRED,
    PLUS,
    SEPARATOR,
    Classes,
    Units,
    fold_all,
)
from sitegen.search.words import terms_of

Counts = NDArray[Any]
_WORD = 2


@dataclass(frozen=True, slots=True)
class Split:
    """The terms of many texts: first those of paired characters, then the words, each in reading order."""

    pairs: Counts
    """First character in the high half, second in the low one; 0 there for the last character of a run."""

    pair_texts: Counts
    """Number of the text in which each pair stands."""

    pair_places: Counts
    words: list[str | None]
    """Terms of the words; None for a stop word, which keeps its place."""

    word_texts: Counts
    word_places: Counts
    first_places: Counts
    """The place at which each text begins, for all texts in one count."""


def split_all(texts: list[str], language: str) -> Split:
    """Return the terms of all texts, their places counted through."""
    units, classes, starts = fold_all(texts)
    kinds = _kinds(classes)
    numbers = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(starts))
    begins = np.ones(len(kinds), np.bool_)
    np.not_equal(kinds[1:], kinds[:-1], out=begins[1:])
    words = np.flatnonzero(begins & (kinds == _WORD))
    begins |= kinds == PAIRED
    places = np.cumsum(begins, dtype=np.int32) - 1 + numbers

    paired = np.flatnonzero(kinds == PAIRED)
    followers = np.where(kinds[paired + 1] == PAIRED, units[paired + 1], 0)
    return Split(
        pairs=units[paired].astype(np.uint32) << 16 | followers,
        pair_texts=numbers[paired],
        pair_places=places[paired],
        words=_word_terms(units, kinds, language),
        word_texts=numbers[words],
        word_places=places[words],
        first_places=places[starts[:-1]],
    )


def pair_text(key: int) -> str:
    """Return the characters of a pair's key; two halves of a character beyond the BMP become one."""
    units = key.to_bytes(4) if key & 0xFFFF else (key >> 16).to_bytes(2)
    return units.decode("utf-16-be", "surrogatepass")


def split(text: str, language: str) -> list[tuple[str, int]]:
    """Return the terms of one text in reading order with their places; the form of the shared cases."""
    parts = split_all([text], language)
    found = [
        (place, pair_text(key)) for key, place in zip(parts.pairs.tolist(), parts.pair_places.tolist(), strict=True)
    ]
    found += [
        (place, term) for term, place in zip(parts.words, parts.word_places.tolist(), strict=True) if term is not None
    ]
    return [(term, place) for place, term in sorted(found)]


def _kinds(classes: Classes) -> Classes:
    """Return for each unit whether it separates, goes in pairs, or belongs to a word."""
    kinds = np.where(classes >= DIGIT, _WORD, classes).astype(np.uint8)
    joiners = np.flatnonzero(classes >= DOT)
    kinds[joiners] = SEPARATOR
    if len(joiners):
        around = np.pad(classes, 2)
        before, kind, after = around[joiners + 1], classes[joiners], around[joiners + 3]
        further_before, further_after = around[joiners], around[joiners + 4]
        letter_before, letter_after = before == LETTER, after == LETTER
        word_after = letter_after | (after == DIGIT)
        joins = (
            ((kind == DOT) & (before == DIGIT) & (after == DIGIT))
            | (((kind == APOSTROPHE) | (kind == AMPERSAND)) & letter_before & letter_after)
            | ((kind == HYPHEN) & letter_before & (after == DIGIT))
            | ((kind == PLUS) & letter_before & (after == PLUS) & ~_in_word(further_after))
            | ((kind == PLUS) & (before == PLUS) & (further_before == LETTER) & ~word_after)
            | ((kind == HASH) & letter_before & ~_in_word(further_before) & ~word_after)
        )
        kinds[joiners[joins]] = _WORD
    return kinds


def _in_word(classes: Classes) -> Counts:
    return np.isin(classes, (LETTER, DIGIT))


def _word_terms(units: Units, kinds: Classes, language: str) -> list[str | None]:
    spaced = np.where(kinds == _WORD, units, ord(" "))
    return list(map(terms_of(language).__getitem__, spaced.tobytes().decode("utf-16-le").split()))
