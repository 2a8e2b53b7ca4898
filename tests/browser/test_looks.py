"""Each kind of page looks as it did, at three widths: compared with pictures in `looks/`, which `--update` takes again.

A picture is a sixteenth as large as the page: one grey dot stands for 16 by 16 pixels, so it shows where there is ink,
how much, and where there is none, and not which font drew it. Chinese type is set in squares and lines have a height
of their own, so another font moves little; a block that went elsewhere, a lost column or picture moves much.
"""

from io import BytesIO
from pathlib import Path

import pytest
from kinds_of_page import KINDS, visit
from PIL import Image, ImageChops
from playwright.sync_api import Page

LOOKS = Path(__file__).parent / "looks"
WIDTHS = (360, 768, 1280)
DOT = 16
MOST_HEIGHT = 3200
"""Pixels of a page that are looked at: what comes after is text."""

DIFFERENT = 24
"""Steps of grey, of 256, by which a dot must differ to be another one."""

MOST_DIFFERENT = 0.04
"""Share of other dots that fonts may make: other families of Linux make 1 %, the mildest break below 5 %."""

MOST_TALLER = 0.05
"""Share by which the height may differ: a caption or a headline that takes one line more."""


def look(page: Page) -> Image.Image:
    """Return what a page looks like, small."""
    # the bar at the foot of a phone's screen lies over whatever is there
    page.add_style_tag(content=".bar { position: static !important } :root { scroll-behavior: auto !important }")
    # pictures below the screen are loaded only when they come near
    page.evaluate("document.querySelectorAll('img[loading]').forEach((image) => { image.loading = 'eager'; })")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => 0)))")
    seen = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled", scale="css"))).convert("L")
    seen = seen.crop((0, 0, seen.width, min(seen.height, MOST_HEIGHT)))
    return seen.resize((seen.width // DOT, seen.height // DOT), Image.Resampling.BOX)


def differences(one: Image.Image, other: Image.Image) -> str:
    """Return in what two looks differ by more than fonts can explain; empty where they do not."""
    if one.width != other.width:
        return f"{one.width} dots wide, not {other.width}"
    if abs(one.height - other.height) > max(3, MOST_TALLER * other.height):
        return f"{one.height} dots high, not {other.height}"
    height = min(one.height, other.height)
    grey = ImageChops.difference(one.crop((0, 0, one.width, height)), other.crop((0, 0, one.width, height)))
    # a line more or less moves what follows: each dot may be found one above or below
    for step in (-2, -1, 1, 2):
        moved = ImageChops.offset(one, 0, step).crop((0, 0, one.width, height))
        grey = ImageChops.darker(grey, ImageChops.difference(moved, other.crop((0, 0, one.width, height))))
    share = sum(grey.histogram()[DIFFERENT:]) / (grey.width * height)
    return f"{share:.1%} of its dots are others" if share > MOST_DIFFERENT else ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_looks_as_it_did(reader: Page, sample: Path, kind: str, width: int, pytestconfig: pytest.Config) -> None:
    visit(reader, sample, kind, width)
    seen, kept = look(reader), LOOKS / f"{kind}-{width}.png"
    if pytestconfig.getoption("--update"):
        LOOKS.mkdir(exist_ok=True)
        seen.quantize(16).save(kept, optimize=True)
    said = differences(seen, Image.open(kept).convert("L"))
    assert not said, f"{kept.name}: {said}; if that is meant, run pytest {Path(__file__).name} --update"


def test_there_is_no_look_of_a_kind_that_is_no_more() -> None:
    assert {path.stem for path in LOOKS.iterdir()} == {f"{kind}-{width}" for kind in KINDS for width in WIDTHS}


@pytest.mark.parametrize(
    ("kind", "width", "broken"),
    [
        ("front", 1280, ".sheet { display: block !important }"),
        ("front", 1280, "figure { display: none }"),
        ("front", 360, ".story { margin-inline-start: 6rem }"),
        ("issue-with-replica", 1280, ".spread { display: block !important }"),
        ("article", 1280, ".article, .reading { display: block !important }"),
        ("article", 360, ".text { line-height: 3rem }"),
        ("archive", 768, ".months { display: none }"),
        ("index", 1280, ".topics { columns: 1 }"),
        ("standing", 768, ".standing { text-align: end; padding-inline-start: 12rem }"),
    ],
)
def test_a_layout_that_broke_is_seen(reader: Page, sample: Path, kind: str, width: int, broken: str) -> None:
    visit(reader, sample, kind, width)
    reader.add_style_tag(content=broken)
    assert differences(look(reader), Image.open(LOOKS / f"{kind}-{width}.png").convert("L"))


def test_another_font_is_no_other_look(reader: Page, sample: Path) -> None:
    for kind in ("front", "article", "archive"):
        visit(reader, sample, kind, 1280)
        reader.add_style_tag(content=":root, [lang] { --song: serif !important; --hei: sans-serif !important }")
        reader.add_style_tag(content=":root { --text: var(--song) !important; --kai: var(--hei) !important }")
        said = differences(look(reader), Image.open(LOOKS / f"{kind}-1280.png").convert("L"))
        assert not said, f"{kind}: {said}"
