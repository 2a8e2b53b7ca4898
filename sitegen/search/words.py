"""Words of a text -> terms of the index: lunr's stop words and stemmer where they apply, mixed words whole.

Stop words are dropped in English papers only: elsewhere IT, US and WHO are names, not small change.
"""

import re
from functools import cache

from lunr.stop_word_filter import WORDS

from sitegen.search.stemming import stem

STOP_WORDS = frozenset(WORDS)

LONGEST = 40
"""Units of a term; what is longer is cut, in the query too."""

_ENGLISH = re.compile("[a-z']+")


class Terms(dict[str, str | None]):
    """The terms of all words met so far in this process, in a paper of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language.partition("-")[0]

    def __missing__(self, word: str) -> str | None:
        term = self[word] = self._term(word)
        return term

    def _term(self, word: str) -> str | None:
        word = word[:-2] if word.endswith("'s") and len(word) > 2 else word
        if not _ENGLISH.fullmatch(word):
            return word[:LONGEST]
        if self._language == "en" and word in STOP_WORDS:
            return None
        return stem(word)[:LONGEST] if self._language in ("en", "zh") else word[:LONGEST]


@cache
def terms_of(language: str) -> Terms:
    """Return the term of each folded word, None for a stop word, in a paper of this language (BCP 47)."""
    return Terms(language)
