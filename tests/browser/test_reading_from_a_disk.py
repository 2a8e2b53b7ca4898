"""The whole archive opened by double click: search, calendar, page image, themes, and no storage to count on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw new DOMException("not on a disk", "SecurityError"); } });"""


@pytest.fixture(params=["", NO_STORAGE], ids=["as it is", "storage forbidden"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield a page without a network; a complaint of any script fails the test at its end."""
    context = browser.new_context(offline=True)
    if request.param:
        context.add_init_script(request.param)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_search_calendar_page_image_and_themes_work(reader: Page, sample: Path) -> None:
    reader.goto((sample / "search.html").as_uri())
    reader.locator("input[type=search]").fill("南洲大桥")
    reader.keyboard.press("Enter")
    reader.locator(".hits a[href*='01-nanzhou']").first.click()
    expect(reader.locator("article.article h1")).to_be_visible()
    reader.keyboard.press("t")
    expect(reader.locator("html")).to_have_attribute("data-theme", "light")
    reader.locator("footer a[href$='archive/index.html']").click()
    reader.locator(".month .printed a").last.click()
    reader.goto((sample / "2026-10-30" / "index.html").as_uri())
    reader.locator("svg a.zone").first.click()
    expect(reader.locator("article.article h1")).to_be_visible()


def test_what_can_be_taken_away_is_there(reader: Page, sample: Path) -> None:
    reader.goto((sample / "2026-10-30" / "index.html").as_uri())
    for link in reader.locator(".takeaway a").all():
        target = (sample / "2026-10-30" / (link.get_attribute("href") or "")).resolve()
        assert target.is_file()
    reader.locator("footer a[href$='downloads/index.html']").click()
    expect(reader.locator(".offers .takeaway a")).not_to_have_count(0)
    expect(reader.locator("a[data-kept]")).to_be_hidden()
