"""Sitemaps (sitemaps.org 0.9, with Google's news extension) and robots.txt: addresses with the day of last change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import quote

from sitegen import urls, xmltext
from sitegen.archive import Place
from sitegen.gather import Known
from sitegen.model import Paper

MOST = 45_000
"""Addresses in one part; the protocol allows 50,000 and 50 MB."""

MOST_NEWS = 1_000
NEWS_DAYS = 2
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS_SPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def render_sitemaps(paper: Paper, issues: Sequence[Known], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the index and its parts: the issues of each year, and `others`.

    Nothing where the base address is not known: a sitemap has whole addresses only.
    """
    if not paper.base_url:
        return
    years: dict[int, list[tuple[str, str]]] = {}
    for issue in issues:
        link = issue.summary.link
        if link and not link.draft:
            years.setdefault(link.date.year, []).extend(_dated(issue))
    parts = [(f"{year}", pages) for year, pages in sorted(years.items())]
    parts.append(("pages", [(url, "") for url in others]))
    carried = any(entry.feeds for issue in issues for entry in issue.summary.entries)
    changes: list[tuple[str, str]] = [(urls.NEWS_SITEMAP, "")] if carried else []
    for name, pages in parts:
        for i in range(0, len(pages), MOST):
            part = pages[i : i + MOST]
            url = urls.sitemap_part_url(f"{name}-{i // MOST + 1}" if i else name)
            changes.append((url, max(day for _, day in part)))
            yield url, _document("urlset", "url", paper.base_url, part)
    yield urls.SITEMAP, _document("sitemapindex", "sitemap", paper.base_url, changes)


def _dated(issue: Known) -> Iterator[tuple[str, str]]:
    """Yield the pages of an issue and its stories, each with the day of its last change."""
    summary = issue.summary
    days = {entry.url: entry.changed for entry in summary.entries}
    newest = max(days.values(), default="") or (summary.link.date.isoformat() if summary.link else "")
    for url in summary.urls:
        if url.endswith(".html"):
            yield url, days.get(url, newest)


def _document(whole: str, item: str, base: str, addresses: Iterable[tuple[str, str]]) -> str:
    lines = [f"{HEAD}<{whole} {SPACE}>\n"]
    start = f"<{item}><loc>{xmltext.text(base)}"
    for url, day in addresses:
        change = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"{start}{url}</loc>{change}</{item}>\n")
    lines.append(f"</{whole}>\n")
    return "".join(lines)


def render_news(paper: Paper, places: Sequence[Place]) -> str:
    """Return the news sitemap: the stories of the last two days, counted back from the newest of them.

    Google asks for two days back from today; an archive that is built twice must come out the same, so the newest
    issue stands for today. `places` are newest issue first.
    """
    first = max((place.issue.date for place in places), default=None)
    recent = [place for place in places if first and place.issue.date > first - timedelta(days=NEWS_DAYS)]
    lines = [f"{HEAD}<urlset {SPACE} {NEWS_SPACE}>\n"]
    for place in recent[:MOST_NEWS]:
        language = place.article.language or paper.language
        lines.append(
            f"<url><loc>{xmltext.text(paper.base_url + quote(urls.article_url(place.issue, place.article)))}</loc>"
            "<news:news>"
            f"<news:publication><news:name>{xmltext.text(paper.name)}</news:name>"
            f"<news:language>{news_language(language)}</news:language></news:publication>"
            f"<news:publication_date>{place.issue.date.isoformat()}</news:publication_date>"
            f"<news:title>{xmltext.text(place.article.headline)}</news:title></news:news></url>\n"
        )
    lines.append("</urlset>\n")
    return "".join(lines)


def news_language(language: str) -> str:
    """Return a BCP 47 tag as Google news writes it: two letters, but zh-cn and zh-tw for the two ways of Chinese."""
    parts = language.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-cn"


def render_robots(paper: Paper, *, drafts: bool) -> str:
    """Return robots.txt: all is open, but a build that shows drafts asks to be left alone."""
    if drafts:
        return "User-agent: *\nDisallow: /\n"
    address = f"\nSitemap: {paper.base_url}{urls.SITEMAP}\n" if paper.base_url else ""
    return f"User-agent: *\nDisallow:\n{address}"
