"""What each kind of area looks like on a map: a shape and a pattern of its own, so that it is known without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veikart.calc.land_use import Shape
from veikart.exchange.charts import canvas
from veikart.exchange.charts.canvas import number
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, ACCENT_SOFT, GREY_SOFT, GREY_TEXT, PAPER
from veikart.rules.plan_system import get_choices

BOUNDARY, STATION = "boundary", "station"
ROW = 22.0
SWATCH = 26.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is drawn: its pattern («» for none), the line around it, and the line's dashes."""

    pattern: str
    stroke: str
    width: float
    dash: str | None = None


LOOKS = {
    BOUNDARY: Look("", GREY_TEXT, 1.25, "7 3 1.5 3"),
    "other": Look("dots", GREY_TEXT, 1.0),
    "long_term": Look("lines", ACCENT_DEEP, 1.5, "4 3"),
    "growth_area": Look("full", ACCENT_DEEP, 2.0),
    "corridor": Look("", ACCENT, 3.0, "9 4"),
    STATION: Look("full", ACCENT_DEEP, 2.0),
}
"""The kinds in the order they are drawn: what comes later lies on top."""
KEY_ORDER = ("growth_area", STATION, "long_term", "other", "corridor", BOUNDARY)
"""The kinds in the order they are told and named."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the picture."""

    left: float
    top: float
    right: float
    foot: float

    @classmethod
    def around(cls, middle: Point, half_width: float, half_height: float) -> Box:
        """The box that reaches so far to each side of its middle, in the units of the drawing."""
        return cls(middle[0] - half_width, middle[1] - half_height, middle[0] + half_width, middle[1] + half_height)

    def covers(self, other: Box) -> bool:
        """Whether the two have anything in common."""
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot

    def is_within(self, size: Point) -> bool:
        """Whether it is inside a picture of this size, and clear of the scale in its lower left corner."""
        is_clear = not self.covers(Box(0, size[1] - 30, size[0] / 4 + 14, size[1]))
        return self.left >= 3 and self.top >= 3 and self.right <= size[0] - 3 and self.foot <= size[1] - 3 and is_clear


def make_patterns(chart_id: str) -> str:
    """The patterns that surfaces are filled with; `chart_id` makes their names unique on the page."""
    lines = canvas.rect(0, 0, 8, 8, fill=PAPER) + canvas.element("path", d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4", stroke=ACCENT_DEEP, stroke_width=1.25)
    dots = canvas.rect(0, 0, 8, 8, fill=PAPER) + canvas.element("circle", cx=4, cy=4, r=1.25, fill=GREY_TEXT)
    each = {"lines": lines, "dots": dots}
    made = (canvas.element("pattern", body, id=f"{chart_id}-{name}", width=8, height=8, patternUnits="userSpaceOnUse") for name, body in each.items())
    return canvas.element("defs", "".join(made))


def mark_area(kind: str, shape: Shape, chart_id: str) -> str:
    """The area as its kind is drawn; `shape` is in the places of the picture. A station is a square, another point a circle."""
    look = LOOKS[kind]
    fill = {"": "none", "full": ACCENT_SOFT}.get(look.pattern, f"url(#{chart_id}-{look.pattern})")
    line = {"stroke": look.stroke, "stroke_width": look.width, "stroke_dasharray": look.dash, "stroke_linejoin": "round"}
    marks = [canvas.element("path", d="".join(_path(ring) + "Z" for ring in one), fill=fill, fill_rule="evenodd", **line) for one in shape.polygons]
    marks += [canvas.element("path", d=_path(one), fill="none", stroke=PAPER, stroke_width=look.width + 2.5) for one in shape.lines]
    marks += [canvas.element("path", d=_path(one), fill="none", **line) for one in shape.lines]
    marks += [_point(kind, one, look) for one in shape.points]
    return "".join(marks)


def _point(kind: str, at: Point, look: Look) -> str:
    x, y = at
    if kind == STATION:
        return canvas.rect(x - 4.5, y - 4.5, 9, 9, fill=PAPER, stroke=look.stroke, stroke_width=2.5)
    return canvas.element("circle", cx=x, cy=y, r=5, fill=GREY_SOFT, stroke=look.stroke, stroke_width=1.5)


def _path(line: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(float(x))} {number(float(y))}" for x, y in line)


def area_key(kinds: Sequence[str], *, chart_id: str, width: float, top: float) -> tuple[list[str], float]:
    """The key to the kinds that are there, in as many rows as they need from `top` down, and where it ends."""
    words = get_choices("area_kind")
    marks, x, y = [], 0.0, top
    for kind in (one for one in KEY_ORDER if one in kinds):
        room = SWATCH + 6 + canvas.text_width(words[kind], canvas.SMALL_SIZE) + 16
        if x and x + room - 16 > width:
            x, y = 0.0, y + ROW
        marks.append(mark_area(kind, _swatch(kind, x, y), chart_id))
        marks.append(canvas.text(x + SWATCH + 6, y + 14, words[kind], size=canvas.SMALL_SIZE))
        x += room
    return marks, y + ROW


def _swatch(kind: str, x: float, y: float) -> Shape:
    """A small example of the kind: a square, a line or a surface."""
    left, right, high, low = x + 2, x + SWATCH - 2, y + 3, y + 17
    if kind == STATION:
        return Shape(points=((x + SWATCH / 2, y + 10),))
    if kind in {"corridor", BOUNDARY}:
        return Shape(lines=(((left, y + 10), (right, y + 10)),))
    return Shape(polygons=((((left, high), (right, high), (right, low), (left, low), (left, high)),),))


def draw_key(kinds: Sequence[str], *, chart_id: str, width: float = 720) -> str:
    """The key as a picture of its own, for a map that something else draws; with the patterns, which that map may use by `chart_id`."""
    marks, height = area_key(kinds, chart_id=chart_id, width=width, top=0)
    told = ", ".join(get_choices("area_kind")[one] for one in KEY_ORDER if one in kinds)
    size = (width, height)
    return canvas.picture(chart_id=chart_id, kind="key", size=size, title="Tegnforklaring", description=told, marks=[make_patterns(chart_id), *marks])
