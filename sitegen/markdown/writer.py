"""Write a body's HTML and its plain text side by side; whatever order tags come in, the HTML is whole.

Markdown's own elements always nest. Raw tags of contributors may not, so each element on the stack knows whether it
is one of theirs: these are closed early, left out or given a paragraph around them, as the content model of HTML asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.markdown.cjk import joined
from sitegen.markdown.tags import INLINE, escape

DEPTH: Final = 100
"""Elements inside one another, at most; browsers flatten what is deeper than some hundreds."""

_FLOW: Final = frozenset({"", "blockquote", "div", "li", "td", "th"})
_WRAPS: Final = frozenset({"", "blockquote", "div"})
"""Text directly in these gets a paragraph of its own."""

_PARENTS: Final = {
    "li": ("ul", "ol"),
    "tr": ("tbody", "table"),
    "td": ("tr",),
    "th": ("tr",),
    "caption": ("table",),
}
_STRUCTURE: Final = frozenset({"ol", "table", "tbody", "tr", "ul"})
"""Holds only the elements made for it, and is nothing without one."""

_EMPTY_KEPT: Final = frozenset({"li", "td", "th"})
_ASIDE: Final = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6"})
"""What stands in these is no running text."""

_SPACE: Final = re.compile(r"[ \t\n]+")
_SPACED_BREAK: Final = re.compile(r" ?\v ?")
_BREAK: Final = "\v"
"""Stands for <br> in the text of a block; the source can hold no such character."""


@dataclass(slots=True)
class Element:
    """An element that is being written; `raw` where a contributor's tag (or its absence) opened it."""

    name: str
    end: str
    raw: bool
    start: int
    """Index of its start tag among the pieces."""

    filled: bool = False
    """True once it holds the element it is made for."""

    implied: bool = False
    """True for a paragraph that nobody wrote."""


def displayed(text: str) -> str:
    """Return running text as a browser shows it: white space as one blank, only <br> as a line break."""
    if not ("  " in text or "\n" in text or "\t" in text or _BREAK in text):
        return text.strip(" ")
    text = _SPACE.sub(" ", text)
    if _BREAK in text:
        text = _SPACED_BREAK.sub("\n", text)
    return text.strip(" \n")


class Writer:
    """Collects HTML and paragraphs; every method leaves both in a state that `finish` can end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._words: list[str] = []
        self._paragraphs: list[str] = []
        self._asides: list[int] = []
        self._apart = 0
        self._stack = [Element("", "", raw=False, start=-1, filled=True)]
        self._last = ""
        self._break: tuple[int, int] | None = None

    def finish(self) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
        """Close what is open; return the HTML, the paragraphs, and the places of those that are no running text."""
        while len(self._stack) > 1:
            self._pop()
        self._flush()
        return "".join(self._pieces).rstrip("\n"), tuple(self._paragraphs), tuple(self._asides)

    def leave_text(self) -> None:
        """Let nothing that is written from here on be running text: the notes at the foot begin."""
        self._apart += 1

    def block(self, html: str, *paragraphs: str, aside: bool = False) -> None:
        """Write a finished block with the texts in it; empty ones do not count. `aside` is no running text."""
        if self._words or len(self._stack) > 1:
            self._to_flow()
        self._pieces.append(html)
        if self._stack[-1].name in _WRAPS:
            self._pieces.append("\n")
        for text in filter(str.strip, paragraphs):
            self._add(text, aside=aside)

    def paragraphs(self, texts: Sequence[str]) -> None:
        """Write paragraphs that are their own HTML and hold more than white space."""
        if self._words or len(self._stack) > 1:
            self._to_flow()
        end = "\n" if self._stack[-1].name in _WRAPS else ""
        inner = f"</p>{end}<p>".join(texts)
        self._pieces.append(f"<p>{inner}</p>{end}")
        if self._apart:
            for text in texts:
                self._add(text)
        else:
            self._paragraphs += texts

    def start(self, name: str, html: str = "", end: str = "") -> None:
        """Open an element of Markdown's; `html` is its start tag, `end` its end tag where they are not plain."""
        if name not in INLINE:
            self._to_flow()
        elif len(self._stack) > DEPTH:
            return
        self._push(name, html or f"<{name}>", end or f"</{name}>", raw=False)

    def end(self, name: str) -> str | None:
        """Close what `start` opened; return the text of the element, None where nothing of it was written."""
        inline = name in INLINE
        for place in range(len(self._stack) - 1, 0, -1):
            element = self._stack[place]
            if element.raw:
                continue
            if element.name == name:
                while len(self._stack) > place + 1:
                    self._pop()
                return self._pop()
            if inline and element.name not in INLINE:
                break
        return None

    def text(self, text: str) -> None:
        """Write running text."""
        if not text or (text.isspace() and self._between_blocks()):
            return
        self._to_text()
        if self._stack[-1].name == "pre" and len(self._pieces) == self._stack[-1].start + 1:
            text = text.lstrip("\n")  # a browser takes no first line break of <pre> for text
            if not text:
                return
        if self._break is not None:
            piece, word = self._break
            if self._last and joined(self._last, text[0]):
                self._pieces[piece] = self._words[word] = ""
            self._break = None
        self._pieces.append(escape(text))
        self._words.append(text)
        self._last = text[-1]

    def whole(self, html: str, text: str) -> None:
        """Write the finished running text of a block."""
        if not html:
            return
        self._to_text()
        self._pieces.append(html)
        self._words.append(text)
        self._last = text[-1:]

    def soft_break(self) -> None:
        """Write a line break of the source; it goes away again if the next text joins the last."""
        self._break = len(self._pieces), len(self._words)
        self._pieces.append("\n")
        self._words.append("\n")

    def void(self, html: str, *, breaks: bool = False) -> None:
        """Write an element without content, or a finished piece that is no text, into running text."""
        self._to_text()
        self._break = None
        self._pieces.append(html)
        if breaks:
            self._words.append(_BREAK)
            self._last = ""

    def mark(self, html: str) -> None:
        """Write something that stands at a word and is no part of the text, such as a note's number."""
        self._to_text()
        self._pieces.append(html)

    def raw_start(self, name: str, html: str) -> bool:
        """Open an element for a contributor's tag; return whether it may stand here."""
        if len(self._stack) > DEPTH or not self._make_room(name):
            return False
        end = f"</{name}>"
        if name == "table":
            html, end = '<div class="table" tabindex="0"><table>', "</table></div>"
        self._push(name, html, end, raw=True)
        return True

    def raw_end(self, name: str) -> bool:
        """Close an element that a contributor opened; return whether there is one."""
        place = self._find_raw((name,), within_cell=name not in {"table", "td", "th", "tr"})
        if place is None:
            return False
        while len(self._stack) > place:
            self._pop()
        return True

    def raw_rest(self) -> None:
        """End the running text of a block of raw HTML; what else it opened stays open."""
        while self._stack[-1].raw and (self._stack[-1].name in INLINE or self._stack[-1].implied):
            self._pop()

    def raw_rule(self) -> bool:
        """Write a contributor's <hr>; return whether it may stand here."""
        if not self._make_room("hr"):
            return False
        self._pieces.append("<hr>")
        return True

    def inside(self, name: str) -> bool:
        """Tell whether such an element is open."""
        return any(element.name == name for element in self._stack)

    def _between_blocks(self) -> bool:
        return self._stack[-1].name in _WRAPS or self._stack[-1].name in _STRUCTURE

    def _push(self, name: str, html: str, end: str, *, raw: bool) -> None:
        if name not in INLINE:
            self._flush()
        self._apart += name in _ASIDE
        self._stack.append(Element(name, end, raw=raw, start=len(self._pieces)))
        self._pieces.append(html)

    def _pop(self) -> str | None:
        element = self._stack.pop()
        text = "" if element.name in INLINE else self._flush(whole=element.name == "pre")
        self._apart -= element.name in _ASIDE
        empty = len(self._pieces) == element.start + 1 and element.name not in _EMPTY_KEPT
        if empty or (element.name in _STRUCTURE and element.raw and not element.filled):
            del self._pieces[element.start :]
            return None
        if element.name == "ruby" and not element.filled:
            self._pieces[element.start] = ""
            return None
        self._pieces.append(element.end)
        if element.name not in INLINE and self._stack[-1].name in _WRAPS:
            self._pieces.append("\n")
        if element.name in _PARENTS or element.name in {"rt", "tbody"}:
            self._stack[-1].filled = True
        return text

    def _flush(self, *, whole: bool = False) -> str:
        """End the text of a block; return it as displayed, with its white space where `whole`."""
        if not self._words:
            return ""
        text = "".join(self._words)
        text = text.replace(_BREAK, "\n").strip("\n") if whole else displayed(text)
        self._words.clear()
        self._last = ""
        self._break = None
        if text.strip():
            self._add(text)
        return text

    def _add(self, text: str, *, aside: bool = False) -> None:
        if aside or self._apart:
            self._asides.append(len(self._paragraphs))
        self._paragraphs.append(text)

    def _to_flow(self) -> None:
        """Close contributors' elements until a block may be written."""
        while self._stack[-1].raw and self._stack[-1].name not in _FLOW:
            self._pop()
        self._flush()

    def _to_text(self) -> None:
        """Make sure that running text may be written here."""
        while self._stack[-1].raw and self._stack[-1].name in _STRUCTURE:
            self._pop()
        if self._stack[-1].name in _WRAPS:
            self._push("p", "<p>", "</p>", raw=True)
            self._stack[-1].implied = True

    def _make_room(self, name: str) -> bool:
        """Close what must be closed for a contributor's element; return False where it may not stand."""
        if name == "rt":
            if self._stack[-1].name == "rt":
                self._pop()
            return self._stack[-1].name == "ruby"
        if name in INLINE:
            if name == "a" and self.inside("a"):
                return False
            self._to_text()
            return True
        if name in _PARENTS:
            return self._make_room_in(name, _PARENTS[name])
        place = len(self._stack) - 1
        while self._stack[place].raw and self._stack[place].name not in _FLOW:
            place -= 1
        if self._stack[place].name not in _FLOW:
            return False
        self._to_flow()
        return True

    def _make_room_in(self, name: str, parents: tuple[str, ...]) -> bool:
        place = self._find_raw(parents, within_cell=name in {"li", "caption"})
        if place is None:
            return False
        if name == "caption" and self._stack[place].start != len(self._pieces) - 1:
            return False
        while len(self._stack) > place + 1:
            self._pop()
        if self._stack[place].name == "table" and name == "tr":
            self._push("tbody", "<tbody>", "</tbody>", raw=True)
        return True

    def _find_raw(self, names: tuple[str, ...], *, within_cell: bool) -> int | None:
        """Return the place of the nearest contributor's element with one of the names."""
        for place in range(len(self._stack) - 1, 0, -1):
            element = self._stack[place]
            if not element.raw:
                return None
            if element.name in names:
                return place
            if element.name == "table" or (within_cell and element.name in {"td", "th"}):
                return None
        return None
