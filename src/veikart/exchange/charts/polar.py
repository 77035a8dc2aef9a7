"""Shapes around a centre. Fractions go clockwise from the top: 0 is up, a quarter is to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, pi, sin
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.canvas import number

ALMOST_ROUND = 0.9999
TURNS = 200


@dataclass(frozen=True)
class Centre:
    """The middle of a wheel, in the picture's units."""

    x: float
    y: float

    def point(self, radius: float, fraction: float) -> tuple[float, float]:
        """The place at a radius and a fraction of a turn.

        >>> Centre(0, 0).point(10, 0.25)[0]
        10.0
        """
        return self.x + radius * sin(2 * pi * fraction), self.y - radius * cos(2 * pi * fraction)

    def sector(self, inner: float, outer: float, start: float, end: float) -> str:
        """The path of a piece of a ring; a whole ring has a cut too thin to see."""
        end = min(end, start + ALMOST_ROUND)
        large = int(end - start > 0.5)
        corners = [self.point(outer, start), self.point(outer, end), self.point(inner, end), self.point(inner, start)]
        first, second, third, fourth = (f"{number(x)} {number(y)}" for x, y in corners)
        out, back = number(outer), number(inner)
        return f"M{first}A{out} {out} 0 {large} 1 {second}L{third}A{back} {back} 0 {large} 0 {fourth}Z"

    def spoke(self, inner: float, outer: float, fraction: float, **look: object) -> str:
        """A straight line outwards."""
        return canvas.element("line", **_ends(self.point(inner, fraction), self.point(outer, fraction)), **look)

    def words(self, radius: float, span: tuple[float, float], content: str, *, path_id: str, size: float, **look: object) -> str:
        """Text along a ring, its middle line at the radius, in the middle of the span; never upside down. `path_id` is unique on the page."""
        start, end = span[0], min(span[1], span[0] + ALMOST_ROUND)
        is_turned = 0.25 < (start + end) / 2 % 1 < 0.75
        along = radius + size * 0.36 if is_turned else radius - size * 0.36
        ends = [self.point(along, start), self.point(along, end)]
        (x1, y1), (x2, y2) = reversed(ends) if is_turned else ends
        large, sweep, reach = int(end - start > 0.5), int(not is_turned), number(along)
        line = f"M{number(x1)} {number(y1)}A{reach} {reach} 0 {large} {sweep} {number(x2)} {number(y2)}"
        path = canvas.element("path", id=path_id, d=line, fill="none")
        text = canvas.element("textPath", escape(content), href=f"#{path_id}", startOffset="50%", text_anchor="middle")
        return path + canvas.element("text", text, font_size=size, **look)


def _ends(first: tuple[float, float], last: tuple[float, float]) -> dict[str, object]:
    return {"x1": first[0], "y1": first[1], "x2": last[0], "y2": last[1]}


def spread_round(places: Sequence[float], halves: Sequence[float], around: float) -> list[float]:
    """The places on a circle `around` long, moved apart until each has its half on both sides, or as near as there is room.

    >>> [round(place) for place in spread_round([0, 2, 50], [5, 5, 5], 100)]
    [-4, 6, 50]
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [float(place) for place in places]
    room = min(1.0, around / max(2 * sum(halves), 1e-9))
    for _ in range(TURNS if len(order) > 1 else 0):
        is_still = True
        for here, there in pairwise([*order, order[0]]):
            ahead = moved[there] + (around if there == order[0] else 0) - moved[here]
            lacks = (halves[here] + halves[there]) * room - ahead
            if lacks > 0.01:
                moved[here], moved[there], is_still = moved[here] - lacks / 2, moved[there] + lacks / 2, False
        if is_still:
            break
    return moved


def stack(middles: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of blocks in a column, in the same order, moved as little as can be (least squares) so that none covers another.

    All are between low and high; blocks that are higher than the room together go on below `high`.

    >>> stack([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    above = dict(zip(order, accumulate((heights[index] for index in order), initial=0.0), strict=False))
    # The top each block would have, were those above it of no height: in order these may never fall. Neighbours that do are pooled.
    pools: list[tuple[float, int]] = []
    for index in order:
        mean, count = middles[index] - heights[index] / 2 - above[index], 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    tops = [min(max(mean, low), max(high - sum(heights), low)) for mean, count in pools for _ in range(count)]
    moved = dict(zip(order, tops, strict=True))
    return [moved[index] + above[index] + heights[index] / 2 for index in range(len(middles))]
