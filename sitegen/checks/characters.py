"""Characters that nobody sees, and characters that are taken for others."""

import re
from collections.abc import Iterator
from itertools import islice

from sitegen.checks.lookalikes import KANA, LETTERS, ZEROS, unified
from sitegen.checks.prose import MOST, Prose
from sitegen.checks.punctuation import HAN
from sitegen.problems import Problem

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Format characters and fillers without a glyph (Unicode: Default_Ignorable_Code_Point), variation selectors apart."""

_JOINERS = "\u200c\u200d"
_JOINED = re.compile(rf"[\x00-\u024f{HAN}\u3000-\u30ff\uff00-\uffef“”‘’…—]")
"""Characters that no joiner ever changes."""

_BOTH_WAYS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FOREIGN = "".join(LETTERS)
_WORD = re.compile(f"[A-Za-z{_FOREIGN}\u0370-\u03ff\u0400-\u04ff]*[{_FOREIGN}][A-Za-z\u0370-\u03ff\u0400-\u04ff]*")
_NUMERAL = re.compile(f"(?<=[〇零一二三四五六七八九])[{''.join(ZEROS)}]+(?=[〇零一二三四五六七八九年])")
_KANA = re.compile(f"(?<=[{HAN}])[{''.join(KANA)}](?=[{HAN}，。；：？！、）”])")
_SUSPECT = re.compile(f"{_RADICAL.pattern}|{_NUMERAL.pattern}|{_KANA.pattern}|[{_FOREIGN}]")


def invisible_characters(prose: Prose) -> Iterator[Problem]:
    """Yield a problem for each character without a shape, wherever it stands in the file."""
    text = prose.source.text
    if text.isascii():
        return
    found = (match for match in _INVISIBLE.finditer(text) if not _is_needed(text, match.start()))
    for match in islice(found, MOST):
        shown = f"U+{ord(match[0]):04X}"
        yield prose.problem(match.start(), "character-invisible", (match[0], ""), character=shown)


def _is_needed(text: str, at: int) -> bool:
    """Tell whether a script needs the character: joiners in emoji and Indic scripts, marks beside Arabic or Hebrew."""
    char = text[at]
    if char in _JOINERS:
        around = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        return all(around) and not all(_JOINED.match(other) for other in around)
    if char in _BOTH_WAYS:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        return bool(_FROM_RIGHT.search(text[start : end if end >= 0 else len(text)].replace("\ufeff", "")))
    return False


def look_alikes(prose: Prose, language: str) -> Iterator[Problem]:
    """Yield a problem for each character that stands where one of another script, or another form of it, belongs."""
    yield from islice(_look_alikes(prose, chinese=language.startswith("zh")), MOST)


def _look_alikes(prose: Prose, *, chinese: bool) -> Iterator[Problem]:
    for start, line in prose.lines(_SUSPECT):
        for match in _RADICAL.finditer(line):
            if unified(match[0]) != match[0]:
                yield _taken(prose, start + match.start(), match[0], unified(match[0]), safe=True)
        for match in _NUMERAL.finditer(line):
            for at, char in enumerate(match[0], start + match.start()):
                yield _taken(prose, at, char, "〇", safe=True)
        for match in _KANA.finditer(line) if chinese else ():
            yield _taken(prose, start + match.start(), match[0], KANA[match[0]], safe=False)
        for match in _WORD.finditer(line):
            word = match[0]
            latin = sum(char.isascii() for char in word)
            strange = [char for char in word if not char.isascii()]
            if latin and all(char in LETTERS for char in strange):
                for at, char in enumerate(word, start + match.start()):
                    if char in LETTERS:
                        yield _taken(prose, at, char, LETTERS[char], safe=latin > len(strange))


def _taken(prose: Prose, at: int, char: str, right: str, *, safe: bool) -> Problem:
    mend = (char, right) if safe else None
    shown = f"U+{ord(char):04X}"
    return prose.problem(at, "character-lookalike", mend, written=char, character=shown, right=right)
