"""What Zotero makes of a page without a translator of its own: the documented rules of its "Embedded Metadata".

Written after the table of fields that it publishes for web sites (zotero.org, "Exposing your metadata"): a name with a
known prefix is RDF, the first value of the first property that has one counts; Highwire's names come before RDF, the
title of the page and other weak signs after both. Tags are left out: Zotero takes none from a page that it has no
translator for. On every story of the sample the translation server itself (version 2.0.5) gives the same.
"""

from selectolax.lexbor import LexborHTMLParser

PREFIXES = ("dc", "dcterms", "prism", "og", "article", "bib", "bibo", "eprints", "so", "z")
RDF = {
    "title": ("dc:title", "dcterms:title", "eprints:title", "og:title"),
    "publicationTitle": ("prism:publicationName", "dc:source", "dcterms:source"),
    "rights": ("prism:copyright", "dc:rights", "dcterms:rights"),
    "section": ("article:section",),
    "edition": ("prism:edition", "bibo:edition"),
    "date": (
        *("eprints:date", "prism:publicationDate", "og:published_time", "article:published_time"),
        *("dc:date.issued", "dcterms:issued", "dc:date", "dcterms:date"),
    ),
    "url": ("og:url", "bibo:uri"),
    "abstractNote": ("og:description", "dcterms:abstract", "dc:description.abstract"),
    "ISSN": ("prism:issn", "bibo:issn", "dc:source.ISSN"),
    "language": ("dc:language", "dcterms:language"),
}
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_publisher": "publisher",
    "citation_abstract": "abstractNote",
    "citation_public_url": "url",
    "citation_language": "language",
    "citation_issn": "ISSN",
    "citation_firstpage": "pages",
    "citation_issue": "issue",
}
"""Names of Highwire that a newspaper can use, later ones before earlier ones."""

CONTAINERS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_technical_report_institution": "report",
}
"""What decides the type of an item before all else."""


def read_item(html: str) -> dict[str, object]:
    """Return the fields that Zotero fills in from a page, empty ones left out."""
    tree = LexborHTMLParser(html)
    rdf: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    for node in tree.css("head meta"):
        # the property is read only where there is no name
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        value = node.attributes.get("content") or ""
        if not name or not value:
            continue
        prefix, _, rest = name.replace(":", ".").partition(".")
        if prefix.lower() in PREFIXES and rest:
            rdf.setdefault(f"{prefix.lower()}:{rest[0].lower()}{rest[1:]}", []).append(value)
        else:
            plain.setdefault(name, []).append(value)
    item: dict[str, object] = {
        field: next((rdf[name][0] for name in names if name in rdf), "") for field, names in RDF.items()
    }
    for name, field in HIGHWIRE.items():
        if name in plain:
            item[field] = plain[name][0]
    if not item["publicationTitle"]:
        item["publicationTitle"] = next(iter(rdf.get("og:site_name", ())), "")
    item["itemType"] = _type(rdf, plain)
    item["creators"] = plain.get("citation_author") or rdf.get("dc:creator") or plain.get("author") or []
    abstract = item["abstractNote"] or next(iter(plain.get("description", ())), "")
    item["abstractNote"] = " ".join(str(abstract).split())
    canonical = tree.css_first('head > link[rel="canonical"]')
    item["url"] = item["url"] or (canonical.attributes.get("href") if canonical else "")
    item["title"] = " ".join(str(item["title"]).split())
    return {field: value for field, value in item.items() if value}


def _type(rdf: dict[str, list[str]], plain: dict[str, list[str]]) -> str:
    for name, kind in CONTAINERS.items():
        if name in plain:
            return kind
    if "dc:type" in rdf:
        return rdf["dc:type"][0]
    return "journalArticle" if "citation_title" in plain else "webpage"
