"""The tokens of blocks -> the body."""

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from sitegen.markdown.desk import Desk
from sitegen.markdown.headings import Levels
from sitegen.markdown.inlines import Inlines
from sitegen.markdown.places import Excerpt
from sitegen.markdown.tags import escape
from sitegen.model import Heading

_PLAIN = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}


class Blocks:
    """Writes blocks in order, each by the method that its token's type names."""

    def __init__(self, desk: Desk, inlines: Inlines, levels: Levels) -> None:
        self._desk = desk
        self._writer = desk.writer
        self._inlines = inlines
        self._levels = levels
        self._column = 0
        self._in_cell = False
        self._count = 0
        self._heading = 0, 0

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all of the tokens."""
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "paragraph_open" and self._inlines.paragraph(tokens[place + 1]):
                place += 3
                continue
            self._write_one(token)
            place += 1

    def write_notes(self, notes: Mapping[str, Sequence[Token]], numbered: Mapping[int, Mapping[str, Any]]) -> None:
        """Write the footnotes that the text refers to, in the order of their marks; a note may refer to a next one."""
        if not numbered:
            return
        self._writer.leave_text()
        self._writer.start("div", '<div class="footnotes" role="doc-endnotes">')
        self._writer.start("ol")
        number = 0
        while number in numbered:
            self._write_note(number, notes.get(numbered[number]["label"], ()))
            number += 1
        self._writer.end("ol")
        self._writer.end("div")

    def _write_note(self, number: int, tokens: Sequence[Token]) -> None:
        self._writer.start("li", f'<li id="note-{number + 1}">')
        last = tokens[-1:] if tokens and tokens[-1].type == "paragraph_close" else ()
        self.write(tokens[: len(tokens) - len(last)])
        for place, mark in enumerate(self._inlines.references.get(number, ())):
            back = "↩" if not place else f"↩{place + 1}"
            self._writer.mark(f' <a href="#{mark}" role="doc-backlink">{back}</a>')
        self.write(last)
        self._writer.end("li")

    def _write_one(self, token: Token) -> None:  # noqa: PLR0912
        kind, nesting = token.type, token.nesting
        name = kind.removesuffix("_open").removesuffix("_close")
        if kind == "inline":
            self._write_inline(token)
        elif name == "paragraph":
            if not token.hidden:
                self._element("p", nesting)
        elif name == "heading":
            if nesting > 0:
                self._start_heading(token)
            else:
                self._end_heading()
        elif name in _PLAIN:
            self._element(_PLAIN[name], nesting)
            self._column = 0
        elif name == "ordered_list":
            first = token.attrs.get("start", 1)
            self._element("ol", nesting, f'<ol start="{first}">' if first != 1 else "")
        elif name in {"td", "th"}:
            self._write_cell(token, name)
        elif name == "table":
            self._element("table", nesting, '<div class="table" tabindex="0"><table>', "</table></div>")
        elif kind == "hr":
            self._writer.block("<hr>")
        elif kind == "html_block":
            first = (token.map or [0, 0])[0]
            self._desk.raw.block(token.content, Excerpt(self._desk.places, first, token.content))
        else:  # fence, code_block
            self._write_code(token.content)

    def _element(self, name: str, nesting: int, start: str = "", end: str = "") -> None:
        if nesting > 0:
            self._writer.start(name, start, end)
        else:
            self._writer.end(name)

    def _write_inline(self, token: Token) -> None:
        self._inlines.write(token, self._column)
        if self._in_cell:
            # The next cell of this row may hold the same text.
            self._column = Excerpt(self._desk.places, (token.map or [0])[0], token.content, self._column).end()

    def write_heading(self, written: int, html: str, text: str) -> None:
        """Write a heading whose running text is finished; `written` is its level in the source."""
        level = self._levels.next(written)
        self._count += 1
        self._writer.block(f'<h{level} id="part-{self._count}">{html}</h{level}>', text, aside=True)
        if text:
            self._desk.found.headings.append(Heading(level=level, text=text, id=f"part-{self._count}"))

    def _start_heading(self, token: Token) -> None:
        before = self._levels.last
        level = self._levels.next(int(token.tag[1]))
        self._count += 1
        self._heading = level, before
        self._writer.start(f"h{level}", f'<h{level} id="part-{self._count}">')

    def _end_heading(self) -> None:
        level, before = self._heading
        text = self._writer.end(f"h{level}")
        if text is None:  # nothing of it could be shown
            self._levels.last = before
            self._count -= 1
        elif text:
            self._desk.found.headings.append(Heading(level=level, text=text, id=f"part-{self._count}"))

    def _write_cell(self, token: Token, name: str) -> None:
        self._in_cell = token.nesting > 0
        if token.nesting < 0:
            self._writer.end(name)
            return
        side = str(token.attrs.get("style", "")).removeprefix("text-align:")
        look = f' class="{side}"' if side in {"center", "right"} else ""
        scope = ' scope="col"' if name == "th" else ""
        self._writer.start(name, f"<{name}{scope}{look}>")

    def _write_code(self, content: str) -> None:
        text = content.strip("\n")
        paragraphs = (text,) if text.strip() else ()
        self._writer.block(f'<pre tabindex="0"><code>{escape(content)}</code></pre>', *paragraphs)
