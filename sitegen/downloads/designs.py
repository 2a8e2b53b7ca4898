"""The layouts that come with the package: those of the book and of printed pages."""

from functools import lru_cache
from pathlib import Path

from sitegen.layouts import Design


@lru_cache(maxsize=4)
def packaged_design(folder: Path, paper: Design) -> Design:
    """Return the layouts in a folder of this package, to be used beside the design of a paper."""
    layouts = ((path.name, path.read_text("utf-8")) for path in sorted(folder.iterdir()) if path.suffix != ".css")
    return Design(
        layouts=tuple(layouts),
        language=paper.language,
        assets=(),
        folder=f"sitegen/downloads/{folder.name}",
        bytecode=paper.bytecode,
        version=paper.version,
    )
