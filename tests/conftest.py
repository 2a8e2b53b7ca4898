"""What many tests share: the sample paper, built once, a browser that complains, and the option that rewrites."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builds import ROOT, sitegen
from tools import find_browser

from sitegen import design

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--runs", type=int, default=200, help="random runs of characters that the search is asked for")
    parser.addoption("--kills", type=int, default=12, help="moments at which a build is killed")
    parser.addoption("--steps", type=int, default=200, help="random edits after which a build is compared")
    parser.addoption("--update", action="store_true", help="rewrite the expected files of tests/cases")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out `tests/shared` unless it is asked for: it needs the papers that lie beside the project."""
    asked = any("shared" in Path(argument).parts for argument in config.args)
    return True if collection_path.name == "shared" and not asked else None


@pytest.fixture(scope="session", autouse=True)
def _own_byte_code(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the layouts that tests compile, some with a made-up version of the code, out of the package."""
    design.BYTE_CODE = tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of the sample paper of this repository."""
    folder = tmp_path_factory.mktemp("sample")
    done = sitegen(["build", "--output", str(folder / "public"), "--cache", str(folder / "cache")], ROOT)
    assert done.returncode == 0, done.stderr
    return folder / "public"


@pytest.fixture(scope="session")
def runs(pytestconfig: pytest.Config) -> int:
    """Return how many random runs of characters the suites over real papers ask the search for."""
    return int(pytestconfig.getoption("--runs"))


@pytest.fixture(scope="session")
def chromium() -> "Iterator[BrowserType]":
    """Yield what starts a Chromium; of its driver there can be only one at a time."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: "BrowserType") -> "Iterator[Browser]":
    """Yield a browser."""
    browser = chromium.launch(executable_path=find_browser(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def reader(browser: "Browser") -> "Iterator[Page]":
    """Yield a page whose every complaint and every request to another host fails the test at its end."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else faults.append(asked.url))
    # who goes on before a page is complete breaks off what it still asked for
    page.on("requestfailed", lambda asked: None if "ABORTED" in (asked.failure or "") else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []
