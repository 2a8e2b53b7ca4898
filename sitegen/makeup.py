"""The make-up of a page: which story leads, what runs beside it, what below; and the small drawing of a page.

Lengths are estimates in lines of the column in which a story would stand; the browser sets the type.
"""

from collections.abc import Iterable, Sequence

from sitegen.contexts import Box, Drawing, Makeup, PageView, Placed, Teaser

PHOTO_STORY = 250
"""Characters up to which a story with a picture is a picture with a text."""


def made_up(teasers: Sequence[Teaser], inside: Sequence[PageView] = (), *, picks: bool = False) -> Makeup | None:
    """Return how the stories of a page are placed, or None where it has none.

    The lead takes the left two thirds with the majors below it; the rail at the right takes normals and briefs until
    it is about as long; the rest runs below. What stands on the other pages (`inside`) is listed in the rail where
    that has room, else below; with `picks`, the rail may show only the first stories of each.
    """
    if not teasers:
        return None
    stories = list(enumerate(teasers, 1))
    first = _lead(stories)
    lead = first[1]
    others = [(number, teaser) for number, teaser in stories if teaser.url != lead.url]
    majors, normals, briefs = ([(n, t) for n, t in others if _rank(t) == rank] for rank in ("major", "normal", "brief"))
    if not normals and not briefs:
        majors, normals = [], majors
    room = _room_beside(lead, [teaser for _, teaser in majors])
    rail: list[tuple[int, Teaser]] = []
    below: list[tuple[int, Teaser]] = []
    for number, teaser in normals:
        lines = _lines(teaser)
        if not below and room > lines * 0.6:
            room -= lines
            rail.append((number, teaser))
        else:
            below.append((number, teaser))
    railed = bool(briefs) and not below and room > len(briefs) * 3
    if railed:
        room -= len(briefs) * 4.2 + 2
    longest = max((len(page.teasers) for page in inside), default=0)
    fits = ((room - 2) / len(inside) - 2) / 1.3 if inside and not below else 0
    listed = bool(inside) and fits >= (2 if picks else longest * 0.8)
    return Makeup(
        lead=Placed(number=first[0], teaser=lead, kind="lead"),
        majors=_placed(majors, "major"),
        rail=_placed(rail, ""),
        below=_placed(below, "normal"),
        briefs=_placed(briefs, "brief"),
        briefs_in_rail=railed,
        inside=tuple(inside),
        inside_in_rail=listed,
        # halves go to the even neighbour, in Python as on the page
        titles=round(fits) if listed and picks else longest,
    )


def _lead(stories: Sequence[tuple[int, Teaser]]) -> tuple[int, Teaser]:
    for rank in ("lead", "major"):
        for number, teaser in stories:
            if teaser.rank == rank:
                return number, teaser
    return stories[0]


def _rank(teaser: Teaser) -> str:
    # a second lead is set as a major
    return "major" if teaser.rank == "lead" else teaser.rank


def _room_beside(lead: Teaser, majors: Sequence[Teaser]) -> float:
    """Return the lines of the left side: the lead, then the majors two by two, deeper where one has a picture."""
    room = 6 + (14 if lead.picture else len("".join(lead.opening) or lead.summary) // 45)
    for first in range(0, len(majors), 2):
        room += 16 if any(teaser.picture for teaser in majors[first : first + 2]) else 8
    return room


def _lines(teaser: Teaser) -> int:
    lines = 3 + len(teaser.headline) // 12 + len(teaser.summary) // 22
    return lines + (10 if teaser.picture else 0) + (1 if teaser.kicker else 0) + (2 if teaser.column else 0)


def _placed(stories: Iterable[tuple[int, Teaser]], kind: str) -> tuple[Placed, ...]:
    return tuple(Placed(number=number, teaser=teaser, kind=_kind(teaser, kind)) for number, teaser in stories)


def _kind(teaser: Teaser, kind: str) -> str:
    if kind in ("", "normal") and teaser.picture and teaser.length < PHOTO_STORY:
        return "photo"
    return kind or teaser.rank


def drawing(boxes: Iterable[Box]) -> Drawing:
    """Return the boxes of a page as a small drawing, in hundredths of the page both ways.

    A bar stands where a headline does, lines for text, a field for a picture. Whole numbers are fine enough.
    """
    under, bars, photos = [], [], []
    lines: dict[int, list[str]] = {}
    for box in boxes:
        x, y, width, height = int(box.x) + 2, int(box.y), int(box.width) - 4, int(box.height)
        deep = height // 2 if box.picture else 0
        under.append(f"M{x},{y}h{width}v{height}h-{width}z")
        bars.append(f"M{x},{y + 3}h{width * 4 // 5}")
        if deep:
            photos.append(f"M{x},{y + 7}h{width}v{deep}h-{width}z")
        if height - deep > 12:
            lines.setdefault(width, []).append(f"M{x + width // 2},{y + deep + 8}v{height - deep - 9}")
    return Drawing(
        under="".join(under),
        bars="".join(bars),
        photos="".join(photos),
        lines=tuple((width, "".join(paths)) for width, paths in lines.items()),
    )
