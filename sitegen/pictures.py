"""The size of a picture from its first bytes, never decoded: a picture can be a thousand times its file.

It measures, and says which smaller copies there are of a picture; who makes them is `darkroom`.
"""

import html
import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 80_000_000
"""More than a broadsheet page scanned at 400 dots to the inch; decoded, it takes 320 MB."""

SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
"""What every browser shows; other pictures are files like any other."""

WIDTHS = (480, 800, 1200, 1600, 2400)
"""Of the smaller copies, in pixels: a phone's column once and twice, a wide screen's, a page image enlarged."""

SMALLEST = 320
"""Width below which a picture needs no copies."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "MPO")
_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that exchange width and height (Exif 2.3, tag 0x0112)."""

_ORIENTATION = 0x0112
_MOST_SVG = 4_000_000
_LONGEST_TAG = 2000
_SVG = re.compile(r"<(?:\w+:)?svg\b[^<>]*>")
_ACTIVE = re.compile(
    r"<(?:\w+:)?(?:script|foreignobject|iframe|embed|object|handler)\b|<!entity|<\?xml-stylesheet|[\s\"'/]on[a-z]+\s*="
)
_SCRIPT_ADDRESS = re.compile(r"(?:javascript|vbscript):|data:text")
_SIDE = r"""\s%s\s*=\s*["']\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*["']"""
_WIDTH, _HEIGHT = re.compile(_SIDE % "width"), re.compile(_SIDE % "height")
_VIEW_BOX = re.compile(r"""\sviewbox\s*=\s*["'][^"']*?([0-9.]+)[\s,]+([0-9.]+)\s*["']""")


class PictureError(Exception):
    """A picture that cannot be shown; `code` is the kind of problem, `facts` fill its texts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Size(NamedTuple):
    """How large a picture is as a browser shows it, in pixels: 0 by 0 for an SVG that does not say."""

    width: int
    height: int
    copies: tuple[int, ...] = ()
    """Widths of its smaller copies, ascending; none of drawings and of pictures that move."""


def measure(path: str) -> Size:
    """Return the size of a picture.

    Raise PictureError where the file is no picture, is beyond `MOST_PIXELS` or, as SVG, holds active parts: an SVG
    runs its script when it is opened on its own.
    """
    if path.lower().endswith(".svg"):
        return Size(*_measure_svg(path))
    with opened(path) as image:
        width, height = image.size
        turned = orientation(image) in _TURNED
        still = not is_moving(image)
    width, height = (height, width) if turned else (width, height)
    return Size(width, height, copies_of(width) if still else ())


@contextmanager
def opened(source: str | BytesIO) -> "Iterator[ImageFile]":
    """Give a picture that is not decoded yet; whatever then shows that it cannot be used becomes a PictureError."""
    from PIL import Image  # noqa: PLC0415  # 100 ms, and most issues have no picture

    try:
        # filters belong to the whole process, so they are not put back: other threads may be at work
        warnings.filterwarnings("ignore", module=r"PIL\.")
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        with Image.open(source, formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            yield image
    except Image.DecompressionBombError:
        raise PictureError("picture-too-large", most=MOST_PIXELS // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, struct.error, MemoryError):
        raise PictureError("picture-broken") from None


def orientation(image: "ImageFile") -> int:
    """Return how a camera was held, as EXIF counts it: 1 is upright."""
    # asked without need, Pillow would decode a PNG to look for what may stand behind its pixels
    held = image.getexif().get(_ORIENTATION, 1) if "exif" in image.info else 1
    return held if held in range(1, 9) else 1


def is_moving(image: "ImageFile") -> bool:
    """Return whether a picture has frames; the further pictures in a camera's JPEG are none."""
    return image.format == "GIF" or (image.format not in ("JPEG", "MPO") and getattr(image, "is_animated", False))


def copies_of(width: int) -> tuple[int, ...]:
    """Return the widths of the copies of a picture so wide; the largest is its own, as far as the widths go.

    >>> copies_of(1400)
    (480, 800, 1400)
    """
    if width < SMALLEST:
        return ()
    return (*(step for step in WIDTHS if step * 1.25 < width and step < WIDTHS[-1]), min(width, WIDTHS[-1]))


def copy_name(name: str, width: int) -> str:
    """Return the file name of a copy, or its address, whichever `name` is of the picture itself."""
    return f"{name}.{width}.webp"


def _measure_svg(path: str) -> tuple[int, int]:
    """Return the size that an SVG states, rounded; raise PictureError where it holds more than a drawing."""
    data = Path(path).read_bytes()
    if len(data) > _MOST_SVG:
        raise PictureError("picture-broken")
    try:
        text = data.decode("utf-8").lower()
    except UnicodeDecodeError:
        raise PictureError("picture-broken") from None
    root = _SVG.search(text)
    if root is None or "\0" in text:
        raise PictureError("picture-broken")
    if _ACTIVE.search(text) or _SCRIPT_ADDRESS.search(re.sub(r"\s", "", html.unescape(text))):
        raise PictureError("picture-unsafe")
    tag = root[0][:_LONGEST_TAG]
    width, height = _WIDTH.search(tag), _HEIGHT.search(tag)
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = _VIEW_BOX.search(tag)
    try:
        return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
    except ValueError:
        return 0, 0
