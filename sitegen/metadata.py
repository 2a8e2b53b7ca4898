"""What programs read in the head of a story's page: JSON-LD, Open Graph, Highwire and Dublin Core.

One element serves two readers where it can: `name` is for Zotero and libraries, `property` for Open Graph. There is no
`citation_journal_title`, which would make Zotero take the newspaper for a journal; `DC.source` says it instead.
"""

from collections.abc import Mapping
from html import escape

from sitegen import urls
from sitegen.archive import Place, last_change
from sitegen.citations.cited import BODIES
from sitegen.feeds.entries import moment, whole_url
from sitegen.jsontext import encode, given
from sitegen.model import Article, Issue, Paper
from sitegen.quickclass import dataclass
from sitegen.signatures import authors, contributors

CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTerms:
    """What the stories of one issue have in common, made once."""

    paper: Paper
    issue: Issue
    elements: str
    """Elements of the head that are the same for all."""

    within: str
    """The issue in its volume in its newspaper, as JSON."""

    publisher: str
    """As JSON."""


def issue_terms(paper: Paper, issue: Issue) -> IssueTerms:
    """Return what the stories of an issue have in common."""
    elements = (
        _meta("DC.type", "newspaperArticle"),
        _meta("DC.source", paper.name, "og:site_name"),
        _meta("DC.date", issue.date.isoformat()),
        _meta("DC.publisher", paper.publisher),
        _meta("DC.rights", paper.license),
        _meta("citation_publication_date", issue.date.strftime("%Y/%m/%d")),
        _meta("citation_issue", issue.number),
        _meta("citation_issn", paper.serials.issn),
        _meta("prism.edition", issue.edition),
        '<meta property="og:type" content="article">\n',
    )
    newspaper = {"@type": "Newspaper", "name": paper.name, "issn": paper.serials.issn, "url": paper.base_url}
    # a newspaper that counts no volumes has one a year, as libraries bind them
    volume = {"@type": "PublicationVolume", "volumeNumber": str(issue.date.year), "isPartOf": given(newspaper)}
    whole = {
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": issue.number,
        "datePublished": issue.date.isoformat(),
        "url": whole_url(paper, urls.issue_url(issue.name)) if paper.base_url else "",
        "isPartOf": volume,
    }
    publisher = {"@type": "NewsMediaOrganization", "name": paper.publisher or paper.name, "url": paper.base_url}
    return IssueTerms(
        paper=paper,
        issue=issue,
        elements="".join(elements),
        within=_json(given(whole)),
        publisher=_json(given(publisher)),
    )


def page_metadata(terms: IssueTerms, place: Place) -> str:
    """Return the elements for the head of a story's page, one a line; nothing in any field can leave its place."""
    paper, issue, article = terms.paper, terms.issue, place.article
    url = whole_url(paper, urls.article_url(issue, article)) if paper.base_url else ""
    headline = " ".join(article.headline.split())
    signed = authors(article)
    changed = last_change(issue, article)
    elements = [
        _meta("description", article.summary or headline, "og:description"),
        _meta("author", ", ".join([by.name for by in article.byline])),
        _meta("citation_title", headline, "og:title"),
        *[_meta("citation_author", name) for name in signed],
        _meta("citation_firstpage", article.page),
        _meta("citation_public_url", url, "og:url"),
        _meta("DC.title", headline),
        *[_meta("DC.creator", name) for name in signed],
        *[_meta("DC.contributor", name) for name in contributors(article)],
        *[_meta("DC.subject", tag.name, "article:tag") for tag in article.tags],
        _meta("DC.language", article.language or paper.language),
        f'<meta property="article:published_time" content="{moment(issue.date, paper.timezone)}">\n',
    ]
    if changed != issue.date:
        elements.append(_meta("DCTERMS.modified", moment(changed, paper.timezone), "article:modified_time"))
    if article.section:
        elements.append(f'<meta property="article:section" content="{_attribute(article.section.name)}">\n')
    image = _image(paper, issue, article)
    if image:
        elements.append(f'<meta property="og:image" content="{_attribute(image)}">\n')
        if article.picture and article.picture.alt:
            elements.append(f'<meta property="og:image:alt" content="{_attribute(article.picture.alt)}">\n')
    data = _news_article(terms, place, url, image)
    return f'{"".join(elements)}{terms.elements}<script type="application/ld+json">{data}</script>'


def _image(paper: Paper, issue: Issue, article: Article) -> str:
    """Return the whole address of a story's first picture; empty where there is none, or no base address."""
    if not article.picture or not paper.base_url:
        return ""
    return whole_url(paper, urls.file_url(issue, article.picture.src))


def _news_article(terms: IssueTerms, place: Place, url: str, image: str) -> str:
    paper, issue, article = terms.paper, terms.issue, place.article
    section = article.section.name if article.section else ""
    column = article.column.name if article.column else ""
    fields = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": " ".join(article.headline.split()),
        "alternativeHeadline": article.deck,
        "description": article.summary,
        "url": url,
        "image": [image] if image else (),
        "datePublished": moment(issue.date, paper.timezone),
        "dateModified": moment(last_change(issue, article), paper.timezone),
        "author": _people(paper, article),
        "articleSection": [name for name in (section, column) if name],
        "keywords": [tag.name for tag in article.tags],
        "inLanguage": article.language or paper.language,
        "printPage": article.page,
        "printSection": place.page.title or section,
        "printColumn": column,
        "printEdition": issue.edition,
        "dateline": article.dateline,
        "correction": [
            {"@type": "CorrectionComment", "text": fault.text, "datePublished": fault.date.isoformat()}
            for fault in article.corrections
        ],
        "creativeWorkStatus": "Retracted" if article.retracted else "",
    }
    return f'{_json(given(fields))[:-1]},"publisher":{terms.publisher},"isPartOf":{terms.within}}}'


def _people(paper: Paper, article: Article) -> list[dict[str, str]]:
    """Return those who wrote the story; where nobody signed it, nobody is invented."""
    signed = {by.name: by for by in article.byline}
    people = []
    for name in authors(article):
        by = signed[name]
        person = {"@type": "Organization" if by.role in BODIES or not by.slug else "Person", "name": name}
        if by.slug and paper.base_url:
            person["url"] = paper.base_url + urls.topic_url("people", by.slug)
        people.append(person)
    return people


def _json(value: Mapping[str, object]) -> str:
    text = encode(value)
    # what could end a script, or begin another one, as JSON may write it too; few texts hold it, and to look is quicker
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return text


def _meta(name: str, value: str, same: str = "") -> str:
    """Return an element, which Open Graph reads under the name `same`; nothing where there is no value."""
    if not value:
        return ""
    also = f' property="{same}"' if same else ""
    return f'<meta name="{name}"{also} content="{_attribute(value)}">\n'


def _attribute(value: str) -> str:
    # most values need nothing, and to look is quicker than to escape
    special = "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    return escape(value) if special else value
