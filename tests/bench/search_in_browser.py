"""Time the first query of a reader in Chromium, cold, and count what it loads; beside Pagefind where it is given.

    python tests/bench/search_in_browser.py SITE [--pagefind SITE] [--runs 5] [--queries 人工智能 ...]

SITE is a built paper; the other one holds `pagefind/`. Both are served on loopback without compression. An empty page
of the site is opened in a fresh browser, the search code is loaded and asked for ten hits with snippets. Bytes are
counted as gzip -6 would send them. `list_ms` is the time to the ranked hits, `ten_ms` to ten with their snippets, both
from the start of loading the code; medians. Runs of the two take turns.
"""

import argparse
import gzip
import json
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

QUERIES = ("人工智能", "美国", "气候变化", "开源软件")
OURS = """async (query) => {
  const begin = performance.now();
  await new Promise((done) => {
    const script = document.createElement("script");
    script.src = "/search/index.js";
    script.onload = done;
    document.head.append(script);
  });
  const bare = await sitegenSearch(query, { limit: 10, bare: true });
  const list = performance.now() - begin;
  const answer = await sitegenSearch(query, { limit: 10 });
  return { list, ten: performance.now() - begin, hits: answer.total, shown: answer.hits.length };
}"""
PAGEFIND = """async (query) => {
  const begin = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const answer = await pagefind.search(query);
  const list = performance.now() - begin;
  const ten = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
  return { list, ten: performance.now() - begin, hits: answer.results.length, shown: ten.length };
}"""


class Counting(SimpleHTTPRequestHandler):
    """Serves a folder and keeps the paths that were asked for."""

    protocol_version = "HTTP/1.1"
    asked: list[Path]

    def do_GET(self) -> None:
        """Answer an empty page for `/blank`, else the file."""
        if self.path == "/blank":
            body = b"<!doctype html><html lang=zh><title>blank</title>"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.asked.append(Path(self.translate_path(self.path)))
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Keep silent."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Serve a folder; give its address and the list of the files asked for."""
    asked: list[Path] = []
    handler = type("Handler", (Counting,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def ask_once(browser: Browser, address: str, asked: list[Path], code: str, query: str) -> dict[str, Any]:
    """Ask in a fresh context with a cold cache."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "/blank")
    asked.clear()
    answer: dict[str, Any] = page.evaluate(code, query)
    context.close()
    files = [path for path in asked if path.is_file() and path.name != "favicon.ico"]
    sizes = [min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 6))) for path in files]
    return {**answer, "requests": len(files), "gzip_bytes": sum(sizes)}


def main() -> None:
    """Print one line of JSON for each query and program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--pagefind", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--queries", nargs="*", default=QUERIES)
    parser.add_argument("--chromium", default="")
    given = parser.parse_args()
    programs = [("sitegen", given.site, OURS)]
    if given.pagefind:
        programs.append(("pagefind", given.pagefind, PAGEFIND))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium or None, args=["--no-sandbox"])
        for query in given.queries:
            answers: dict[str, list[dict[str, Any]]] = {name: [] for name, _, _ in programs}
            for _ in range(given.runs):
                for name, folder, code in programs:
                    with served(folder) as (address, asked):
                        answers[name].append(ask_once(browser, address, asked, code, query))
            for name, found in answers.items():
                times = {f"{key}_ms": round(statistics.median(one[key] for one in found)) for key in ("list", "ten")}
                rest = {key: found[-1][key] for key in ("hits", "shown", "requests", "gzip_bytes")}
                print(json.dumps({"query": query, "program": name, **rest, **times}, ensure_ascii=False), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
