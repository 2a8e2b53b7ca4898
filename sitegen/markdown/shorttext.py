"""The short way for the text of one block: plain text, simple links, strong emphasis and code, without the parser."""

import re
from collections.abc import Callable
from typing import Final

from sitegen.markdown.cjk import flanking
from sitegen.markdown.links import Links
from sitegen.markdown.parser import parser
from sitegen.markdown.places import Place
from sitegen.markdown.tags import escape

_SIMPLE: Final = re.compile(
    r"\[([^\[\]\\`*_<&~\n]+)\]\(([^\s()<>\\`]+)\)"  # 1: text, 2: address
    r"|(?<!\*)\*\*([^\[\]\\`*_<&~\n]+)\*\*(?!\*)"  # 3: strong
    r"|(?<!`)`([^`\n]+)`(?!`)"  # 4: code
)
_SPECIAL: Final = re.compile(r"[\\`*_\[~&<\n]")
_SAFE: Final = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:[/?#](?:[A-Za-z0-9/?#&=+$,@:.!~*'_-]|%[0-9A-Fa-f]{2})*)?"
    r"|[A-Za-z0-9_-][A-Za-z0-9._-]*"
)
"""Addresses that stay as they are when the parser normalizes them."""


def short_text(content: str, links: Links, at: Callable[[int], Place]) -> tuple[str, str] | None:
    """Return the HTML and the text of a block's content; None where the parser must read it.

    The content has no blanks at its ends. `at` gives the place of an offset in it.
    """
    matches = list(_SIMPLE.finditer(content)) if _SPECIAL.search(content) else []
    if not _simple(content, matches):
        return None
    html: list[str] = []
    words: list[str] = []
    position = 0
    for match in matches:
        between = content[position : match.start()]
        html.append(escape(between))
        label, target, strong, code = match.groups()
        text = label or strong or _code(code)
        words += (between, text)
        shown = escape(text)
        if target:
            attributes = links.attributes(normalize(target), at(match.start()))
            html.append(f"<a {attributes}>{shown}</a>" if attributes else shown)
        else:
            html.append(f"<strong>{shown}</strong>" if strong else f"<code>{shown}</code>")
        position = match.end()
    html.append(escape(content[position:]))
    words.append(content[position:])
    return "".join(html), "".join(words)


def normalize(target: str) -> str:
    """Return an address percent-encoded as the parser does it."""
    return target if _SAFE.fullmatch(target) else parser().normalizeLink(target)


def _simple(content: str, matches: list[re.Match[str]]) -> bool:
    """Tell whether the matches are all the Markdown there is in the content, and are what they look like."""
    position = 0
    for match in matches:
        start, end = match.span()
        if start > position and _SPECIAL.search(content, position, start):
            return False
        target = match[2]
        if target:
            if content[start - 1 : start] == "!" or ("&" in target and ";" in target):
                return False
        elif match[3]:
            opens, _ = flanking(content, start, start + 2, len(content), in_words=True)
            _, closes = flanking(content, end - 2, end, len(content), in_words=True)
            if not (opens and closes):
                return False
        position = end
    return not _SPECIAL.search(content, position)


def _code(content: str) -> str:
    """Return the content of a code span, less the blanks that only keep backticks apart."""
    if content[0] == content[-1] == " " and content.strip(" "):
        return content[1:-1]
    return content
