"""The catalogue of books (OPDS 1.2), to which reading programs subscribe: the newest issues, and those of each year.

Addresses are relative to the folder in which catalogue and books lie, so it can be read from any host.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from posixpath import relpath

from sitegen import urls, xmltext
from sitegen.catalog import read_catalog, show_date
from sitegen.contexts import Download, IssueLink
from sitegen.feeds.entries import feed_id, moment
from sitegen.model import Paper
from sitegen.quickclass import dataclass

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN = "http://opds-spec.org/acquisition/open-access"
NEWEST = "newest"
MEDIA = {"epub": "application/epub+zip", "pdf": "application/pdf", "zip": "application/zip"}
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An issue as it is offered, with its files."""

    issue: IssueLink
    changed: date
    """Day of the last change of any of its stories."""

    downloads: tuple[Download, ...]


def render_root(paper: Paper, years: Iterable[int], updated: date) -> str:
    """Return the door to the catalogue; `years` are newest first."""
    translate = read_catalog(paper.language).translate
    doors = [(NEWEST, translate("Newest issues"), "http://opds-spec.org/sort/new")]
    doors += [(str(year), str(year), "subsection") for year in years]
    day = moment(updated, paper.timezone)
    entries = [
        f"<entry><id>{feed_id(paper, urls.catalogue_url(part))}</id><title>{xmltext.text(title)}</title>"
        f"<updated>{day}</updated>{_link(rel, _beside(urls.catalogue_url(part)), ACQUISITION)}"
        f'<content type="text">{xmltext.text(paper.name)} {xmltext.text(title)}</content></entry>'
        for part, title, rel in doors
    ]
    return _feed(paper, urls.CATALOGUE, paper.name, entries, updated=day, kind=NAVIGATION)


def render_part(paper: Paper, part: str, offers: Sequence[Offer]) -> str:
    """Return the catalogue of some issues, newest first: those of a year, or the newest ones."""
    title = read_catalog(paper.language).translate("Newest issues") if part == NEWEST else part
    day = max(moment(offer.changed, paper.timezone) for offer in offers)
    entries = [_entry(paper, offer) for offer in offers]
    url = urls.catalogue_url(part)
    return _feed(paper, url, f"{paper.name} - {title}", entries, updated=day, kind=ACQUISITION)


def _feed(paper: Paper, url: str, title: str, entries: Iterable[str], *, updated: str, kind: str) -> str:
    lines = (
        f"<feed {SPACES} xml:lang={xmltext.attribute(paper.language)}>",
        f"<id>{feed_id(paper, url)}</id>",
        f"<title>{xmltext.text(title)}</title>",
        f"<updated>{updated}</updated>",
        f"<author><name>{xmltext.text(paper.publisher or paper.name)}</name></author>",
        _link("self", _beside(url), kind),
        _link("start", _beside(urls.CATALOGUE), NAVIGATION),
        *([_link("up", _beside(urls.CATALOGUE), NAVIGATION)] if url != urls.CATALOGUE else []),
        *entries,
        "</feed>\n",
    )
    return XML + "\n".join(lines)


def _entry(paper: Paper, offer: Offer) -> str:
    issue, catalog = offer.issue, read_catalog(paper.language)
    facts = (show_date(issue.date, "long", catalog.locale), issue.number, issue.title, issue.edition)
    parts = [
        f"<entry><id>{feed_id(paper, issue.url)}</id>",
        f"<title>{xmltext.text(' '.join((paper.name, *filter(None, facts))))}</title>",
        f"<updated>{moment(offer.changed, paper.timezone)}</updated>",
        f"<author><name>{xmltext.text(paper.publisher or paper.name)}</name></author>",
        f"<dc:issued>{issue.date.isoformat()}</dc:issued><dc:language>{xmltext.text(paper.language)}</dc:language>",
        f"<dc:publisher>{xmltext.text(paper.publisher or paper.name)}</dc:publisher>",
    ]
    if issue.lead:
        parts.append(f'<content type="text">{xmltext.text(issue.lead)}</content>')
    parts += [_link(OPEN, _beside(one.url), MEDIA[one.kind], one.size) for one in offer.downloads]
    parts.append(_link("alternate", _beside(issue.url), "text/html"))
    return "".join((*parts, "</entry>"))


def _link(rel: str, address: str, kind: str, size: int = 0) -> str:
    length = f' length="{size}"' if size else ""
    return f'<link rel="{rel}" href={xmltext.attribute(address)} type="{kind}"{length}/>'


def _beside(url: str) -> str:
    """Return the way to an address from the folder of the catalogue."""
    return relpath(url, "downloads")
