"""What was taken away or kept is read without a network; with one, no page is ever an old one."""

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk
from corpus import PAPER, corpus
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Page, Request, expect
from tools import find_browser

HOST = "paper.test"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
]
ISSUE = "2021-12-24"
STORY = f"{ISSUE}/a1.html"
WRITTEN = "---\nheadline: 桥修好了\npage: 2\n---\n\n今天修好。\n"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and tells every browser that it may keep them for an hour: the worst that a host may say."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Add what is said of keeping."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@dataclass
class Host:
    """A static host of a folder that can be stopped and started again at the same port."""

    folder: Path
    port: int = 0
    server: ThreadingHTTPServer | None = field(default=None)

    def start(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Quiet, directory=str(self.folder)))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(executable_path=find_browser(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, {**corpus(3, 4), "paper.yaml": f"{PAPER}offline: true\n"}, ROOT)


@pytest.fixture
def host(work: Desk) -> Iterator[Host]:
    work.build_here()
    made = Host(work.output)
    made.start()
    yield made
    made.stop()


def keep(page: Page, host: Host) -> None:
    """Keep the issue, as a reader does."""
    page.goto(host.url(f"{ISSUE}/index.html"))
    page.locator(".keeping button").click()
    expect(page.locator(".keeping[data-state=kept]")).to_be_visible()


def until(page: Page, told: str) -> None:
    """Wait until what a promise brings is true; Playwright's own way takes the promise for it."""
    for _ in range(200):
        if page.evaluate(told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(told)


def caches_of(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def test_a_kept_issue_is_read_with_the_server_stopped_and_a_changed_page_is_seen_at_once_when_it_is_back(
    reader: BrowserContext, host: Host, work: Desk
) -> None:
    page = reader.new_page()
    keep(page, host)
    host.stop()
    page.goto(host.url(f"{ISSUE}/"))
    page.locator(f"a[href$='{STORY}']").first.click()
    expect(page.locator("h1")).to_contain_text("第1件事")
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "", "the page has its styles"
    page.goto(host.url("2021-12-17/index.html"))
    assert page.url == host.url("kept.html"), "what is not kept leads to what is"
    expect(page.locator("#kept a")).to_have_attribute("href", host.url(f"{ISSUE}/index.html"))
    expect(page.locator("#kept .count")).to_contain_text("MB")
    work.write({f"issues/2021/{ISSUE}/a1.md": WRITTEN})
    work.build_here()
    host.start()
    page.goto(host.url(STORY))
    expect(page.locator("h1")).to_have_text("桥修好了")
    # what is kept follows, so that it is the new one without a network too
    until(page, "caches.match(location.href).then(found => found.text()).then(text => text.includes('桥修好了'))")
    host.stop()
    page.reload()
    expect(page.locator("h1")).to_have_text("桥修好了")


def test_nothing_is_stored_before_a_reader_asks_and_nothing_is_left_when_all_is_given_up(
    reader: BrowserContext, host: Host
) -> None:
    page = reader.new_page()
    page.goto(host.url(f"{ISSUE}/index.html"))
    expect(page.locator(".keeping button")).to_be_visible()
    assert caches_of(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    keep(page, host)
    page.goto(host.url("kept.html"))
    page.locator("#kept button").click()
    expect(page.locator("#none")).to_be_visible()
    assert caches_of(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_one_setting_takes_the_worker_and_all_that_it_kept_away(reader: BrowserContext, host: Host, work: Desk) -> None:
    page = reader.new_page()
    keep(page, host)
    assert caches_of(page)
    work.write({"paper.yaml": f"{PAPER}offline: false\n"})
    tree = work.build_here()
    assert "kept.html" not in tree
    page.goto(host.url("index.html"))
    until(page, "caches.keys().then(names => !names.length)")
    until(page, "navigator.serviceWorker.getRegistrations().then(all => !all.length)")
    expect(page.locator(".keeping")).to_have_count(0)
    host.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        # what the browser's own memory holds of the pages that were kept is not ours to take away
        page.goto(host.url(STORY.replace("a1", "a2") + "?new"))


def test_nothing_can_be_kept_from_a_disk_or_without_a_secure_connection(
    reader: BrowserContext, host: Host, work: Desk
) -> None:
    page = reader.new_page()
    for address in ((work.output / ISSUE / "index.html").as_uri(), host.url(f"{ISSUE}/index.html", HOST)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator(".keeping")).to_be_hidden()
        expect(page.locator("a[data-kept]")).to_be_hidden()


def test_a_paper_that_never_spoke_of_it_publishes_nothing_of_it(work: Desk) -> None:
    work.write({"paper.yaml": PAPER})
    tree = work.build_here()
    assert not {"sw.js", "kept.html"} & tree.keys()
    assert not any(url.endswith("kept.json") for url in tree)
    assert not any(b"keep." in content for url, content in tree.items() if url.endswith(".html"))


def _note(asked: list[str], one: Request) -> None:
    asked.append(one.url)


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_copy_is_searched_from_a_disk_without_network_and_from_a_server(
    way: str, browser: Browser, sample: Path, tmp_path: Path
) -> None:
    for name, query, wanted in (("2025", "清明", "05-qingming-zhuanxian"), ("2026-10-30", "南洲大桥", "01-nanzhou")):
        with zipfile.ZipFile(sample / "downloads" / f"{name}.zip") as archive:
            archive.extractall(tmp_path)
        (folder,) = tmp_path.glob(f"*-{name}")
        context = browser.new_context(offline=way == "file")
        page = context.new_page()
        asked: list[str] = []
        page.on("request", partial(_note, asked))
        server = Host(folder)
        server.start()
        page.goto((folder / "search.html").as_uri() if way == "file" else server.url("search.html"))
        page.locator("input[type=search]").fill(query)
        page.keyboard.press("Enter")
        page.locator(f".hits a[href*='{wanted}']").first.click()
        expect(page.locator("article.article")).to_be_visible()
        page.locator("footer a[href$='archive/index.html']").click()
        page.locator(".month .printed a").first.click()
        expect(page.locator("#pages")).to_be_attached()
        server.stop()
        context.close()
        begin = folder.as_uri() if way == "file" else f"http://127.0.0.1:{server.port}/"
        assert [url for url in asked if not url.startswith((begin, "data:"))] == []
