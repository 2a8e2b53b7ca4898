"""Every kind of problem stands where the fault is, and says what it must: `tests/places` has a case of each.

Run with `--update`, the tests write what was said in each language into the cases; then a person reads the difference.
"""

import re
from operator import attrgetter
from pathlib import Path

import pytest
from papers import problems_of
from seeded import CASES, LANGUAGES, MARK, PLACES, Case, paper_of, readable, told

from sitegen import frontmatter
from sitegen.kinds import KINDS
from sitegen.problems import hint, message, show

ALONE = [case for case in CASES if not case.command]
"""Cases whose fault is found in the file alone."""


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
@pytest.mark.parametrize("case", ALONE, ids=attrgetter("name"))
def test_a_problem_stands_where_the_fault_is(case: Case, ends: type[bytes], tmp_path: Path) -> None:
    files = readable(case)
    found = problems_of({path: ends(data) for path, data in files.items()}, tmp_path)
    assert {(fault.at.path, fault.at.line, fault.at.column) for fault in found if fault.code == case.code} == (
        case.places
    )
    assert {fault.code for fault in found if fault.kind.level == "error"} <= {case.code}
    for fault in found:
        assert message(fault)
        assert hint(fault)
        if case.places and fault.code == case.code and files.get(fault.at.path, b"%")[:1] != b"%" and fault.excerpt:
            lines = files[fault.at.path].decode("utf-8", "replace").split("\n")
            assert without_controls(fault.excerpt) == without_controls(lines[fault.at.line - 1])
        assert MARK not in show(fault)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.command or case.code == case.name], ids=attrgetter("name")
)
def test_each_problem_is_shown_at_its_place_in_three_languages(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    work = paper_of(case, tmp_path)
    said: dict[str, str] = {}
    for language in LANGUAGES:
        done, found = told(case, work, language)
        said[language] = "".join(one.text for one in found)
        assert {one.place for one in found} == case.places
        assert done.returncode == (1 if KINDS[case.code].level == "error" else 0)
    if request.config.getoption("--update"):
        write_said(case, said)
    else:
        assert said == case.said


def write_said(case: Case, said: dict[str, str]) -> None:
    """Put what was said at the end of a case."""
    files = re.split(rf"^=== (?:{'|'.join(LANGUAGES)})\n", case.source.read_text("utf-8"), flags=re.MULTILINE)[0]
    texts = "".join(f"=== {language}\n{text}" for language, text in said.items())
    case.source.write_text(files + texts, "utf-8")


@pytest.mark.parametrize(
    "case", [case for case in ALONE if case.name.startswith(("yaml", "character", "key"))], ids=attrgetter("name")
)
def test_the_parser_written_in_python_says_the_same(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = readable(case)
    quick = problems_of(files, tmp_path)
    monkeypatch.setattr(frontmatter, "COMPOSER", frontmatter.PythonComposer)
    assert problems_of(files, tmp_path) == quick


def test_every_kind_has_a_case_and_every_case_a_kind() -> None:
    assert {case.code for case in CASES} == KINDS.keys()
    without_number = {case.name for case in CASES if case.said}
    assert KINDS.keys() <= without_number, "the first case of a code has no number; it holds the texts"


def test_nothing_else_lies_among_the_cases() -> None:
    assert {path.name for path in PLACES.iterdir()} == {case.source.name for case in CASES} | {"README.md"}
