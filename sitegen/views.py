"""What lists and neighbours show of issues, pages and articles: the small values of which contexts are made."""

import re
from collections.abc import Mapping

from sitegen import urls
from sitegen.contexts import Box, IssueLink, Outline, PageLink, PageView, Teaser
from sitegen.makeup import drawing
from sitegen.model import Article, Body, Issue, Page
from sitegen.quickclass import replace

OPENINGS = {"lead": 480, "major": 160}
"""Characters of a story that its page shows, by rank; twice as many in an alphabet."""

SENTENCE_END = re.compile(r"[。！？!?][”’」』]?|\.(?=\s|$)")

WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
"""Characters as wide as they are high: Chinese, kana, Hangul and their punctuation."""

BROADSHEET = 0.7
"""Width by height of a printed page, where there is no image to tell."""


def issue_link(issue: Issue) -> IssueLink:
    """Return an issue as a link with its lead headline: the first story ranked lead, else its first story."""
    articles = [article for page in issue.pages for article in page.articles]
    lead = next((article for article in articles if article.rank == "lead"), articles[0] if articles else None)
    return IssueLink(
        url=urls.issue_url(issue.name),
        name=issue.name,
        date=issue.date,
        number=issue.number,
        title=issue.title,
        edition=issue.edition,
        special=bool(issue.suffix),
        draft=issue.draft,
        lead=lead.headline if lead else "",
    )


def teaser(issue: Issue, article: Article, opening: tuple[str, ...] = ()) -> Teaser:
    """Return an article as a list shows it; on its page it has an `opening` too."""
    picture = article.picture
    return Teaser(
        url=urls.article_url(issue, article),
        headline=article.headline,
        date=issue.date,
        kicker=article.kicker,
        deck=article.deck,
        summary=article.summary,
        page=article.page,
        rank=article.rank,
        section=article.section,
        column=article.column,
        byline=article.byline,
        dateline=article.dateline,
        language=article.language,
        length=article.length,
        picture=picture and replace(picture, src=urls.file_url(issue, picture.src)),
        opening=opening,
        retracted=bool(article.retracted),
        draft=article.draft,
    )


def page_link(issue: Issue, page: Page) -> PageLink:
    """Return a page as the page list shows it, with its small drawing."""
    boxes = _zone_boxes(page) or _composed_boxes(page)
    return PageLink(
        url=urls.page_url(issue, page.label),
        label=page.label,
        title=page.title,
        boxes=boxes,
        drawing=drawing(boxes) if boxes else None,
        ratio=page.image_width / page.image_height if page.image_height else BROADSHEET,
    )


def page_view(issue: Issue, page: Page, bodies: Mapping[str, Body]) -> PageView:
    """Return a page in full, with the zones of every story that stands on it, jumps included; `bodies` by slug."""
    outlines = tuple(
        Outline(url=urls.article_url(issue, article), headline=article.headline, points=zone.points, page=other.label)
        for other in issue.pages
        for article in other.articles
        for zone in article.zones
        if zone.page == page.label
    )
    return PageView(
        url=urls.page_url(issue, page.label),
        label=page.label,
        title=page.title,
        teasers=tuple(teaser(issue, article, opening(article, bodies[article.slug])) for article in page.articles),
        image=urls.file_url(issue, page.image) if page.image else "",
        image_width=page.image_width,
        image_height=page.image_height,
        image_copies=page.image_copies,
        pdf=urls.file_url(issue, page.pdf) if page.pdf else "",
        editors=page.editors,
        outlines=outlines,
    )


def opening(article: Article, body: Body) -> tuple[str, ...]:
    """Return how a lead or a major begins: whole sentences of its running text, up to OPENINGS characters."""
    room = OPENINGS.get(article.rank, 0)
    if not room:
        return ()
    shown: list[str] = []
    for paragraph in body.running:
        if not shown and len(WIDE.findall(paragraph)) * 2 < len(paragraph):
            room *= 2
        if room <= 0:
            break
        # a first sentence too long is cut; a later one is left out
        shown.append(_whole_sentences(paragraph, room) or ("" if shown else paragraph[: room - 1] + "…"))
        room -= len(paragraph)
    return tuple(text for text in shown if text)


def _whole_sentences(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, room)]
    return text[: ends[-1]].rstrip() if ends else ""


def _zone_boxes(page: Page) -> tuple[Box, ...]:
    """Return the boxes around the zones of a page; empty where a story has none."""
    boxes = []
    for article in page.articles:
        zones = [zone for zone in article.zones if zone.page == page.label]
        if not zones:
            return ()
        for zone in zones:
            across, down = zip(*zone.points, strict=True)
            x, y = min(across), min(down)
            boxes.append(
                Box(x=x, y=y, width=max(across) - x, height=max(down) - y, picture=article.picture is not None)
            )
    return tuple(boxes)


def _composed_boxes(page: Page) -> tuple[Box, ...]:
    """Return boxes as a make-up editor would place the stories: lead across the top, briefs down the right edge."""
    briefs = [article for article in page.articles if article.rank == "brief"]
    stories = sorted((a for a in page.articles if a.rank != "brief"), key=lambda a: a.rank != "lead")
    width = 100.0 if not briefs else 100.0 if not stories else 74.0
    boxes: list[Box] = []
    rows = [stories[:1], *(stories[i : i + 2] for i in range(1, len(stories), 2))]
    weights = [2.0 if i == 0 else 1.0 for i, row in enumerate(rows) if row]
    top = 0.0
    for row, weight in zip([row for row in rows if row], weights, strict=True):
        height = 100.0 * weight / sum(weights)
        for i, article in enumerate(row):
            part = width / len(row)
            box = Box(x=i * part, y=top, width=part, height=height, picture=article.picture is not None)
            boxes.append(box)
        top += height
    left = width if stories else 0.0
    for i in range(len(briefs)):
        boxes.append(Box(x=left, y=i * 100.0 / len(briefs), width=100.0 - left, height=100.0 / len(briefs)))
    return tuple(boxes)
