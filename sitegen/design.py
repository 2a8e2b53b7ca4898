"""The folders of layouts and static files -> the design of a paper with its assets."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from sitegen.assets import Asset, assets_of
from sitegen.cms.pages import is_cms_file
from sitegen.layouts import Design
from sitegen.model import Paper
from sitegen.options import Run
from sitegen.problems import ContentError, Position, problem
from sitegen.searching import ENGINE, LUNR
from sitegen.source import parse_source

BYTE_CODE = Path(__file__).parent / "__pycache__" / "layouts"
"""Where compiled layouts are kept: beside Python's own byte code, so that a build without a cache finds them there."""


def read_design(run: Run, paper: Paper) -> tuple[Design, tuple[Asset, ...]]:
    """Return the design of a paper with its static files, from the layouts and static folders.

    Raises ContentError where a layout is no text, or a script that every archive needs is missing.
    """
    options, scanned = run.options, run.scanned
    static = {source.path: (options.static / source.path).read_bytes() for source in scanned.static}
    lacking = [name for name in (LUNR, ENGINE) if name not in static]
    if lacking:
        faults = (problem(Position(f"{options.static}/{name}"), "script-missing", name=name) for name in lacking)
        raise ContentError(*faults)
    nameplate = (paper.nameplate, (options.content / paper.nameplate).read_bytes()) if paper.nameplate else None
    assets = assets_of({name: text for name, text in static.items() if not is_cms_file(name)}, paper.accent, nameplate)
    layouts = {
        source.path: parse_source(f"{options.layouts}/{source.path}", (options.layouts / source.path).read_bytes()).text
        for source in scanned.layouts
    }
    design = Design(
        layouts=tuple(layouts.items()),
        language=paper.language,
        assets=tuple((asset.name, asset.url) for asset in assets),
        folder=str(options.layouts),
        bytecode=str(_bytecode_folder(options.cache)),
        version=run.version,
    )
    own = tuple(Asset(name=name, url=name, content=text) for name, text in static.items() if is_cms_file(name))
    return design, (*assets, *own) if paper.cms else assets


def _bytecode_folder(cache: Path) -> Path:
    """Return the folder for compiled layouts; that of the cache where Python may not keep byte code either."""
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            BYTE_CODE.mkdir(parents=True, exist_ok=True)
            if os.access(BYTE_CODE, os.W_OK):
                return BYTE_CODE
    kept = cache / "layouts"
    kept.mkdir(parents=True, exist_ok=True)
    return kept
