"""The page image: each zone on its place at every width, marked with its story, enlarged, drawn with a tool."""

from io import BytesIO
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect
from test_serving import Served

WIDTHS = (320, 768, 1280, 1920)
SIZE = (1001, 1433)
"""Of the page image in pixels: odd, so that no width divides it."""

ZONES: dict[str, tuple[int, list[float], str]] = {
    "a": (1, [5.3, 4.1, 57.9, 33.3], "#c00000"),
    "b": (1, [66.6, 4.1, 28.7, 60.2], "#00a000"),
    "c": (1, [5.3, 70.7, 89.9, 25.1], "#0000c0"),
    "d": (2, [10, 10, 80, 80], "#00a0a0"),
}
"""Page, place in percent and colour of each story's zone; the second zone of `a` is on page 2."""

PLACE = """(polygon) => {
  const corners = [...polygon.points].map((point) => point.matrixTransform(polygon.getScreenCTM()));
  const [x, y] = [Math.min(...corners.map((one) => one.x)), Math.min(...corners.map((one) => one.y))];
  const [right, below] = [Math.max(...corners.map((one) => one.x)), Math.max(...corners.map((one) => one.y))];
  return { x, y, width: right - x, height: below - y };
}"""
"""Where a polygon is on the screen, without the line around it."""

JUMP = [10, 92, 80, 6]
ISSUE = "issues/2026/2026-05-01"


def page_image(page: int) -> bytes:
    """Return a page image on which each zone is a field of its own colour."""
    image = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(image)
    for number, (x, y, width, height), colour in ZONES.values():
        if number == page:
            left, top = x * SIZE[0] / 100, y * SIZE[1] / 100
            pen.rectangle((left, top, left + width * SIZE[0] / 100, top + height * SIZE[1] / 100), colour)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with a paper of two page images, built."""
    pages = 'number: "1"\npages:\n  - {label: "1", image: page-1.png}\n  - {label: "2", image: page-2.png}\n'
    files: dict[str, str | bytes] = {
        "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
        f"{ISSUE}/issue.md": f"---\n{pages}---\n",
        f"{ISSUE}/page-1.png": page_image(1),
        f"{ISSUE}/page-2.png": page_image(2),
    }
    for slug, (page, rect, _) in ZONES.items():
        jump = f"\n  - {{page: '2', rect: {JUMP}}}" if slug == "a" else ""
        zones = f"zones:\n  - {{page: '{page}', rect: {rect}}}{jump}"
        files[f"{ISSUE}/{slug}.md"] = f"---\nheadline: 文章{slug}\npage: '{page}'\n{zones}\n---\n\n正文。\n"
    work = desk(tmp_path_factory.mktemp("painted"), files, design=ROOT)
    done = work.run("build")
    assert done.returncode == 0, done.stderr + done.stdout
    return work


def open_page(reader: Page, work: Desk, width: int, name: str = "index.html") -> None:
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto((work.output / "2026-05-01" / name).as_uri())
    reader.locator(".plate img").evaluate("image => image.decode()")


@pytest.mark.parametrize("width", WIDTHS)
def test_each_zone_lies_on_its_place_of_the_image(reader: Page, painted: Desk, width: int) -> None:
    open_page(reader, painted, width)
    plate = reader.locator(".plate img")
    plate.scroll_into_view_if_needed()
    image = plate.bounding_box()
    assert image
    assert image["width"] <= width
    seen = Image.open(BytesIO(reader.screenshot(full_page=True))).convert("RGB")
    down = reader.evaluate("scrollY")
    zones = reader.locator("svg .zone polygon").all()
    assert len(zones) == 3
    for zone, (_, rect, colour) in zip(zones, ZONES.values(), strict=False):
        box = zone.evaluate(PLACE)
        share = [
            (box["x"] - image["x"]) / image["width"],
            (box["y"] - image["y"]) / image["height"],
            box["width"] / image["width"],
            box["height"] / image["height"],
        ]
        for found, wanted in zip(share, rect, strict=True):
            assert abs(found - wanted / 100) * image["width"] < 0.75, "less than a pixel"
        # what is printed there: the story's field inside each corner, paper outside of it
        right, below = box["x"] + box["width"], box["y"] + box["height"] + down
        inks = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for x, across in ((box["x"], 1), (right, -1)):
            for y, deep in ((box["y"] + down, 1), (below, -1)):
                inside = seen.getpixel((round(x + 4 * across), round(y + 4 * deep)))
                outside = seen.getpixel((round(x - 4 * across), round(y - 4 * deep)))
                assert isinstance(inside, tuple)
                assert isinstance(outside, tuple)
                assert max(abs(one - other) for one, other in zip(inside, inks, strict=True)) < 60
                assert min(outside) > 190


def stroke(page: Page, number: int) -> str:
    return str(page.locator(f'.zone[data-n="{number}"] polygon').first.evaluate("one => getComputedStyle(one).stroke"))


def outline(page: Page, number: int) -> str:
    return str(page.locator(f'.story[data-n="{number}"]').evaluate("one => getComputedStyle(one).outlineStyle"))


def test_touching_a_zone_or_its_story_marks_both(reader: Page, painted: Desk) -> None:
    open_page(reader, painted, 1280)
    clear = stroke(reader, 2)
    reader.locator('.zone[data-n="2"] polygon').hover()
    assert (stroke(reader, 2) != clear, outline(reader, 2)) == (True, "solid")
    assert (stroke(reader, 1), outline(reader, 1)) == (clear, "none")
    reader.locator('.story[data-n="1"] a').hover()
    assert (stroke(reader, 1) != clear, outline(reader, 1)) == (True, "solid")
    reader.mouse.move(0, 0)
    reader.locator('.story[data-n="3"] a').focus()
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press("Tab")
    assert (stroke(reader, 3) != clear, outline(reader, 3)) == (True, "solid")


def test_zones_take_the_focus_in_reading_order_and_tell_their_headline(reader: Page, painted: Desk) -> None:
    open_page(reader, painted, 1280)
    reader.locator(".views a").last.focus()
    names = []
    for _ in range(3):
        reader.keyboard.press("Tab")
        names.append(reader.evaluate("document.activeElement.querySelector('title').textContent"))
    assert names == ["文章a", "文章b", "文章c"]


def test_both_zones_of_a_jump_lead_to_one_story(reader: Page, painted: Desk) -> None:
    for name in ("index.html", "page-2.html"):
        open_page(reader, painted, 1280, name)
        with reader.expect_navigation():
            reader.locator(".zone", has=reader.locator("title", has_text="文章a")).press("Enter")
        assert reader.url.endswith("/2026-05-01/a.html")


def test_an_enlarged_image_is_sharp_and_moved_by_hand_and_by_keys(reader: Page, painted: Desk) -> None:
    open_page(reader, painted, 1280)
    here = reader.url
    glass, image = reader.locator(".glass"), reader.locator(".plate img")
    before = image.bounding_box()
    assert before
    reader.get_by_label("放大").check()
    after = image.bounding_box()
    assert after
    assert after["width"] > 2 * before["width"]
    reader.wait_for_function("document.querySelector('.plate img').currentSrc.includes('.1001.webp')")
    at = glass.bounding_box()
    assert at
    start = glass.evaluate("one => one.scrollTop")
    reader.mouse.move(at["x"] + 200, at["y"] + 400)
    reader.mouse.down()
    reader.mouse.move(at["x"] + 150, at["y"] + 200, steps=4)
    reader.mouse.up()
    moved = glass.evaluate("one => one.scrollTop")
    assert moved > start + 150
    assert reader.url == here, "letting go of it is no click on a story"
    glass.focus()
    left = glass.evaluate("one => one.scrollLeft")
    reader.keyboard.press("ArrowRight")
    reader.wait_for_function("left => document.querySelector('.glass').scrollLeft > left", arg=left)
    assert reader.url == here


def test_zones_are_drawn_with_the_servers_tool(browser: Browser, painted: Desk) -> None:
    server = Served(painted, "--port", "0")
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        page.goto(f"{server.address}2026-05-01/page-2.html")
        page.get_by_role("link", name="Draw zones").click()
        # the tool asks the server for the page whose zones are there already
        expect(page.locator(".sheet .there")).to_have_count(2)
        page.locator(".sheet img").evaluate("image => image.decode()")
        box = page.locator(".sheet").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4, steps=3)
        page.mouse.up()
        assert page.locator("#yaml").input_value() == 'zones:\n  - {page: "2", rect: [20, 30, 30, 10]}\n'
        page.locator("#corners").check()
        for x, y in ((0.6, 0.6), (0.9, 0.6), (0.9, 0.7)):
            page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        page.keyboard.press("Enter")
        yaml = page.locator("#yaml").input_value()
        assert yaml.splitlines()[2] == '  - {page: "2", points: [[60, 60], [90, 60], [90, 70]]}'
        page.locator(".drawn button").first.click()
        kept = page.locator("#yaml").input_value()
        assert kept.count("page:") == 1
        # what it gives is what the paper takes
        story = painted.content / ISSUE / "d.md"
        head, _, rest = story.read_text("utf-8").partition("zones:\n")
        story.write_text(f"{head}{kept}---{rest.partition('---')[2]}", "utf-8")
        assert painted.run("check").returncode == 0
        assert not Path(painted.output, ".serve").exists()
        assert faults == []
    finally:
        page.close()
        server.end()
        assert server.process.stderr
        server.process.stderr.close()
