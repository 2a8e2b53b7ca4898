"""The size of a picture from its first bytes, never decoded: a picture can be a thousand times its file.

It measures; what a picture shows and where it goes is for others.
"""

import html
import re
import struct
import warnings
from pathlib import Path

MOST_PIXELS = 100_000_000
SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
"""What every browser shows; other pictures are files like any other."""

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


def measure(path: str) -> tuple[int, int]:
    """Return width and height in pixels as a browser shows the picture; (0, 0) for an SVG without a size.

    Raise PictureError where the file is no picture, is beyond `MOST_PIXELS` or, as SVG, holds active parts: an SVG
    runs its script when it is opened on its own.
    """
    if path.lower().endswith(".svg"):
        return _measure_svg(path)
    from PIL import Image  # noqa: PLC0415  # 100 ms, and most issues have no picture

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
                # asked without need, Pillow would decode a PNG to look for what may stand behind its pixels
                turned = "exif" in image.info and image.getexif().get(_ORIENTATION) in _TURNED
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError("picture-too-large", most=MOST_PIXELS // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, struct.error, Warning):
        raise PictureError("picture-broken") from None
    return (height, width) if turned else (width, height)


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
