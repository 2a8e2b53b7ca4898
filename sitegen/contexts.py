"""What each layout can see: one frozen dataclass for each kind of sheet, and the small values they are made of.

A layout sees the fields of its context by name and nothing else of the archive. `docs/layouts.md` lists them for
designers; a test keeps the two in step. Every `url` is relative to the root of the output; a layout puts `root`
before it.
"""

from datetime import date

from sitegen.model import Article, Body, Byline, Editor, Paper, Picture, Rank, Topic
from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A text with the address it leads to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that readers can take away."""

    kind: str
    """epub, zip or pdf."""

    url: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLink:
    """An issue as lists and neighbours show it."""

    url: str
    name: str
    date: date
    number: str = ""
    title: str = ""
    edition: str = ""
    special: bool = False
    """True for an issue outside the paper's rhythm: its folder has a suffix."""

    draft: bool = False
    lead: str = ""
    """Headline of its lead story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a story stands on a page, for the small drawing of it; in percent of width and height."""

    x: float
    y: float
    width: float
    height: float
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A page as a small drawing: data of SVG paths, whose unit is a hundredth of the page both ways."""

    under: str
    """The ground of each story."""

    bars: str
    """Where a headline stands."""

    photos: str
    lines: tuple[tuple[int, str], ...]
    """Where text stands: width of the stroke, and the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of an issue as the page list shows it."""

    url: str
    label: str
    title: str = ""
    boxes: tuple[Box, ...] = ()
    drawing: Drawing | None = None
    """Its boxes drawn; None where it has no stories."""

    ratio: float = 0.7
    """Width by height: of the page image, else of a broadsheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A story as a page, a list or a neighbour shows it."""

    url: str
    headline: str
    date: date
    kicker: str = ""
    deck: str = ""
    summary: str = ""
    page: str = ""
    """Label of its page."""

    rank: Rank = "normal"
    section: Topic | None = None
    column: Topic | None = None
    byline: tuple[Byline, ...] = ()
    dateline: str = ""
    language: str = ""
    length: int = 0
    picture: Picture | None = None
    """Its `src` is relative to the root of the output, as every `url`."""

    opening: tuple[str, ...] = ()
    """How its text begins, for a page only, as plain paragraphs without captions and headings: whole sentences up to
    about 480 characters for a lead and 160 for a major (twice that in other scripts); none for the rest, which show
    their summary."""

    retracted: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A hot zone: the outline of a story on the page image, and where it leads."""

    url: str
    headline: str
    points: tuple[tuple[float, float], ...]
    """Percent of the image's width and height."""

    page: str = ""
    """Label of the page on which the story begins: another one, where the zone holds the end of a jump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page of an issue in full: its stories in reading order, its image with zones."""

    url: str
    label: str
    title: str
    teasers: tuple[Teaser, ...]
    image: str = ""
    """Address of the page image, relative to the root of the output; empty where the page has none."""

    image_width: int = 0
    image_height: int = 0
    image_copies: tuple[int, ...] = ()
    """Widths in pixels of its smaller copies in WebP, ascending."""

    pdf: str = ""
    """Address of the page's PDF, relative to the root of the output, or empty."""

    editors: tuple[Editor, ...] = ()
    outlines: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A story where the make-up puts it."""

    number: int
    """In reading order on its page, from 1: ties it to its zone on the page image."""

    teaser: Teaser
    kind: str
    """lead, major, normal, brief or photo: how it is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Makeup:
    """How the stories of a page are placed: lead and majors at the left, a rail at the right, the rest below."""

    lead: Placed
    majors: tuple[Placed, ...]
    rail: tuple[Placed, ...]
    below: tuple[Placed, ...]
    briefs: tuple[Placed, ...]
    briefs_in_rail: bool
    """Else they stand below."""

    inside: tuple[PageView, ...]
    """The other pages of the issue, whose titles are listed."""

    inside_in_rail: bool
    """Else the list follows the page."""

    titles: int
    """How many titles of each page the list shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every layout sees; `kept.html` sees nothing else."""

    paper: Paper
    root: str
    """From this file up to the root of the output: "" or "../"."""

    url: str
    """Address of this file, relative to the root of the output."""

    standing: tuple[Anchor, ...]
    """The paper's standing texts, for the foot of the page."""

    feeds: bool = True
    """Whether there are feeds; a copy that was taken away has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontContext(Context):
    """`front.html`: the newest issue's front page, at the root of the output."""

    issue: IssueLink
    page: PageView
    makeup: Makeup | None
    """None where the page has no stories."""

    pages: tuple[PageLink, ...]
    contents: tuple[PageView, ...]
    """All pages of the issue in order, for the title list."""

    note: str
    previous_issue: IssueLink | None
    downloads: tuple[Download, ...] = ()
    """The issue as files to take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueContext(Context):
    """`issue.html`: the issue with its first page, page list and title list."""

    issue: IssueLink
    page: PageView
    makeup: Makeup | None
    """None where the page has no stories."""

    pages: tuple[PageLink, ...]
    contents: tuple[PageView, ...]
    note: str
    next_page: PageLink | None
    previous_issue: IssueLink | None
    next_issue: IssueLink | None
    downloads: tuple[Download, ...] = ()
    """The issue as files to take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext(Context):
    """`page.html`: a further page of an issue."""

    issue: IssueLink
    page: PageView
    makeup: Makeup | None
    """None where the page has no stories."""

    pages: tuple[PageLink, ...]
    previous_page: PageLink | None
    next_page: PageLink | None
    previous_issue: IssueLink | None
    next_issue: IssueLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One form in which a story is cited."""

    name: str
    """BibTeX, RIS, ...; empty for plain text."""

    text: str
    url: str = ""
    """Address of the file with the whole issue in this form, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext(Context):
    """`article.html`: one story."""

    issue: IssueLink
    page: PageLink
    article: Article
    body: Body
    jumps: tuple[PageLink, ...]
    """Other pages of the issue on which the story goes on, by its zones."""

    previous: Teaser | None
    next: Teaser | None
    """Neighbours in reading order through the whole issue."""

    more: tuple[Teaser, ...]
    """The other stories of its page."""

    earlier: tuple[Anchor, ...]
    """Stories of its column in earlier issues, newest first."""

    source: str
    """Address of the article's source in the git host, or empty."""

    history: str
    """Address of the list of its changes in the git host, or empty."""

    changed: date | None
    """Day of the last of them; None where the history is not known, or the paper does not show it."""

    metadata: str
    """What programs read in the head of the page, as HTML."""

    citations: tuple[Citation, ...]
    """How it is cited, the forms for people first."""

    downloads: tuple[Download, ...] = ()
    """The story as files to take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day in the calendar: none, one or several issues."""

    date: date
    issues: tuple[IssueLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as rows of seven days, Monday or Sunday first as the paper's locale has it (CLDR)."""

    date: date
    """Its first day."""

    weeks: tuple[tuple[Day | None, ...], ...]
    """None stands for a day of another month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLink:
    """A year in the strip of years."""

    year: int
    url: str
    issues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveContext(Context):
    """`archive.html`: the years with their counts, and the newest year's calendar."""

    years: tuple[YearLink, ...]
    """Newest first."""

    year: YearLink
    months: tuple[Month, ...]
    issues: tuple[IssueLink, ...]
    """The year's issues, newest first."""

    whole: bool
    """True on `archive/index.html`, the door to all years; false on the page of one year."""

    on_this_day: tuple[IssueLink, ...]
    """On the door: issues of earlier years about the newest one's day, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """One thing that the paper put right, or a story that it took back."""

    url: str
    headline: str
    """Address and headline of the story that was wrong."""

    printed: date
    """Day of its issue."""

    date: date
    """Day of the correction."""

    text: str
    """What was wrong and what is right; of a story taken back, why."""

    by: str = ""
    """Address of the story in which the correction was printed, or empty."""

    retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsContext(Context):
    """`corrections.html`: what the paper put right in one year."""

    years: tuple[YearLink, ...]
    """Newest first, with the number of corrections."""

    year: YearLink | None
    """None where the paper never put anything right."""

    lines: tuple[CorrectionLine, ...]
    """Of that year, newest first."""

    whole: bool
    """True on `corrections/index.html`, the door to all years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLink:
    """An entry of an index, with how many stories it has and in which years."""

    name: str
    url: str
    count: int
    first: int
    last: int
    roles: tuple[str, ...] = ()
    """For people: the roles in which they signed, commonest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsContext(Context):
    """`topics.html`: the index of all columns, people, tags or sections."""

    kind: str
    """columns, people, tags or sections."""

    topics: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicContext(Context):
    """`topic.html`: the stories of one column, person, tag or section."""

    kind: str
    topic: TopicLink
    teasers: tuple[Teaser, ...]
    """Newest first."""

    feed: str
    """Address of its Atom feed, relative to the root of the output; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingContext(Context):
    """`standing.html`: about, subscribe, submit."""

    title: str
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext(Context):
    """`search.html`: the search page; its script fills it."""

    years: tuple[YearLink, ...]
    sections: tuple[Anchor, ...]
    columns: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDownloads:
    """An issue with what can be taken away of it."""

    issue: IssueLink
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDownloads:
    """A year with the copy of all its issues; None where no copies are made."""

    year: YearLink
    download: Download | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadsContext(Context):
    """`downloads.html`: what can be taken away of the whole archive; only where the paper offers anything."""

    newest: tuple[IssueDownloads, ...]
    """The newest issues, newest first."""

    years: tuple[YearDownloads, ...]
    """Newest first."""

    catalogue: str
    """Address of the catalogue for reading programs (OPDS), or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingContext(Context):
    """`404.html`: no such page; `root` is the whole base address, since a host may show it at any depth."""
