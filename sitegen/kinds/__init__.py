"""Every kind of problem by its permanent code: level, message and hint.

The texts are English and are the keys of the catalogs in `locales/`. Placeholders are named and filled by the
facts of a problem. A code is never renamed or given a second meaning.
"""

from sitegen.kinds.doubts import DOUBTS
from sitegen.kinds.faults import FAULTS
from sitegen.kinds.kind import Kind, Level

__all__ = ["CHAPTERS", "DOUBTS", "KINDS", "Kind", "Level"]

KINDS: dict[str, Kind] = FAULTS | DOUBTS

CHAPTERS = {
    "file-not-utf8": "Files and their names",
    "picture-broken": "Pictures",
    "front-matter-missing": "Front matter as YAML",
    "key-unknown": "Fields",
    "language-invalid": "paper.yaml",
    "issue-name-invalid": "Issues and pages",
    "page-needed": "Articles",
    "text-control": "Body text",
    "paper-missing": "The folders and the archive as a whole",
    "address-moved": "Addresses",
    "site-front-missing": "Built archives",
    "script-missing": "Layouts and static files",
    "file-unused": "Doubts about files and pictures",
    "zone-overlap": "Doubts about pages",
    "headline-repeated": "Doubts about stories",
    "punctuation-mixed": "Doubts about text",
}
"""Titles of the parts of the table, by the code that each begins with."""
