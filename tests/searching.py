"""The search of little papers: written to a folder as a build would, asked by the engine in Node."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from builds import ROOT
from tools import find_npm

from sitegen.search.directory import VARIANTS_PATH, bundle, directory, variants
from sitegen.search.documents import Document, IssueDocuments
from sitegen.search.encoding import encode_issue
from sitegen.search.segments import write_year
from sitegen.search.texts import write_texts

HERE = Path(__file__).parent / "search"
LUNR = ROOT / "static" / "vendor" / "lunr.min.js"
ENGINE = ROOT / "static" / "search.js"


def issue(name: str, *documents: Document) -> IssueDocuments:
    return IssueDocuments(name=name, date=date.fromisoformat(name[:10]), documents=documents)


def document(body: str = "正文。", headline: str = "标题", **fields: Any) -> Document:
    """Return an article whose body has a paragraph for each line."""
    return Document(**{"url": "a.html", **fields}, headline=headline, paragraphs=tuple(body.split("\n")))


def files_of(issues: Sequence[IssueDocuments], language: str = "zh-CN") -> dict[str, bytes]:
    """Return all files of the search over these issues, which are in archive order."""
    files: dict[str, bytes] = {}
    years = []
    for name, own in groupby(issues, lambda one: one.name[:4]):
        issues_of_year = list(own)
        blobs = [encode_issue(one, language) for one in issues_of_year]
        years.append(write_year(name, blobs, files.__setitem__).told())
        for one in issues_of_year:
            files.update(write_texts(one))
    files[VARIANTS_PATH] = variants()
    whole = bundle(LUNR.read_text("utf-8"), ENGINE.read_text("utf-8"), directory(years, language))
    return {**files, "search/index.js": whole}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def node(script: Path | str, *arguments: str, given: object) -> Any:
    """Run a script of Node with a value as JSON on its input; return the value that it prints."""
    program = Path(find_npm()).with_name("node")
    code = [str(script)] if isinstance(script, Path) else ["-e", script]
    done = subprocess.run(
        [str(program), *code, *arguments], input=json.dumps(given), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(folder: Path, *queries: str, **options: object) -> list[Any]:
    """Return the engine's answers to some queries over a written search."""
    return ask_each(folder, [(query, options) for query in queries])


def ask_each(folder: Path, queries: Sequence[tuple[str, Mapping[str, object]]]) -> list[Any]:
    """Return the answers to queries with options of their own; each names the files that it loaded."""
    answers: list[Any] = node(HERE / "ask.cjs", str(folder), given=queries)["answers"]
    for answer in answers:
        assert "error" not in answer, answer["error"]
    return answers
