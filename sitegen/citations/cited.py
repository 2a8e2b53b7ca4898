"""What the citation of a story is made of, whatever its form."""

from datetime import date

from sitegen import urls
from sitegen.archive import Place
from sitegen.citations.names import Name, part_name
from sitegen.model import Paper
from sitegen.quickclass import dataclass
from sitegen.signatures import authors
from sitegen.slugs import slugify

BODIES = frozenset({"agency", "source"})
"""Roles of those who are no persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One story of a newspaper, as a reader's notes name it."""

    key: str
    """Name of the entry, ASCII without blanks: paper, issue and story."""

    title: str
    paper: str
    date: date
    authors: tuple[Name, ...] = ()
    subtitle: str = ""
    """The deck where it is part of the title: in print a dash stands before it."""

    page: str = ""
    section: str = ""
    number: str = ""
    edition: str = ""
    issn: str = ""
    publisher: str = ""
    url: str = ""
    """Whole, or empty where the base address is not known."""

    language: str = "zh-CN"

    @property
    def whole_title(self) -> str:
        """Title and subtitle, as GB/T 7714 joins them."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def cited(paper: Paper, place: Place) -> Cited:
    """Return what the citation of a story is made of."""
    issue, article = place.issue, place.article
    bodies = {by.name for by in article.byline if by.role in BODIES}
    deck = article.deck
    return Cited(
        key=f"{slugify(paper.name)}-{issue.name}-{article.slug}",
        # a blank of full width is where the editor breaks the line
        title=" ".join(article.headline.split()),
        paper=paper.name,
        date=issue.date,
        authors=tuple(part_name(name, person=name not in bodies) for name in authors(article)),
        subtitle=" ".join(deck.lstrip("—–― ").split()) if deck.startswith(("—", "–", "―")) else "",
        page=place.page.label,
        section=article.section.name if article.section else "",
        number=issue.number,
        edition=issue.edition,
        issn=paper.serials.issn,
        publisher=paper.publisher,
        url=paper.base_url + urls.article_url(issue, article) if paper.base_url else "",
        language=article.language or paper.language,
    )
