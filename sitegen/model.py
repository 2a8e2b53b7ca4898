"""The newspaper as frozen values: paper, archive, issue, page, article.

An `Article` is the head of a story: all that lists, indexes and neighbours need. Its text is a `Body`, kept apart,
so that an archive of a million articles fits in memory. No value points back at what holds it.
"""

from datetime import date
from typing import Literal

from sitegen.problems import Position
from sitegen.quickclass import dataclass

Rank = Literal["lead", "major", "normal", "brief"]
RemoteImages = Literal["refuse", "link", "allow"]
Takeaway = Literal["epub", "zip", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A section, a column, a person or a tag: something that has a page of its own in an index."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line of the paper's own (follow us, subscribe); `url` may be empty."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serials:
    """The paper's registered numbers, as printed; empty where it has none."""

    cn: str = ""
    issn: str = ""
    postal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cms:
    """Where a CMS finds the paper's files in its git host."""

    repo: str
    """Owner and name, such as paper/archive."""

    backend: str = "github"
    branch: str = "main"
    folder: str = "content"
    """The content folder within the repository."""

    auth: str = ""
    """Address of the service that signs contributors in, or empty where the host does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The newspaper itself, as `paper.yaml` describes it."""

    name: str
    language: str
    """BCP 47, such as zh-CN."""

    timezone: str
    """IANA name, such as Asia/Shanghai."""

    tagline: str = ""
    base_url: str = ""
    """With a closing slash, or empty: only feeds, sitemaps and canonical links are absolute."""

    publisher: str = ""
    serials: Serials = Serials()
    license: str = ""
    sections: tuple[Topic, ...] = ()
    columns: tuple[Topic, ...] = ()
    people: tuple[Topic, ...] = ()
    notices: tuple[Notice, ...] = ()
    nameplate: str = ""
    """File name of a picture in the content folder, or empty."""

    accent: str = ""
    """CSS colour such as #a4161a, or empty for the design's own."""

    remote_images: RemoteImages = "refuse"
    cms: Cms | None = None
    """None where the paper has no CMS at `/admin/`."""

    edit_url: str = ""
    """Pattern with `{path}`, the file's path in the content folder."""

    history_url: str = ""
    """The same, for the list of a file's changes."""

    checks: tuple[tuple[str, str], ...] = ()
    """Level of problems by code where it is not the code's own: off, note, warning or error."""

    downloads: tuple[Takeaway, ...] = ()
    """What readers can take away, sorted; empty where nothing is made."""

    offline: bool | None = None
    """Whether readers may keep issues for reading later; None where the paper never said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """One name under a story, with what this person did."""

    name: str
    role: str = ""
    """A key of `bylines.ROLES` (reporter, correspondent, photographer, ...), "" where none is printed, or the
    printed text where it is none of ours."""

    slug: str = ""
    """Address of the person's page in `people/`; the archive makes it unique."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who made a page: responsible editor, layout, proof reading; role and name as printed."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The outline of an article on a page image, in percent of the image's width and height."""

    page: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the paper put right after printing."""

    date: date
    text: str
    url: str = ""
    """Address of the story in which it was printed; empty where it stands in the corrected story alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another story that a story names."""

    url: str
    """As written in its file; as it is published, once the archive knows it."""

    headline: str = ""
    """The archive knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a body; `src` is a file beside the article (or an address where the paper allows it)."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    """Pixels; 0 where the picture is not ours to measure."""

    copies: tuple[int, ...] = ()
    """Widths in pixels of its smaller copies in WebP, ascending; none of drawings and pictures that move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a body; `level` counts from 2, since the headline is 1."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a body and the place where its author wrote it."""

    target: str
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text of a story, ready to be put into a layout."""

    html: str
    """Sanitized; inner links relative to the article's own folder and ending in `.html`."""

    paragraphs: tuple[str, ...]
    """Plain text of each block in reading order, captions included: what search, feeds and read-aloud use."""

    asides: tuple[int, ...] = ()
    """Places among the paragraphs of those that are no running text: headings, captions, table cells, footnotes."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    """Links to our own files only, in order."""

    pictures: tuple[Picture, ...] = ()

    @property
    def running(self) -> tuple[str, ...]:
        """The paragraphs of the running text, which are what the story says in its own words."""
        if not self.asides:
            return self.paragraphs
        asides = frozenset(self.asides)
        return tuple(text for place, text in enumerate(self.paragraphs) if place not in asides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The head of one story in one issue; every field of the front matter and what its body tells."""

    slug: str
    """The file's name without `.md`, and the last part of the address."""

    headline: str
    kicker: str = ""
    deck: str = ""
    summary: str = ""
    """As written, else the first paragraph, cut."""

    page: str = ""
    """Label of the page it stands on."""

    order: int = 0
    """Place on the page as written, from 1; 0 where none is written. Then the file name decides."""

    rank: Rank = "normal"
    section: Topic | None = None
    column: Topic | None = None
    byline: tuple[Byline, ...] = ()
    byline_text: str = ""
    """As written, for print and for what could not be parsed."""

    dateline: str = ""
    tags: tuple[Topic, ...] = ()
    zones: tuple[Zone, ...] = ()
    updated: date | None = None
    corrections: tuple[Correction, ...] = ()
    corrects: tuple[Reference, ...] = ()
    """The stories that this one puts right."""

    retracted: str = ""
    """The reason, or empty."""

    aliases: tuple[str, ...] = ()
    search: bool = True
    feeds: bool = True
    draft: bool = False
    language: str = ""
    """BCP 47 where the text is not in the paper's language, else empty."""

    length: int = 0
    """Characters of Chinese and words of other scripts in the body."""

    picture: Picture | None = None
    """The first picture of the body that is our own file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the paper, with its articles in reading order."""

    label: str
    """As printed, "1" or "A5": text, never a number."""

    title: str = ""
    image: str = ""
    image_width: int = 0
    image_height: int = 0
    image_copies: tuple[int, ...] = ()
    pdf: str = ""
    editors: tuple[Editor, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One dated number of the paper; its pages hold its articles in print order."""

    name: str
    """The folder's name: 2021-05-14, or 2021-05-14-extra."""

    date: date
    suffix: str = ""
    number: str = ""
    title: str = ""
    """Of a special issue."""

    edition: str = ""
    draft: bool = False
    note: str = ""
    """The editor's note as sanitized HTML; short by nature, so it stays with the head."""

    pages: tuple[Page, ...] = ()
    files: tuple[str, ...] = ()
    """Names of the pictures, page images and PDFs in the folder that the issue uses, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A standing text of the paper (about, subscribe): the head of `pages/<slug>.md`."""

    slug: str
    title: str
    order: int = 0
    draft: bool = False
