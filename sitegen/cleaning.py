"""What a camera and a desk note inside a picture, cut out of the file without touching a pixel: places, names, drafts.

What decides how the picture looks stays: its colour profile, its transparency, its frames.
"""

import struct
from collections.abc import Iterator

_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that matter to colours, with the name that they begin with."""

_JPEG_COMMENT, _JPEG_SCAN, _JPEG_END = 0xFE, 0xDA, 0xD9
_PNG_KEPT = frozenset(b"gAMA cHRM sRGB iCCP cICP sBIT bKGD tRNS pHYs acTL fcTL fdAT".split())
_WEBP_NOTES = frozenset((b"EXIF", b"XMP "))
_WEBP_FLAGS = 0x08 | 0x04
"""Of VP8X: there is EXIF, there is XMP."""


def without_notes(content: bytes, kind: str) -> bytes:
    """Return a picture's file without notes; `kind` is Pillow's name of the format.

    Formats whose files hold none, or hold them among the pixels' own boxes, come back as they are. Raises ValueError
    or struct.error where the file is cut.
    """
    if kind in ("JPEG", "MPO"):
        return b"".join(_jpeg(content))
    if kind == "PNG":
        return b"".join(_png(content))
    return _webp(content) if kind == "WEBP" else content


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the parts to keep (ITU T.81, B.1): what lies behind the end, as further pictures of a camera, is none."""
    yield content[:2]
    at = 2
    while True:
        # any number of FF may stand before a marker
        while content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise ValueError(at)
        if marker == _JPEG_END:
            yield content[at : at + 2]
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        noted = marker == _JPEG_COMMENT or 0xE0 <= marker <= 0xEF
        name = _JPEG_KEPT.get(marker)
        if not noted or (name and content.startswith(name, at + 4)):
            yield content[at:end]
        at = end
        if marker == _JPEG_SCAN:
            at = _end_of_scan(content, end)
            yield content[end:at]


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker stands: in a scan FF is data where 00 follows it, or marks a place to restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _png(content: bytes) -> Iterator[bytes]:
    """Yield the chunks to keep (PNG, 5.3): those that must be understood begin with a capital."""
    yield content[:8]
    at = 8
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if name[:1].isupper() or name in _PNG_KEPT:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _webp(content: bytes) -> bytes:
    """Return the file without its chunks of notes (RIFF), and with a head that knows of none."""
    kept = []
    at = 12
    while at < len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length + length % 2
        chunk = content[at:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if name not in _WEBP_NOTES:
            kept.append(chunk)
        at = end
    inside = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside
