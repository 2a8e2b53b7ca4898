"""Issues kept in the reader's browser: what each takes, the page that lists them, and the worker that shows them.

The worker stands at the root of the output, as it may show nothing above itself. A paper that gives keeping up goes on
publishing a worker, which takes away what the former one left in browsers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitegen import urls
from sitegen.assets import Asset
from sitegen.contexts import Context
from sitegen.disk import digest
from sitegen.downloads.batches import BATCH, Intact
from sitegen.downloads.kept import worn_by_pages
from sitegen.layouts import Sheet, layout_digest, render
from sitegen.works import Press, Record, stage_files

LAYOUT = "kept.html"
NAME = f"{BATCH}/keeping"
FOLDER = Path(__file__).parent / "workers"


def print_keeping(press: Press, assets: Sequence[Asset], intact: Intact) -> dict[str, Record]:
    """Print the page of kept issues and the worker; for a paper that gave keeping up, the worker that ends all."""
    offline = press.frame.paper.offline
    design = layout_digest(press.design, LAYOUT) if offline else ""
    made_from = digest(press.version.encode(), design.encode(), repr(press.frame).encode())
    files = _files(press, assets) if offline else [(urls.WORKER, (FOLDER / "kill.js").read_bytes())]
    return {NAME: intact(NAME, made_from) or stage_files(press, made_from, files)}


def _files(press: Press, assets: Sequence[Asset]) -> Iterator[tuple[str, bytes]]:
    page = Sheet(url=urls.KEPT, layout=LAYOUT, context=Context(**press.frame.around(urls.KEPT)))
    content = render(press.design, page).encode()
    yield page.url, content
    worn = [asset.url for asset in worn_by_pages(assets)]
    worker = (FOLDER / "keep.js").read_text("utf-8")
    facts: Mapping[str, str] = {
        "@VERSION": f"@{digest(content, *map(str.encode, worn))[:16]}",
        "FILES = []": f"FILES = {json.dumps([page.url, *worn])}",
    }
    for place, fact in facts.items():
        worker = worker.replace(place, fact)
    yield urls.WORKER, worker.encode()
