"""Where the number at a point stands, so that no line strikes it through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

ABOVE, BELOW, FAR_ABOVE, FAR_BELOW = -10.0, 19.0, -22.0, 31.0
RISE, SINK = 10.0, 2.0
"""How far a small number reaches above and below its base line."""


def base_line(points: Sequence[Point | None], index: int, *, half: float, levels: Sequence[float], room: Point) -> float:
    """The base line of the number at a point: above it, or below it in a valley, or wherever fewest lines cross it.

    `half` is half the number's width, `levels` are the heights of the lines across, and `room` is the top and the foot of the picture.

    >>> base_line([(0, 50), (50, 50), (100, 50)], 1, half=10, levels=[], room=(0, 100))
    40.0
    >>> base_line([(0, 50), (50, 50), (100, 50)], 1, half=10, levels=[36], room=(0, 100))
    69.0
    """
    x, y = points[index] or (0.0, 0.0)
    beside = [point for point in (*points[max(index - 1, 0) : index], *points[index + 1 : index + 2]) if point]
    is_valley = bool(beside) and all(other[1] < y for other in beside)
    places = (BELOW, ABOVE, FAR_BELOW, FAR_ABOVE) if is_valley else (ABOVE, BELOW, FAR_ABOVE, FAR_BELOW)
    edges = [(a, b) for a, b in pairwise(points[max(index - 1, 0) : index + 2]) if a and b]

    def cost(place: tuple[int, float]) -> float:
        order, shift = place
        top, foot = y + shift - RISE, y + shift + SINK
        outside = 20 * (top < room[0] or foot > room[1])
        struck = 4 * sum(top - 2 < level < foot + 2 for level in levels)
        return order + outside + struck + 3 * sum(_crosses(edge, (x - half, x + half), (top, foot)) for edge in edges)

    return y + min(enumerate(places), key=cost)[1]


def _crosses(edge: tuple[Point, Point], across: Point, up: Point) -> bool:
    """Whether a straight line meets a rectangle given by its extent across and up."""
    (x1, y1), (x2, y2) = edge
    left, right = max(across[0], min(x1, x2)), min(across[1], max(x1, x2))
    if left > right or x1 == x2:
        return False
    heights = [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right)]
    return min(heights) < up[1] and max(heights) > up[0]
