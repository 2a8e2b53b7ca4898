"""Doubts about the stories of an issue: same headlines, bylines nobody understands, pictures without words."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from sitegen.bylines import is_understood
from sitegen.markdown import Place
from sitegen.model import Body
from sitegen.problems import Problem, problem
from sitegen.reading import IssueParts


def repeated_headlines(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each story whose headline an earlier one of the issue has; blanks and width do not count."""
    seen: dict[str, str] = {}
    for read in parts.reads:
        headline = "".join(normalize("NFKC", read.article.headline).split()).casefold()
        other = seen.setdefault(headline, f"{read.article.slug}.md")
        if headline and other != f"{read.article.slug}.md":
            yield read.values.problem("headline", "headline-repeated", other=other)


def unclear_bylines(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each byline that is printed as it stands, since its names and roles are not understood."""
    for read in parts.reads:
        written = read.article.byline_text
        if written and not is_understood(written):
            yield read.values.problem("byline", "byline-unclear", value=written[:60])


def silent_pictures(parts: IssueParts) -> Iterator[Problem]:
    """Yield a problem for each picture without alternative text, and for each with a caption and no credit."""
    if parts.head:
        yield from _silent(parts.head.note, parts.head.pictures)
    for read in parts.reads:
        yield from _silent(read.body, read.pictures)


def _silent(body: Body, places: Iterable[Place]) -> Iterator[Problem]:
    for picture, place in zip(body.pictures, places, strict=True):
        missing = (("alt-missing", not picture.alt), ("credit-missing", bool(picture.caption and not picture.credit)))
        for code, applies in missing:
            if applies:
                at, excerpt = place()
                yield problem(at, code, excerpt, name=picture.src)
