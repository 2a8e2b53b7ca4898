"""Doubts about the pages of an issue: their order, their zones, the jumps between them."""

import re
from collections.abc import Iterator
from itertools import combinations

from sitegen.articles import Read
from sitegen.articles.zones import area
from sitegen.checks.outlines import shared_area
from sitegen.checks.prose import Prose
from sitegen.model import Zone
from sitegen.problems import Problem
from sitegen.reading import IssueParts, counted

LEAST_SHARED = 2.0
"""Percent of a zone below which an overlap comes from rounded numbers."""

_JUMP = re.compile(
    r"(?:下转|上接|转|接)\s?(?:第\s?)?(?P<label>[A-Za-z]?[0-9]{1,3})\s?版"
    r"|(?:[Cc]ontinued|[Tt]urn|[Jj]umps?)\s(?:on|to|from)\s[Pp]age\s(?P<page>[A-Za-z]?[0-9]{1,3})\b"
)
"""What a printed page says where a story goes on elsewhere."""


def unordered_labels(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each page of issue.md whose label belongs before that of the page above it."""
    if parts.head is None:
        return
    before = ""
    for entry in parts.head.values.mappings("pages"):
        label = entry.text("label")
        if before and label and counted(label.upper()) < counted(before.upper()):
            yield entry.problem("label", "label-order", label=label, before=before)
        before = label or before


def overlapping_zones(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each zone that lies on a zone of a story before it."""
    by_page: dict[str, list[tuple[Read, int, Zone]]] = {}
    for read in parts.reads:
        for number, zone in enumerate(read.article.zones):
            by_page.setdefault(zone.page or read.article.page, []).append((read, number, zone))
    for page, zones in by_page.items():
        for (first, _, above), (read, number, zone) in combinations(zones, 2):
            if first is read:
                continue
            shared = shared_area(above.points, zone.points)
            smaller = min(abs(area(above.points)), abs(area(zone.points)))
            if shared * 100 > LEAST_SHARED * smaller:
                percent = f"{shared * 100 / abs(area(zone.points)):.0f}"
                entry = read.values.mappings("zones")[number]
                name = "rect" if "rect" in entry else "points"
                other = f"{first.article.slug}.md"
                yield entry.problem(name, "zone-overlap", percent=percent, other=other, page=page)


def missing_zones(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each story that stands on a page with an image and has no zone on it."""
    images = {page.label for page in parts.pages if page.image}
    for read in parts.reads:
        page = read.article.page
        if page in images and all((zone.page or page) != page for zone in read.article.zones):
            yield read.values.problem("zones" if read.article.zones else "page", "zone-missing", page=page)


def lost_jumps(prose: Prose, parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each line of a story that sends the reader to a page which the issue does not have."""
    labels = [page.label for page in parts.pages]
    known = {counted(label.upper()) for label in labels}
    for start, line in prose.lines(_JUMP):
        for match in _JUMP.finditer(line):
            page = match["label"] or match["page"]
            if counted(page.upper()) not in known:
                shown = ", ".join(labels)
                at = start + match.start()
                yield prose.problem(at, "jump-unknown", None, text=match[0], page=page, labels=shown)
