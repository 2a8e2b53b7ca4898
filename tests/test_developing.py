"""A picture as it is published: what is seen stays, what was noted goes, copies are smaller."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

from sitegen.developing import Prints, develop
from sitegen.pictures import PictureError, copies_of

PLACE = b"31.2304"
"""A latitude, as text in notes of every kind."""


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Return a red field on the left and a blue one on the right, with a white frame, so that turns show."""
    image = Image.new("RGB", (width, height), "blue")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2, height), "red")
    pen.rectangle((0, 0, width - 1, height // 8), "white")
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = PLACE.decode()
    made.get_ifd(0x8825).update({1: "N", 2: (IFDRational(31), IFDRational(13), IFDRational(49))})
    return made


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    made = BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def noted(content: bytes) -> bool:
    image = shown(content)
    return PLACE in content or b"Exif" in content or bool(image.getexif()) or "xmp" in image.info


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    at = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(at, tuple)
    return tuple(round(part / 64) * 64 for part in at)


RED, BLUE, WHITE = (256, 0, 0), (0, 0, 256), (256, 256, 256)


def copies(prints: Prints) -> dict[int, bytes]:
    return {width: content for width, content in prints if width}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_a_camera_noted_is_in_no_file(kind: str) -> None:
    content = file_of(scene(), kind, exif=exif(), xmp=b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>")
    assert noted(content), "else the test shows nothing"
    for _, made in develop(content):
        assert not noted(made)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_not_a_pixel_changes_where_only_notes_are_cut_out(kind: str) -> None:
    content = file_of(scene(), kind, exif=exif())
    own = dict(develop(content))[0]
    assert len(own) < len(content)
    assert shown(own).tobytes() == shown(content).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_published_upright(kind: str) -> None:
    # held so that the right is up: what is red on the left of the file is above for a reader
    prints = develop(file_of(scene(), kind, exif=exif(6)))
    for width, content in prints:
        image = shown(content)
        assert image.width < image.height, width
        assert (colour(image, 0.4, 0.2), colour(image, 0.4, 0.8), colour(image, 0.97, 0.5)) == (RED, BLUE, WHITE)


def test_copies_have_the_widths_that_pages_name_and_its_proportion() -> None:
    prints = copies(develop(file_of(scene(1400, 2000), "JPEG", quality=95)))
    assert tuple(prints) == copies_of(1400)
    for width, content in prints.items():
        image = shown(content)
        assert (image.format, image.size) == ("WEBP", (width, round(width * 2000 / 1400)))
        assert (colour(image, 0.2, 0.5), colour(image, 0.8, 0.5), colour(image, 0.5, 0.05)) == (RED, BLUE, WHITE)


def test_a_copy_is_smaller_than_the_picture_where_that_was_saved_worse_than_our_best() -> None:
    clouds = Image.effect_noise((250, 175), 60).resize((1000, 700)).convert("RGB")
    content = file_of(clouds, "JPEG", quality=60)
    whole = file_of(shown(content), "WEBP", quality=80)
    assert len(whole) > len(content), "else the test shows nothing"
    assert all(len(copy) < len(content) for copy in copies(develop(content)).values())


def test_a_diagram_is_copied_without_loss() -> None:
    chart = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(chart)
    for step in range(0, 900, 30):
        pen.line((step, 600, step, 600 - step // 2), "black")
    copy = copies(develop(file_of(chart, "PNG")))[900]
    assert shown(copy).convert("RGB").tobytes() == chart.tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_goes_on_moving(kind: str) -> None:
    content = file_of(scene(), kind, save_all=True, append_images=[scene().rotate(180)], duration=80)
    prints = develop(content)
    assert [width for width, _ in prints] == [0]
    assert getattr(shown(prints[0][1]), "n_frames", 1) == 2


def test_further_pictures_in_a_cameras_file_are_cut_off() -> None:
    inside = scene().rotate(180)
    content = file_of(scene(), "MPO", save_all=True, append_images=[inside])
    own = dict(develop(content))[0]
    assert len(own) < len(content) * 0.6
    assert shown(own).tobytes() == shown(content).tobytes()


def wide_gamut() -> bytes:
    """Return a profile that is not sRGB's own: LittleCMS builds one of a white point."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_keep_their_profile_in_every_file(kind: str) -> None:
    profile = wide_gamut()
    for width, content in develop(file_of(scene(), kind, icc_profile=profile, exif=exif(6 if kind == "JPEG" else 1))):
        assert shown(content).info.get("icc_profile") == profile, width


def test_a_profile_of_srgb_is_left_out_of_copies() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    prints = dict(develop(file_of(scene(), "JPEG", icc_profile=profile)))
    assert "icc_profile" not in shown(prints[480]).info


def test_inks_become_the_colours_of_a_screen() -> None:
    for _, content in develop(file_of(scene(mode="CMYK"), "JPEG", quality=95)):
        image = shown(content)
        assert image.mode == "RGB"
        assert (colour(image, 0.2, 0.5)[0], colour(image, 0.8, 0.5)[2]) == (256, 256)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_every_way_to_store_pixels_can_be_copied(mode: str) -> None:
    grey = scene().convert("L")
    image = grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else scene(mode=mode)
    copy = shown(copies(develop(file_of(image, "PNG")))[640])
    bright, dark = copy.convert("L").getpixel((320, 20)), copy.convert("L").getpixel((600, 400))
    assert isinstance(bright, int)
    assert isinstance(dark, int)
    assert bright > 230
    assert dark < 80


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_can_be_seen_through_stays_so(mode: str) -> None:
    image = scene(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 240, 640, 480))
    for _, content in develop(file_of(image.convert(mode), "PNG")):
        clear = shown(content).convert("RGBA").getchannel("A")
        assert (clear.getpixel((320, 340)), clear.getpixel((320, 30))) == (0, 255)


def test_the_same_bytes_come_to_the_same_prints() -> None:
    content = file_of(scene(1300, 900), "JPEG", exif=exif(3))
    assert develop(content) == develop(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_file_that_was_cut_short_is_broken(kind: str) -> None:
    content = file_of(Image.effect_noise((640, 480), 90).convert("RGB"), kind)
    with pytest.raises(PictureError) as caught:
        develop(content[: len(content) // 2])
    assert caught.value.code == "picture-broken"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_any_damage_is_borne_or_is_a_broken_picture(kind: str) -> None:
    content = file_of(scene(330, 200), kind, exif=exif())
    for at in range(0, len(content), max(1, len(content) // 60)):
        damaged = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        try:
            prints = develop(damaged)
        except PictureError:
            continue
        assert prints
