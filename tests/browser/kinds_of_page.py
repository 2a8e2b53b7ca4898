"""A page of the sample paper of each kind that a reader meets, by a name for it, and the way to open it."""

from pathlib import Path

from playwright.sync_api import Page

KINDS = {
    "front": "index.html",
    "issue-with-replica": "2026-10-30/index.html",
    "page-with-replica": "2026-10-30/page-4.html",
    "issue": "2025-11-07/index.html",
    "article": "2026-10-30/01-nanzhou-daqiao-helong.html",
    "column": "2026-10-30/09-qiao-yu-chuan.html",
    "english": "2026-10-30/15-night-boat.html",
    "archive": "archive/index.html",
    "year": "archive/2025.html",
    "index": "people/index.html",
    "topic": "columns/dukou-yehua.html",
    "search": "search.html",
    "found": "search.html?q=大桥",
    "standing": "pages/about.html",
    "missing": "404.html",
}


def visit(page: Page, root: Path, kind: str, width: int) -> None:
    """Open a page of a kind in a built sample, at a width in pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    path, _, query = KINDS[kind].partition("?")
    # a host shows this page at any depth, so it names its files from the root
    page.route(
        "file:///assets/**", lambda route: route.fulfill(path=f"{root}{route.request.url.removeprefix('file://')}")
    )
    page.goto((root / path).as_uri() + (f"?{query}" if query else ""))
    if query:
        page.locator(".hits li").first.wait_for()
