"""A Word document -> one story, by mammoth: titles, bylines, pictures with captions, tables."""

from io import BytesIO
from pathlib import Path
from typing import Any

import mammoth
from bs4 import Tag

from sitegen.drafts import Value
from sitegen.importing.bodies import Body
from sitegen.importing.bounds import MOST_PICTURE, SourceError, check_archive
from sitegen.importing.lines import classify
from sitegen.importing.markup import HEADINGS, blocks_of, parse_html, plain_text, to_markdown
from sitegen.importing.signs import plain_byline, split_deck
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.importing.titles import Titles, read_titles

_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='标题'] => h1.title:fresh",
        "p[style-name='Subtitle'] => p.deck:fresh",
        "p[style-name='副标题'] => p.deck:fresh",
        "p[style-name='Caption'] => p.caption:fresh",
        "p[style-name='caption'] => p.caption:fresh",
        "p[style-name='题注'] => p.caption:fresh",
    )
)
"""What Word's own styles mean, by their English and Chinese names."""

_MOST_PICTURES = 200


def read_word(path: Path, columns: tuple[str, ...] = ()) -> Found:
    """Return the one story of a document; raise SourceError where it is no document or too large to open."""
    check_archive(path)
    pictures: list[Picture] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as file:
            content = file.read(MOST_PICTURE + 1)
        if len(pictures) < _MOST_PICTURES and len(content) <= MOST_PICTURE:
            pictures.append(Picture(name=f"picture-{len(pictures) + 1}", content=content))
            return {"src": str(len(pictures) - 1)}
        return {"src": ""}

    try:
        made = mammoth.convert_to_html(
            BytesIO(path.read_bytes()),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(keep),
            include_embedded_style_map=False,
        )
    except Exception as error:
        raise SourceError("broken", path) from error
    blocks = list(blocks_of(parse_html(str(made.value), path)))
    story = _story(blocks, pictures, columns)
    return Found(stories=(story,) if story else ())


def _story(blocks: list[Tag], pictures: list[Picture], columns: tuple[str, ...]) -> Story | None:
    """Return the story of a document's blocks, or None where there is nothing but blanks."""
    guesses: list[Guess] = []
    body = Body(guesses)
    titles, rest = _head(blocks, columns, body)
    for block in rest:
        _take(block, pictures, body)
    if not titles.headline and not body.blocks:
        return None
    fields: dict[str, Value] = {
        "kicker": titles.kicker,
        "headline": titles.headline or "…",
        "deck": titles.deck,
        "column": titles.column,
        "byline": " ".join(body.bylines),
        "dateline": body.dateline,
    }
    return Story(fields=fields, blocks=tuple(body.blocks), guesses=(*titles.guesses, *guesses))


def _head(blocks: list[Tag], columns: tuple[str, ...], body: Body) -> tuple[Titles, list[Tag]]:
    """Return the titles that stand above the text, and the blocks below them; bylines go to the body."""
    lines: list[str] = []
    decks: list[str] = []
    styled = ""
    at = 0
    for at, block in enumerate(blocks):  # noqa: B007 - the place where it ended is what is wanted
        text, kind = plain_text(block), classify(plain_text(block))
        classes: list[str] | str = block.get("class") or ""
        if block.find("img") or block.name in ("table", "ul", "ol", "blockquote"):
            break
        if "title" in classes or (block.name == "h1" and not styled):
            styled = text
            lines.append(text)
        elif "deck" in classes or kind == "deck":
            decks.append(split_deck(text) or text)
        elif kind in ("byline", "names") and lines:
            body.sign(plain_byline(text), "byline-line")
        elif kind == "title" and block.name == "p" and len(lines) < 4:
            lines.append(text)
        else:
            break
    else:
        at = len(blocks)
    return _titles(lines, decks, styled, columns), blocks[at:]


def _titles(lines: list[str], decks: list[str], styled: str, columns: tuple[str, ...]) -> Titles:
    """Return the titles; a line that the document itself calls its title is the headline for sure."""
    if not styled or not lines:
        return read_titles(lines, decks, columns, dashed=bool(decks)) if lines else Titles(headline="")
    place = lines.index(styled)
    above, below = lines[:place], [*lines[place + 1 :], *decks]
    column = next((line for line in above if line in columns), "")
    kicker = " ".join(line for line in above if line != column)
    found = {"headline": styled, "kicker": kicker, "deck": " ".join(below), "column": column}
    guesses = [Guess(what=name, value=value, sureness="sure", reason="given") for name, value in found.items() if value]
    return Titles(headline=styled, kicker=kicker, deck=" ".join(below), column=column, guesses=tuple(guesses))


def _take(block: Tag, pictures: list[Picture], body: Body) -> None:
    """Add one block to the story."""
    text = plain_text(block)
    for image in block.find_all("img"):
        source = str(image.get("src") or "")
        if source.isdigit():
            kept = pictures[int(source)]
            body.picture(Picture(name=kept.name, content=kept.content, alt=str(image.get("alt") or "").strip()))
    below_picture = bool(body.blocks) and isinstance(body.blocks[-1], Picture)
    kind = classify(text) if text else "title"
    if not text:
        return
    if block.name == "table":
        body.blocks.append(to_markdown(block))
    elif below_picture and (kind in ("caption", "credit") or "caption" in (block.get("class") or [])):
        body.caption(text)
    elif kind == "byline" and block.name == "p":
        body.sign(plain_byline(text), "byline-line")
    elif block.name in HEADINGS:
        body.blocks.append(f"{'#' * max(2, int(block.name[1]))} {to_markdown(block).lstrip('# ')}")
    elif kind == "title" and block.name == "p" and block.find("strong") and plain_text(block.find("strong")) == text:
        body.heading(text)
    elif block.name == "p":
        body.prose(to_markdown(block), str)
    else:
        body.blocks.append(to_markdown(block))
