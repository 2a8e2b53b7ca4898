"""Every kind of problem stands where the fault is.

A case in `tests/places` is a few files of a little paper, each below a line `=== path`. The mark ‸ stands before the
fault (behind the path where a file or folder as a whole is meant), `⟨0B⟩` for bytes in hexadecimal. The file's name
is the code that must be found there and nowhere else; no other error may be found.
"""

import os
import re
from pathlib import Path

import pytest
from builds import Desk, desk
from papers import FOLDER, ISSUE, PAPER, make_file, problems_of

from sitegen import frontmatter
from sitegen.kinds import KINDS
from sitegen.problems import hint, message, show

PLACES = Path(__file__).parent / "places"
OF_ARCHIVE = {"path-unsafe", "path-clash", "number-order", "tag-spelling", "person-spelling"}
"""Kinds that no issue shows by itself."""

CASES = sorted(path.stem for path in PLACES.iterdir())
MARK = "‸"


def code_of(case: str) -> str:
    """Return the code that a case is of: its name without a number."""
    return re.sub(r"-[0-9]+$", "", case)


def parse_case(text: str) -> tuple[dict[str, bytes], set[tuple[str, int, int]]]:
    """Return the files of a case and the places that its marks show."""
    files: dict[str, bytes] = {}
    places = set()
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, content = part.split("\n", 1)
        path = name.removesuffix(f" {MARK}").rstrip("/")
        if name.endswith(MARK):
            places.add((path, 1, 1))
        lines = content.split("\n")
        for number, line in enumerate(lines, 1):
            plain = re.sub(r"⟨[^⟩]*⟩", ".", line)
            pieces = plain.split(MARK)[:-1]
            places |= {(path, number, len("".join(pieces[: at + 1])) + 1) for at in range(len(pieces))}
        if not name.rstrip(f" {MARK}").endswith("/") and not content.startswith("%none"):
            files[path] = re.sub(
                rb"\xe2\x9f\xa8([0-9A-F ]+)\xe2\x9f\xa9",
                lambda match: bytes.fromhex(match[1].decode()),
                content.replace(MARK, "").encode(),
            )
    if any(path.startswith(FOLDER) for path in files):
        files.setdefault(f"{FOLDER}/issue.md", ISSUE)
    return files, places


def without_controls(line: str) -> str:
    """Return a line as a terminal can show it."""
    return re.sub("[\x00-\x1f\x7f]", "\ufffd", line)


def with_windows_ends(data: bytes) -> bytes:
    """Return a text file as some editors save it: CRLF, and a byte order mark first."""
    return data if data.startswith(b"%") else b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


def with_old_ends(data: bytes) -> bytes:
    """Return a text file with the line ends of old Macintoshes."""
    return data if data.startswith(b"%") else data.replace(b"\n", b"\r")


@pytest.mark.parametrize("ends", [bytes, with_windows_ends, with_old_ends])
@pytest.mark.parametrize("case", [case for case in CASES if code_of(case) not in OF_ARCHIVE])
def test_a_problem_stands_where_the_fault_is(case: str, ends: type[bytes], tmp_path: Path) -> None:
    code = code_of(case)
    files, places = parse_case((PLACES / f"{case}.txt").read_text(encoding="utf-8"))
    found = problems_of({path: ends(data) for path, data in files.items()}, tmp_path)
    assert {(fault.at.path, fault.at.line, fault.at.column) for fault in found if fault.code == code} == places
    assert {fault.code for fault in found if fault.kind.level == "error"} <= {code}
    for fault in found:
        assert message(fault)
        assert hint(fault)
        if places and fault.code == code and not fault.at.path.endswith((".jpg", ".svg", ".png", ".pdf", ".json")):
            lines = files.get(fault.at.path, b"").decode("utf-8", "replace").split("\n")
            assert without_controls(fault.excerpt) == without_controls(lines[fault.at.line - 1])
        assert MARK not in show(fault)


@pytest.mark.parametrize("case", [case for case in CASES if code_of(case) in OF_ARCHIVE or code_of(case) == case])
def test_check_shows_each_problem_at_its_place_in_three_languages(case: str, tmp_path: Path) -> None:
    code = code_of(case)
    files, places = parse_case((PLACES / f"{case}.txt").read_text(encoding="utf-8"))
    work = desk(tmp_path, {"paper.yaml": PAPER})
    for path, data in files.items():
        (work.content / path).parent.mkdir(parents=True, exist_ok=True)
        make_file(work.content / path, data)
    for language, script in (("en", "[a-z]"), ("zh-CN", "[一-鿿]"), ("zh-TW", "[一-鿿]")):
        said = work.say("check", "--lang", language)
        found = re.findall(rf"^(.+?):([0-9]+):([0-9]+): (.*) \[{code}\]$", said.stdout + said.stderr, re.MULTILINE)
        shown = {(relative(path, work), int(line), int(column)) for path, line, column, _ in found}
        assert shown == places
        assert all(re.search(script, text) for *_, text in found)
        assert said.returncode == (1 if KINDS[code].level == "error" else 0)


def relative(path: str, work: Desk) -> str:
    """Return a path as a case writes it: below the content folder, or from there."""
    return os.path.relpath(work.folder / path, work.content).replace(os.sep, "/")


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith(("yaml", "character", "key"))])
def test_the_parser_written_in_python_says_the_same(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = parse_case((PLACES / f"{case}.txt").read_text(encoding="utf-8"))
    quick = problems_of(files, tmp_path)
    monkeypatch.setattr(frontmatter, "COMPOSER", frontmatter.PythonComposer)
    assert problems_of(files, tmp_path) == quick


def test_every_kind_has_a_case() -> None:
    """Here, in a little paper of `tests/cases` (its terminal output holds the place), or in a test that names it."""
    folder = Path(__file__).parent
    here = {re.sub(r"-[0-9]+$", "", case) for case in CASES}
    outputs = "".join(path.read_text(encoding="utf-8") for path in folder.glob("cases/*/output.txt"))
    tests = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_*.py"))
    elsewhere = {code for code in KINDS if f"[{code}]" in outputs or f'"{code}"' in tests}
    assert sorted(KINDS.keys() - here - elsewhere) == []


def test_every_case_is_of_a_kind() -> None:
    assert sorted({re.sub(r"-[0-9]+$", "", case) for case in CASES} - KINDS.keys()) == []
