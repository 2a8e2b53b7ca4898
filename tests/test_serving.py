"""The command `serve` as a person runs it: a process of its own over folders on disk."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

import pytest
from builds import ROOT, Desk, desk
from stands import open_stand
from test_newsstand import FILES, NEW, A, story

from sitegen.newsstand import Changes
from sitegen.serving import Teller, look

Start = Callable[..., "Served"]


class Served:
    """A running server."""

    def __init__(self, work: Desk, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "serve", "--lang", "en", *arguments],
            cwd=work.folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.said: list[str] = []
        self.address = self.wait_for(r"http://\S+/")

    def wait_for(self, pattern: str) -> str:
        """Read what the server says until a line matches, and return what matched."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line)
            if match := re.search(pattern, line):
                return match[0]
        raise AssertionError(f"{pattern} was never said: {self.said}")

    def get(self, url: str) -> str:
        with urllib.request.urlopen(self.address + url, timeout=20) as answer:
            text: str = answer.read().decode()
            return text

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End the server; return its exit code and what it said at last."""
        assert self.process.stderr
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        return code, self.process.stderr.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    work = desk(tmp_path, FILES)
    with ExitStack() as running:
        yield lambda *arguments: running.enter_context(Served(work, *arguments))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_writes_nothing_and_ends_without_a_word(start: Start, tmp_path: Path, how: signal.Signals) -> None:
    served = start("--port", "0")
    assert "头条" in served.get(A)
    stream = urllib.request.urlopen(served.address + ".serve/events?page=index.html", timeout=20)
    assert stream.readline()
    assert served.end(how) == (0, "")
    stream.close()
    assert not (tmp_path / "public").exists()


def test_problems_are_said_when_they_come_and_when_they_go(start: Start, tmp_path: Path) -> None:
    served = start("--port", "0")
    path = tmp_path / "content" / NEW / "a.md"
    path.write_text("---\nheadlin: 头条\n---\n", "utf-8")
    served.wait_for(re.escape(f"content/{NEW}/a.md:2:1: ") + r'.*"headlin".* \[key-misspelt\]')
    path.write_text(story("头条", "改好了。"), "utf-8")
    served.wait_for("All errors are mended")
    assert "改好了。" in served.get(A)
    layout = tmp_path / "layouts" / "page.html"
    layout.write_text("{% endif %}", "utf-8")
    served.wait_for(r"layouts/page\.html:1:1: .*\[layout-broken\]")


def test_search_follows_from_a_process_of_its_own(start: Start) -> None:
    served = start("--port", "0")
    stream = urllib.request.urlopen(served.address + ".serve/events?page=search.html", timeout=30)
    marks: set[str] = set()
    while len(marks) < 2:
        line = stream.readline().decode()
        marks |= set(re.findall(r'"mark": "([\w-]+)"', line))
    stream.close()
    assert len(served.get("search/index.js")) > 10_000


def test_a_port_in_use_is_said(start: Start) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        served = start("--port", str(port))
        assert f"port {port} is in use" in "".join(served.said)
        assert "头条" in served.get(A)


def test_a_server_for_others_warns(start: Start) -> None:
    served = start("--port", "0", "--host", "0.0.0.0")
    assert "warning: everybody" in "".join(served.said)


def test_a_paper_that_is_not_there_is_said_and_served_once_it_is(start: Start, tmp_path: Path) -> None:
    (tmp_path / "content" / "paper.yaml").rename(tmp_path / "paper.yaml")
    served = start("--port", "0")
    assert "[paper-missing]" in "".join(served.said)
    (tmp_path / "paper.yaml").rename(tmp_path / "content" / "paper.yaml")
    served.wait_for("All errors are mended")
    assert "头条" in served.get(A)


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_wrong_use(tmp_path: Path, port: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "serve", "--port", port],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2


def test_a_host_that_is_not_ours_to_listen_at_is_wrong_use(tmp_path: Path) -> None:
    work = desk(tmp_path, FILES)
    done = work.run("serve", "--host", "192.0.2.1", "--port", "0")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "192.0.2.1" in done.stderr


def test_what_keeps_the_paper_from_being_read_is_said_once_and_the_server_goes_on(start: Start, tmp_path: Path) -> None:
    served = start("--port", "0")
    path = tmp_path / "content" / NEW / "a.md"
    path.unlink()
    # a link to itself can be neither read nor left out by whoever runs this test
    (tmp_path / "layouts" / "loop.html").symlink_to("loop.html")
    served.wait_for(r"layouts/loop\.html")
    (tmp_path / "layouts" / "loop.html").unlink()
    path.write_text(story("头条", "又来了。"), "utf-8")
    stream = urllib.request.urlopen(f"{served.address}.serve/events?page={A}", timeout=20)
    while "又来了。" not in served.get(A):
        assert stream.readline()
    stream.close()
    code, said = served.end()
    assert (code, "Traceback" in said) == (0, False)


def test_faults_of_ours_are_said_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = open_stand(desk(tmp_path, FILES), monkeypatch)
    teller = Teller(made.stand)
    for error in (KeyError("a"), KeyError("a"), PermissionError(13, "Permission denied", "content/a.md")):

        def fail(*_: object, raised: Exception = error) -> bool:
            raise raised

        monkeypatch.setattr(made.stand, "refresh", fail)
        assert not look(made.stand, Changes(), teller)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2, said
    assert "KeyError: 'a'" in said[0]
    assert said[1].startswith("content/a.md: ")
