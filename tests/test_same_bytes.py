"""Equal input gives an equal tree, whatever the hash seed, processes, clock zone, locale, path and listing order."""

import os
import random
import shutil
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, differences
from corpus import corpus

from sitegen.pool import FEW


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a paper of more articles than one process does alone, in the real design, and build it."""
    made = desk(tmp_path_factory.mktemp("same"), corpus(issues=30, articles=FEW // 25), design=ROOT)
    made.build("--jobs", "1", PYTHONHASHSEED="0")
    return made


@pytest.fixture(scope="module")
def tree(work: Desk) -> dict[str, bytes]:
    return work.build("--jobs", "1", PYTHONHASHSEED="0")


@pytest.mark.parametrize(
    ("jobs", "env"),
    [
        ("2", {"PYTHONHASHSEED": "1", "TZ": "America/Anchorage", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}),
        ("5", {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai", "LANG": "C", "LC_ALL": "C"}),
    ],
)
def test_hash_seed_processes_and_locale_change_nothing(
    jobs: str, env: dict[str, str], work: Desk, tree: dict[str, bytes], tmp_path: Path
) -> None:
    other = Desk(tmp_path / "another place")
    shutil.copytree(work.folder, other.folder, ignore=shutil.ignore_patterns("public", ".sitegen"))
    assert differences(other.build("--jobs", jobs, **env), tree) == []


def test_the_order_in_which_folders_are_listed_changes_nothing(
    work: Desk, tree: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir
    chance = random.Random(7)

    class Shuffled:
        def __init__(self, path: str) -> None:
            with listed(path) as entries:
                self.entries = list(entries)
            chance.shuffle(self.entries)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    for module in ("disk", "output"):
        monkeypatch.setattr(f"sitegen.{module}.os.scandir", Shuffled)
    assert differences(work.clean_build_here("--jobs", "1"), tree) == []


def test_times_of_the_sources_change_nothing(work: Desk, tree: dict[str, bytes], tmp_path: Path) -> None:
    other = Desk(tmp_path)
    shutil.copytree(work.content, other.content)
    for part in ("layouts", "static"):
        shutil.copytree(work.folder / part, tmp_path / part)
    for path in other.content.rglob("*.md"):
        os.utime(path, (1, 1))
    assert differences(other.build_here("--jobs", "1"), tree) == []


def test_no_page_tells_when_or_where_it_was_built(work: Desk, tree: dict[str, bytes]) -> None:
    where = str(work.folder).encode()
    assert [path for path, content in tree.items() if where in content] == []
