"""What contributors may write as raw HTML: tags, attributes, addresses; and the sanitizer that has the last word.

The page's own markup needs a few more attributes; `GATE` lists them, since it checks the finished body.
"""

import re
from functools import lru_cache
from html import unescape
from typing import Final

import nh3

from sitegen.quickclass import dataclass

_PHRASES: Final = "a abbr b bdi br cite code del dfn em i img ins kbd mark q rt ruby s samp small span strong sub sup u"

INLINE: Final = frozenset([*_PHRASES.split(), "var", "wbr"])
"""May stand in running text."""

BLOCK: Final = frozenset(
    ["blockquote", "caption", "div", "hr", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul"]
)
"""May stand where a paragraph may."""

TRANSPARENT: Final = frozenset({"tbody", "tfoot", "thead"})
"""Neither kept nor missed: the rows of a table tell enough."""

SWALLOWED: Final = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "rp", "script", "style", "textarea", "title", "xmp"}
)
"""Not allowed, and what stands inside is no text for readers."""

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""Kinds of address that a link may have; none means a file of our own."""

_EVERYWHERE: Final = frozenset({"dir", "lang", "title"})
_ATTRIBUTES: Final = {
    "a": frozenset({"href"}),
    "img": frozenset({"alt", "src"}),
    "ol": frozenset({"start"}),
}
_VALUES: Final = {
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"),
    "start": re.compile(r"-?[0-9]{1,9}"),
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANK = re.compile(r"[\x00-\x20]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as a contributor wrote it: name in small letters, what is allowed of its attributes, what is not."""

    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    """Names of the attributes that are left out."""


def parse_tag(source: str) -> Tag:
    """Return the tag that `source` is; it starts with `<` and a letter, or `</` and a letter."""
    match = _TAG.match(source)
    assert match is not None
    name = match[2].lower()
    if match[1]:
        return Tag(name=name, closing=True)
    allowed = _EVERYWHERE | _ATTRIBUTES.get(name, frozenset())
    kept: dict[str, str] = {}
    dropped: list[str] = []
    for attribute in _ATTRIBUTE.finditer(source[match.end() :].rstrip(">")):
        key = attribute[1].lower()
        value = unescape(next((text for text in attribute.groups()[1:] if text is not None), ""))
        if key not in allowed or (key in _VALUES and not _VALUES[key].fullmatch(value)):
            dropped.append(key)
        else:
            kept.setdefault(key, value)
    return Tag(name=name, closing=False, attributes=tuple(kept.items()), dropped=tuple(dict.fromkeys(dropped)))


def scheme(address: str) -> str:
    """Return the scheme of an address in small letters, "" where it has none; `//host` counts as https.

    Browsers skip blanks and control characters in front of and inside a scheme, so these are skipped here.
    """
    if address.startswith("https://"):
        return "https"
    address = _BLANK.sub("", address)
    if address.startswith(("//", "\\\\", "/\\", "\\/")):
        return "https"
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def escape(text: str) -> str:
    """Return `text` as HTML text, with the entities that an HTML serializer writes and no others."""
    # most texts need nothing, and to look is quicker than to replace nothing
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(value: str) -> str:
    """Return `value` as an attribute's value in double quotes."""
    text = escape(value)
    return f'"{text.replace(chr(34), "&quot;")}"' if '"' in text else f'"{text}"'


_OURS: Final = {
    "a": {"href", "id", "rel", "role", "title"},
    "abbr": {"title"},
    "div": {"class", "role", "tabindex"},
    "img": {"alt", "height", "loading", "referrerpolicy", "src", "title", "width"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "span": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}


@lru_cache(maxsize=1)
def _gate() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*INLINE, *BLOCK, *_OURS, "figcaption", "figure", "tbody", "thead"},
        clean_content_tags=set(SWALLOWED),
        attributes={**_OURS, "*": set(_EVERYWHERE)},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def sanitize(html: str) -> str:
    """Return a finished body as the sanitizer leaves it: the last check wherever raw HTML was written."""
    return _gate().clean(html)
