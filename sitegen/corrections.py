"""What the paper put right: which story corrects which, and the lines of the page that lists all corrections.

A correction stands in the story itself (`corrections`), or is printed as a story of its own that names the one it puts
right (`corrects`). Then both lead to each other, and the corrected story counts as changed on the day of the other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sitegen import urls
from sitegen.archive import last_change, reading_order
from sitegen.contexts import CorrectionLine
from sitegen.model import Correction, Issue, Reference
from sitegen.quickclass import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story that was put right or taken back, or that puts another one right."""

    url: str
    headline: str
    summary: str
    printed: date
    """Day of its issue."""

    changed: date
    corrections: tuple[Correction, ...]
    retracted: str
    corrects: tuple[str, ...]
    """Addresses as written: they may be former ones, or lead nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a story learns from others."""

    url: str
    corrections: tuple[Correction, ...] = ()
    """Printed as stories of their own."""

    corrects: tuple[Reference, ...] = ()


def told_of(issue: Issue) -> Iterator[Told]:
    """Yield the stories of an issue of which there is something to tell: few, in most issues none."""
    for place in reading_order(issue):
        article = place.article
        if article.corrections or article.retracted or article.corrects:
            yield Told(
                url=urls.article_url(issue, article),
                headline=article.headline,
                summary=article.summary or article.headline,
                printed=issue.date,
                changed=last_change(issue, article),
                corrections=article.corrections,
                retracted=article.retracted,
                corrects=tuple(other.url for other in article.corrects),
            )


def relate(
    told: Iterable[Told], headlines: Mapping[str, str], aliases: Mapping[str, str]
) -> tuple[dict[str, Relation], list[tuple[Told, str]]]:
    """Return by address what each story learns from others, and which addresses lead to no other story.

    `headlines` are those of all stories that may be meant, by address; `aliases` lead from former addresses on.
    """
    found: dict[str, Relation] = {}
    lost = []
    for one in told:
        for written in one.corrects:
            url = aliases.get(written, written)
            if url not in headlines or url == one.url:
                lost.append((one, written))
                continue
            own, other = found.get(one.url, Relation(url=one.url)), found.get(url, Relation(url=url))
            reference = Reference(url=url, headline=headlines[url])
            correction = Correction(date=one.printed, text=one.summary, url=one.url)
            found[one.url] = replace(own, corrects=(*own.corrects, reference))
            found[url] = replace(other, corrections=(*other.corrections, correction))
    return found, lost


def with_relations(issue: Issue, relations: Iterable[Relation]) -> Issue:
    """Return an issue whose stories know what they correct and what corrects them.

    Where nothing is known of a story, it corrects nothing: what it names may not be published.
    """
    known = {relation.url: relation for relation in relations}
    if not known and not any(article.corrects for page in issue.pages for article in page.articles):
        return issue
    pages = []
    for page in issue.pages:
        articles = []
        for article in page.articles:
            relation = known.get(urls.article_url(issue, article))
            if relation is None and not article.corrects:
                articles.append(article)
                continue
            corrections, corrects = (relation.corrections, relation.corrects) if relation else ((), ())
            articles.append(replace(article, corrections=_joined(article.corrections, corrections), corrects=corrects))
        pages.append(replace(page, articles=tuple(articles)))
    return replace(issue, pages=tuple(pages))


def within(issue: Issue, inside: Collection[str]) -> Issue:
    """Return an issue whose stories name only those at the addresses `inside`: what is said of others stays."""
    if next(told_of(issue), None) is None:
        return issue
    pages = []
    for page in issue.pages:
        articles = (
            replace(
                article,
                corrections=tuple(
                    fault if fault.url in inside else replace(fault, url="") for fault in article.corrections
                ),
                corrects=tuple(other for other in article.corrects if other.url in inside),
            )
            for article in page.articles
        )
        pages.append(replace(page, articles=tuple(articles)))
    return replace(issue, pages=tuple(pages))


def lines_of(issues: Iterable[Issue]) -> tuple[CorrectionLine, ...]:
    """Return the corrections that the stories of some issues tell of, newest first."""
    told = [one for issue in issues for one in told_of(issue)]
    dates = {one.url.partition("/")[0]: one.printed for one in told}
    return correction_lines(told, {}, dates, {one.url: one.headline for one in told})


def _joined(own: tuple[Correction, ...], printed: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Return a story's own corrections with those printed elsewhere, oldest first.

    One that both the story and another one on the same day tell of is the same: the story's words, and the link.
    """
    joined = list(own)
    for fault in printed:
        same = next((i for i, one in enumerate(joined) if one.date == fault.date and not one.url), None)
        if same is None:
            joined.append(fault)
        else:
            joined[same] = replace(joined[same], url=fault.url)
    return tuple(sorted(joined, key=lambda fault: fault.date))


def correction_lines(
    told: Sequence[Told], relations: Mapping[str, Relation], dates: Mapping[str, date], headlines: Mapping[str, str]
) -> tuple[CorrectionLine, ...]:
    """Return every correction and retraction of the archive, newest first; `dates` are those of the issues by name."""
    own = {one.url: one for one in told}
    lines = []
    for url in dict.fromkeys((*own, *relations)):
        one = own.get(url)
        printed = relations[url].corrections if url in relations else ()
        headline, day = headlines[url], dates[url.partition("/")[0]]
        lines += [
            CorrectionLine(url=url, headline=headline, printed=day, date=fault.date, text=fault.text, by=fault.url)
            for fault in _joined(one.corrections if one else (), printed)
        ]
        if one and one.retracted:
            lines.append(
                CorrectionLine(
                    url=url, headline=headline, printed=day, date=one.changed, text=one.retracted, retracted=True
                )
            )
    return tuple(sorted(lines, key=lambda line: (line.date, line.url), reverse=True))
