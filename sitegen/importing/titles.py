"""The lines above a story -> kicker, headline, deck and column.

A text does not tell type sizes, so this goes by what papers do: a deck has a dash before it or follows, a kicker
stands above, the headline is the shortest of them, a column's name is declared or looks like one.
"""

import re
from collections.abc import Collection, Sequence

from sitegen.importing.stories import Guess, Sureness
from sitegen.quickclass import dataclass

_COLUMN_MARKS = re.compile(r"[【〖\[［■◆◎●★▣◤]\s*([^】〗\]］◥]{2,20}?)\s*[】〗\]］◥]?$")
_COLUMN_WORDS = re.compile(
    r".{0,12}(?:专栏|专版|聚焦|观察|视点|时评|短评|快评|漫评|杂谈|夜话|札记|手记|随笔|漫笔|笔谈|走笔|连载|访谈|对话|直播间|在线|信箱|来信|进行时|在行动|风采|论坛|简讯|短讯|速递|Notes|Diary)"
)
_LONGEST_SLOGAN = 8
"""Characters of each half of a column's name that is a slogan of two parallel halves."""

_HALF = 12
"""Characters from which a piece between two blanks is a title line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The titles of one story; empty where there is none."""

    headline: str
    kicker: str = ""
    deck: str = ""
    column: str = ""
    guesses: tuple[Guess, ...] = ()


def read_titles(lines: Sequence[str], decks: Sequence[str], columns: Collection[str], *, dashed: bool) -> Titles:
    """Return what the title lines above a story are, in their order; `decks` are those with a dash.

    `columns` are the names that the paper declares. `dashed` says that this page marks its decks with a dash, so
    that a second title without one is a kicker.
    """
    guesses: list[Guess] = []
    rest = [" ".join(line.split()) for line in lines]
    column = _take_column(rest, columns, guesses)
    split = [piece for line in rest for piece in _split(line)]
    run_together = len(split) > len(rest)
    kicker, headline, deck = _arranged(split, decks=bool(decks), dashed=dashed, run_together=run_together)
    sureness: Sureness = "sure" if len(split) == 1 else "likely" if decks and len(split) == 2 else "perhaps"
    reason = "title-only" if len(split) == 1 else "titles-split" if run_together else "titles-order"
    guesses.append(Guess(what="headline", value=headline, sureness=sureness, reason=reason))
    if kicker:
        guesses.append(Guess(what="kicker", value=kicker, sureness=sureness, reason=reason))
    if decks:
        deck = " ".join((*([deck] if deck else []), *decks))
        guesses.append(Guess(what="deck", value=deck, sureness="sure", reason="deck-dash"))
    elif deck:
        guesses.append(Guess(what="deck", value=deck, sureness=sureness, reason=reason))
    return Titles(headline=headline, kicker=kicker, deck=deck, column=column, guesses=tuple(guesses))


def _take_column(lines: list[str], columns: Collection[str], guesses: list[Guess]) -> str:
    """Take the name of a column off the lines, where one of the first two is one and another line is left."""
    for line in lines[:2] if len(lines) > 1 else ():
        marked = _COLUMN_MARKS.match(line)
        name = marked[1].strip() if marked else line
        sureness: Sureness = "sure"
        reason = "column-declared"
        if name not in columns:
            sureness, reason = "likely", "column-looks"
            parts = name.split()
            parallel = len(parts) == 2 and len(parts[0]) == len(parts[1]) <= _LONGEST_SLOGAN
            if line is not lines[0] or not (marked or parallel or _COLUMN_WORDS.fullmatch(name)):
                continue
        lines.remove(line)
        guesses.append(Guess(what="column", value=name, sureness=sureness, reason=reason))
        return name
    return ""


def _split(line: str) -> list[str]:
    """Return the title lines that stand on one line of text, with a blank between them."""
    parts = line.split(" ")
    for at in range(1, len(parts)):
        before, after = " ".join(parts[:at]), " ".join(parts[at:])
        if min(len(before), len(after)) >= _HALF and not re.search("[A-Za-z]{2}", line):
            return [before, after]
    return [line]


def _arranged(lines: Sequence[str], *, decks: bool, dashed: bool, run_together: bool) -> tuple[str, str, str]:
    """Return kicker, headline and deck of title lines that say nothing of themselves."""
    if len(lines) < 2:
        return "", lines[0] if lines else "", ""
    if len(lines) > 2:
        return lines[0], lines[1], " ".join(lines[2:])
    first, second = lines
    if decks:
        return first, second, ""
    if len(first) >= len(second):
        return first, second, ""
    # the first is the shorter one, so it is set larger: what follows is its deck, or a kicker that the text brings late
    return (second, first, "") if dashed and run_together else ("", first, second)
