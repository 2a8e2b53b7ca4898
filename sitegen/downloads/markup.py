"""HTML of a body for another home: its links led on or taken out, its markup made XML.

A body's markup is our own: names in small letters, attributes in double quotes, every element closed, no link inside a
link.
"""

import re
from collections.abc import Callable
from html import escape, unescape

Lead = Callable[[str], str]
"""From an address as it stands in the body to the one to be written; an empty text takes the link or picture out."""

_ATTRIBUTES = r'((?:\s+[a-z-]+(?:="[^"]*")?)*)'
_LINK = re.compile(rf"<a{_ATTRIBUTES}\s*>(.*?)</a>", re.DOTALL)
_IMAGE = re.compile(rf"<img{_ATTRIBUTES}\s*/?>")
_TAG = re.compile(rf"<([a-z][a-z0-9]*){_ATTRIBUTES}\s*/?>")
_ATTRIBUTE = re.compile(r'\s+([a-z-]+)(?:="([^"]*)")?')
_VOID = {"br", "hr", "img", "wbr"}
_FOR_BROWSERS = {"loading", "referrerpolicy", "tabindex"}


def with_links(html: str, lead: Lead) -> str:
    """Return the HTML with every link led on; where there is nowhere to lead, its text stays."""

    def led(match: re.Match[str]) -> str:
        values = _values(match[1])
        if "href" not in values:
            return match[0]
        address = lead(unescape(values["href"]))
        if address:
            return f"<a{_written(values | {'href': escape(address)})}>{match[2]}</a>"
        # the back link of a note and its like may be led to
        name = f' id="{values["id"]}"' if "id" in values else ""
        return f"<span{name}>{match[2]}</span>" if name else match[2]

    return _LINK.sub(led, html)


def as_xhtml(html: str, lead: Lead, show: Lead) -> str:
    """Return the HTML as XML for a book, its links led on; a picture that the book does not hold becomes a link."""

    def shown(match: re.Match[str]) -> str:
        values = _values(match[1])
        source = unescape(values.get("src", ""))
        address = show(source)
        if address:
            return f"<img{_written(values | {'src': escape(address)})}>"
        return f'<a href="{escape(source)}">{values.get("alt") or escape(source)}</a>'

    def closed(match: re.Match[str]) -> str:
        values = {name: value for name, value in _values(match[2]).items() if name not in _FOR_BROWSERS}
        if "lang" in values:
            values["xml:lang"] = values["lang"]
        return f"<{match[1]}{_written(values)}{'/' if match[1] in _VOID else ''}>"

    return _TAG.sub(closed, _IMAGE.sub(shown, with_links(html, lead))).replace("&nbsp;", "&#160;")


def _values(attributes: str) -> dict[str, str]:
    return {name: value or "" for name, value in _ATTRIBUTE.findall(attributes)}


def _written(values: dict[str, str]) -> str:
    # the sanitizer leaves these two as they are, and XML has them in no attribute
    return "".join(f' {name}="{value.replace("<", "&lt;").replace(">", "&gt;")}"' for name, value in values.items())
