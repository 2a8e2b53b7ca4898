"""How a picture stands in a page: with its copies for browsers that know WebP, and its own file for all others.

Which copy is loaded is the browser's choice, by what the layout says of the width (`sizes`, as in HTML).
"""

import re
from html import escape
from urllib.parse import quote

from sitegen.model import Body
from sitegen.pictures import copy_name

NEAR = 900
"""Characters of HTML before a body's first picture up to which it is on the screen at once."""

_PICTURE = re.compile(r'<img src="([^"]+)"(?: [\w-]+(?:="[^"]*")?)*>')
_LAZY, _FIRST = ' loading="lazy"', ' fetchpriority="high"'


def picture(path: str, alt: str, width: int, height: int, copies: tuple[int, ...], *, sizes: str, first: bool) -> str:
    """Return the HTML of a picture; `first` is loaded at once and before all else, others when they come near.

    `path` is relative to the page; `copies` are the widths of its copies, `sizes` the width of its place.
    """
    address = quote(path)
    size = f' width="{width}" height="{height}"' if width and height else ""
    when = _FIRST if first else _LAZY
    return with_copies(f'<img src="{address}" alt="{escape(alt)}"{size}{when}>', address, copies, sizes)


def with_copies(image: str, address: str, copies: tuple[int, ...], sizes: str) -> str:
    """Return the HTML of an image with its copies, whose widths are `copies`; as it is where it has none."""
    if not copies:
        return image
    names = ", ".join(f"{copy_name(address, width)} {width}w" for width in copies)
    return f'<picture><source type="image/webp" srcset="{names}" sizes="{sizes}">{image}</picture>'


def illustrated(body: Body, sizes: str) -> str:
    """Return the HTML of a body with the copies of its pictures; one near the beginning is loaded at once."""
    if not body.pictures:
        return body.html
    copies = {quote(picture.src): picture.copies for picture in body.pictures}
    html = _PICTURE.sub(lambda found: with_copies(found[0], found[1], copies.get(found[1], ()), sizes), body.html)
    at = html.find(_LAZY)
    return html[:at] + _FIRST + html[at + len(_LAZY) :] if 0 <= at <= NEAR else html
