"""Every article is reached from the front page with Tab and Enter alone."""

from pathlib import Path
from urllib.parse import urldefrag

from builds import ROOT
from crawl import doors_of
from playwright.sync_api import Page

LISTEN = """() => {
  window.followed = [];
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    followed.push(new URL(link.href.baseVal ?? link.href, location.href).href);
  }, true);
}"""
FOCUS = """() => {
  const one = document.activeElement;
  const place = [...document.querySelectorAll("*")].indexOf(one);
  return [one === document.body ? -1 : place, Boolean(one.closest("a[href]"))];
}"""


def followed_by_keyboard(page: Page) -> set[str]:
    """Return where Enter leads from all that Tab reaches on a page, as a browser takes it: as clicks on links."""
    page.evaluate(LISTEN)
    page.evaluate("document.activeElement.blur()")
    seen: set[int] = set()
    while True:
        page.keyboard.press("Tab")
        place, is_link = page.evaluate(FOCUS)
        if place < 0 or place in seen:
            break
        if is_link:
            seen.add(place)
            page.keyboard.press("Enter")
    assert seen, "nothing on the page takes the focus"
    return {urldefrag(url).url for url in page.evaluate("followed")}


def test_every_article_is_reached_from_the_front_page_by_keyboard_alone(reader: Page, sample: Path) -> None:
    root = f"{sample.as_uri()}/"
    articles = {door.article for door in doors_of(ROOT / "content")}
    assert len(articles) > 60
    found, todo, seen = set[str](), ["index.html"], set[str]()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        seen.add(url)
        reader.goto(root + url)
        led = {address.removeprefix(root) for address in followed_by_keyboard(reader) if address.startswith(root)}
        found |= led & articles
        # from page to page of the paper, by way of the archive; what else there is leads to the same articles
        todo += sorted(led - articles - seen, reverse=True)
        todo = [one for one in todo if one.startswith(("2", "archive/")) and one.endswith(".html")]
    assert articles - found == set()
