"""Founder's digital newspaper as saved HTML: pages with an image map, and articles with a block of their fields.

A page names its articles by the links of its map; those that lie in the same folder are read with it, and their
outlines become zones.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from sitegen.days import suggest_day
from sitegen.drafts import Value
from sitegen.importing.bodies import Body
from sitegen.importing.bounds import MOST_PICTURE, inside, read_bounded
from sitegen.importing.lines import classify
from sitegen.importing.markup import HEADINGS, blocks_of, parse_html, plain_text, to_markdown
from sitegen.importing.signs import page_label, plain_byline
from sitegen.importing.stories import Found, Guess, Picture, Story
from sitegen.pictures import PictureError, measure

_FIELD_BLOCK = re.compile(r"<!--\s*enpproperty(.*?)/enpproperty\s*-->", re.DOTALL)
_FIELD = re.compile(r"<(title|subtitle|introtitle|author|keyword|date|nodename)>(.*?)</\1>", re.DOTALL)
_BODY = re.compile(r"<!--\s*enpcontent\s*-->(.*?)<!--\s*/enpcontent\s*-->", re.DOTALL)
_PATH_DATE = re.compile(r"([0-9]{4})-?([0-9]{2})/([0-9]{2})(?:/|$)")
_PAGE_NAME = re.compile(r"第?\s*[A-Z]?[0-9]{1,3}\s*版\s*[：:]\s*([^\s，。|]{1,12})")

_LINE_END = re.compile(r" {2,}\n\s*")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WHOLE_WIDTH = 2778
"""Pixels of the original against which some papers give outlines in an attribute `xy` (解放日报)."""


def read_founder(path: Path) -> Found:
    """Return the stories of a saved page with those of its map, or the one story of an article."""
    text = decode(read_bounded(path))
    page = parse_html(text, path)
    areas = page.find_all("area")
    day = _day_of_path(path)
    if not areas:
        story = _story(text, path)
        return Found(stories=(story,) if story else (), date=day)
    where = plain_text(page.find("title")) + " " + plain_text(page)[:4000]
    title = _PAGE_NAME.search(where)
    image = _image(page, path)
    stories, used, left_out = [], [], []
    for area in areas:
        file = inside(path.parent, path.parent / Path(unquote(urlsplit(str(area.get("href") or "")).path)).name)
        if file is None or file in used or file == path.resolve():
            left_out += [] if file in used else [str(area.get("href") or area.get("coords") or "")]
            continue
        story = _story(decode(read_bounded(file)), file)
        if story:
            used.append(file)
            stories.append(_with_zone(story, area, image[1]))
    return Found(
        stories=tuple(stories),
        date=next((story.date for story in stories if story.date), "") or day,
        page=page_label(where) or "1",
        page_title=title[1] if title else "",
        page_image=image[0],
        used=tuple(used),
        left_out=tuple(left_out),
    )


def decode(data: bytes) -> str:
    """Return the text of an HTML file: UTF-8 where it can be, which no Chinese text in GBK is, else GB 18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _day_of_path(path: Path) -> str:
    match = _PATH_DATE.search(path.resolve().parent.as_posix())
    return suggest_day("-".join(match.groups())) if match else ""


def _story(text: str, path: Path) -> Story | None:
    """Return the story of an article's file, or None where there is neither a headline nor a text."""
    fields = _fields(text, path)
    body_text = _BODY.search(text)
    soup = parse_html(text, path)
    root = soup.find("founder-content") or (None if body_text else soup.find(id="ozoom"))
    if root is None and body_text:
        root = parse_html(body_text[1], path)
    headline = fields.get("title") or plain_text(soup.find("founder-title") or soup.find("h1"))
    if not headline or not isinstance(root, Tag):
        return None
    guesses: list[Guess] = []
    body = Body(guesses)
    author = fields.get("author") or plain_text(soup.find("founder-author"))
    if author:
        body.sign(plain_byline(author), "given")
    _pictures_outside(soup, root, path, body)
    for block in list(blocks_of(root)):
        _take(block, path, body)
    given: dict[str, Value] = {
        "kicker": fields.get("introtitle", ""),
        "headline": headline,
        "deck": fields.get("subtitle", "").lstrip("—-─ "),
        "byline": " ".join(body.bylines),
        "dateline": body.dateline,
        "tags": tuple(tag for tag in re.split(r"[,，;；\s]+", fields.get("keyword", "")) if tag),
    }
    named = {name: str(given[name]) for name in ("kicker", "headline", "deck") if given[name]}
    told = (Guess(what=name, value=value, sureness="sure", reason="given") for name, value in named.items())
    return Story(
        fields=given,
        blocks=tuple(body.blocks),
        guesses=(*told, *guesses),
        date=suggest_day(fields.get("date", "")) or _day_of_path(path),
        page=page_label(plain_text(soup)[:4000]),
    )


def _fields(text: str, path: Path) -> dict[str, str]:
    """Return the fields of the hidden block as plain text."""
    block = _FIELD_BLOCK.search(text)
    found = _FIELD.findall(block[1]) if block else []
    return {name: plain_text(parse_html(value, path)) for name, value in found}


def _pictures_outside(soup: BeautifulSoup, root: Tag, path: Path, body: Body) -> None:
    """Take the pictures that stand beside the text: Founder puts them in a table of their own above it."""
    zoom = soup.find(id="ozoom")
    for table in zoom.find_all("table") if isinstance(zoom, Tag) and zoom is not root else ():
        if table.find("img") and root not in table.descendants and table not in root.descendants:
            _take_picture(table, path, body)


def _take(block: Tag, path: Path, body: Body) -> None:
    """Add one block element to the story."""
    if block.find("img"):
        _take_picture(block, path, body)
        return
    text = plain_text(block)
    kind = classify(text)
    if block.name in HEADINGS:
        body.heading(text)
    elif kind == "byline":
        body.sign(plain_byline(text), "byline-line")
    elif kind in ("caption", "credit") and body.blocks and isinstance(body.blocks[-1], Picture):
        body.caption(text)
    elif kind == "title" and block.name == "p" and block.find(["b", "strong"]):
        body.heading(text)
    elif text:
        # a line end within a paragraph is where the next one begins
        for part in _LINE_END.split(to_markdown(block)) if block.name == "p" else [to_markdown(block)]:
            body.prose(part, str)


def _take_picture(block: Tag, path: Path, body: Body) -> None:
    """Add the pictures of a block, the text in it as caption of the last one."""
    for image in block.find_all("img"):
        body.picture(_picture(str(image.get("src") or ""), path, alt=str(image.get("alt") or "")))
    if text := plain_text(block):
        body.caption(text)


def _picture(address: str, path: Path, alt: str = "") -> Picture:
    """Return a picture with its bytes where it lies in the folder of the saved paper, else beside its page."""
    way = unquote(urlsplit(address).path)
    name = Path(way).name
    for place in (path.parent / way, path.parent / name):
        file = inside(_root(path), place)
        if name and file is not None:
            return Picture(name=name, alt=alt, content=read_bounded(file, MOST_PICTURE))
    return Picture(name=name, alt=alt)


def _root(path: Path) -> Path:
    """Return the folder that holds a saved paper: above its folder `html`, beside which `res` lies, else the page's."""
    parents = path.resolve().parents
    return next((folder.parent for folder in parents if folder.name == "html"), parents[0])


def _image(page: BeautifulSoup, path: Path) -> tuple[Picture | None, tuple[float, float]]:
    """Return the page's image and the size in pixels that its map counts in."""
    image = page.find("img", usemap=True)
    if not isinstance(image, Tag):
        return None, (0, 0)
    picture = _picture(str(image.get("src") or ""), path)
    sides = [re.match(r"[0-9.]+", str(image.get(side) or "")) for side in ("width", "height")]
    if all(sides):
        width, height = (float(side[0]) for side in sides if side)
        return picture, (width, height)
    file = inside(path.parent, path.parent / picture.name) if picture.name else None
    try:
        size = measure(str(file)) if file else None
    except PictureError:
        size = None
    return picture, (float(size.width), float(size.height)) if size else (0, 0)


def _with_zone(story: Story, area: Tag, size: tuple[float, float]) -> Story:
    """Return a story with the outline of its area in percent, where it makes sense."""
    zone = _zone(area, *size)
    if not zone:
        return story
    guess = Guess(what="zone", value=str(area.get("coords") or ""), sureness="sure", reason="zone")
    return Story(
        fields={**story.fields, "zones": (zone,)},
        blocks=story.blocks,
        guesses=(*story.guesses, guess),
        date=story.date,
        page=story.page,
    )


def _zone(area: Tag, width: float, height: float) -> dict[str, Value]:
    if not width or not height:
        return {}
    points = list(_points(area, width, height))
    if str(area.get("shape") or "").lower().startswith("rect") and len(points) == 2:
        (left, top), (right, bottom) = points
        points = [(left, top), (right, top), (right, bottom), (left, bottom)]
    xs, ys = sorted({x for x, _ in points}), sorted({y for _, y in points})
    if len(points) < 3 or len(xs) < 2 or len(ys) < 2:
        return {}
    if len(xs) == len(ys) == 2 and len(points) == 4:
        return {"rect": (xs[0], ys[0], round(xs[1] - xs[0], 2), round(ys[1] - ys[0], 2))}
    return {"points": tuple(points)}


def _points(area: Tag, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Yield the corners of an outline in percent of the page."""
    written = str(area.get("xy") or "")
    if written:
        try:
            corners = [(float(at["x"]), float(at["y"])) for at in json.loads(written)]
        except (ValueError, TypeError, KeyError, RecursionError):
            corners = []
        width, height = _WHOLE_WIDTH, _WHOLE_WIDTH * height / width
    else:
        numbers = [
            float(number) for number in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", str(area.get("coords") or ""))[:400]
        ]
        corners = list(zip(numbers[::2], numbers[1::2], strict=False))
    for x, y in corners:
        yield _percent(x, width), _percent(y, height)


def _percent(place: float, whole: float) -> float:
    return round(min(100.0, max(0.0, place / whole * 100)), 2)
