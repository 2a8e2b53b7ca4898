"""The paper.yaml of a content folder, read with the pictures that lie beside it."""

from pathlib import Path

from sitegen.model import Paper
from sitegen.paper import read_paper
from sitegen.problems import ContentError, Position, Problem, problem
from sitegen.reading.sizes import Sizes

PAPER_FILE = "paper.yaml"


def open_paper(content: Path) -> tuple[Paper, tuple[Problem, ...]]:
    """Return the paper of a content folder and what is doubtful in it.

    Raises ContentError where there is no paper.yaml, or with all that is wrong in it.
    """
    path = content / PAPER_FILE
    if not path.is_file():
        raise ContentError(problem(Position(PAPER_FILE), "paper-missing", folder=content))
    pictures = Sizes("", {file.name: str(file) for file in content.iterdir() if file.is_file()})
    paper, doubts = read_paper(PAPER_FILE, path.read_bytes(), pictures)
    if pictures.problems:
        raise ContentError(*doubts, *pictures.problems)
    return paper, doubts
