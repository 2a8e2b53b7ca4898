"""A build killed at any moment leaves each file whole, old or new, and the next build ends as a clean one.

`--kills 50` kills at fifty moments.
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, differences, tree_of
from corpus import corpus

from sitegen.pool import FEW


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = desk(tmp_path_factory.mktemp("kill"), corpus(issues=30, articles=FEW // 25))
    made.build("--jobs", "2")
    return made


FRONT = ("index.html", "404.html", "search.html", "archive/2022.html", "tags/index.html")
"""Files whose way into the output is watched, so that half of the kills fall while it changes."""


def edit(work: Desk) -> None:
    """Change every page, rename a tag everywhere and add an issue, so that the build writes, replaces and removes."""
    layout = work.folder / "layouts" / "base.html"
    layout.write_text(layout.read_text("utf-8").replace("<footer>", '<footer class="new">'), "utf-8")
    for path in work.content.glob("issues/*/*/a*.md"):
        path.write_text(path.read_text("utf-8").replace(", 第1类]", ", 第九类]"), "utf-8")
    issues = work.content / "issues"
    shutil.copytree(issues / "2022" / "2022-01-14", issues / "2023" / "2023-01-13")


def wait_until_moved(work: Desk, name: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a file was staged and has left the stage: then the output is changing, which takes milliseconds."""
    staged = work.folder / ".public.stage" / name
    seen = False
    while process.poll() is None:
        there = staged.exists()
        if seen and not there:
            return
        seen = seen or there


def test_a_build_killed_at_any_moment_loses_nothing(work: Desk, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    kills: int = request.config.getoption("--kills")
    old, cache = tmp_path / "old", tmp_path / "cache"
    shutil.copytree(work.output, old)
    shutil.copytree(work.cache, cache)
    before = tree_of(work.output)
    edit(work)
    began = time.monotonic()
    after = work.build("--jobs", "2")
    lasted = time.monotonic() - began
    assert len(differences(before, after)) > 200
    assert before.keys() - after.keys()
    mixed = 0
    for number in range(kills):
        for source, target in ((old, work.output), (cache, work.cache)):
            shutil.rmtree(target)
            shutil.copytree(source, target)
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "build", "--jobs", "2"],
            cwd=work.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if number % 2:
            wait_until_moved(work, FRONT[number // 2 % len(FRONT)], process)
        else:
            time.sleep(lasted * number / kills)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = tree_of(work.output)
        torn = [path for path, content in left.items() if content not in (before.get(path), after.get(path))]
        assert torn == [], f"killed at moment {number}"
        assert [path for path in before.keys() & after.keys() if path not in left] == []
        mixed += left not in (before, after)
        assert differences(work.build("--jobs", "2"), after) == []
    assert mixed, "no kill fell while the output changed"
