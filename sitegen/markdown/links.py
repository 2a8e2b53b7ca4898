"""Links of a body: what may be linked to, and how it is written."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from mdurl import encode

from sitegen.markdown.found import Found, short
from sitegen.markdown.places import Place
from sitegen.markdown.tags import SCHEMES, quote, scheme
from sitegen.model import Link

_SIGNS: Final = re.compile("%(?=23|25|3[Ff])")


class Links:
    """Turns addresses as authors write them into attributes, and notes those of our own files."""

    def __init__(self, found: Found, address: Callable[[str], str]) -> None:
        self._found = found
        self._address = address

    def attributes(self, target: str, place: Place) -> str:
        """Return the attributes of a link to the percent-encoded `target`, or "" where it may not be one."""
        kind = scheme(target)
        if kind:
            return self._foreign(target, kind, place)
        if target.startswith("#") and len(target) > 1:
            self._found.fragments.append((unquote(target[1:]), place))
            return f"href={quote(target)}"
        if not target.strip("#"):
            self._found.report(place, "link-empty")
            return ""
        if target.startswith("/"):
            self._found.report(place, "link-absolute", address=short(target))
            return ""
        # these three stay as they are: decoded, they would end the path
        written = unquote(_SIGNS.sub("%25", target))
        self._found.links.append(Link(target=written, at=place()[0]))
        return f"href={quote(encode(self._address(written)))}"

    def _foreign(self, target: str, kind: str, place: Place) -> str:
        if kind not in SCHEMES:
            self._found.report(place, "link-scheme", address=short(target), scheme=kind)
            return ""
        if target.startswith("//"):
            target = "https:" + target
        if kind in {"http", "https"}:
            return f'href={quote(target)} rel="noopener noreferrer"'
        return f"href={quote(target)}"
