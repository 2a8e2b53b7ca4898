"""What stands at an old address: a page that leads on to the story, without script, and a rule for hosts that know one.

The page is so plain that it needs no layout.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.addresses import Lead
from sitegen.model import Paper

REDIRECTS = "_redirects"
"""Rules for Netlify and Cloudflare Pages: old path, new path, status."""


def render_leads(paper: Paper, leads: Iterable[Lead]) -> Iterator[tuple[str, str]]:
    """Yield address and text of a page for each alias, and of the rules for hosts."""
    leads = sorted(leads, key=lambda lead: lead.alias)
    for lead in leads:
        yield lead.alias, _page(paper, lead)
    if leads:
        root = urlsplit(paper.base_url).path or "/"
        yield REDIRECTS, "".join(f"{root}{lead.alias} {root}{lead.url} 301\n" for lead in leads)


def _page(paper: Paper, lead: Lead) -> str:
    way = urls.root_of(lead.alias) + lead.url
    canonical = paper.base_url + lead.url if paper.base_url else way
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(lead.headline)} - {escape(paper.name)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(way)}">\n</head>\n<body>\n'
        f'<p><a href="{escape(way)}">{escape(lead.headline)}</a></p>\n</body>\n</html>\n'
    )
