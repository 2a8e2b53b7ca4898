"""The command `cms`: fetch the CMS into the static folder, and say what became of it."""

import argparse
import sys

from sitegen.catalog import read_catalog, spoken_language
from sitegen.cms.fetching import PACKAGE, FetchError, fetch_cms

GOOD, FAULTY, MISUSED = 0, 1, 2

FAILURES = {
    "npm": "npm cannot be run ({detail}): the CMS is fetched by it, once",
    "pack": "npm could not fetch the CMS: {detail}",
    "hash": "{detail} is not what it was when it was tried; nothing was written",
}


def equip(chosen: argparse.Namespace) -> int:
    """Fetch the CMS; return 0, or 2 where that fails."""
    translate = read_catalog(spoken_language(chosen.lang, chosen.content)).translate
    try:
        for path in fetch_cms(chosen.static):
            print(path.as_posix())
    except FetchError as error:
        print(translate(FAILURES[error.why]).format(detail=error.detail), file=sys.stderr)
        return MISUSED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return MISUSED
    print(
        translate("{package} is there; name the repository in paper.yaml: cms: {{repo: ...}}").format(package=PACKAGE)
    )
    return GOOD
