"""Which files of a content folder are read, and as what."""

import pytest

from sitegen.disk import Source
from sitegen.gather import Sources, sort_sources

ISSUE = "issues/2021/2021-05-14"


def sorted_out(*paths: str) -> Sources:
    return sort_sources(Source(path, (0, 0, 0, 0)) for path in paths)


def misplaced(*paths: str) -> list[str]:
    found = sorted_out(*paths).problems
    assert {fault.code for fault in found} <= {"file-misplaced"}
    return [fault.at.path for fault in found]


def test_the_files_of_a_dated_folder_make_an_issue_and_those_of_pages_standing_texts() -> None:
    found = sorted_out(f"{ISSUE}/issue.md", f"{ISSUE}/photo.jpg", "pages/about.md", "paper.yaml")
    assert [[file.path for file in files] for files in found.issues.values()] == [
        [f"{ISSUE}/issue.md", f"{ISSUE}/photo.jpg"]
    ]
    assert [file.path for file in found.standing] == ["pages/about.md"]
    assert found.problems == ()


@pytest.mark.parametrize("name", ["README.md", "readme.md", "ReadMe.md"])
@pytest.mark.parametrize("folder", ["", "pages/", "pages/sources/", "issues/", "issues/2021/", "issues/2021/sources/"])
def test_a_readme_is_left_alone_wherever_it_lies(folder: str, name: str) -> None:
    assert sorted_out(f"{folder}{name}") == sorted_out()


def test_a_readme_in_an_issue_is_no_reason_to_leave_out_the_issue() -> None:
    assert list(sorted_out(f"{ISSUE}/README.md", f"{ISSUE}/01-a.md").issues) == [ISSUE]


def test_a_folder_without_any_text_is_no_issue() -> None:
    assert sorted_out("issues/2021/scans/1.jpg") == sorted_out()


@pytest.mark.parametrize(
    "path", ["notes.md", "pages/more/about.md", "issues/a.md", "issues/2021/a.md", f"{ISSUE}/b/a.md"]
)
def test_a_text_where_nothing_reads_it_is_a_problem(path: str) -> None:
    assert misplaced(path) == [path]


def test_texts_in_folders_of_the_editors_own_are_left_alone() -> None:
    assert misplaced("sources/2021/a.md", "drafts/a.md") == []
