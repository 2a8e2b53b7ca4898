"""The first file that search loads: lunr, the engine, and what it must know of every year.

Years come newest first, so that results can be shown before the oldest have loaded. The heads of the newest years
ride along, as long as their articles are few: every query needs them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sitegen.search import symbols
from sitegen.search.documents import BOOSTS, FIELDS
from sitegen.search.scripts import part_script
from sitegen.search.variants import SIMPLIFIED, TRADITIONAL
from sitegen.search.words import STOP_WORDS

RIDING = 12_000
"""Articles of the years whose heads ride along."""

PATH = "search/index.js"
"""The script that a page loads to have `window.sitegenSearch`."""

VARIANTS_PATH = "search/variants.js"


def directory(years: Sequence[Mapping[str, Any]], language: str) -> bytes:
    """Return the script that tells the engine of all years and of the paper's language.

    `years` are what each tells of itself, oldest first.
    """
    told = []
    articles = 0
    for year in reversed(years):
        articles += year["articles"]
        told.append({**year, "head": year["head"] if articles <= RIDING else None})
    codes = [ord(char) for char in TRADITIONAL]
    return part_script(
        "directory",
        {
            "language": language,
            "fields": FIELDS,
            "boosts": BOOSTS,
            "stops": " ".join(sorted(STOP_WORDS)) if language.partition("-")[0] == "en" else "",
            "variants": len(TRADITIONAL),
            "traditional": symbols.text_of(np.diff(codes, prepend=0)),
            "years": told,
        },
    )


def variants() -> bytes:
    """Return the script with the simplified characters, in the order of the traditional ones in the directory."""
    return part_script("variants", SIMPLIFIED)


def bundle(lunr: str, engine: str, years: bytes) -> bytes:
    """Return `search/index.js`: lunr, the engine without its comments, and the directory in one file."""
    return b"\n".join([lunr.encode(), _bare(engine).encode(), years])


def _bare(engine: str) -> str:
    """Return the engine without lines of comment and indentation; it has no text that runs over lines."""
    engine = re.sub(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", "", engine, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in engine.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
