"""The sample paper on a real nginx, with the headers of docs/hosts/nginx.conf, read by Chromium."""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest
from kinds_of_page import KINDS
from nginx import nginx_over
from playwright.sync_api import Browser

from sitegen.headers import FOREVER, header_rules

EVERYWHERE = dict(header_rules(remote=False, drafts=False)[0][1])
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", e => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@dataclass(frozen=True, slots=True)
class Host:
    """Where a running nginx shows the sample."""

    address: str

    def headers(self, path: str) -> dict[str, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return {"Status": str(answer.status), **answer.headers}
        except HTTPError as error:
            return {"Status": str(error.code), **error.headers}


@pytest.fixture(scope="module")
def host(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with nginx_over(sample, tmp_path_factory.mktemp("nginx")) as address:
        yield Host(address)


def test_every_answer_has_the_headers_of_the_table(host: Host, sample: Path) -> None:
    style = next(path.relative_to(sample).as_posix() for path in sample.glob("assets/style.*.css"))
    for path, status in (("", "200"), ("feed.xml", "200"), (style, "200"), ("nowhere.html", "404")):
        said = host.headers(path)
        assert said["Status"] == status, path
        assert {name: said.get(name) for name in EVERYWHERE} == EVERYWHERE, path
        assert said["Cache-Control"] == (FOREVER if path == style else "no-cache"), path


def test_what_is_for_hosts_is_not_shown(host: Host) -> None:
    assert {host.headers(path)["Status"] for path in ("_headers", "_redirects", ".sitegen")} == {"404"}


def test_no_kind_of_page_breaks_the_policy(host: Host, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(host.address) else faults.append(asked.url))
    for kind, path in {**KINDS, "kept": "kept.html", "downloads": "downloads/index.html"}.items():
        page.goto(host.address + path, wait_until="load")
        if kind == "found":
            page.locator(".hits li").first.wait_for()
        assert page.locator("h1, main").count(), kind
        assert page.evaluate("violations") == [], kind
    assert faults == []
    # the test could not fail if the browser did not look
    blocked = "(() => { const s = document.createElement('script'); s.textContent = '1'; document.head.append(s); })()"
    page.evaluate(blocked)
    page.wait_for_function("violations.length")
    context.close()
