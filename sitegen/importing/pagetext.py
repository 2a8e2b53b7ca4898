"""The text of one page as it comes out of a PDF -> its stories.

Where a story begins is told by what stands around a group of title lines: a signature before it, a dateline or a
byline behind it, a deck in it. A title line without any of these is a heading within its story.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sitegen.days import suggest_day
from sitegen.drafts import Value
from sitegen.importing.bodies import Body
from sitegen.importing.lines import Unit, read_units
from sitegen.importing.plaintext import escape
from sitegen.importing.signs import (
    is_enumerated,
    page_label,
    plain_byline,
    split_dateline,
    split_deck,
    split_signature,
)
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.importing.titles import read_titles

_DATE = re.compile(r"[0-9]{4}\s*[年.-]\s*[0-9]{1,2}\s*[月.-]\s*[0-9]{1,2}|[A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4}")
_ENOUGH = 2
"""Points from which a group of titles begins a story."""

_BRIEF = 400
"""Characters of prose below which a story is a brief."""


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A story while its units are gathered."""

    titles: list[Unit]
    units: list[Unit] = field(default_factory=list)
    points: int = _ENOUGH
    """How much spoke for a story of its own."""

    @property
    def signed(self) -> bool:
        """Whether the last paragraph so far is a signature, or ends with one."""
        last = next((unit for unit in reversed(self.units) if unit.kind not in ("caption", "credit", "jump")), None)
        if last is None:
            return False
        return last.kind == "byline" or (last.kind == "prose" and split_signature(last.text) is not None)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is due: it is signed, or it is a picture with its caption alone."""
        kinds = {unit.kind for unit in self.units}
        return self.signed or (bool(kinds) and kinds <= {"caption", "credit", "jump"})


def read_page(text: str, columns: Collection[str] = ()) -> Found:
    """Return the stories of a page's text, in its order; `columns` are the names that the paper declares."""
    units = read_units(text)
    left_out = tuple(unit.text for unit in units if unit.kind == "furniture")
    drafts = list(_separated([unit for unit in units if unit.kind != "furniture"]))
    for draft in drafts:
        # titles with nothing behind them stand over something that is no story
        while len(draft.units) > 1 and draft.units[-1].kind == "title":
            left_out += (draft.units.pop().text,)
    dashed = any(unit.kind == "deck" for draft in drafts for unit in draft.titles)
    stories = [_story(draft, columns, dashed=dashed) for draft in drafts]
    dates = (suggest_day(match[0]) for line in left_out if (match := _DATE.search(line)))
    labels = (page_label(line) for line in left_out)
    return Found(
        stories=tuple(_ranked(stories)),
        date=next(filter(None, dates), ""),
        page=next(filter(None, labels), ""),
        left_out=left_out,
    )


def _separated(units: Sequence[Unit]) -> Iterator[_Draft]:
    """Yield the stories of a page as groups of units."""
    current: _Draft | None = None
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and _is_title(units, end, at):
            end += 1
        if end == at or all(unit.kind in ("byline", "deck") for unit in units[at:end]):
            end = max(end, at + 1)
            if current is None:
                current = _Draft(titles=[])
            current.units += units[at:end]
        else:
            points = _points(current, units, at, end)
            if current is None or points >= _ENOUGH:
                if current is not None:
                    yield current
                current = _Draft(titles=list(units[at:end]), points=points)
            else:
                current.units += units[at:end]
        at = end
    if current is not None:
        yield current


def _is_title(units: Sequence[Unit], place: int, start: int) -> bool:
    """Tell whether a unit belongs to the group of titles that begins at `start`; a byline only behind a title."""
    kind = units[place].kind
    return kind in ("title", "deck") or (kind == "byline" and place > start and units[place - 1].kind != "byline")


def _points(current: _Draft | None, units: Sequence[Unit], start: int, end: int) -> int:
    """Return how much speaks for a story of its own at a group of titles."""
    group = units[start:end]
    following = next((unit for unit in units[end:] if unit.kind in ("prose", "open")), None)
    points = 3 if current is None or current.is_over else 0
    if following is not None and split_dateline(following.text) is not None:
        points += 3
    if any(unit.kind == "byline" for unit in group):
        points += 3
    if any(unit.kind == "deck" for unit in group) or sum(unit.kind == "title" for unit in group) > 1:
        points += 2
    if group[0].gap >= 3:
        points += 1
    if is_enumerated(group[0].text):
        points -= 3
    return points


def _story(draft: _Draft, columns: Collection[str], *, dashed: bool) -> Story:
    """Return the story of a group of units."""
    titles = [unit.text for unit in draft.titles if unit.kind == "title"]
    decks = [split_deck(unit.text) for unit in draft.titles if unit.kind == "deck"]
    guesses: list[Guess] = []
    if not titles:
        opening = next((unit.text for unit in draft.units if unit.kind in ("prose", "open")), "…")
        titles = [re.split("[，。,.!?！？]", opening)[0][:30]]
        guesses.append(Guess(what="headline", value=titles[0], sureness="perhaps", reason="title-none"))
    elif draft.points < _ENOUGH + 1:
        guesses.append(Guess(what="story", value=titles[0], sureness="perhaps", reason="story-titles"))
    read = read_titles(titles, decks, columns, dashed=dashed)
    body = Body(guesses)
    for unit in draft.titles:
        if unit.kind == "byline":
            body.sign(plain_byline(unit.text), "byline-line")
    for unit in draft.units:
        _take(body, unit)
    fields: dict[str, Value] = {
        "kicker": read.kicker,
        "headline": read.headline,
        "deck": read.deck,
        "rank": "",
        "column": read.column,
        "byline": " ".join(body.bylines),
        "dateline": body.dateline,
    }
    return Story(fields=fields, blocks=tuple(body.blocks), guesses=(*read.guesses, *guesses))


def _take(body: Body, unit: Unit) -> None:
    """Add the next unit to a story's text."""
    if unit.jump:
        body.note("jump", unit.jump, "sure", "jump")
    if unit.kind in ("prose", "open"):
        if unit.joined:
            body.note("paragraph", unit.text[:12] + "…", "likely", "paragraph-joined")
        if unit.kind == "open":
            body.note("paragraph", unit.text[-12:], "perhaps", "paragraph-open")
        body.prose(unit.text, escape)
    elif unit.kind == "byline":
        body.sign(plain_byline(unit.text), "byline-line")
    elif unit.kind in ("caption", "credit"):
        body.caption(unit.text)
    elif unit.kind != "jump":
        body.heading(unit.text)


def _ranked(stories: Sequence[Story]) -> Iterator[Story]:
    """Yield the stories with their rank: the first is the lead if it is the longest, a short one is a brief."""
    lengths = [sum(len(block) for block in story.blocks if isinstance(block, str)) for story in stories]
    for at, (story, length) in enumerate(zip(stories, lengths, strict=True)):
        pictured = any(isinstance(block, Picture) for block in story.blocks)
        rank = "lead" if at == 0 and length == max(lengths) else "major" if pictured else ""
        if not rank and length < _BRIEF:
            rank = "brief"
        guess = Guess(what="rank", value=rank, sureness="perhaps", reason="rank")
        guesses = (*story.guesses, guess) if rank else story.guesses
        yield replace(story, fields={**story.fields, "rank": rank}, guesses=guesses)
