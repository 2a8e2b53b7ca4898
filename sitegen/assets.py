"""Static files under names that hold a digest of their content, so that hosts may cache them for ever."""

import re
from collections.abc import Iterable, Mapping
from posixpath import splitext

from sitegen.disk import digest
from sitegen.quickclass import dataclass

ACCENT = "accent.css"
"""Made from the paper's own colour; a layout links it after the design's own style sheet."""

NAMEPLATE = "nameplate"
"""The name under which a layout asks for the paper's nameplate picture, whatever its file is called."""

URL_IN_CSS = re.compile(rb"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A static file: what a layout calls it, where it is published, and its bytes."""

    name: str
    url: str
    content: bytes


def assets_of(
    files: Mapping[str, bytes], accent: str = "", nameplate: tuple[str, bytes] | None = None
) -> tuple[Asset, ...]:
    """Return the assets of a static folder, sorted by name; style sheets point at the hashed names of other files.

    `accent` is a CSS colour or empty; `nameplate` a file name and its bytes.
    """
    made = {name: _asset(name, name, content) for name, content in files.items() if not name.endswith(".css")}
    for name, content in files.items():
        if name.endswith(".css"):
            made[name] = _asset(name, name, _with_hashed_names(content, made))
    css = f":root {{ --accent: {accent}; }}\n" if accent else ""
    made[ACCENT] = _asset(ACCENT, ACCENT, css.encode())
    if nameplate:
        made[NAMEPLATE] = _asset(NAMEPLATE, NAMEPLATE + splitext(nameplate[0])[1], nameplate[1])
    return tuple(made[name] for name in sorted(made))


def lasting(assets: Iterable[Asset]) -> tuple[Asset, ...]:
    """Return the assets that pages are made of; what belongs to the CMS has no digest in its address."""
    return tuple(asset for asset in assets if asset.url != asset.name)


def _asset(name: str, file: str, content: bytes) -> Asset:
    stem, ending = splitext(file)
    return Asset(name=name, url=f"assets/{stem}.{digest(content)[:10]}{ending}", content=content)


def _with_hashed_names(css: bytes, made: Mapping[str, Asset]) -> bytes:
    def hashed(match: re.Match[bytes]) -> bytes:
        asset = made.get(match[1].decode("utf-8", "replace"))
        return f"url({asset.url.removeprefix('assets/')})".encode() if asset else match[0]

    return URL_IN_CSS.sub(hashed, css)
