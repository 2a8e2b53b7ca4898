"""Who of a byline wrote the story, and who had another part in it: feeds, citations and page data keep them apart."""

from sitegen.model import Article

OTHER_PARTS = frozenset(
    {
        *("audio", "designer", "editor", "graphics", "illustrator", "photo_source", "photographer"),
        *("planner", "proofreader", "source", "translator", "video"),
    }
)
"""Roles of those who did not write the text."""


def authors(article: Article) -> tuple[str, ...]:
    """Return the names of those who wrote the story, in print order, each once."""
    return tuple(dict.fromkeys([by.name for by in article.byline if by.role not in OTHER_PARTS]))


def contributors(article: Article) -> tuple[str, ...]:
    """Return the names of all others who signed, in print order, each once."""
    wrote = authors(article)
    return tuple(dict.fromkeys([by.name for by in article.byline if by.name not in wrote]))
