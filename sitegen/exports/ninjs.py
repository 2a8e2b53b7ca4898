"""The stories of an issue for newsrooms: ninjs 3.1 of the IPTC, one composite item with the stories in it."""

from collections.abc import Sequence

from sitegen import urls
from sitegen.exports.stories import Story
from sitegen.feeds.entries import feed_id, moment
from sitegen.jsontext import encode, given
from sitegen.model import Article, Issue, Paper
from sitegen.signatures import authors

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def render_ninjs(paper: Paper, issue: Issue, stories: Sequence[Story]) -> bytes:
    """Return the stories of an issue that feeds may carry; a retracted one is `canceled`, and its reason is said."""
    day = moment(issue.date, paper.timezone)
    stories = [story for story in stories if story.article.feeds and not story.article.draft]
    head = {
        "uri": feed_id(paper, urls.issue_url(issue.name)),
        "type": "composite",
        "standard": STANDARD,
        "title": " ".join(part for part in (paper.name, issue.date.isoformat(), issue.number, issue.title) if part),
        "language": paper.language,
        "contentCreated": day,
        "versionCreated": max((story.changed for story in stories), default=day),
        "copyrightHolder": paper.publisher,
        "usageTerms": paper.license,
    }
    items = b",\n".join([_item(paper, issue, story, day) for story in stories])
    return b'%b,"associations":[\n%b\n]}\n' % (encode(given(head))[:-1].encode(), items)


def _item(paper: Paper, issue: Issue, story: Story, day: str) -> bytes:
    article = story.article
    headlines = [("kicker", article.kicker), ("main", article.headline), ("deck", article.deck)]
    fields = {
        "name": article.slug,
        "uri": story.id,
        "type": "text",
        "pubStatus": "canceled" if article.retracted else "usable",
        "language": article.language or paper.language,
        "title": article.headline,
        "by": article.byline_text or ", ".join(by.name for by in article.byline),
        "slugline": article.slug,
        "located": article.dateline,
        "contentCreated": day,
        "versionCreated": story.changed,
        "edNote": _note(article),
        "headlines": [{"role": role, "value": text} for role, text in headlines if text],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": article.summary}]
        if article.summary
        else (),
        "people": [{"name": name, "rel": "author"} for name in authors(article)],
        "subjects": [{"name": tag.name} for tag in article.tags],
        "genres": [{"name": topic.name} for topic in (article.section, article.column) if topic],
        "altIds": [{"role": "page", "value": article.page}, {"role": "url", "value": story.address}],
        "associations": _pictures(paper, issue, article),
    }
    bodies = b'"bodies":[{"role":"main","contentType":"text/html","value":%b}]' % story.html
    return b"%b,%b}" % (encode(given(fields))[:-1].encode(), bodies)


def _note(article: Article) -> str:
    notes = [article.retracted] if article.retracted else []
    return "\n".join((*notes, *(f"{fault.date}: {fault.text}" for fault in article.corrections)))


def _pictures(paper: Paper, issue: Issue, article: Article) -> tuple[dict[str, object], ...]:
    """Return the story's picture; nothing without a base address, since its `uri` has to be whole."""
    picture = article.picture
    if picture is None or not paper.base_url:
        return ()
    address = paper.base_url + urls.file_url(issue, picture.src)
    rendition = {"name": "original", "href": address, "width": picture.width, "height": picture.height}
    caption = [{"role": "caption", "value": picture.caption}] if picture.caption else ()
    alt = [{"role": "alternative", "value": picture.alt}] if picture.alt else ()
    fields = {
        "name": picture.src,
        "uri": address,
        "type": "picture",
        "by": picture.credit,
        "descriptions": [*caption, *alt],
        "renditions": [given(rendition)],
    }
    return (given(fields),)
