"""HTML of other systems -> Markdown blocks and pictures, by markdownify.

Only what a newspaper text needs survives: paragraphs, headings, lists, tables, quotations, links to the web. Tags are
counted before anything walks them, since all that walk them do so one inside another.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement
from markdownify import ATX, MarkdownConverter

from sitegen.importing.bounds import SourceError
from sitegen.importing.plaintext import escape_within

DEEPEST = 60
"""Tags in one another; a table in a page of 2005 has thirty."""

_UNSEEN = ["script", "style", "template", "iframe", "object", "embed", "form", "noscript"]
_HOLDERS = {"div", "section", "article", "main", "center", "span", "font", "body", "founder-content", "tbody"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_BLOCKS = ["p", "div", "table", "ul", "ol", "blockquote", "section", "article", "pre", *HEADINGS]
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")


def parse_html(text: str, path: Path) -> BeautifulSoup:
    """Return the tree of an HTML text without scripts and styles; raise SourceError where it nests too deep."""
    depth = 0
    for mark in re.finditer(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>", text):
        if mark[2].lower() not in ("br", "img", "hr", "meta", "link", "input", "area", "p", "li", "td", "tr", "th"):
            depth = max(0, depth - 1) if mark[1] else depth + (not mark[3])
        if depth > 40 * DEEPEST:
            raise SourceError("deep", path)
    try:
        soup = BeautifulSoup(text, "html.parser")
    except RecursionError:
        raise SourceError("deep", path) from None
    if _depth(soup) > DEEPEST:
        raise SourceError("deep", path)
    for tag in soup.find_all(_UNSEEN):
        tag.decompose()
    return soup


def _depth(soup: BeautifulSoup) -> int:
    """Return how deep the deepest tag stands."""
    deepest, waiting = 0, [(1, child) for child in soup.children]
    while waiting:
        depth, node = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(node, Tag) and depth <= DEEPEST:
            waiting += [(depth + 1, child) for child in node.children]
    return deepest


def plain_text(node: PageElement | None) -> str:
    """Return the text of a node on one line."""
    if node is None:
        return ""
    text = node.get_text(" ") if isinstance(node, Tag) and node.find("br") else node.get_text()
    return " ".join(text.replace("\xa0", " ").split())


def blocks_of(root: Tag) -> Iterator[Tag]:
    """Yield the block elements below a node in their order; loose text is put into paragraphs of its own."""
    loose = Tag(name="p")
    for child in list(root.children):
        if isinstance(child, Comment):
            continue
        is_block = isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS) is not None)
        if not isinstance(child, Tag) or not is_block:
            if isinstance(child, Tag) and child.name == "br":
                if plain_text(loose) or loose.find("img"):
                    yield loose
                loose = Tag(name="p")
            elif isinstance(child, Tag | NavigableString):
                loose.append(child.extract())
            continue
        if plain_text(loose) or loose.find("img"):
            yield loose
            loose = Tag(name="p")
        if child.name in _HOLDERS or (child.name == "p" and child.find(_BLOCKS)):
            yield from blocks_of(child)
        else:
            yield child
    if plain_text(loose) or loose.find("img"):
        yield loose


class _Converter(MarkdownConverter):
    """Markdown as our parser reads it: nothing of pictures, and links to the web only."""

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify calls it so
        return ""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        target = str(el.get("href") or "")
        if not text.strip() or not _WEB.fullmatch(target):
            return text
        return f"[{text.strip()}]({target.replace('(', '%28').replace(')', '%29')})"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        before, after = text[:1].isspace(), text[-1:].isspace() and text.strip()
        plain = escape_within(text).replace("|", "\\|") if parent_tags & {"td", "th"} else escape_within(text)
        return f"{' ' if before else ''}{plain}{' ' if after else ''}"


def to_markdown(block: Tag) -> str:
    """Return one block element as Markdown."""
    made = str(_Converter(heading_style=ATX, bullets="-", table_infer_header=True).convert_soup(block)).strip()
    return re.sub(r"\n{3,}", "\n\n", made.replace("　　", ""))
