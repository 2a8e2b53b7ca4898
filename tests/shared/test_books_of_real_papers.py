"""Books of the real papers that lie beside the project: the checker of books finds no fault in them."""

from pathlib import Path

import pytest
from builds import ROOT, sitegen
from test_book import faults_of

PAPERS = ROOT.parent / "shared" / "papers"
SOME = 6
"""Books of the weekly that are checked here, spread over its years; a few seconds each."""


@pytest.mark.parametrize(("name", "issues"), [("weekly", 120), ("sichuan-sci-tech", 1)])
def test_the_books_of_a_real_paper_are_without_fault(name: str, issues: int, tmp_path: Path) -> None:
    folders = (
        "--content",
        str(PAPERS / name),
        "--output",
        str(tmp_path / "public"),
        "--cache",
        str(tmp_path / "cache"),
    )
    done = sitegen(["build", "--downloads", "epub", *folders])
    assert done.returncode == 0, done.stderr
    books = sorted((tmp_path / "public" / "downloads").glob("*.epub"))
    assert len(books) == issues
    assert faults_of(books[:: max(1, issues // SOME)]) == []
