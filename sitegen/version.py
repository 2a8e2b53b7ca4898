"""What made a cache entry: the code of this package and the libraries beside it."""

import os
import sys
from hashlib import blake2b
from pathlib import Path

SOURCES = (".css", ".html", ".js", ".ncx", ".opf", ".po", ".py", ".svg", ".xhtml", ".xml")
"""Endings of the files of this package that shape the output."""


def code_version() -> str:
    """Return a digest of this package's files, of Python's version and those of all libraries that it can import.

    A library that has nothing to do with us may change it too: that costs one build, where to read the facts of each
    of ours would cost every build more than all its other work when nothing changed.
    """
    state = blake2b(digest_size=16)
    state.update(sys.version.encode())
    # the folder of a library's facts bears its name and version (PyPA, "Recording installed projects"); one set of
    # all, since the way in which we were started puts other folders before them
    folders = (name for path in filter(os.path.isdir, sys.path) for name in os.listdir(path))
    state.update(repr(sorted({name for name in folders if name.endswith(".dist-info")})).encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in SOURCES:
            state.update(str(path.relative_to(root)).encode())
            state.update(path.read_bytes())
    return state.hexdigest()
