"""Paths over years: what has been, where it goes with one thing and another, and the path that is aimed for, each with its name at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import GREY_TEXT, GRID, INK, PAPER, get_colour, lighten
from veikart.exchange.charts.lines import tell
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, Unit, known, ticks

FOOT, HEAD = 30.0, 16.0
NAME_GAP = 12
NAME_LEADING = 15.0
YEAR_HALF = 20
LOOKS: dict[str, tuple[float, str | None]] = {"solid": (2.5, None), "points": (2.5, None), "dashed": (1.75, "6 4"), "thin": (1.25, None)}
"""The width and the dashes of a line by how it looks."""
INSIDE = 70.0
"""A path that ends so far from the last year is named where it ends."""
NARROW = 500
"""Below this width the names stand under the picture, so that the paths have room."""


@dataclass(frozen=True)
class PathLine:
    """One named path: a value or None for each year; None between two values is passed over. `colour` is a meaning or `#RRGGBB`, `look` one of
    LOOKS: solid for what is expected, points for what has been, dashed and thin for what is compared with."""

    name: str
    values: Sequence[Exact | None]
    colour: str
    look: str = "solid"


@dataclass(frozen=True)
class PathBand:
    """From the low to the high value of each year, None where there is none."""

    low: Sequence[Exact | None]
    high: Sequence[Exact | None]
    colour: str


@dataclass(frozen=True)
class _Ground:
    years: Sequence[int]
    across: Scale
    up: Scale
    height: float
    unit: Unit

    def points(self, values: Sequence[Exact | None]) -> list[tuple[float, float]]:
        return [(self.across.place(year), self.up.place(value)) for year, value in zip(self.years, values, strict=True) if value is not None]


def path_chart(*, lines: Sequence[PathLine], years: Sequence[int], band: PathBand | None = None, **picture: Any) -> str:
    """Paths over years from zero, each with its name and last value at its end; below the picture where it is narrow.

    Years stand where they are in time, so a year that is missing leaves its room. `picture` is the words of a Picture.

    >>> svg = path_chart(lines=[PathLine("Regnskap", [5, None, 3], "result", "points")], years=[2009, 2010, 2011], chart_id="p", title="Utslipp")
    >>> svg.count("<circle"), "Regnskap" in svg
    (2, True)
    """
    about = Picture.of(picture, width=720, height=320)
    drawn = [one for one in lines if known(one.values)]
    values = [value for one in drawn for value in known(one.values)] + (known(band.high) + known(band.low) if band else [])
    is_narrow = about.width < NARROW
    below = NAME_LEADING * 1.2 * len(drawn) + 8 if is_narrow and len(drawn) > 1 else 0.0
    ground = _lay_out(drawn, values, years, about, has_names=not below)
    marks = [_axis(ground), _years(ground)]
    marks += [_band(band, ground)] if band else []
    marks += [_line(one, ground) for one in drawn]
    marks += _names_below(drawn, ground) if below else _names(drawn, ground)
    told = ". ".join(tell(one, years, about.unit) for one in drawn)
    return about.draw("paths", marks, told=f"{told}.", height=about.height + below)


def _lay_out(lines: Sequence[PathLine], values: Sequence[Exact], years: Sequence[int], about: Picture, *, has_names: bool) -> _Ground:
    unit = about.unit
    marks = ticks(min(0, *values, 0), max(*values, 1, 1), 4)
    left = max(canvas.text_width(unit.show_tick(one, marks[1] - marks[0]), canvas.SMALL_SIZE) for one in marks) + 16
    words = [word for one in lines for word in (one.name, unit.show(known(one.values)[-1]))] if has_names and len(lines) > 1 else []
    room = max((canvas.text_width(word, canvas.SMALL_SIZE, is_bold=True) for word in words), default=0) + NAME_GAP
    right = about.width - max(room, YEAR_HALF)
    return _Ground(years, Scale(years[0], years[-1], left, right), Scale(marks[0], marks[-1], about.height - FOOT, HEAD), about.height, unit)


def _axis(ground: _Ground) -> str:
    marks = ticks(ground.up.low, ground.up.high, 4)
    parts = []
    for one in marks:
        y = ground.up.place(one)
        parts.append(canvas.line(ground.across.start - 6, y, ground.across.end, y, stroke=GRID))
        shown = ground.unit.show_tick(one, marks[1] - marks[0])
        parts.append(canvas.text(ground.across.start - 10, y + 4, shown, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="end"))
    return "".join(parts)


def _years(ground: _Ground) -> str:
    room = (ground.across.end - ground.across.start) / max(len(ground.years) - 1, 1)
    every = next((count for count in (1, 2, 3, 5, 10) if room * count >= 40), 20)
    shown = [year for year in ground.years if (ground.years[-1] - year) % every == 0]
    y = ground.height - 8
    return "".join(canvas.text(ground.across.place(one), y, str(one), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle") for one in shown)


def _band(band: PathBand, ground: _Ground) -> str:
    upper, lower = ground.points(band.high), ground.points(band.low)
    if len(upper) < 2:
        return ""
    edge = " ".join(f"{canvas.number(x)},{canvas.number(y)}" for x, y in [*upper, *reversed(lower)])
    return canvas.element("polygon", points=edge, fill=lighten(get_colour(band.colour), 0.8))


def _line(one: PathLine, ground: _Ground) -> str:
    colour, points = get_colour(one.colour), ground.points(one.values)
    width, dash = LOOKS[one.look]
    parts = [canvas.line(*earlier, *later, stroke=colour, width=width, stroke_dasharray=dash) for earlier, later in pairwise(points)]
    if one.look == "points" or len(points) == 1:
        parts += [canvas.element("circle", cx=x, cy=y, r=3.5, fill=colour, stroke=PAPER, stroke_width=1) for x, y in points]
    return canvas.element("g", "".join(parts), class_="series")


def _names(lines: Sequence[PathLine], ground: _Ground) -> list[str]:
    """The names at the right, moved apart; a path that ends long before is named below its end."""
    if len(lines) < 2:
        return []
    ends = {at: ground.points(one.values)[-1] for at, one in enumerate(lines)}
    inside = [at for at, (x, _y) in ends.items() if x < ground.across.end - INSIDE]
    outside = sorted(ends.keys() - set(inside), key=lambda at: ends[at][1])
    places = canvas.spread([ends[at][1] for at in outside], gap=2 * NAME_LEADING + 1, low=HEAD, high=ground.height - FOOT - 6)
    marks = [mark for at in inside for mark in _name(lines[at], (ends[at][0] - 10, ends[at][1] + 20), ground)]
    return marks + [
        mark for at, y in zip(outside, places, strict=True) for mark in _name(lines[at], (ground.across.end + NAME_GAP - 4, y - 2), ground)
    ]


def _name(one: PathLine, place: tuple[float, float], ground: _Ground) -> list[str]:
    x, y = place
    value = ground.unit.show(known(one.values)[-1])
    name = canvas.halo(x, y, one.name, size=canvas.SMALL_SIZE, fill=INK)
    return [name, canvas.halo(x, y + 14, value, size=canvas.SMALL_SIZE, fill=INK, font_weight=600)]


def _names_below(lines: Sequence[PathLine], ground: _Ground) -> list[str]:
    """A line for each path under the years: a piece of it as it is drawn, its name and its last value."""
    marks = []
    for at, one in enumerate(lines):
        y = ground.height + 10 + NAME_LEADING * 1.2 * at
        width, dash = LOOKS[one.look]
        marks.append(canvas.line(4, y - 4, 30, y - 4, stroke=get_colour(one.colour), width=width, stroke_dasharray=dash))
        if one.look == "points":
            marks.append(canvas.element("circle", cx=17, cy=y - 4, r=3.5, fill=get_colour(one.colour)))
        marks.append(canvas.text(38, y, f"{one.name}: {ground.unit.show(known(one.values)[-1])}", size=canvas.SMALL_SIZE, fill=INK))
    return marks
