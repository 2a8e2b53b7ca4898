"""The sample paper on a real nginx, with the headers of docs/hosts/nginx.conf, read by Chromium."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest
from builds import ROOT
from kinds_of_page import KINDS
from playwright.sync_api import Browser
from tools import find_nginx

from sitegen.headers import FOREVER, header_rules

EVERYWHERE = dict(header_rules(remote=False, drafts=False)[0][1])
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", e => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
MIME = (
    Path("/etc/nginx/mime.types"),
    Path("/opt/homebrew/etc/nginx/mime.types"),
    Path("/usr/local/etc/nginx/mime.types"),
)
WHOLE = """
{user}
pid {folder}/nginx.pid;
error_log stderr;
daemon off;
events {{}}
http {{
    include {mime};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/paper.conf;
}}
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
    folder = tmp_path_factory.mktemp("nginx")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    root = folder / "root"
    root.symlink_to(sample)
    text = (ROOT / "docs" / "hosts" / "nginx.conf").read_text("utf-8")
    for written, wanted in (("80;", f"127.0.0.1:{port};"), ("/srv/paper/public", str(root))):
        assert text.count(f" {written}") == 1 or written.startswith("/")
        text = text.replace(written, wanted, 1)
    (folder / "paper.conf").write_text(text, "utf-8")
    # else nginx would drop the rights of root, and pytest's folders are for their owner only
    user = "user root root;" if os.geteuid() == 0 else ""
    mime = next(path for path in MIME if path.exists())
    (folder / "nginx.conf").write_text(WHOLE.format(user=user, folder=folder, mime=mime), "utf-8")
    process = subprocess.Popen(
        [find_nginx(), "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        yield Host(_reached(process, port))
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _reached(process: "subprocess.Popen[bytes]", port: int) -> str:
    for _ in range(200):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1].decode())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return f"http://127.0.0.1:{port}/"
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


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
