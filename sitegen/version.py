"""What made a cache entry: the code of this package and the libraries that shape its output."""

import sys
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("Babel", "Jinja2", "markdown-it-py", "mdit-py-plugins", "nh3", "numpy", "Pillow", "pypinyin", "PyYAML")


def code_version() -> str:
    """Return a digest of this package's files and of the versions of Python and the libraries."""
    state = blake2b(digest_size=16)
    state.update(sys.version.encode())
    for name in LIBRARIES:
        state.update(f"{name} {version(name)}\n".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".po"):
            state.update(str(path.relative_to(root)).encode())
            state.update(path.read_bytes())
    return state.hexdigest()
