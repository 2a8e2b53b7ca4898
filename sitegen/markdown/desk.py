"""What all parts of the renderer work with while they write one body."""

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.markdown.figures import Figures
from sitegen.markdown.found import Found
from sitegen.markdown.links import Links
from sitegen.markdown.pictures import Gallery
from sitegen.markdown.places import Places
from sitegen.markdown.rawhtml import RawHtml
from sitegen.markdown.writer import Writer
from sitegen.model import RemoteImages
from sitegen.pictures import Size
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One body's writer, what was found in it, and those who write links, pictures and raw HTML."""

    writer: Writer
    found: Found
    places: Places
    links: Links
    figures: Figures
    raw: RawHtml
    env: dict[str, Any]
    """What the parser knows of the whole body: definitions, footnotes, limits reached."""

    quick: bool
    """False where everything goes through the parser."""


def lay(
    places: Places,
    *,
    remote_images: RemoteImages,
    pictures: Mapping[str, Size],
    address: Callable[[str], str],
    quick: bool,
) -> Desk:
    """Return a desk for one body."""
    writer, found = Writer(), Found()
    links = Links(found, address)
    figures = Figures(writer, found, Gallery(pictures, remote_images))
    raw = RawHtml(writer, found, links, figures)
    return Desk(writer=writer, found=found, places=places, links=links, figures=figures, raw=raw, env={}, quick=quick)
