"""Raw HTML of contributors, tag by tag: what is allowed is written, all else is left out and reported."""

import re
from collections import Counter
from html import unescape
from typing import Final

from mdurl import encode

from sitegen.markdown.figures import Figures
from sitegen.markdown.found import Found, short
from sitegen.markdown.links import Links
from sitegen.markdown.places import Excerpt, Place
from sitegen.markdown.tags import BLOCK, INLINE, SWALLOWED, TRANSPARENT, Tag, parse_tag, quote
from sitegen.markdown.writer import Writer

_MARKUP: Final = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<\?.*?(?:\?>|\Z)"""
    r"""|<!\[CDATA\[.*?(?:\]\]>|\Z)"""
    r"""|<![A-Za-z][^<>]*>"""
    r"""|</?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
_OPENS: Final = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")


class RawHtml:
    """Writes the tags that contributors wrote; `seen` tells whether there were any."""

    def __init__(self, writer: Writer, found: Found, links: Links, figures: Figures) -> None:
        self._writer = writer
        self._found = found
        self._links = links
        self._figures = figures
        self._dropped: Counter[str] = Counter()
        self.seen = False

    def block(self, content: str, excerpt: Excerpt) -> None:
        """Write a block of raw HTML; `excerpt` knows where it stands."""
        self.seen = True
        position = 0
        while match := _MARKUP.search(content, position):
            self._writer.text(unescape(content[position : match.start()]))
            position = match.end()
            self.piece(match[0], excerpt.at(match.start()))
            if name := swallowing(match[0]):
                close = re.compile(f"</{name}[^>]*(?:>|\\Z)|\\Z", re.IGNORECASE).search(content, position)
                position = close.end() if close else len(content)
        self._writer.text(unescape(content[position:]))
        self._writer.raw_rest()

    def piece(self, source: str, place: Place) -> None:
        """Write one tag, or leave out what is no tag; comments go without a word unless they swallow the rest."""
        self.seen = True
        if source.startswith("<!--"):
            if not source.endswith("-->"):
                self._found.report(place, "html-comment-open")
        elif source.startswith(("<!", "<?")):
            self._found.report(place, "html-dropped", what=short(source, 40))
        else:
            tag = parse_tag(source)
            if tag.name not in TRANSPARENT and tag.name != "rp":
                (self._end if tag.closing else self._start)(tag, place)

    def _end(self, tag: Tag, place: Place) -> None:
        if self._writer.raw_end(tag.name):
            return
        if self._dropped[tag.name]:
            self._dropped[tag.name] -= 1
        else:
            self._found.report(place, "html-dropped", what=f"</{tag.name}>")

    def _start(self, tag: Tag, place: Place) -> None:
        if not self._write(tag, place):
            self._dropped[tag.name] += 1
            self._found.report(place, "html-dropped", what=f"<{tag.name}>")
            return
        for name in tag.dropped:
            self._found.report(place, "html-dropped", what=f"<{tag.name} {name}>")

    def _write(self, tag: Tag, place: Place) -> bool:
        """Write a start tag; return False where it is not allowed at all or here."""
        name = tag.name
        if name not in INLINE and name not in BLOCK:
            return False
        if name in {"br", "wbr"}:
            self._writer.void(f"<{name}>", breaks=name == "br")
            return True
        if name == "hr":
            return self._writer.raw_rule()
        if name == "img":
            values = dict(tag.attributes)
            address = encode(values.get("src", "").strip())
            self._figures.inline(address, values.get("alt", ""), values.get("title", ""), "", place)
            return True
        attributes = "".join(f" {key}={quote(value)}" for key, value in tag.attributes if key != "href")
        if name == "a":
            return self._start_link(tag, attributes, place)
        return self._writer.raw_start(name, f"<{name}{attributes}>")

    def _start_link(self, tag: Tag, attributes: str, place: Place) -> bool:
        target = dict(tag.attributes).get("href")
        if target is None or self._writer.inside("a"):
            return False
        link = self._links.attributes(encode(target.strip()), place)
        if not link:
            # Its own problem is told already; the end tag then goes without one.
            self._dropped["a"] += 1
            return True
        return self._writer.raw_start("a", f"<a {link}{attributes}>")


def swallowing(source: str) -> str:
    """Return the name of a start tag behind which nothing is text for readers, or ""."""
    match = _OPENS.match(source)
    name = match[1].lower() if match else ""
    return name if name in SWALLOWED else ""
