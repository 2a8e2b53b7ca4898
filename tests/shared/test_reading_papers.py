"""The front matter of the real papers that lie beside the project, read as it is."""

from collections import Counter
from pathlib import Path

import pytest
from builds import ROOT
from yaml.nodes import Node, ScalarNode

from sitegen.frontmatter import COMPOSER, PythonComposer, compose_with, split_front
from sitegen.reading import IssueFiles, IssueRead, read_issue
from sitegen.reading.paperfile import open_paper
from sitegen.source import parse_source

PAPERS = ROOT.parent / "shared" / "papers"


def read_all(name: str) -> list[IssueRead]:
    """Return every issue of a paper."""
    content = PAPERS / name
    paper = open_paper(content)[0]
    return [read_issue(files_of(folder, content), paper) for folder in sorted(content.glob("issues/*/*"))]


def files_of(folder: Path, content: Path) -> IssueFiles:
    files = sorted(folder.iterdir())
    return IssueFiles(
        name=folder.name,
        path=folder.relative_to(content).as_posix(),
        texts=tuple((file.name, file.read_bytes()) for file in files if file.suffix == ".md"),
        others=tuple((file.name, str(file)) for file in files if file.suffix != ".md"),
    )


@pytest.mark.parametrize(("name", "issues", "articles"), [("weekly", 120, 1321), ("sichuan-sci-tech", 1, 4)])
def test_a_real_paper_is_read_whole_and_without_error(name: str, issues: int, articles: int) -> None:
    reads = read_all(name)
    found = [read.issue for read in reads if read.issue]
    assert len(reads) == len(found) == issues
    assert sum(len(page.articles) for issue in found for page in issue.pages) == articles
    assert sum(len(read.bodies) for read in reads) == articles
    assert not [fault for read in reads for fault in read.problems if fault.kind.level == "error"]


def test_the_weeklys_fields_are_beyond_doubt() -> None:
    codes = Counter(fault.code for read in read_all("weekly") for fault in read.problems)
    assert codes.keys() <= {"picture-linked", "html-dropped", "link-scheme"}


def test_both_parsers_read_every_real_front_matter_alike() -> None:
    paths = sorted(PAPERS.glob("*/issues/*/*/*.md"))
    assert len(paths) > 1400
    for path in paths:
        text = split_front(parse_source(path.name, path.read_bytes())).yaml
        assert plain_of(compose_with(COMPOSER, text)) == plain_of(compose_with(PythonComposer, text))


def plain_of(node: Node | None) -> object:
    """Return a node and what is in it with their places."""
    assert node is not None
    place = (node.start_mark.line, node.start_mark.column, node.start_mark.index, node.end_mark.index)
    if isinstance(node, ScalarNode):
        return place, node.value, node.style or ""
    parts = [part for child in node.value for part in (child if isinstance(child, tuple) else (child,))]
    return place[:3], [plain_of(part) for part in parts]
