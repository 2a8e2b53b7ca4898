"""Files for programs that belong to one issue and are printed with it: citations and data.

`docs/data.md` says what stands in each of them.
"""

from collections.abc import Iterator, Sequence

from sitegen import urls
from sitegen.citations.forms import citation_files
from sitegen.contexts import ArticleContext, Context, FrontContext
from sitegen.exports.iiif import render_manifest
from sitegen.exports.issuedata import render_issue, render_latest
from sitegen.exports.ninjs import render_ninjs
from sitegen.exports.stories import story_of
from sitegen.model import Issue


def issue_files(issue: Issue, contexts: Sequence[Context]) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every file for programs that an issue has.

    `contexts` are those of its sheets; the newest issue, whose first page is the front page too, has one file more.
    """
    paper = contexts[0].paper
    pages = [context for context in contexts if isinstance(context, ArticleContext)]
    for url, text in citation_files(issue.name, (page.citations for page in pages)):
        yield url, text.encode()
    stories = [story_of(paper, issue, page) for page in pages]
    yield urls.issue_file_url(issue.name, urls.ISSUE_DATA), render_issue(paper, issue, stories)
    yield urls.issue_file_url(issue.name, urls.NINJS), render_ninjs(paper, issue, stories)
    if paper.base_url and any(page.image for page in issue.pages):
        yield urls.issue_file_url(issue.name, urls.MANIFEST), render_manifest(paper, issue).encode()
    if any(isinstance(context, FrontContext) for context in contexts):
        yield urls.LATEST, render_latest(paper, issue).encode()
