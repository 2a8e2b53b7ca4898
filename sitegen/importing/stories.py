"""What an importer finds: stories, what was guessed of each, and how sure that is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from sitegen.drafts import Value
from sitegen.quickclass import dataclass

Sureness = Literal["sure", "likely", "perhaps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One thing that the source does not say outright."""

    what: str
    """The field, or the part of the text that it is about."""

    value: str
    sureness: Sureness
    reason: str
    """Key of the reason's text, see `reasons`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a story; without bytes it is only spoken of, and its place in the text is kept."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    name: str = ""
    """File name in the source, or empty."""

    content: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as it was found: fields by name, Markdown blocks and pictures in their order."""

    fields: Mapping[str, Value]
    blocks: tuple[str | Picture, ...]
    guesses: tuple[Guess, ...] = ()
    date: str = ""
    """YYYY-MM-DD, or empty where the source does not tell."""

    page: str = ""
    slug: str = ""
    """A slug that the source gives, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one source holds."""

    stories: tuple[Story, ...]
    date: str = ""
    page: str = ""
    """Date and page label of the whole source, for stories that have none of their own."""

    page_title: str = ""
    page_image: Picture | None = None
    left_out: tuple[str, ...] = ()
    """Lines that belong to no story: folio lines, notices, imprints."""

    used: tuple[Path, ...] = ()
    """Other files whose stories these are, by their real paths."""
