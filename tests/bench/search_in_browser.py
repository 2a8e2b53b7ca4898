"""Time the first query of a reader in Chromium, cold, and count what it loads; beside Pagefind where it is given.

    python tests/bench/search_in_browser.py SITE [--pagefind SITE] [--runs 5] [--queries 人工智能 ...]

SITE is a built paper; the other one holds `pagefind/`. Both are served on loopback without compression. An empty page
of the site is opened in a fresh browser, the search code is loaded and asked. Bytes are counted as gzip -6 would send
them. `list_ms` is the time to the ranked hits, `first_ms` to the hits that the search page shows at first with their
snippets, `ten_ms` to ten of them, all from the start of loading the code; medians. `requests` and `gzip_bytes` are what
was loaded for the first hits, code included, `ten_requests` and `ten_gzip_bytes` for ten. Runs of the two take turns.

`page` is the search page itself, opened with the query in its address in a window of 1280 x 720 with nothing in its
cache: all that it loads, its styles and icon too, and the time to the first hit from the start of the navigation; to
the hits of all years that it searches in `whole_ms`.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

QUERIES = ("人工智能", "美国", "气候变化", "开源软件")
PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- search -->", "<!-- /search -->"

FIRST = 5
"""Hits that the search page asks for at first: `SOME` in static/search-page.js."""

OURS = """async ([query, limit]) => {
  window.begin ??= performance.now();
  if (!window.sitegenSearch) {
    await new Promise((done) => {
      const script = document.createElement("script");
      script.src = "/search/index.js";
      script.onload = done;
      document.head.append(script);
    });
    await sitegenSearch(query, { limit, bare: true });
    window.list = performance.now() - begin;
  }
  const answer = await sitegenSearch(query, { limit });
  return { list: window.list, shown: performance.now() - begin, hits: answer.total };
}"""
PAGEFIND = """async ([query, limit]) => {
  window.begin ??= performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  window.answer ??= await pagefind.search(query);
  window.list ??= performance.now() - begin;
  await Promise.all(answer.results.slice(0, limit).map((result) => result.data()));
  return { list: window.list, shown: performance.now() - begin, hits: answer.results.length };
}"""
WATCH = """new MutationObserver(() => {
  const results = document.querySelector(".results");
  if (results?.querySelector(".hits > li")) window.seen ??= performance.now();
  if (window.seen && !results.hasAttribute("aria-busy")) window.whole ??= performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] })"""


class Counting(SimpleHTTPRequestHandler):
    """Serves a folder and keeps the paths that were asked for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else heads and bodies wait for each other
    asked: list[Path]

    def do_GET(self) -> None:
        """Answer an empty page for `/blank`, else the file."""
        if self.path == "/blank":
            body = b"<!doctype html><html lang=zh><meta charset=utf-8><title>blank</title>"
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


def loaded(asked: list[Path]) -> dict[str, int]:
    """Return how many files were loaded so far, and their bytes."""
    files = [path for path in asked if path.is_file() and path.name != "favicon.ico"]
    sizes = [min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 6))) for path in files]
    return {"requests": len(files), "gzip_bytes": sum(sizes)}


def ask_once(browser: Browser, address: str, asked: list[Path], code: str, query: str) -> dict[str, Any]:
    """Ask in a fresh context with a cold cache for the first hits, then for ten."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "/blank")
    asked.clear()
    first: dict[str, Any] = page.evaluate(code, [query, FIRST])
    at_first = loaded(asked)
    ten: dict[str, Any] = page.evaluate(code, [query, 10])
    context.close()
    at_ten = {f"ten_{key}": value for key, value in loaded(asked).items()}
    times = {"list": first["list"], "first": first["shown"], "ten": ten["shown"]}
    return {"hits": first["hits"], **at_first, **at_ten, **times}


def open_page(browser: Browser, address: str, asked: list[Path], query: str) -> dict[str, Any]:
    """Open the search page with a query in its address."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.add_init_script(WATCH)
    asked.clear()
    page.goto(address + "/search.html?q=" + quote(query))
    page.wait_for_function("window.whole", polling=50)
    page.wait_for_load_state("networkidle")
    seen, whole, shown = page.evaluate("[seen, whole, document.querySelectorAll('.hits > li').length]")
    context.close()
    return {"shown": shown, **loaded(asked), "first": seen, "whole": whole}


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a program needed for a query: the last run's counts, the medians of its times."""
    times = {
        f"{key}_ms": round(median(run[key] for run in runs))
        for key in ("list", "first", "whole", "ten")
        if key in runs[0]
    }
    return {**{key: value for key, value in runs[-1].items() if f"{key}_ms" not in times}, **times}


def table(told: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return what each query cost as a Markdown table, ours beside Pagefind."""
    lines = [
        "| query | | hits | requests | KB | list ms | first hits ms | requests, KB for ten |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for query, programs in told.items():
        for name, one in programs.items():
            few = f"| {one.get('hits', '')} | {one['requests']} | {one['gzip_bytes'] / 1000:.0f} "
            ten = f"{one['ten_requests']}, {one['ten_gzip_bytes'] / 1000:.0f}" if "ten_requests" in one else ""
            lines.append(f"| {query} | {name} {few}| {one.get('list_ms', '')} | {one['first_ms']} | {ten} |")
        if "pagefind" in programs:
            ratio = programs["sitegen"]["list_ms"] / programs["pagefind"]["list_ms"]
            lines.append(f"| | ratio | | | | {ratio:.2f} | | |")
    return "\n".join(lines)


def main() -> None:
    """Print one line of JSON for each query and program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--pagefind", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--queries", nargs="*", default=QUERIES)
    parser.add_argument("--chromium", default="")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    given = parser.parse_args()
    programs = [("sitegen", given.site, OURS)]
    if given.pagefind:
        programs.append(("pagefind", given.pagefind, PAGEFIND))
    told: dict[str, dict[str, dict[str, Any]]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium or None, args=["--no-sandbox"])
        for query in given.queries:
            answers: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for _ in range(given.runs):
                for name, folder, code in programs:
                    with served(folder) as (address, asked):
                        answers[name].append(ask_once(browser, address, asked, code, query))
                with served(given.site) as (address, asked):
                    answers["page"].append(open_page(browser, address, asked, query))
            told[query] = {name: summary(runs) for name, runs in answers.items()}
            for name, one in told[query].items():
                print(json.dumps({"query": query, "program": name, **one}, ensure_ascii=False), flush=True)
        browser.close()
    if given.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table(told)}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
