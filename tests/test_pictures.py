"""The size of a picture from its first bytes."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import draw
from PIL import Image

from sitegen.pictures import PictureError, Size, copies_of, measure

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'


def svg(folder: Path, size: str = "", inside: str = "") -> str:
    path = folder / "map.svg"
    path.write_text(SVG.format(size=size, inside=inside), encoding="utf-8")
    return str(path)


def code(path: str) -> str:
    with pytest.raises(PictureError) as caught:
        measure(path)
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_measured(kind: str, tmp_path: Path) -> None:
    draw(tmp_path / "bridge", kind, 40, 30)
    assert measure(str(tmp_path / "bridge")) == Size(40, 30)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_a_picture_is_measured_as_a_browser_turns_it(orientation: int, size: tuple[int, int], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (40, 30)).save(tmp_path / "bridge.jpg", exif=exif)
    assert measure(str(tmp_path / "bridge.jpg"))[:2] == size


@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (65_000, 65_000), (2_000_000_000, 2)])
def test_a_picture_beyond_measure_is_refused_without_decoding(width: int, height: int, tmp_path: Path) -> None:
    draw(tmp_path / "bridge.png", "PNG", width, height)
    assert code(str(tmp_path / "bridge.png")) == "picture-too-large"


def test_a_scanned_page_of_eighty_million_pixels_is_taken(tmp_path: Path) -> None:
    draw(tmp_path / "page.png", "PNG", 8_000, 10_000)
    assert measure(str(tmp_path / "page.png")) == Size(8_000, 10_000, (480, 800, 1200, 1600, 2400))


def test_a_picture_that_moves_has_no_copies(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (640, 480), shade) for shade in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        frames[0].save(tmp_path / "tide", kind, save_all=True, append_images=frames[1:])
        assert measure(str(tmp_path / "tide")) == Size(640, 480), kind


@pytest.mark.parametrize(
    ("width", "copies"),
    [
        (319, ()),
        (320, (320,)),
        (600, (600,)),
        (601, (480, 601)),
        (1400, (480, 800, 1400)),
        (2400, (480, 800, 1200, 1600, 2400)),
        (9000, (480, 800, 1200, 1600, 2400)),
    ],
)
def test_copies_are_apart_by_a_quarter_and_end_with_the_whole_width(width: int, copies: tuple[int, ...]) -> None:
    assert copies_of(width) == copies


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0", b"BM" + b"\0" * 60]
)
def test_what_no_browser_shows_is_no_picture(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "bridge.jpg").write_bytes(data)
    assert code(str(tmp_path / "bridge.jpg")) == "picture-broken"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="40" height="30"', (40, 30)),
        ("width='40px' height='30.4px'", (40, 30)),
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="0,0,40,30"', (40, 30)),
        ('width="100%" height="100%" viewBox="-5 -5 40 30"', (40, 30)),
        ('width="100%"', (0, 0)),
        ('viewBox="0 0 . ."', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_that_it_states(size: str, expected: tuple[int, int], tmp_path: Path) -> None:
    assert measure(svg(tmp_path, size, "<title>桥</title><path d='M0 0h40'/>")) == Size(*expected)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<SCRIPT/>",
        "<svg:script>1</svg:script>",
        "<g onload='x()'/>",
        "<g id='a'onclick = 'x()'/>",
        "<foreignObject/>",
        "<iframe/>",
        "<a href='javascript:x()'/>",
        "<a href='java&#115;cript&#58;x()'/>",
        "<a href='java\nscript:x()'/>",
        "<use href='data:text/html,x'/>",
        "<!ENTITY x 'y'>",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_a_drawing_with_active_parts_is_refused(inside: str, tmp_path: Path) -> None:
    assert code(svg(tmp_path, 'width="4" height="3"', inside)) == "picture-unsafe"


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", SVG.encode("utf-16"), b"<svg>\0</svg>", b"<svg>\xff</svg>", b"\x1f\x8b<svg/>"]
)
def test_what_is_no_plain_svg_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_bytes(data)
    assert code(str(tmp_path / "map.svg")) == "picture-broken"


@pytest.mark.parametrize("suffix", ["jpg", "png", "gif", "webp", "avif", "svg"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8", b"RIFF....WEBP", b"<svg "]),
)
def test_any_bytes_are_a_picture_or_refused(suffix: str, tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / f"bridge.{suffix}"
    path.write_bytes(start + data)
    try:
        width, height, _ = measure(str(path))
    except PictureError:
        return
    assert width >= 0
    assert height >= 0


@pytest.mark.parametrize(
    "text",
    [
        "<svg " * 500_000,
        "<svg viewBox='" + "1" * 2_000_000 + "'>",
        "<svg>" + " on" * 1_000_000,
        "<svg>" + " " * 3_000_000,
    ],
)
def test_a_hostile_drawing_costs_no_more_than_its_length(text: str, tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(text)
    began = time.process_time()
    with suppress(PictureError):
        measure(str(tmp_path / "map.svg"))
    assert time.process_time() - began < 2
