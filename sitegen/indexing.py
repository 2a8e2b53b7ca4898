"""What search is told of an issue: its articles as documents."""

from collections.abc import Mapping

from sitegen import urls
from sitegen.archive import Place, reading_order
from sitegen.model import Body, Issue
from sitegen.search.documents import Document, IssueDocuments


def issue_documents(issue: Issue, bodies: Mapping[str, Body]) -> IssueDocuments:
    """Return the articles of an issue that may be searched, in reading order; `bodies` are by slug."""
    return IssueDocuments(
        name=issue.name,
        date=issue.date,
        documents=tuple(
            _document(place, bodies[place.article.slug]) for place in reading_order(issue) if place.article.search
        ),
    )


def _document(place: Place, body: Body) -> Document:
    article = place.article
    return Document(
        url=urls.article_url(place.issue, article),
        headline=article.headline,
        kicker=article.kicker,
        deck=article.deck,
        paragraphs=body.paragraphs,
        page=place.page.label,
        section=article.section.name if article.section else "",
        column=article.column.name if article.column else "",
        people=tuple(dict.fromkeys(byline.name for byline in article.byline)),
    )
