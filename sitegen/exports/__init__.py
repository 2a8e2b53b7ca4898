"""Files for programs that belong to one issue and are printed with it: citations and data."""

from collections.abc import Iterable, Iterator

from sitegen.citations.forms import citation_files
from sitegen.contexts import ArticleContext, Context
from sitegen.model import Issue


def issue_files(issue: Issue, contexts: Iterable[Context]) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every file for programs that an issue has; `contexts` are those of its sheets."""
    stories = [context for context in contexts if isinstance(context, ArticleContext)]
    for url, text in citation_files(issue.name, (story.citations for story in stories)):
        yield url, text.encode()
