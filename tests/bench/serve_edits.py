"""Time how long a saved story takes to be heard of, and to be on the screen of Chromium, while `serve` runs.

    python tests/bench/serve_edits.py CONTENT [--edits 50] [--story issues/2024/2024-05-24/a.md] [--chromium PATH]

CONTENT is copied first and stays as it is. The server is started twice: `ready_s` is its second start, on a warm cache.
Each edit adds a paragraph and replaces the file by a rename, as editors do. `event` ends when the event of the page's
stream is read, `screen` when the paragraph stands in the page, both from just before the file is replaced;
milliseconds. Edits of the two kinds come one after the other. `cpu` is the processor time of the server for one edit,
what the search index takes afterwards included; `load` the machine's load average, since a busy machine tells little.
"""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
PAUSE = 0.4
SEEN = """text => new Promise(done => {
  const look = () => document.body.textContent.includes(text) && (observer.disconnect(), done(Date.now() / 1000));
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})"""


class Server:
    """A running `serve` over a folder."""

    def __init__(self, folder: Path) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "serve", "--lang", "en", "--port", "0"],
            cwd=folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stderr
        said = (re.search(r"stands at (http://\S+/)", line) for line in self.process.stderr)
        self.address = next(match[1] for match in said if match)
        self.ready = time.perf_counter() - began

    def cpu(self) -> float:
        """Return the seconds of processor time used so far, of processes that ended too."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the resident memory in megabytes."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) // 1024 if found else 0

    def end(self) -> None:
        """End it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)


@contextmanager
def served(content: Path) -> Iterator[tuple[Server, Path]]:
    """Serve a copy of a content folder from a warm cache; give the server and the copy."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "content")
        copytree(content, copy)
        Server(Path(folder)).end()
        server = Server(Path(folder))
        yield server, copy
        server.end()


def replace(path: Path, text: str) -> None:
    """Write a file as editors do: a new one takes its place."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def newest_story(content: Path) -> str:
    """Return the first story of the newest issue."""
    issue = max(content.glob("issues/*/*/"), key=lambda folder: folder.name)
    return min(path for path in issue.glob("*.md") if path.name != "issue.md").relative_to(content).as_posix()


def page_of(story: str) -> str:
    """Return the address of a story's page."""
    return "/".join(story.split("/")[2:]).removesuffix(".md") + ".html"


def time_events(server: Server, path: Path, page: str, edits: int) -> Iterator[float]:
    """Yield the time from each edit to its event."""
    stream = urllib.request.urlopen(f"{server.address}.serve/events?page={page}")

    def mark() -> str:
        for line in stream:
            if line.startswith(b"data: "):
                return str(json.loads(line[6:])["mark"])
        raise EOFError("the stream ended")

    last, text = mark(), path.read_text("utf-8")
    for number in range(edits):
        time.sleep(PAUSE)
        began = time.perf_counter()
        replace(path, f"{text}\n\nEvent {number}.\n")
        while (now := mark()) == last:
            continue
        last = now
        yield time.perf_counter() - began
    stream.close()


def time_screen(server: Server, path: Path, page: str, edits: int, chromium: str) -> Iterator[float]:
    """Yield the time from each edit to the moment at which its text stands in the page."""
    text = path.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium or None, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(server.address + page)
        tab.wait_for_selector(".sitegen-live[data-state=listening]", state="attached")
        for number in range(edits):
            time.sleep(PAUSE)
            began = time.time()
            replace(path, f"{text}\n\nScreen {number} seen.\n")
            # the clock of the page is the one of this machine
            yield tab.evaluate(SEEN, f"Screen {number} seen.") - began
        browser.close()


def told(name: str, measure: Callable[[], Iterator[float]], server: Server) -> dict[str, object]:
    """Return what a series of edits came to."""
    before = server.cpu()
    times = sorted(1000 * seconds for seconds in measure())
    spent = server.cpu() - before
    return {
        "measured": name,
        "edits": len(times),
        "best_ms": round(times[0]),
        "median_ms": round(statistics.median(times)),
        "p95_ms": round(times[int(0.95 * len(times))]),
        "cpu_ms": round(1000 * spent / len(times)),
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Print one line of JSON for the start and one for each series."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--story", default="", help="path in the content folder; by default of the newest issue")
    parser.add_argument("--chromium", default="")
    given = parser.parse_args()
    with served(given.content) as (server, content):
        story = given.story or newest_story(content)
        path, page = content / story, page_of(story)
        print(json.dumps({"ready_s": round(server.ready, 2), "memory_mb": server.memory()}), flush=True)
        events = told("event", lambda: time_events(server, path, page, given.edits), server)
        print(json.dumps(events), flush=True)
        screen = told("screen", lambda: time_screen(server, path, page, given.edits, given.chromium), server)
        print(json.dumps({**screen, "memory_mb": server.memory()}), flush=True)


if __name__ == "__main__":
    main()
