"""The outline of a story on its page image: rectangles and polygons in percent, checked for sense."""

from sitegen.model import Zone
from sitegen.schema import Field, Line, List, Mapping, Number, Values

Points = tuple[tuple[float, float], ...]

SLACK = 0.01
"""Percent by which rounded numbers may add up to more than the page."""

SMALLEST = 0.01
"""Square percent below which an outline covers nothing that a finger could touch."""

ZONE = Mapping(
    Field("page", Line(), "Label of the page; the article's own where it is left out.", '"1"'),
    Field("rect", List(Number(), 4, 4, whole=True), "Left, top, width, height.", "[3.4, 7.6, 93.1, 43.4]"),
    Field(
        "points",
        List(List(Number(), 2, 2, whole=True), 3, 200, whole=True),
        "Corners of the outline in order.",
        "[[3.4, 7.6], [96.5, 7.6], [50, 51]]",
    ),
)


def read_zone(values: Values, page: str) -> Zone | None:
    """Return the zone of one entry, or None where it is wrong; `page` is the article's own label."""
    rect, points = values.any("rect"), values.any("points")
    if "rect" in values and "points" in values:
        values.fault("points", "zone-shape-twice")
    elif rect is not None:
        x, y, width, height = rect
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        empty = width <= 0 or height <= 0
        return _zone(values, "rect", corners, page, empty)
    elif points is not None:
        return _zone(values, "points", points, page, False)
    elif not values.given("rect") and not values.given("points"):
        values.fault("", "zone-shape-missing")
    return None


def _zone(values: Values, name: str, corners: Points, page: str, empty: bool) -> Zone | None:
    far = [number for point in corners for number in point if not -SLACK <= number <= 100 + SLACK]
    if empty or abs(area(corners)) < SMALLEST:
        values.fault(name, "zone-empty")
    elif far:
        values.fault(name, "zone-outside", value=f"{far[0]:g}")
    else:
        inside = tuple((_within(x), _within(y)) for x, y in corners)
        return Zone(page=values.text("page") or page, points=inside)
    return None


def _within(number: float) -> float:
    """Return the number within the page, without the noise of adding decimals."""
    return round(min(100.0, max(0.0, number)), 4)


def area(corners: Points) -> float:
    """Return the area of a polygon in square percent, negative where its corners run against the clock."""
    following = (*corners[1:], corners[0])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, following, strict=True)) / 2
