"""Half-width and full-width marks in one sentence, and straight quotation marks in Chinese (GB/T 15834)."""

import re
from collections.abc import Iterator
from itertools import islice

from sitegen.checks.prose import MOST, Prose
from sitegen.problems import Problem

HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "”’」』》）〉】"
_OPENING = "“‘「『《（〈【"
_WIDE = "，。；：？！、"

_SUSPECT = re.compile(rf"[{HAN}{_CLOSING}][,;:?!.()]|[,;:?!()][{HAN}{_OPENING}]|[A-Za-z][{_WIDE}]|（[^（）\n]*\)")
_SENTENCE = re.compile(rf"[^。！？]*[。！？]*[{_CLOSING})]*")
_HALF = re.compile(
    rf"(?<=[{HAN}{_CLOSING}])[,;:?!](?![/)])[ ]*(?=[{HAN}{_OPENING}])|(?<=[{HAN}{_CLOSING}])[,;:?!](?![/)])"
    rf"|(?<=[A-Za-z0-9%)])[,;:?!][ ]*(?=[{HAN}{_OPENING}])|(?<=[{HAN}])\.(?=[{_CLOSING}]|[ ]*$)"
)
_PAIR = re.compile(r"([(（])([^()（）]*)([)）])")
_LATIN = re.compile(rf"(?<=[A-Za-z])[{_WIDE}](?=[ ]*[A-Za-z])")
_IS_HAN = re.compile(f"[{HAN}\u3040-\u30ff]")
_MARK = re.compile(f"[{_WIDE}（）]")
_TO_WIDE = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_TO_HALF = dict(zip("，。；：？！、", ",.;:?!,", strict=True))

_TOUCHING = f"{HAN}{_WIDE}{_CLOSING}{_OPENING}…—"
_STRAIGHT = re.compile(rf"[\"'][{_TOUCHING}]|[{_TOUCHING}][\"']")
_SINGLE = re.compile(r"(?<![A-Za-z0-9])'([^'\n]{1,80})'(?![A-Za-z0-9])")
_CURVED, _CORNER = ("“", "”", "‘", "’"), ("「", "」", "『", "』")


def mixed_marks(prose: Prose) -> Iterator[Problem]:
    """Yield a problem for each mark that is not of the width of its sentence."""
    yield from islice(_mixed(prose), MOST)


def _mixed(prose: Prose) -> Iterator[Problem]:
    for start, line in prose.lines(_SUSPECT):
        for sentence in _SENTENCE.finditer(line):
            for offset, written, right in sorted(_odd_marks(sentence[0])):
                at = start + sentence.start() + offset
                # a full-width mark cannot upset YAML, a half-width one can
                safe = right.strip() not in _TO_WIDE or at >= prose.body
                mend = (written, right) if safe else None
                yield prose.problem(at, "punctuation-mixed", mend, written=written.strip(), right=right.strip())


def _odd_marks(sentence: str) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each mark that does not fit, what stands there and what should."""
    if not _IS_HAN.search(sentence):
        if re.search("[,.;:?!]", sentence):
            for mark in _LATIN.finditer(sentence):
                tight = sentence[mark.end()] != " "
                yield mark.start(), mark[0], _TO_HALF[mark[0]] + " " * tight
        return
    if _MARK.search(sentence):
        for mark in _HALF.finditer(sentence):
            yield mark.start(), mark[0], _TO_WIDE[mark[0][0]]
    wide = bool(re.search(f"[{_WIDE}]", sentence))
    for pair in _PAIR.finditer(sentence):
        uneven = (pair[1] == "(") != (pair[3] == ")")
        if uneven or (wide and pair[1] == "(" and _IS_HAN.search(pair[2])):
            yield from ((pair.start(i), pair[i], _TO_WIDE[pair[i]]) for i in (1, 3) if pair[i] in _TO_WIDE)


def straight_quotes(prose: Prose, language: str) -> Iterator[Problem]:
    """Yield a problem for each straight quotation mark in Chinese; a pair says which marks belong there."""
    yield from islice(_straight(prose, _CORNER if language in CORNERED else _CURVED), MOST)


CORNERED = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO", "ja", "ja-JP")
"""Languages whose quotation marks are 「」."""


def _straight(prose: Prose, marks: tuple[str, str, str, str]) -> Iterator[Problem]:
    for start, line in prose.lines(_STRAIGHT):
        places = [match.start() for match in re.finditer('"', line)]
        paired = len(places) % 2 == 0
        touching = {place for place in places if _touches(line, place)}
        for number, place in enumerate(places):
            first, last = marks[0], marks[1]
            if paired:
                partner = places[number ^ 1]
                if place in touching or partner in touching:
                    right = (first, last)[number % 2]
                    yield prose.problem(start + place, "quote-straight", ('"', right), written='"', right=right)
            elif place in touching:
                right = f"{first} {last}"
                yield prose.problem(start + place, "quote-straight", None, written='"', right=right)
        for match in _SINGLE.finditer(line):
            ends = (match.start(), match.end() - 1)
            if any(_touches(line, place) for place in ends):
                for place, right in zip(ends, marks[2:], strict=True):
                    yield prose.problem(start + place, "quote-straight", ("'", right), written="'", right=right)


def _touches(line: str, place: int) -> bool:
    """Tell whether Chinese stands right before or behind a place."""
    return bool(re.search(f"[{_TOUCHING}]", line[max(0, place - 1) : place] + line[place + 1 : place + 2]))
