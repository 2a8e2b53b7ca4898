"""An issue as a book (EPUB 3.3), made from the sheets of the issue: its pages in order, each followed by its stories.

Names inside the book are our own, since those of pictures may hold what reading programs stumble over.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath, splitext
from urllib.parse import quote, unquote, urlsplit

from sitegen import urls
from sitegen.archive import last_change, reading_order
from sitegen.contexts import ArticleContext, Context, IssueContext, IssueLink, PageContext, PageView, Teaser
from sitegen.downloads.designs import packaged_design
from sitegen.downloads.markup import as_xhtml
from sitegen.downloads.offers import Files
from sitegen.downloads.zipping import write_zip
from sitegen.feeds.entries import feed_id
from sitegen.layouts import Sheet, render
from sitegen.model import Body, Issue
from sitegen.pages import Neighbours, plan_issue
from sitegen.quickclass import dataclass, replace
from sitegen.works import Press

FOLDER = Path(__file__).parent / "book"
ISSN = re.compile(r"\d{4}-\d{3}[\dX]")
ID = re.compile(r'\sid="([^"]*)"')
NUMBER = re.compile(r"\d+")
MARKS = "%/?:@!$&'()*+,;=~"
ROOT = "EPUB/"
XHTML = "application/xhtml+xml"
MEDIA = {".gif": "image/gif", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp"}
BEGINNINGS = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))
"""How pictures begin, whatever their names say: a book must not call a PNG a JPEG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of the book, as its package lists it."""

    id: str
    path: str
    media: str
    properties: str = ""
    read: bool = False
    """True for what is read page after page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story in the book."""

    path: str
    teaser: Teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page of the paper in the book, with its stories."""

    path: str
    view: PageView
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContext(Context):
    """What the package, the contents and the cover are made of."""

    issue: IssueLink
    id: str
    title: str
    summary: str
    source: str
    modified: date
    position: int
    """In the series of all issues: the number, else the day as YYYYMMDD."""

    issn: str
    cover: str
    pictured: bool
    described: bool
    """Whether every picture has a text in its place."""

    parts: tuple[Part, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafContext(Context):
    """What the opening of a page is made of."""

    issue: IssueLink
    leaf: Leaf
    number: int
    image: str
    note: str


def make_book(press: Press, issue: Issue, bodies: Mapping[str, Body], files: Files) -> bytes:
    """Return an issue as EPUB; `bodies` are by slug, `files` gives the pictures of the issue by name."""
    target = BytesIO()
    write_zip(target, issue.date, _Binder(press, issue, bodies, files).files(), plain=["mimetype"])
    return target.getvalue()


class _Binder:
    """Puts one book together."""

    def __init__(self, press: Press, issue: Issue, bodies: Mapping[str, Body], files: Files) -> None:
        self._frame = press.frame
        self._paper = press.frame.paper
        self._issue = issue
        self._design = packaged_design(FOLDER, press.design)
        contexts = [
            sheet.context for sheet in plan_issue(press.frame, issue, bodies, Neighbours(previous=None, next=None))
        ]
        self._pages = [context for context in contexts if isinstance(context, IssueContext | PageContext)]
        self._stories = [context for context in contexts if isinstance(context, ArticleContext)]
        self._leaves = [_leaf(number, context.page) for number, context in enumerate(self._pages, 1)]
        self._paths = {leaf.view.url: leaf.path for leaf in self._leaves}
        self._paths |= {story.teaser.url: story.path for leaf in self._leaves for story in leaf.stories}
        self._ids = {story.url: set(ID.findall(story.body.html)) for story in self._stories}
        self._pictures = _pictures(issue, bodies, files)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the archive; the first one says what it is."""
        yield "mimetype", b"application/epub+zip"
        package = self._package()
        yield "META-INF/container.xml", self._render("container.xml", package)
        yield f"{ROOT}package.opf", self._render("package.opf", package)
        for name in ("nav.xhtml", "toc.ncx", "cover.xhtml"):
            yield ROOT + name, self._render(name, package)
        if package.cover == "cover.svg":
            yield f"{ROOT}cover.svg", self._render("cover.svg", package)
        yield f"{ROOT}book.css", (FOLDER / "book.css").read_bytes()
        for number, (leaf, told) in enumerate(zip(self._leaves, self._pages, strict=True), 1):
            yield ROOT + leaf.path, self._render("page.xhtml", self._opening(number, leaf, told))
        for story in self._stories:
            yield ROOT + self._paths[story.url], self._render("story.xhtml", self._story(story))
        for path, content in self._pictures.values():
            yield ROOT + path, content

    def _render(self, layout: str, context: Context) -> bytes:
        return render(self._design, Sheet(url=layout, layout=layout, context=context)).encode()

    def _package(self) -> PackageContext:
        issue, paper, link = self._issue, self._paper, self._pages[0].issue
        number = NUMBER.search(issue.number)
        image = self._pages[0].page.image
        cover = self._pictures[_name(image)][0] if image else "cover.svg"
        shown = [picture for story in self._stories for picture in story.body.pictures]
        days = [last_change(issue, place.article) for place in reading_order(issue)]
        names = (paper.name, issue.date.isoformat(), issue.number, issue.title, issue.edition)
        return PackageContext(
            **self._frame.around("package.opf"),
            issue=link,
            id=feed_id(paper, urls.issue_url(issue.name)),
            title=" ".join(name for name in names if name),
            summary=link.lead,
            source=paper.base_url + urls.issue_url(issue.name) if paper.base_url else "",
            modified=max([issue.date, *days]),
            position=int(number[0]) if number else int(issue.date.strftime("%Y%m%d")),
            issn=paper.serials.issn if ISSN.fullmatch(paper.serials.issn) else "",
            cover=cover,
            pictured=bool(self._pictures),
            described=all(picture.alt for picture in shown),
            parts=tuple(self._parts(cover)),
            leaves=tuple(self._leaves),
        )

    def _parts(self, cover: str) -> Iterator[Part]:
        yield Part(id="cover", path="cover.xhtml", media=XHTML, read=True)
        yield Part(id="nav", path="nav.xhtml", media=XHTML, properties="nav", read=True)
        yield Part(id="ncx", path="toc.ncx", media="application/x-dtbncx+xml")
        yield Part(id="style", path="book.css", media="text/css")
        for number, leaf in enumerate(self._leaves, 1):
            yield Part(id=f"page-{number}", path=leaf.path, media=XHTML, read=True)
            for place, story in enumerate(leaf.stories, 1):
                yield Part(id=f"story-{number}-{place}", path=story.path, media=XHTML, read=True)
        if cover == "cover.svg":
            yield Part(id="cover-image", path=cover, media=MEDIA[".svg"], properties="cover-image")
        for number, (path, _) in enumerate(self._pictures.values(), 1):
            first = path == cover
            yield Part(
                id="cover-image" if first else f"picture-{number}",
                path=path,
                media=MEDIA[splitext(path)[1]],
                properties="cover-image" if first else "",
            )

    def _opening(self, number: int, leaf: Leaf, told: IssueContext | PageContext) -> LeafContext:
        note = told.note if isinstance(told, IssueContext) else ""
        return LeafContext(
            **self._frame.around(leaf.path),
            issue=told.issue,
            leaf=leaf,
            number=number,
            image=self._pictures[_name(leaf.view.image)][0] if leaf.view.image else "",
            note=self._text(note, leaf.path),
        )

    def _story(self, story: ArticleContext) -> ArticleContext:
        path = self._paths[story.url]
        return replace(
            story,
            root=urls.root_of(path),
            page=replace(story.page, url=self._paths[story.page.url]),
            jumps=tuple(replace(jump, url=self._paths[jump.url]) for jump in story.jumps),
            body=replace(story.body, html=self._text(story.body.html, path)),
        )

    def _text(self, html: str, path: str) -> str:
        """Return the HTML of a text for its place in the book."""
        root = urls.root_of(path)

        def lead(address: str) -> str:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                return strict(address)
            target = normpath(join(self._issue.name, unquote(parts.path)))
            if target in self._paths:
                place = f"#{parts.fragment}" if unquote(parts.fragment) in self._ids.get(target, ()) else ""
                return root + self._paths[target] + place
            return self._paper.base_url + quote(target) if self._paper.base_url else ""

        def show(address: str) -> str:
            picture = self._pictures.get(unquote(address).removeprefix("./"))
            return root + picture[0] if picture else ""

        return as_xhtml(html, lead, show)


def strict(address: str) -> str:
    """Return an address with all that browsers forgive and RFC 3986 does not percent-encoded."""
    rest, mark, fragment = address.partition("#")
    return quote(rest, safe=MARKS + "[]") + mark + quote(fragment, safe=MARKS)


def _leaf(number: int, view: PageView) -> Leaf:
    stories = (Story(path=f"stories/{_name(teaser.url)[:-5]}.xhtml", teaser=teaser) for teaser in view.teasers)
    return Leaf(path=f"pages/{number}.xhtml", view=view, stories=tuple(stories))


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _pictures(issue: Issue, bodies: Mapping[str, Body], files: Files) -> dict[str, tuple[str, bytes]]:
    """Return path in the book and content of each picture that the issue shows, by the name of its file."""
    names = [page.image for page in issue.pages if page.image]
    names += [picture.src for place in reading_order(issue) for picture in bodies[place.article.slug].pictures]
    found: dict[str, tuple[str, bytes]] = {}
    for name in dict.fromkeys(names):
        if not urlsplit(name).scheme:
            ending, content = _readable(name, files(name))
            found[name] = (f"pictures/{len(found) + 1}{ending}", content)
    return found


def _readable(name: str, content: bytes) -> tuple[str, bytes]:
    """Return the ending that tells a picture's kind and its content; AVIF, which books do not know, as JPEG."""
    ending = next((ending for start, ending in BEGINNINGS if content.startswith(start)), splitext(name)[1].lower())
    if ending in MEDIA:
        return ending, content
    from PIL import Image  # noqa: PLC0415 - most issues have none of this kind

    made = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGB").save(made, "JPEG", quality=85)
    return ".jpg", made.getvalue()
