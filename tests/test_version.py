"""The cache belongs to one version of the code and the libraries, however they were started."""

import sys
from pathlib import Path

import pytest

from sitegen.version import code_version


def test_another_folder_to_import_from_is_no_other_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_version()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path, str(tmp_path / "nowhere")])
    assert code_version() == before


def test_another_version_of_a_library_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_version()
    (tmp_path / "Jinja2-9.9.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert code_version() != before
