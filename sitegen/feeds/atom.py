"""Atom documents (RFC 4287), linked into an archive (RFC 5005).

Where the base address is not known, links are relative, which Atom allows: `xml:base` on the feed names the root of
the output, and each content the page it comes from. Characters that XML cannot hold never come so far: reading refuses
them in fields and drops them from texts.
"""

from collections.abc import Iterable

from sitegen import urls, xmltext
from sitegen.feeds.entries import Entry, feed_id
from sitegen.model import Paper
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of a feed."""

    title: str
    url: str
    """Address of the feed itself, from the root of the output."""

    page: str
    """Address of the page that shows the same to people."""

    updated: str
    """RFC 3339."""

    current: str = ""
    """For a document of the archive: the address of the feed that it belongs to."""

    previous: str = ""
    next: str = ""
    """Addresses of the documents of the archive before and after this one."""


def render_feed(paper: Paper, head: Head, entries: Iterable[str]) -> str:
    """Return an Atom document; the entries are as `render_entry` made them."""
    root = urls.root_of(head.url)
    base = "" if paper.base_url or not root else f' xml:base="{root}"'
    archive = ' xmlns:fh="http://purl.org/syndication/history/1.0"' if head.current else ""
    address = paper.base_url if paper.base_url else ""
    links = [
        _link("self", address + head.url, "application/atom+xml"),
        _link("alternate", address + head.page, "text/html"),
        _link("current", address + head.current if head.current else "", ""),
        _link("prev-archive", address + head.previous if head.previous else "", ""),
        _link("next-archive", address + head.next if head.next else "", ""),
    ]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom"{archive}{base} xml:lang={xmltext.attribute(paper.language)}>',
            f"<id>{feed_id(paper, head.url)}</id>",
            f"<title>{xmltext.text(head.title)}</title>",
            f"<updated>{head.updated}</updated>",
            f"<author><name>{xmltext.text(paper.publisher or paper.name)}</name></author>",
            *(link for link in links if link),
            *([f"<subtitle>{xmltext.text(paper.tagline)}</subtitle>"] if paper.tagline else []),
            *([f"<rights>{xmltext.text(paper.license)}</rights>"] if paper.license else []),
            *(["<fh:archive/>"] if head.current else []),
            *entries,
            "</feed>\n",
        )
    )


def _link(rel: str, address: str, kind: str) -> str:
    kind = f' type="{kind}"' if kind else ""
    return f'<link rel="{rel}"{kind} href={xmltext.attribute(address)}/>' if address else ""


def render_entry(paper: Paper, entry: Entry) -> str:
    """Return the element of one story, the same in every feed of the paper."""
    language = f' xml:lang="{entry.language}"' if entry.language else ""
    parts = [
        f"<entry{language}><id>{entry.id}</id><title>{xmltext.text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href={xmltext.attribute(entry.url)}/>',
        f"<published>{entry.published}</published><updated>{entry.updated}</updated>",
        *(f"<author><name>{xmltext.text(name)}</name></author>" for name in entry.authors),
        *(f"<contributor><name>{xmltext.text(name)}</name></contributor>" for name in entry.contributors),
        *(f"<category term={xmltext.attribute(name)}/>" for name in entry.categories),
    ]
    if entry.summary:
        parts.append(f"<summary>{xmltext.text(entry.summary)}</summary>")
    if entry.html:
        base = "" if paper.base_url else f' xml:base="{entry.page}"'
        parts.append(f'<content type="html"{base}>{xmltext.text(entry.html)}</content>')
    parts.append("</entry>")
    return "".join(parts)
