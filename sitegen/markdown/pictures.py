"""Pictures in a body: those beside the article with their size, those on other hosts as the paper allows."""

from collections.abc import Mapping
from difflib import get_close_matches
from urllib.parse import quote as percent
from urllib.parse import unquote

from sitegen.markdown.tags import quote, scheme
from sitegen.model import Picture, RemoteImages
from sitegen.pictures import Size
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What becomes of a picture: HTML for it (or for the link in its place), and what is wrong with it."""

    html: str = ""
    picture: Picture | None = None
    link: str = ""
    """Address where a link stands for the picture."""

    code: str = ""
    """Kind of problem, "" where all is well."""

    facts: tuple[tuple[str, str], ...] = ()


class Gallery:
    """The pictures that lie beside an article, and the paper's rule for those of others."""

    def __init__(self, sizes: Mapping[str, Size], remote: RemoteImages) -> None:
        self._sizes = sizes
        self._remote = remote

    def show(self, address: str, *, alt: str, title: str = "", caption: str = "", credit: str = "") -> Shown:
        """Return what a picture becomes; `address` is percent-encoded, `title` shows as a tip where no caption is."""
        kind = scheme(address)
        if kind in {"http", "https"}:
            return self._show_remote(address, alt, title, caption, credit)
        if kind:
            return Shown(code="picture-scheme", facts=(("address", _short(address)),))
        name = unquote(address).removeprefix("./")
        if name not in self._sizes:
            near = ", ".join(get_close_matches(name, self._sizes, n=3)) or "–"
            return Shown(code="picture-missing", facts=(("name", _short(name)), ("near", near)))
        width, height, copies = self._sizes[name]
        picture = Picture(src=name, alt=alt, caption=caption, credit=credit, width=width, height=height, copies=copies)
        size = f' width="{width}" height="{height}"' if width and height else ""
        tip = f" title={quote(title)}" if title else ""
        return Shown(
            html=f'<img src={quote(percent(name))} alt={quote(alt)}{tip}{size} loading="lazy">', picture=picture
        )

    def _show_remote(self, address: str, alt: str, title: str, caption: str, credit: str) -> Shown:
        if address.startswith("//"):
            address = "https:" + address
        facts = (("address", _short(address)),)
        if self._remote == "refuse":
            return Shown(code="picture-remote", facts=facts)
        if self._remote == "link":
            return Shown(link=address, code="picture-linked", facts=facts)
        tip = f" title={quote(title)}" if title else ""
        html = f'<img src={quote(address)} alt={quote(alt)}{tip} loading="lazy" referrerpolicy="no-referrer">'
        return Shown(html=html, picture=Picture(src=address, alt=alt, caption=caption, credit=credit))


def file_name(address: str) -> str:
    """Return the last part of an address, which stands for a picture that has no text."""
    path, _, _ = address.partition("#")[0].partition("?")
    return unquote(path.rstrip("/").rpartition("/")[2]) or address


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"
