"""The names beside a wheel: two columns, none over another, each with a thin line to its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import GREY, GREY_TEXT
from veikart.exchange.charts.polar import Centre, stack

LEADING, GAP = 16.0, 7.0
REACH = 48.0
"""From the rim to the column of names."""
FAN = 1.12
"""How much further up and down than their marks the names would stand if there were room; keeps the lines off the wheel."""


@dataclass(frozen=True)
class Label:
    """A name with its days, the point its line goes from, and the point outside the rim where the line turns."""

    days: str
    lines: tuple[str, ...]
    start: tuple[float, float]
    bend: tuple[float, float]
    edge: float
    is_right: bool
    has_dot: bool

    @property
    def height(self) -> float:
        """How much room it takes, with the gap to the next, in the units of the drawing."""
        return LEADING * (len(self.lines) + 1) + GAP


def make_label(words: tuple[str, str], fraction: float, radius: float, wheel: tuple[Centre, float, float]) -> Label:
    """The label of what stands at a fraction and a radius of the wheel (centre, width of the picture, radius of the rim).

    `words` are its days and its name. The line of what stands inside the rim begins with a dot.
    """
    days, name = words
    centre, width, outer = wheel
    is_right = fraction % 1 < 0.5
    edge = centre.x + (outer + REACH) * (1 if is_right else -1)
    room = width - edge if is_right else edge
    lines = tuple(canvas.wrap(name, room - 4))
    return Label(days, lines, centre.point(radius, fraction), centre.point(outer + 24, fraction), edge, is_right, radius < outer)


def find_height(labels: Sequence[Label]) -> float:
    """The height of the fuller column; 0 where there are no labels."""
    return max(sum(one.height for one in labels if one.is_right == side) for side in (True, False)) + GAP


def draw_labels(labels: Sequence[Label], centre: Centre, height: float) -> str:
    """Both columns within the height."""
    drawn = []
    for side in (True, False):
        column = [one for one in labels if one.is_right == side]
        wanted = [centre.y + (one.bend[1] - centre.y) * FAN for one in column]
        middles = stack(wanted, [one.height for one in column], 0, height)
        drawn += [_draw(one, middle) for one, middle in zip(column, middles, strict=True)]
    return "".join(drawn)


def _draw(one: Label, middle: float) -> str:
    side = 1 if one.is_right else -1
    top = middle - (one.height - GAP) / 2
    points = [one.start, one.bend, (one.edge - 10 * side, top + 8), (one.edge - 4 * side, top + 8)]
    path = "M" + "L".join(f"{canvas.number(x)} {canvas.number(y)}" for x, y in points)
    line = canvas.element("path", d=path, fill="none", stroke=GREY, stroke_width=0.75, stroke_linejoin="round")
    dot = canvas.element("circle", cx=one.start[0], cy=one.start[1], r=2.25, fill=GREY_TEXT) if one.has_dot else ""
    anchor = None if one.is_right else "end"
    days = canvas.text(one.edge, top + 12, one.days, size=12, fill=GREY_TEXT, font_weight=600, text_anchor=anchor)
    names = [canvas.text(one.edge, top + 12 + LEADING * (row + 1), words, text_anchor=anchor) for row, words in enumerate(one.lines)]
    return line + dot + days + "".join(names)
