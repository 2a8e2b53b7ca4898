"""The page and the catalogue that list all that can be taken away, printed when the size of each file is known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sitegen import pages, urls
from sitegen.contexts import Download, DownloadsContext, IssueDownloads, IssueLink, YearDownloads
from sitegen.disk import digest
from sitegen.downloads.batches import BATCH, Intact
from sitegen.downloads.offers import offered
from sitegen.downloads.opds import NEWEST, Offer, render_part, render_root
from sitegen.gather import Known
from sitegen.layouts import Sheet, layout_digest, render
from sitegen.works import Press, Record, stage_files

LAYOUT = "downloads.html"
NAME = f"{BATCH}/list"
NEW = 12
"""Issues that the page and the head of the catalogue show."""


def print_listing(
    press: Press, issues: Sequence[Known], records: Mapping[str, Record], intact: Intact
) -> dict[str, Record]:
    """Print the page and the catalogue of what a paper offers; `records` are those of all other batches."""
    links = [known.summary.link for known in issues if known.summary.link]
    batches = [(name, record.digest) for name, record in sorted(records.items()) if name.startswith(f"{BATCH}/")]
    design = layout_digest(press.design, LAYOUT).encode()
    made_from = digest(press.version.encode(), design, repr((press.frame, links, batches)).encode())
    record = intact(NAME, made_from) or stage_files(press, made_from, _files(press, issues, records))
    return {NAME: record}


def _files(press: Press, issues: Sequence[Known], records: Mapping[str, Record]) -> Iterator[tuple[str, bytes]]:
    paper = press.frame.paper
    offers = [offer for known in reversed(issues) if (offer := _offer(known, records, paper.downloads))]
    catalogued = bool(offers) and "epub" in paper.downloads
    sheet = _sheet(press, offers, records, catalogue=urls.CATALOGUE if catalogued else "")
    yield sheet.url, render(press.design, sheet).encode()
    if not catalogued:
        return
    years: dict[int, list[Offer]] = {}
    for offer in offers:
        years.setdefault(offer.issue.date.year, []).append(offer)
    latest = max(offer.changed for offer in offers)
    yield urls.CATALOGUE, render_root(paper, years, latest).encode()
    yield urls.catalogue_url(NEWEST), render_part(paper, NEWEST, offers[:NEW]).encode()
    for year, found in years.items():
        yield urls.catalogue_url(str(year)), render_part(paper, str(year), found).encode()


def _offer(known: Known, records: Mapping[str, Record], kinds: Sequence[str]) -> Offer | None:
    link = known.summary.link
    own = [record for kind in kinds if (record := records.get(f"{BATCH}/{kind}/{known.folder}"))]
    found = dict(offered(own)).get("", ())
    if link is None or not found:
        return None
    days = [date.fromisoformat(entry.changed) for entry in known.summary.entries]
    return Offer(issue=link, changed=max([link.date, *days]), downloads=found)


def _sheet(press: Press, offers: Sequence[Offer], records: Mapping[str, Record], *, catalogue: str) -> Sheet:
    links: list[IssueLink] = [offer.issue for offer in offers]
    return Sheet(
        url=urls.DOWNLOADS,
        layout=LAYOUT,
        context=DownloadsContext(
            **press.frame.around(urls.DOWNLOADS),
            newest=tuple(IssueDownloads(issue=offer.issue, downloads=offer.downloads) for offer in offers[:NEW]),
            years=tuple(
                YearDownloads(year=year, download=_copy(records.get(f"{BATCH}/year/{year.year}")))
                for year in pages.year_links(links)
            ),
            catalogue=catalogue,
        ),
    )


def _copy(record: Record | None) -> Download | None:
    return Download(kind="zip", url=record.files[0][0], size=record.files[0][2][0]) if record else None
