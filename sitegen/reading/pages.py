"""Articles laid on the pages of their issue, in print order."""

import re
from collections.abc import Sequence

from sitegen.articles import Read
from sitegen.model import Page
from sitegen.problems import Problem
from sitegen.quickclass import replace

_LAST = 1_000_000_000
"""Order of an article that has none written: after those that have."""

_DIGITS = re.compile(r"([0-9]+)")


def lay_out(pages: tuple[Page, ...], reads: Sequence[Read]) -> tuple[tuple[Page, ...], tuple[Read, ...], list[Problem]]:
    """Return the pages with their articles, the articles in the order of all pages, and what is wrong or doubtful.

    On a page written `order` comes first, then file names. An issue that lists no pages has those its articles name,
    sorted as a reader counts (A2 before A10); where they name none, one page "1".
    """
    faults: list[Problem] = []
    if not pages:
        pages = _named(reads, faults)
    first = pages[0].label
    on_page: dict[str, list[Read]] = {page.label: [] for page in pages}
    for read in sorted(reads, key=lambda read: (read.article.order or _LAST, read.article.slug)):
        on_page[read.article.page or first].append(read)
    filled, ordered = [], []
    images = {page.label for page in pages if page.image}
    for page in pages:
        found = on_page[page.label]
        faults += _repeated(page.label, found)
        faults += [fault for read in found for fault in _without_image(read, images)]
        found = [_placed(read, page.label) for read in found]
        filled.append(replace(page, articles=tuple(read.article for read in found)))
        ordered += found
    return tuple(filled), tuple(ordered), faults


def _placed(read: Read, label: str) -> Read:
    """Return the article with the label of its page, which it may have left out."""
    return read if read.article.page else replace(read, article=replace(read.article, page=label))


def _named(reads: Sequence[Read], faults: list[Problem]) -> tuple[Page, ...]:
    """Return the pages that articles and their zones name; an article without one is a problem among several."""
    named = {label for read in reads for label in (read.article.page, *(zone.page for zone in read.article.zones))}
    labels = sorted(named - {""}, key=counted)
    if len(labels) > 1:
        shown = ", ".join(labels)
        faults += [read.values.problem("page", "page-needed", labels=shown) for read in reads if not read.article.page]
    return tuple(Page(label=label) for label in labels or ("1",))


def counted(label: str) -> tuple[tuple[str, int], ...]:
    """Return a label as alternating letters and numbers, so that it sorts as a reader counts."""
    parts = (*_DIGITS.split(label), "0")
    return tuple((parts[at], int(parts[at + 1])) for at in range(0, len(parts), 2))


def _repeated(label: str, reads: Sequence[Read]) -> list[Problem]:
    """Return a problem for each article whose order an earlier one of the page has."""
    faults, seen = [], dict[int, str]()
    for read in reads:
        order = read.article.order
        if order and order in seen:
            faults.append(read.values.problem("order", "order-repeated", other=seen[order], order=order, page=label))
        seen.setdefault(order, f"{read.article.slug}.md")
    return faults


def _without_image(read: Read, images: set[str]) -> list[Problem]:
    """Return a problem for each page without image on which the article has zones."""
    labels = dict.fromkeys(zone.page for zone in read.article.zones)
    return [read.values.problem("zones", "zone-without-image", page=label) for label in labels if label not in images]
