"""What many tests share: the sample paper, built once, and the option that rewrites what is expected."""

from pathlib import Path

import pytest
from builds import ROOT, sitegen


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--runs", type=int, default=200, help="random runs of characters that the search is asked for")
    parser.addoption("--kills", type=int, default=12, help="moments at which a build is killed")
    parser.addoption("--update", action="store_true", help="rewrite the expected files of tests/cases")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out `tests/shared` unless it is asked for: it needs the papers that lie beside the project."""
    asked = any("shared" in Path(argument).parts for argument in config.args)
    return True if collection_path.name == "shared" and not asked else None


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
