"""An issue and its stories as PDF: two columns, folios, links, bookmarks, tags for those who have it read out.

WeasyPrint is imported where a PDF is made, and nowhere else; it asks nobody for anything.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from sitegen.catalog import read_catalog, show_date
from sitegen.contexts import ArticleContext, Context, IssueContext, IssueLink, PageContext, PageView
from sitegen.disk import digest
from sitegen.downloads.designs import packaged_design
from sitegen.downloads.markup import as_xhtml
from sitegen.downloads.offers import Files
from sitegen.layouts import Sheet, render
from sitegen.model import Body, Issue
from sitegen.pages import Neighbours, plan_issue
from sitegen.quickclass import dataclass, replace
from sitegen.works import Press

FOLDER = Path(__file__).parent / "printed"
DOTS = 200
"""Dots to the inch of pictures: finer ones are made smaller."""

_ID = re.compile(r'(<[a-z][^<>]*\sid=")')
_HEADING = re.compile(r"<(/?)h([2-5])\b")
_MEDIA = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page of the paper with its stories."""

    view: PageView
    stories: tuple[ArticleContext, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContext(Context):
    """What a PDF is made of."""

    issue: IssueLink
    title: str
    note: str
    address: str
    """Of the story on the web, or empty."""

    folio: tuple[str, str]
    """Name of the paper and day of the issue, as the inside of strings in CSS."""

    leaves: tuple[PrintedPage, ...]


def make_pdfs(press: Press, issue: Issue, bodies: Mapping[str, Body], files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield the issue, under an empty text, and each of its stories by slug, as PDF.

    `bodies` are by slug; `files` gives the pictures of the issue by name.
    """
    printer = _Printer(press, issue, bodies, files)
    yield "", printer.issue()
    for story in printer.stories:
        yield story.article.slug, printer.article(story)


class _Printer:
    def __init__(self, press: Press, issue: Issue, bodies: Mapping[str, Body], files: Files) -> None:
        self._press = press
        self._paper = press.frame.paper
        self._name = issue.name
        self._day = show_date(issue.date, "full", read_catalog(self._paper.language).locale)
        self._files = lru_cache(maxsize=64)(files)
        near = Neighbours(previous=None, next=None)
        contexts = [sheet.context for sheet in plan_issue(press.frame, issue, bodies, near)]
        self._pages = [context for context in contexts if isinstance(context, IssueContext | PageContext)]
        self.stories = [context for context in contexts if isinstance(context, ArticleContext)]
        self._inside = {story.url: story.article.slug for story in self.stories}

    def issue(self) -> bytes:
        """Return the whole issue."""
        stories = {story.url: self._set(story, whole=True) for story in self.stories}
        leaves = tuple(
            PrintedPage(view=told.page, stories=tuple(stories[teaser.url] for teaser in told.page.teasers))
            for told in self._pages
        )
        note = self._pages[0].note if isinstance(self._pages[0], IssueContext) else ""
        title = f"{self._paper.name} {self._name[:10]}"
        return self._print("issue.html", title, leaves, note=self._text(note, "note", whole=True))

    def article(self, story: ArticleContext) -> bytes:
        """Return one story."""
        view = next(told.page for told in self._pages if told.page.url == story.page.url)
        leaf = PrintedPage(view=view, stories=(self._set(story, whole=False),))
        address = self._paper.base_url + story.url if self._paper.base_url else ""
        title = f"{story.article.headline} - {self._paper.name}"
        return self._print("article.html", title, (leaf,), address=address)

    def _print(
        self, layout: str, title: str, leaves: tuple[PrintedPage, ...], *, note: str = "", address: str = ""
    ) -> bytes:
        context = PrintContext(
            **self._press.frame.around(layout),
            issue=self._pages[0].issue,
            title=title,
            note=note,
            address=address,
            folio=(_css(self._paper.name), _css(self._day)),
            leaves=leaves,
        )
        design = packaged_design(FOLDER, self._press.design)
        return self._pdf(render(design, Sheet(url=layout, layout=layout, context=context)))

    def _pdf(self, html: str) -> bytes:
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415

        fetcher = URLFetcher(allowed_protocols=("data",))
        made: Any = HTML(string=html, url_fetcher=fetcher).write_pdf(
            stylesheets=[self._style],
            pdf_tags=True,
            pdf_identifier=digest(html.encode()).encode(),
            dpi=DOTS,
        )
        return bytes(made)

    @cached_property
    def _style(self) -> Any:
        from weasyprint import CSS  # noqa: PLC0415

        return CSS(filename=str(FOLDER / "printed.css"))

    def _set(self, story: ArticleContext, *, whole: bool) -> ArticleContext:
        html = self._text(story.body.html, story.article.slug, whole=whole)
        return replace(story, body=replace(story.body, html=html))

    def _text(self, html: str, name: str, *, whole: bool) -> str:
        """Return the HTML of a text; in a `whole` issue its names are told apart, its headings one level lower."""
        prefix = f"{name}--" if whole else ""

        def lead(address: str) -> str:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                return address
            if not parts.path:
                return f"#{prefix}{parts.fragment}"
            target = normpath(join(self._name, unquote(parts.path)))
            if whole and target in self._inside:
                return f"#{self._inside[target]}"
            return self._paper.base_url + quote(target) if self._paper.base_url else ""

        def show(address: str) -> str:
            return "" if urlsplit(address).scheme else _data(self._files(unquote(address).removeprefix("./")))

        made = as_xhtml(html, lead, show)
        if whole:
            made = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", _ID.sub(rf"\g<1>{prefix}", made))
        return made


def _css(text: str) -> str:
    """Return a text as the inside of a string in CSS that stands in HTML."""
    return re.sub(r"""["'\\<&\s]""", lambda match: f"\\{ord(match[0]):x} ", text)


def _data(content: bytes) -> str:
    """Return a picture as an address that holds it."""
    media = next((media for start, media in _MEDIA.items() if content.startswith(start)), "image/svg+xml")
    return f"data:{media};base64,{b64encode(content).decode()}"
