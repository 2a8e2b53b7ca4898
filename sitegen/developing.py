"""A picture's file -> the files that are published of it: upright, without notes, and its smaller copies.

Pure: the same bytes come to the same bytes. Where they are kept is for `darkroom`.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.cleaning import without_notes
from sitegen.pictures import copies_of, is_moving, opened, orientation

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_QUALITIES = (80, 65, 50)
"""Of copies, the first that makes one smaller than the picture: that may have been saved worse than our best."""

_OWN_QUALITY = 90
"""Where the picture itself must be written anew."""

_EFFORT = 2
"""WebP's method: 4, its own choice, takes twice the time for 3 % fewer bytes."""

Prints = tuple[tuple[int, bytes], ...]
"""The picture itself, whose number is 0, and its copies by width."""


def develop(content: bytes) -> Prints:
    """Return a picture as it is published, and its copies; the same bytes come to the same prints.

    The picture itself is written anew only where it must be turned or has colours that browsers cannot be trusted
    with; else what is noted in it is cut out and not a pixel changes. Colours keep their profile. Raises PictureError.
    """
    with opened(BytesIO(content)) as image:
        kind = image.format or ""
        if is_moving(image):
            image.load()
            return ((0, without_notes(content, kind)),)
        held, plain = orientation(image), image.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
        anew = held != 1 or not plain or (kind == "AVIF" and bool({"exif", "xmp"} & image.info.keys()))
        across = image.height if held > 4 else image.width
        widths = copies_of(across)
        if kind in ("JPEG", "MPO") and not anew and widths:
            _draft(image, widths[-1])
        whole, profile = _upright(image)
        own = _written(whole, kind, profile) if anew else without_notes(content, kind)
    return ((0, own), *_copies(whole, widths, across, profile, exact=kind == "PNG", most=len(own)))


def _draft(image: "ImageFile", width: int) -> None:
    """Let a JPEG be decoded no larger than is needed: eight times faster, and a large one fits into memory."""
    image.draft(None, (width, width * image.height // image.width))


def _upright(image: "ImageFile") -> "tuple[Image, bytes]":
    """Return the pixels as RGB or RGBA, turned as the camera was held, and the colour profile that they are in.

    sRGB is what a browser takes a picture without a profile for, so it is left out.
    """
    from PIL import ImageOps  # noqa: PLC0415

    profile = image.info.get("icc_profile") or b""
    image.load()
    turned: Image = ImageOps.exif_transpose(image) if orientation(image) != 1 else image
    clear = turned.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info
    mode = "RGBA" if clear else "RGB"
    if turned.mode not in ("P", "RGB", "RGBA") and profile:
        shown = _through(turned, profile, mode)
        profile = b""
    elif turned.mode == mode:
        shown = turned
    else:
        shown = (_from_sixteen_bits(turned) if turned.mode.startswith("I") else turned).convert(mode)
    # whatever else the file told would be written again
    shown.info.clear()
    return shown, b"" if _is_srgb(profile) else profile


def _from_sixteen_bits(image: "Image") -> "Image":
    """Return a grey picture of 16 bits with 8, which `convert` alone would cut off instead of dividing."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _through(image: "Image", profile: bytes, mode: str) -> "Image":
    """Return a picture in grey or in inks as its profile says that it looks, in sRGB."""
    from PIL import ImageCms  # noqa: PLC0415

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        seen = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        seen = None
    return (seen or image).convert(mode)


def _is_srgb(profile: bytes) -> bool:
    from PIL import ImageCms  # noqa: PLC0415

    if not profile:
        return True
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        # nobody can read it, so nobody would see its colours
        return True
    return name.strip().lower().startswith("srgb")


def _written(image: "Image", kind: str, profile: bytes) -> bytes:
    """Return a picture in its own format."""
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind in ("JPEG", "MPO"):
        image, kind = image.convert("RGB"), "JPEG"
        options |= {"quality": _OWN_QUALITY, "optimize": True, "progressive": True}
    elif kind == "WEBP":
        options |= {"quality": _OWN_QUALITY, "method": _EFFORT}
    elif kind == "AVIF":
        # with one thread it does not depend on the machine where tiles are cut
        options |= {"quality": _OWN_QUALITY, "speed": 8, "max_threads": 1}
    return _saved(image, kind, options)


def _copies(image: "Image", widths: tuple[int, ...], across: int, profile: bytes, *, exact: bool, most: int) -> Prints:
    """Return the copies of these widths of a picture, which is `across` pixels wide and may be a draft; ascending.

    None shall have as many bytes as `most`, if it can be.

    Where the picture was stored without loss (`exact`) a copy is too, if that is smaller: so are diagrams.
    """
    from PIL.Image import Resampling  # noqa: PLC0415

    made = []
    high = image.height * across / image.width
    for width in reversed(widths):
        size = (width, max(1, round(high * width / across)))
        if image.size != size:
            image = image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
        options: dict[str, object] = {"icc_profile": profile} if profile else {}
        content = b""
        for quality in _QUALITIES:
            content = _saved(image, "WEBP", {**options, "quality": quality, "method": _EFFORT})
            if len(content) < most:
                break
        if exact:
            flat = _saved(image, "WEBP", {**options, "lossless": True, "quality": 30, "method": _EFFORT})
            content = min(content, flat, key=len)
        made.append((width, content))
    return tuple(reversed(made))


def _saved(image: "Image", kind: str, options: dict[str, object]) -> bytes:
    made = BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()
