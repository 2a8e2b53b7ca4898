"""Where compiled layouts are kept."""

import sys
from pathlib import Path

import pytest
from builds import desk, differences, tree_of
from corpus import corpus
from jinja2 import Environment

from sitegen import design
from sitegen.layouts import environment


def test_layouts_compiled_once_are_used_by_a_build_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(design, "BYTE_CODE", tmp_path / "code" / "layouts")
    work = desk(tmp_path / "desk", corpus(issues=1, articles=2))
    environment.cache_clear()
    before = work.build_here()
    environment.cache_clear()
    assert len(list(design.BYTE_CODE.iterdir())) > 1
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("a layout was compiled again"))
    assert differences(work.clean_build_here(), before) == []


@pytest.mark.parametrize("forbidden", [True, False])
def test_where_python_keeps_no_byte_code_layouts_go_to_the_cache(
    forbidden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "dont_write_bytecode", forbidden)
    monkeypatch.setattr(design, "BYTE_CODE", tmp_path / ("code" if forbidden else "file") / "layouts")
    work = desk(tmp_path / "desk", corpus(issues=1, articles=2))
    environment.cache_clear()
    work.build_here()
    assert list((work.cache / "layouts").iterdir())
    assert not design.BYTE_CODE.is_dir()
    assert tree_of(work.output)
