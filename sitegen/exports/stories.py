"""A story as the data of its issue carries it: what two formats need, made once."""

from sitegen.archive import last_change
from sitegen.contexts import ArticleContext
from sitegen.feeds.entries import absolute, feed_id, moment, whole_url
from sitegen.jsontext import quoted_body
from sitegen.model import Article, Issue, Paper
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of an issue."""

    article: Article
    id: str
    """The same as in feeds, so that it stays whatever becomes of the address."""

    url: str
    """From the root of the output."""

    address: str
    """Whole, or as `url` where the base address is not known."""

    changed: str
    """Moment of its last change, RFC 3339."""

    html: bytes
    """Its text as a JSON text in UTF-8, with its links whole where the base address is known; `""` where programs shall
    not have it: notices that hold personal data are kept out of feeds, and out of here."""


def story_of(paper: Paper, issue: Issue, page: ArticleContext) -> Story:
    """Return a story as data; `page` is what its own page shows."""
    article = page.article
    html = page.body.html if article.feeds else ""
    if paper.base_url and html:
        html = absolute(html, paper.base_url + page.url)
    return Story(
        article=article,
        id=feed_id(paper, article.aliases[0] if article.aliases else page.url),
        url=page.url,
        address=whole_url(paper, page.url),
        changed=moment(last_change(issue, article), paper.timezone),
        html=quoted_body(html),
    )
