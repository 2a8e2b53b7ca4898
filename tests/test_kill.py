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


def edit(work: Desk) -> None:
    """Change every page, drop an issue and add one, so that the build writes, replaces and removes."""
    layout = work.folder / "layouts" / "base.html"
    layout.write_text(layout.read_text("utf-8").replace("<footer>", '<footer class="new">'), "utf-8")
    # the issue was never published, so its addresses may go
    (work.content / "addresses.txt").unlink()
    shutil.rmtree(work.content / "issues" / "2022" / "2022-01-07")
    shutil.copytree(work.content / "issues" / "2022" / "2022-01-14", work.content / "issues" / "2023" / "2023-01-13")


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
        # the last tenth of a build is where the output changes, so a third of the kills fall there
        part = number / kills * 1.5
        time.sleep(lasted * (part * 0.9 if part < 1 else 0.9 + (part - 1) * 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = tree_of(work.output)
        torn = [path for path, content in left.items() if content not in (before.get(path), after.get(path))]
        assert torn == [], f"killed at moment {number}"
        assert [path for path in before.keys() & after.keys() if path not in left] == []
        mixed += left not in (before, after)
        assert differences(work.build("--jobs", "2"), after) == []
    print(f"{kills} kills, {mixed} of them while the output changed")
