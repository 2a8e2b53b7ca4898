"""JSON Feed documents, version 1.1 (jsonfeed.org).

Its rules know no relative addresses: where the base address is not known, an item has its text and no links.
"""

from collections.abc import Iterable

from sitegen.feeds.atom import Head
from sitegen.feeds.entries import Entry
from sitegen.jsontext import encode, given
from sitegen.model import Paper

VERSION = "https://jsonfeed.org/version/1.1"


def render_feed(paper: Paper, head: Head, items: Iterable[str]) -> str:
    """Return a JSON Feed; the items are as `render_item` made them."""
    fields: dict[str, object] = {"version": VERSION, "title": head.title}
    if paper.base_url:
        fields["home_page_url"] = paper.base_url + head.page
        fields["feed_url"] = paper.base_url + head.url
    if paper.tagline:
        fields["description"] = paper.tagline
    fields["language"] = paper.language
    fields["authors"] = [{"name": paper.publisher or paper.name}]
    return f'{encode(fields)[:-1]},\n"items":[\n' + ",\n".join(items) + "\n]}\n"


def render_item(paper: Paper, entry: Entry) -> str:
    """Return the item of one story, the same in every feed of the paper."""
    whole = bool(paper.base_url)
    fields: dict[str, object] = {
        "id": entry.id,
        "url": entry.url if whole else "",
        "title": entry.title,
        "content_html": entry.html if whole else "",
        "content_text": "" if whole and entry.html else entry.text or entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image if whole else "",
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    return encode(given(fields))
