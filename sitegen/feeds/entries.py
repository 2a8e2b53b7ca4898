"""A story as a feed carries it, whatever the feed's form."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha1
from html import escape
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

from sitegen import urls
from sitegen.archive import Place, last_change, reading_order
from sitegen.catalog import read_catalog
from sitegen.model import Article, Body, Issue, Paper
from sitegen.quickclass import dataclass
from sitegen.signatures import authors

NAMESPACE = bytes.fromhex("6ba7b811-9dad-11d1-80b4-00c04fd430c8".replace("-", ""))
"""Of names that are addresses (RFC 9562, 6.6); Python's `uuid` asks for the whole platform when it is imported."""

LINK = re.compile(r'(<(?:a|img)(?:\s+[a-z-]+(?:="[^"]*")?)*?\s+(?:href|src)=")(?![a-z]+:)([^"]*)')
"""A link of a body that is not whole yet; its HTML is our own: attributes are quoted, and hold no quotation mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story of a feed."""

    id: str
    url: str
    """Address of its page: whole where the paper's base address is known, else from the root of the output."""

    page: str
    """Address of its page from the root of the output."""

    title: str
    published: str
    updated: str
    """Both RFC 3339."""

    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    categories: tuple[str, ...]
    summary: str
    html: str
    """Full text, or empty where the feed carries summaries only."""

    text: str
    """The full text as plain paragraphs, or empty."""

    image: str
    language: str


def feed_id(paper: Paper, address: str) -> str:
    """Return the permanent name of what stands at an address: a name-based UUID (RFC 9562, version 5).

    It does not hold the base address: a paper that moves to another host must not show readers its stories anew.
    """
    # written out here, since the library's own object takes ten times as long and every story has one
    name = sha1(NAMESPACE + f"{paper.name}/{address}".encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(name[16], 16) & 3]
    return f"urn:uuid:{name[:8]}-{name[8:12]}-5{name[13:16]}-{variant}{name[17:20]}-{name[20:32]}"


@lru_cache(maxsize=4096)
def moment(day: date, timezone: str) -> str:
    """Return the beginning of a day in a time zone, RFC 3339.

    Before standard time offsets have seconds, which RFC 3339 cannot write: such a day is given in UTC.
    """
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(timezone))
    offset = start.utcoffset()
    if offset and offset.total_seconds() % 60:
        return start.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return start.isoformat()


def whole_url(paper: Paper, url: str) -> str:
    """Return an address as others may use it: whole where the base address is known, else from the root."""
    return paper.base_url + quote(url) if paper.base_url else quote(url)


def carried_by_feeds(issue: Issue) -> Iterator[Place]:
    """Yield the stories of an issue that feeds may carry; notices with personal data ask to be left out."""
    return (place for place in reading_order(issue) if place.article.feeds and not place.article.draft)


def entry_of(paper: Paper, place: Place, body: Body | None) -> Entry:
    """Return the entry of a story; with `body` it carries the full text."""
    issue, article = place.issue, place.article
    url = urls.article_url(issue, article)
    translate = read_catalog(paper.language).translate
    mark = f"[{translate('Retracted')}] " if article.retracted else ""
    notices = _notices(article, translate)
    wrote = authors(article)
    topics = (article.section, article.column, *article.tags)
    return Entry(
        # the first address that the story had stays its name, wherever it moved
        id=feed_id(paper, article.aliases[0] if article.aliases else url),
        url=paper.base_url + url,
        page=url,
        title=mark + article.headline,
        published=moment(issue.date, paper.timezone),
        updated=moment(last_change(issue, article), paper.timezone),
        authors=wrote,
        contributors=tuple(dict.fromkeys(by.name for by in article.byline if by.name not in wrote)),
        categories=tuple(dict.fromkeys(topic.name for topic in topics if topic)),
        summary=article.retracted or article.summary,
        html=_full_text(paper, article, url, body, notices) if body else "",
        text="\n\n".join((*notices, *body.paragraphs)) if body else "",
        image=whole_url(paper, urls.file_url(issue, article.picture.src)) if article.picture else "",
        language=article.language,
    )


def _notices(article: Article, translate: Callable[[str], str]) -> list[str]:
    notices = [f"{translate('Retracted')}: {article.retracted}"] if article.retracted else []
    return notices + [f"{translate('Correction')} {fault.date}: {fault.text}" for fault in article.corrections]


def _full_text(paper: Paper, article: Article, url: str, body: Body, notices: list[str]) -> str:
    head = [f"<p><strong>{escape(text)}</strong></p>" for text in (article.deck, *notices) if text]
    if article.dateline:
        head.append(f"<p>{escape(article.dateline)}</p>")
    return "".join(head) + (absolute(body.html, paper.base_url + url) if paper.base_url else body.html)


def absolute(html: str, address: str) -> str:
    """Return the HTML of a body with all its links whole; `address` is that of its page."""
    return LINK.sub(lambda match: match[1] + urljoin(address, match[2]), html)
