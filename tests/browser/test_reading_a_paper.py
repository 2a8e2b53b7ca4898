"""A reader walks through the sample from a disk with the network off: by mouse, by keyboard, on a narrow screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ZONED = "svg a[href]"


def here(page: Page, root: Path) -> str:
    """Return the address that the browser shows, from the root of the archive."""
    return page.url.removeprefix(f"{root.as_uri()}/").partition("#")[0]


def issue_with_image(root: Path) -> str:
    """Return the newest issue's page that has an image with zones."""
    pages = sorted(root.glob("2*/*.html"), reverse=True)
    return next(p.relative_to(root).as_posix() for p in pages if 'class="zone"' in p.read_text("utf-8"))


def test_a_walk_by_mouse(reader: Page, sample: Path) -> None:
    reader.goto((sample / "index.html").as_uri())
    reader.locator("#pages ol a").nth(1).click()
    second = here(reader, sample)
    assert "page-" in second
    reader.goto((sample / issue_with_image(sample)).as_uri())
    zone = reader.locator(ZONED).first
    wanted = zone.get_attribute("href") or ""
    box = reader.locator(f"{ZONED} polygon").first.bounding_box()
    assert box
    with reader.expect_navigation():
        reader.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert here(reader, sample).endswith(wanted.rpartition("/")[2])
    story = here(reader, sample)
    reader.locator("a[rel=next]").first.click()
    assert here(reader, sample) != story
    reader.locator("footer a[href$='archive/index.html']").click()
    assert here(reader, sample) == "archive/index.html"
    reader.locator(".month .printed a").first.click()
    assert here(reader, sample).endswith("/index.html")
    assert here(reader, sample).startswith("20")


def follow_by_tab(page: Page, selector: str) -> None:
    """Press Tab until the element is reached, as somebody without a mouse does, then Enter."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no Tab leads to {selector}")


def test_a_walk_by_keyboard(reader: Page, sample: Path) -> None:
    reader.goto((sample / issue_with_image(sample)).as_uri())
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "skip", "the first stop leads past the header"
    follow_by_tab(reader, ZONED)
    story = here(reader, sample)
    follow_by_tab(reader, "a[rel=next]")
    following = here(reader, sample)
    assert following != story
    reader.keyboard.press("ArrowLeft")
    reader.wait_for_url(f"**/{story}")
    follow_by_tab(reader, "a[href$='archive/index.html']")
    follow_by_tab(reader, ".month .printed a")
    assert here(reader, sample).startswith("20")


@pytest.mark.parametrize("kind", ["index.html", "archive/index.html", "search.html", "people/index.html"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(kind: str, reader: Page, sample: Path) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto((sample / kind).as_uri())
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_page_of_the_newest_issue_scrolls_sideways(reader: Page, sample: Path) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    newest = max(path.parent for path in sample.glob("2*/index.html"))
    wide = []
    for path in sorted(newest.glob("*.html")):
        reader.goto(path.as_uri())
        if reader.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path.name)
    assert wide == []


def test_a_paper_is_read_without_any_script(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((sample / "index.html").as_uri())
    page.locator("article h2 a").first.click()
    assert page.locator("article .text p").count() > 0
    context.close()
