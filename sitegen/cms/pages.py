"""The files of `/admin/`: one page, the settings, and a script of ours; Decap itself is a static file."""

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from sitegen.catalog import catalog_name, read_catalog
from sitegen.cms.config import Shelves, decap_config
from sitegen.model import Paper

FOLDER = "admin/"
SCRIPT = f"{FOLDER}decap-cms.js"
"""Decap, in the static folder and in the output; an extra step puts it there, see `fetching`."""

WORDS = {
    "picture": "Picture",
    "alt": "What the picture shows, for those who do not see it",
    "caption": "Caption",
    "credit": "Credit",
}
"""Texts of our script."""

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<script src="begin.js"></script>
<link href="config.yml" type="text/yaml" rel="cms-config-url">
<body>
<script type="application/json" id="words">{words}</script>
<script src="decap-cms.js"></script>
<script src="admin.js"></script>
</body>
</html>
"""


_BEGIN = b"window.CMS_MANUAL_INIT = true;\n"
"""Read before Decap, which would else begin without our script; a file, so that no policy must allow inline ones."""


def is_cms_file(name: str) -> bool:
    """Tell whether a static file belongs to the CMS, and to no page of the paper."""
    return name.startswith(FOLDER)


def shelves_of(issues: Iterable[tuple[str, Iterable[str]]]) -> Shelves:
    """Return what the CMS must know of issues, given as name and page labels, oldest first."""
    years: dict[str, list[str]] = {}
    labels: dict[str, None] = {}
    for name, pages in issues:
        years.setdefault(name[:4], []).append(name)
        labels |= dict.fromkeys(pages)
    return Shelves(issues=years, labels=tuple(labels))


def cms_files(paper: Paper, shelves: Shelves) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the files of `/admin/` but Decap; none for a paper without a CMS."""
    if paper.cms is None:
        return
    translate = read_catalog(paper.language).translate
    config = decap_config(paper, paper.cms, shelves, catalog_name(paper.language), translate)
    words = json.dumps({name: translate(WORDS[name]) for name in WORDS}, ensure_ascii=False).replace("<", "\\u003c")
    page = _PAGE.format(language=paper.language, title=escape(paper.name), words=words)
    yield f"{FOLDER}index.html", page.encode()
    # JSON is YAML, and says the same to every reader of it
    yield f"{FOLDER}config.yml", json.dumps(config, ensure_ascii=False, indent=1).encode() + b"\n"
    yield f"{FOLDER}begin.js", _BEGIN
    yield f"{FOLDER}admin.js", Path(__file__).with_name("admin.js").read_bytes()
