"""The tokens inside a block -> running text."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown.desk import Desk
from sitegen.markdown.found import short
from sitegen.markdown.parser import parse_inline
from sitegen.markdown.places import Excerpt, Place
from sitegen.markdown.rawhtml import swallowing
from sitegen.markdown.shorttext import short_text
from sitegen.markdown.tags import quote

_MARKS = {
    "em_open": "em",
    "strong_open": "strong",
    "s_open": "s",
    "em_close": "em",
    "strong_close": "strong",
    "s_close": "s",
}


class Inlines:
    """Writes the text of blocks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._writer = desk.writer
        self._excerpt = Excerpt(desk.places, 0, "")
        self._link: tuple[str, Place] | None = None
        self.references: dict[int, list[str]] = {}
        """Ids of the marks of each footnote, by its number from 0."""

    def paragraph(self, token: Token) -> bool:
        """Write the block as a figure if it is one picture and nothing else; return whether it was."""
        if not token.content.startswith("!"):
            return False
        children = self._children(token)
        if len(children) != 1 or children[0].type != "image":
            return False
        image = children[0]
        caption = str(image.attrs.get("title", ""))
        self._desk.figures.figure(
            str(image.attrs["src"]), alt_text(image), caption, image.meta.get("credit", ""), self._place(image)
        )
        return True

    def write(self, token: Token, column: int = 0) -> None:
        """Write a block's text; it is found in its line from `column` on."""
        if self._desk.quick and not token.children and not self._desk.raw.seen:
            excerpt = Excerpt(self._desk.places, (token.map or [0])[0], token.content, column)
            if short := short_text(token.content, self._desk.links, excerpt.at):
                self._writer.whole(*short)
                return
        self._write_all(self._children(token, column))

    def _children(self, token: Token, column: int = 0) -> Sequence[Token]:
        if not token.children:
            line = (token.map or [0])[0]
            self._excerpt = Excerpt(self._desk.places, line, token.content, column)
            token.children = parse_inline(token.content, self._desk.env)
            if self._desk.env.pop("dense", False):
                self._desk.found.report(self._desk.places.at(line), "brackets-many")
        return token.children

    def _write_all(self, tokens: Sequence[Token]) -> None:
        ends: dict[str, int] | None = None
        skip_to = 0
        for place, token in enumerate(tokens):
            if place < skip_to:
                continue
            self._write_one(token)
            if token.type == "html_inline" and (name := swallowing(token.content)):
                ends = _last_ends(tokens) if ends is None else ends
                skip_to = _behind(tokens, place, name) if ends.get(name, 0) > place else place

    def _write_one(self, token: Token) -> None:
        kind = token.type
        if kind in {"text", "text_special"}:
            self._writer.text(token.content)
        elif kind == "softbreak":
            self._writer.soft_break()
        elif kind == "hardbreak":
            self._writer.void("<br>\n", breaks=True)
        elif kind == "link_open":
            self._start_link(token)
        elif kind == "link_close":
            self._end_link()
        elif kind == "code_inline":
            self._writer.start("code")
            self._writer.text(token.content)
            self._writer.end("code")
        elif kind == "image":
            title = str(token.attrs.get("title", ""))
            self._desk.figures.inline(
                str(token.attrs["src"]), alt_text(token), title, token.meta.get("credit", ""), self._place(token)
            )
        elif kind == "html_inline":
            self._desk.raw.piece(token.content, self._place(token))
        elif kind == "footnote_ref":
            self._write_reference(token)
        elif token.nesting > 0:
            self._writer.start(_MARKS[kind])
        else:
            self._writer.end(_MARKS[kind])

    def _place(self, token: Token) -> Place:
        offset = token.meta.get("at", 0)
        if token.type == "link_open" and token.markup != "autolink":
            offset -= 1  # the parser notes where the text begins, not the bracket
        return self._excerpt.at(offset)

    def _start_link(self, token: Token) -> None:
        address, place = str(token.attrs["href"]), self._place(token)
        self._link = None
        if self._writer.inside("a"):
            self._desk.found.report(place, "html-dropped", what=short(address))
        elif attributes := self._desk.links.attributes(address, place):
            title = f" title={quote(str(token.attrs['title']))}" if "title" in token.attrs else ""
            self._writer.start("a", f"<a {attributes}{title}>")
            self._link = address, place

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, place = self._link
        self._link = None
        if self._writer.end("a") is None:
            self._desk.found.report(place, "link-without-text", address=short(address))

    def _write_reference(self, token: Token) -> None:
        number = token.meta["id"]
        marks = self.references.setdefault(number, [])
        shown = str(number + 1)
        if self._writer.inside("a"):
            self._writer.mark(f'<sup class="footnote-ref">{shown}</sup>')
            return
        name = f"noteref-{shown}" if not marks else f"noteref-{shown}-{len(marks) + 1}"
        marks.append(name)
        link = f'<a href="#note-{shown}" id="{name}" role="doc-noteref">{shown}</a>'
        self._writer.mark(f'<sup class="footnote-ref">{link}</sup>')


def alt_text(image: Token) -> str:
    """Return the text for a picture: what its brackets hold, without markup, on one line."""
    parts = []
    for token in image.children or ():
        if token.type == "image":
            parts.append(alt_text(token))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)


def _behind(tokens: Sequence[Token], place: int, name: str) -> int:
    """Return the place behind the next end tag `name`."""
    while not (tokens[place].type == "html_inline" and tokens[place].content.lower().startswith(f"</{name}")):
        place += 1
    return place + 1


def _last_ends(tokens: Sequence[Token]) -> dict[str, int]:
    """Return where the last end tag of each name stands."""
    return {
        token.content[2:-1].strip().lower(): place
        for place, token in enumerate(tokens)
        if token.type == "html_inline" and token.content.startswith("</")
    }
