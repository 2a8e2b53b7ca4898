"""Issue and bodies -> what search knows of them."""

from collections.abc import Mapping

from sitegen.model import Body, Issue
from sitegen.search.documents import Document, IssueDocuments
from sitegen.urls import article_url


def collect(issue: Issue, bodies: Mapping[str, Body]) -> IssueDocuments:
    """Return the issue's articles in reading order, but for drafts and those that search must not show.

    `bodies` are by slug.
    """
    return IssueDocuments(
        name=issue.name,
        date=issue.date,
        documents=tuple(
            Document(
                url=article_url(issue, article),
                headline=article.headline,
                kicker=article.kicker,
                deck=article.deck,
                page=page.label,
                section=article.section.name if article.section else "",
                column=article.column.name if article.column else "",
                people=tuple(dict.fromkeys(byline.name for byline in article.byline)),
                paragraphs=bodies[article.slug].paragraphs,
            )
            for page in issue.pages
            for article in page.articles
            if article.search and not article.draft and not issue.draft
        ),
    )
