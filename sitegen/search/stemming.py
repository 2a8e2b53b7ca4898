"""Porter's stemmer as lunr.js reads it, so that a word has one stem in the build and in the browser.

lunr.py's own stemmer differs from lunr.js in words such as "lay" and "try". After M. F. Porter, An algorithm for
suffix stripping, Program 14 (1980) 3; a test holds this writing against lunr.js.
"""

import re
from collections.abc import Iterable

_CONSONANTS, _VOWELS = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_HAS_VOWEL = re.compile(f"(?:{_CONSONANTS})?[aeiouy]")
_SOME = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_ONE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?")
_MORE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
"""Porter's measure of a stem: over 0, exactly 1 (whole match), over 1."""

_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]")
_DOUBLE = re.compile(r".*([^aeiouylsz])\1")

_LONG_NAMES = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "logi": "log",
}  # fmt: skip
_SHORT_NAMES = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_LAST_NAMES = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
)  # fmt: skip


def _ending(suffixes: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for a whole word: the shortest stem before one of the suffixes, and the suffix."""
    return re.compile(f"(.+?)({'|'.join(suffixes)})")


_ENDS_LONG, _ENDS_SHORT, _ENDS_LAST = map(_ending, (_LONG_NAMES, _SHORT_NAMES, _LAST_NAMES))
_ENDS_PAST = _ending(("ed", "ing"))
_ENDS_EED = _ending(("eed",))
_ENDS_Y = re.compile("(.+?[^aeiou])y")
_ENDS_ION = re.compile("(.+?[st])(ion)")


def stem(word: str) -> str:
    """Return the stem of an English word in lower case."""
    if len(word) < 3:
        return word
    if word[0] == "y":  # A first y is a consonant, which the patterns tell by its case.
        return "y" + _stem("Y" + word[1:])[1:]
    return _stem(word)


def _stem(word: str) -> str:
    word = _past(_plural(word))
    if found := _ENDS_Y.fullmatch(word):
        word = found[1] + "i"
    for ending, names in ((_ENDS_LONG, _LONG_NAMES), (_ENDS_SHORT, _SHORT_NAMES)):
        if (found := ending.fullmatch(word)) and _SOME.match(found[1]):
            word = found[1] + names[found[2]]
    if found := _ENDS_LAST.fullmatch(word) or _ENDS_ION.fullmatch(word):
        word = found[1] if _MORE.match(found[1]) else word
    return _final(word)


def _plural(word: str) -> str:
    if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] != "s" else word


def _past(word: str) -> str:
    if found := _ENDS_EED.fullmatch(word):
        return word[:-1] if _SOME.match(found[1]) else word
    found = _ENDS_PAST.fullmatch(word)
    if not found or not _HAS_VOWEL.match(found[1]):
        return word
    word = found[1]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _DOUBLE.fullmatch(word):
        return word[:-1]
    return word + "e" if _SHORT.fullmatch(word) else word


def _final(word: str) -> str:
    if word[-1:] == "e" and len(word) > 1:
        rest = word[:-1]
        if _MORE.match(rest) or (_ONE.fullmatch(rest) and not _SHORT.fullmatch(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _MORE.match(word) else word
