"""Whole little papers, built as an editor builds them: every file and every line on the terminal is expected.

A case is a folder of `cases/`: its paper in `content/` (or in the folders that `command.txt` names), what the build
leaves in `expected/`, what the terminal showed in `output.txt`. `command.txt` holds the command lines, by default
`build`. The layouts are the plain ones of `tests/plain`. Run with `--update`, the test writes what it found instead of
comparing; then a person reads the difference. The files of the search have tests of their own and are left out.
"""

import re
import shutil
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, tree_of

CASES = Path(__file__).parent / "cases"
SECONDS = re.compile(r"\b[0-9]+\.[0-9]{2}(?= )")
OF_SEARCH = re.compile(r"(.*/)?(search/|assets/(search\.|vendor/))")
OURS = {"expected", "output.txt", "command.txt", "design.txt"}


def work_on(case: Path, folder: Path) -> Desk:
    """Return a desk with the case's paper."""
    work = desk(folder)
    for part in case.iterdir():
        if part.name not in OURS:
            shutil.copytree(part, folder / part.name)
    return work


def expect(path: Path, found: bytes, *, update: bool) -> None:
    if update:
        path.write_bytes(found)
    assert path.exists(), f"{path} is missing; --update writes it"
    assert found.decode() == path.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_a_little_paper_becomes_what_is_expected(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    update: bool = request.config.getoption("--update")
    case = CASES / name
    work = work_on(case, tmp_path)
    commands = case / "command.txt"
    said = []
    for line in commands.read_text("utf-8").splitlines() if commands.exists() else ["build"]:
        done = work.say(*line.split())
        timeless = SECONDS.sub("0.00", done.stderr)
        said.append(f"$ sitegen {line}\n{done.stdout}{timeless}exit {done.returncode}\n")
    tree = {path: content for path, content in tree_of(work.output).items() if not OF_SEARCH.match(path)}
    expected = case / "expected"
    if update:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in tree.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    expect(case / "output.txt", "\n".join(said).encode(), update=update)
    wanted = tree_of(expected)
    assert sorted(tree) == sorted(wanted), "files that no build makes, or that nobody expects"
    for path, content in tree.items():
        if path.endswith((".png", ".jpg")):
            assert content == wanted[path], path
        else:
            assert content.decode() == wanted[path].decode(), path


def test_the_design_makes_the_files_that_the_plain_layouts_make(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = CASES / "english"
    work = work_on(case, tmp_path)
    tree = work.build_here("--layouts", str(ROOT / "layouts"), "--static", str(ROOT / "static"))
    names = sorted(path for path in tree if not path.startswith("assets/"))
    expect(case / "design.txt", "".join(f"{name}\n" for name in names).encode(), update=request.config.option.update)
