"""What an issue needs in order to be read without a network: the list that a browser goes by when it keeps it."""

import json
from collections.abc import Iterable, Iterator, Sequence

from sitegen.assets import Asset
from sitegen.catalog import read_catalog, show_date
from sitegen.disk import digest
from sitegen.model import Issue, Paper
from sitegen.output import Stage, Stamp
from sitegen.quickclass import dataclass, field
from sitegen.searching import ENGINE, LUNR

SHOWN = (".html", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Files of an issue that its pages show; records and PDFs stay behind."""


@dataclass(frozen=True, slots=True)
class Scribe(Stage):
    """A stage that notes size and digest of what it is given, by address."""

    noted: dict[str, tuple[int, str]] = field(default_factory=dict)

    def write(self, url: str, content: bytes, known: Stamp | None = None) -> Stamp:
        """Stage a file and note it."""
        self.noted[url] = (len(content), digest(content))
        return Stage.write(self, url, content, known)


def kept_list(paper: Paper, issue: Issue, scribe: Scribe, assets: Sequence[Asset]) -> bytes:
    """Return the list of all that an issue needs in order to be read, with its size and a version of its content."""
    shown = {
        url: noted
        for url, noted in scribe.noted.items()
        if url.startswith(f"{issue.name}/") and url.lower().endswith(SHOWN)
    }
    worn = {asset.url: len(asset.content) for asset in worn_by_pages(assets)}
    day = show_date(issue.date, "long", read_catalog(paper.language).locale)
    told = {
        "name": issue.name,
        "title": " ".join(part for part in (day, issue.title, issue.edition) if part),
        "version": digest(repr((shown, worn)).encode())[:16],
        "size": sum(size for size, _ in shown.values()) + sum(worn.values()),
        "files": [*shown, *worn],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def worn_by_pages(assets: Iterable[Asset]) -> Iterator[Asset]:
    """Yield the static files that pages of issues load."""
    return (asset for asset in assets if asset.name not in (ENGINE, LUNR) and not asset.name.endswith(".LICENSE"))
