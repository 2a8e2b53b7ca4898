"""How much of one outline lies on another: the shared area of two polygons on a page image."""

from collections.abc import Iterator
from itertools import pairwise

Points = tuple[tuple[float, float], ...]


def box(outline: Points) -> tuple[float, float, float, float]:
    """Return the least and greatest x, then y, of an outline."""
    xs, ys = zip(*outline, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def shared_area(one: Points, other: Points) -> float:
    """Return the area that two simple polygons share, in the unit of their coordinates squared.

    The page is cut into slices at every height where a side begins, ends or crosses another; within a slice all
    sides are straight and in one order, so that the length shared in its middle times its height is exact.
    """
    a, b = box(one), box(other)
    if a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]:
        return 0.0
    heights = sorted({y for _, y in (*one, *other)} | set(_crossings(one, other)))
    area = 0.0
    for top, bottom in pairwise(heights):
        middle = (top + bottom) / 2
        spans = (_spans(one, middle), _spans(other, middle))
        shared = (max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans[0] for b in spans[1])
        area += sum(shared) * (bottom - top)
    return area


def _sides(outline: Points) -> Iterator[tuple[float, float, float, float]]:
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        yield x1, y1, x2, y2


def _crossings(one: Points, other: Points) -> Iterator[float]:
    """Yield the heights at which a side of one polygon crosses a side of the other."""
    for x1, y1, x2, y2 in _sides(one):
        for x3, y3, x4, y4 in _sides(other):
            turn = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
            if turn:
                part = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / turn
                if 0 < part < 1:
                    yield y1 + part * (y2 - y1)


def _spans(outline: Points, height: float) -> list[tuple[float, float]]:
    """Return where a level line at a height, which meets no corner, lies within the polygon."""
    cuts = sorted(
        x1 + (height - y1) * (x2 - x1) / (y2 - y1)
        for x1, y1, x2, y2 in _sides(outline)
        if min(y1, y2) < height < max(y1, y2)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=True))
