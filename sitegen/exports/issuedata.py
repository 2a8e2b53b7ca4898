"""An issue as data in our own schema (`docs/issue.schema.json`), and the file that names the newest one."""

from collections.abc import Sequence

from sitegen import urls
from sitegen.exports.stories import Story
from sitegen.jsontext import encode, given
from sitegen.model import Correction, Issue, Page, Paper, Picture, Topic

SCHEMA = "sitegen issue 1"
"""Name and number of the schema; a change that breaks a reader counts up."""


def render_issue(paper: Paper, issue: Issue, stories: Sequence[Story]) -> bytes:
    """Return an issue with its pages and all its stories, each story on a line of its own.

    Every `url` is relative to the root of the output; `root` leads there from this file.
    """
    head = {
        "schema": SCHEMA,
        "root": "../",
        "base_url": paper.base_url,
        "paper": _paper(paper),
        **_issue(issue),
        "note": issue.note,
        "pages": [_page(issue, page) for page in issue.pages],
    }
    articles = b",\n".join([_article(issue, story) for story in stories])
    return b'%b,"articles":[\n%b\n]}\n' % (encode(given(head))[:-1].encode(), articles)


def render_latest(paper: Paper, issue: Issue) -> str:
    """Return the file at the root that names the newest issue, by which a program learns that there is a new one."""
    fields = {
        "schema": SCHEMA,
        "root": "./",
        "base_url": paper.base_url,
        "paper": _paper(paper),
        **_issue(issue),
        "data": urls.issue_file_url(issue.name, urls.ISSUE_DATA),
        "pages": [_page(issue, page) for page in issue.pages],
    }
    return encode(given(fields)) + "\n"


def _paper(paper: Paper) -> dict[str, object]:
    return given(
        {
            "name": paper.name,
            "language": paper.language,
            "timezone": paper.timezone,
            "publisher": paper.publisher,
            "cn": paper.serials.cn,
            "issn": paper.serials.issn,
            "postal": paper.serials.postal,
            "license": paper.license,
        }
    )


def _issue(issue: Issue) -> dict[str, object]:
    return given(
        {
            "name": issue.name,
            "url": urls.issue_url(issue.name),
            "date": issue.date.isoformat(),
            "number": issue.number,
            "title": issue.title,
            "edition": issue.edition,
            "draft": issue.draft,
        }
    )


def _page(issue: Issue, page: Page) -> dict[str, object]:
    image = {"url": urls.file_url(issue, page.image), "width": page.image_width, "height": page.image_height}
    fields = {
        "url": urls.page_url(issue, page.label),
        "title": page.title,
        "image": image if page.image else None,
        "pdf": urls.file_url(issue, page.pdf) if page.pdf else "",
        "editors": [{"role": editor.role, "name": editor.name} for editor in page.editors],
    }
    return {"label": page.label, **given(fields)}


def _article(issue: Issue, story: Story) -> bytes:
    article = story.article
    fields = {
        "id": story.id,
        "url": story.url,
        "headline": article.headline,
        "kicker": article.kicker,
        "deck": article.deck,
        "summary": article.summary if article.feeds else "",
        "page": article.page,
        "rank": article.rank,
        "section": _topic("sections", article.section),
        "column": _topic("columns", article.column),
        "byline": [_signed(by.name, by.role, by.slug) for by in article.byline],
        "byline_text": article.byline_text,
        "dateline": article.dateline,
        "tags": [_topic("tags", tag) for tag in article.tags],
        "zones": [{"page": zone.page, "points": zone.points} for zone in article.zones],
        "updated": article.updated and article.updated.isoformat(),
        "corrections": [_correction(fault) for fault in article.corrections],
        "corrects": [{"url": other.url, "headline": other.headline} for other in article.corrects],
        "retracted": article.retracted,
        "aliases": article.aliases,
        "language": article.language,
        "length": article.length,
        "picture": _picture(issue, article.picture),
        "draft": article.draft,
    }
    return b'%b,"html":%b}' % (encode({**given(fields), "changed": story.changed})[:-1].encode(), story.html)


def _correction(fault: Correction) -> dict[str, object]:
    return given({"date": fault.date.isoformat(), "text": fault.text, "url": fault.url})


def _topic(kind: str, topic: Topic | None) -> dict[str, str] | None:
    return {"name": topic.name, "url": urls.topic_url(kind, topic.slug)} if topic else None


def _signed(name: str, role: str, slug: str) -> dict[str, object]:
    return given({"name": name, "role": role, "url": urls.topic_url("people", slug) if slug else ""})


def _picture(issue: Issue, picture: Picture | None) -> dict[str, object] | None:
    if picture is None:
        return None
    fields = {
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
    }
    return {"url": urls.file_url(issue, picture.src), **given(fields)}
