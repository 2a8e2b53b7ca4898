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
    """The terms of many texts with their places in one count: first paired characters, then words, in reading order."""

    pairs: Counts
    """First character in the high half, second in the low one; 0 there for the last character of a run."""

    pair_places: Counts
    words: list[str | None]
    """Terms of the words; None for a stop word, which keeps its place."""

    word_places: Counts
    first_places: Counts
    """The place at which each text begins, and the one behind the last text."""


def split_all(texts: list[str], language: str) -> Split:
    """Return the terms of all texts, their places counted through."""
    units, classes, starts = fold_all(texts)
    kinds = _kinds(classes)
    in_pairs, in_words = kinds == PAIRED, kinds == _WORD
    steps = in_pairs.astype(np.int8)
    steps[1:] |= kinds[1:] != kinds[:-1]
    steps[starts[:-1]] += 1
    steps[:1] = 0
    places = steps.cumsum(dtype=np.int32)
    # whatever follows a character is in the row, as a text ends with a separator
    pairs = units.astype(np.uint32) << 16
    pairs[:-1] |= units[1:] * in_pairs[1:]
    paired, words = np.flatnonzero(in_pairs), np.flatnonzero(_begins(in_words))
    return Split(
        pairs=pairs.take(paired),
        pair_places=places.take(paired),
        words=_word_terms(units, in_words, language),
        word_places=places.take(words),
        first_places=np.append(places.take(starts[:-1]), places[-1:] + 1),
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
    kinds = np.minimum(classes, _WORD)
    joiners = np.flatnonzero(classes >= DOT)
    kinds[joiners] = SEPARATOR
    if len(joiners):
        around = np.zeros(len(classes) + 4, np.uint8)
        around[2:-2] = classes
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
    inside: Counts = (classes == LETTER) | (classes == DIGIT)
    return inside


def _begins(flags: Counts) -> Counts:
    """Return where a stretch of flags that are set begins."""
    begins = flags.copy()
    np.greater(flags[1:], flags[:-1], out=begins[1:])
    return begins


def _word_terms(units: Units, in_words: Counts, language: str) -> list[str | None]:
    """Return the terms of all words; a word is followed by a unit that is in none."""
    kept = in_words.copy()
    kept[1:] |= in_words[:-1]
    spelt = (units * in_words).take(np.flatnonzero(kept)).tobytes().decode("utf-16-le")
    return list(map(terms_of(language).__getitem__, spelt.split("\0")[:-1]))
