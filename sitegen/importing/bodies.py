"""The text of one story while it is gathered: paragraphs, pictures, and what is taken off them into fields."""

from collections.abc import Callable
from dataclasses import replace

from sitegen.bylines import parse_byline
from sitegen.importing.plaintext import escape_within
from sitegen.importing.signs import split_credit, split_dateline, split_opening, split_signature
from sitegen.importing.stories import Guess, Picture, Sureness


class Body:
    """Blocks in their order; `guesses` grows with what was taken for something."""

    def __init__(self, guesses: list[Guess]) -> None:
        self.blocks: list[str | Picture] = []
        self.bylines: list[str] = []
        self.dateline = ""
        self._guesses = guesses
        self._began = False

    def note(self, what: str, value: str, sureness: Sureness, reason: str) -> None:
        """Note a guess."""
        self._guesses.append(Guess(what=what, value=value, sureness=sureness, reason=reason))

    def sign(self, byline: str, reason: str) -> None:
        """Take a byline; one that names nobody new is taken only in the place of one without roles."""
        people = parse_byline(byline)
        for at, known in enumerate(self.bylines):
            others = parse_byline(known)
            if {by.name for by in people} <= {by.name for by in others}:
                if any(by.role for by in people) and not any(by.role for by in others):
                    self.bylines[at] = byline
                return
        self.bylines.append(byline)
        self.note("byline", byline, "sure", reason)

    def prose(self, text: str, render: Callable[[str], str]) -> None:
        """Add a paragraph; a dateline before the first one and a signature behind any are taken off.

        `render` makes Markdown of what is left: `escape` for plain text, nothing for what is Markdown already.
        """
        if not self._began and (found := split_dateline(text)):
            self.dateline, rest = found
            text = rest.text
            self.note("dateline", self.dateline, "sure", "dateline")
            if rest.byline:
                self.sign(rest.byline, "byline-dateline")
        elif not self._began and (opening := split_opening(text)):
            text = opening.text
            self.sign(opening.byline, "byline-dateline")
        if signed := split_signature(text):
            text = signed.text
            self.sign(signed.byline, "byline-end")
        self._began = True
        if text:
            self.blocks.append(render(text))

    def heading(self, text: str) -> None:
        """Add a heading within the story."""
        self.blocks.append(f"## {escape_within(text)}")
        self.note("heading", text, "likely", "heading-within")

    def picture(self, picture: Picture) -> None:
        """Add a picture; its caption may follow."""
        self.blocks.append(picture)

    def caption(self, text: str) -> None:
        """Add a caption to the picture before it, or make a place for its picture where there is none."""
        caption, credit = split_credit(text) or (text, "")
        caption = caption.lstrip("▲△▼▽◀▶←→↑↓ 　")
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Picture) and not last.credit and (not caption or not last.caption):
            self.blocks[-1] = replace(last, caption=caption or last.caption, credit=credit)
        else:
            self.blocks.append(Picture(caption=caption, credit=credit))
        sureness: Sureness = "sure" if credit else "likely"
        self.note("caption", caption, sureness, "caption-credit" if credit else "caption-looks")
