"""Write what a hit shows: headline, page and the text that its snippet is cut from, one file an article."""

from collections.abc import Iterator

from sitegen.search.documents import IssueDocuments
from sitegen.search.scripts import text_script


def write_texts(issue: IssueDocuments) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the text of each article; they depend on nothing outside the issue."""
    year = issue.name.partition("-")[0]
    for number, document in enumerate(issue.documents):
        name = f"{year}/{issue.name}.{number}"
        facts = {
            "url": document.url,
            "headline": document.headline,
            "kicker": document.kicker,
            "deck": document.deck,
            "page": document.page,
            "section": document.section,
            "column": document.column,
            "people": document.people,
        }
        shown = {key: value for key, value in facts.items() if value}
        yield f"search/{name}.js", text_script(name, shown, "\n".join(document.paragraphs))
