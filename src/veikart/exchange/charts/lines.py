"""Values over years as lines, with targets as named lines across."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import BAND, COLOURS, GREY_TEXT, GRID, PAPER, get_colour, lighten
from veikart.exchange.charts.labels import Point, base_line
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, Unit, known, ticks

Values = Sequence[Exact | None]
Level = tuple[str, Exact]

FOOT = 30.0
HEAD = 20.0
NAME_GAP = 14
"""From the last point to the names at the right; more where the last point carries its value."""
YEAR_HALF = 20
"""Room for the half of the last year that stands beyond the last point."""


@dataclass(frozen=True)
class Series:
    """One named row of values, one per year; None where there is no value. `colour` is a meaning or `#RRGGBB`."""

    name: str
    values: Values
    colour: str = "revenue"


@dataclass(frozen=True)
class _Plot:
    years: Sequence[int | str]
    forecast_from: int | str | None
    across: Scale
    up: Scale
    unit: Unit
    marks: Sequence[Exact]
    has_axis: bool
    size: tuple[int, int]
    names_from: float

    def is_forecast(self, index: int) -> bool:
        return self.forecast_from is not None and index >= list(self.years).index(self.forecast_from)

    def point(self, index: int, value: Exact) -> tuple[float, float]:
        return self.across.place(index), self.up.place(value)


def line_chart(
    *,
    series: Sequence[Series],
    years: Sequence[int | str],
    target: Level | None = None,
    minimum: Level | None = None,
    forecast_from: int | str | None = None,
    **picture: Any,
) -> str:
    """Lines over years, each with its name at its end; a single line carries its values at the points.

    Actual years are solid with filled points; from `forecast_from` (one of `years`) the line is lighter and dashed with
    open points on a grey ground. `target` and `minimum` are (name, value) and are drawn as lines across with their name
    at the end. The axis need not begin at zero; a missing value (None) is a break in the line. Values are in the unit's
    stored form: whole kroner for MILL_NOK, a share of one for PERCENT. `picture` is the words of a Picture.

    >>> svg = line_chart(series=[Series("Netto driftsresultat", [581_800_000, 422_500_000])], years=[2018, 2019],
    ...     chart_id="l", title="Netto driftsresultat")
    >>> svg.count("<circle"), "581,8" in svg
    (2, True)
    """
    about = Picture.of(picture, width=360, height=220)
    unit = about.unit
    levels = [(level, meaning) for level, meaning in ((target, "target"), (minimum, "minimum")) if level]
    names = [[one.name, unit.show(known(one.values)[-1])] for one in series if known(one.values)] if len(series) > 1 else []
    names += [[name, unit.show(value)] for (name, value), _ in levels]
    plot = _plot(series, [value for (_, value), _ in levels], names, (years, forecast_from), about)
    marks = [_ground(plot), *(_axis(plot) if plot.has_axis else [_floor(plot)]), _years(plot)]
    marks += [_level(value, meaning, plot) for (_, value), meaning in levels]
    marks += [_line(one, plot, [value for (_, value), _ in levels]) for one in series]
    marks += _names(series if len(series) > 1 else [], levels, plot)
    return about.draw("line", marks, told=". ".join(tell(one, years, unit) for one in series) + ".")


def tell(one: Series, years: Sequence[int | str], unit: Unit) -> str:
    """The series in words, for those who do not see the picture."""
    told = ", ".join(f"{year}: {unit.show(value)}" for year, value in zip(years, one.values, strict=True) if value is not None)
    return f"{one.name} ({unit.name}): {told}"


def _plot(
    series: Sequence[Series],
    levels: Sequence[Exact],
    names: Sequence[Sequence[str]],
    along: tuple[Sequence[int | str], int | str | None],
    about: Picture,
) -> _Plot:
    """Decide where everything stands: values at the points when they fit, else an axis at the left."""
    years, forecast_from = along
    unit, width, height = about.unit, about.width, about.height
    values = [value for one in series for value in known(one.values)] + list(levels)
    names_room = max((canvas.text_width(word, canvas.SMALL_SIZE) for words in names for word in words), default=0) + (NAME_GAP if names else 0)
    widest = max(canvas.text_width(unit.show(value), canvas.SMALL_SIZE) for value in values)
    has_axis = len(series) > 1 or (width - names_room) / max(len(years), 1) < widest + 3
    low, high = min(values), max(values)
    marks = ticks(low, high, 3) if high > low else [low - 1, low + 1]
    if has_axis:
        left = max(canvas.text_width(unit.show_tick(tick, marks[1] - marks[0]), canvas.SMALL_SIZE) for tick in marks) + 18
        up = Scale(marks[0], marks[-1], height - FOOT, HEAD)
        reach = NAME_GAP
        right = width - max(names_room, YEAR_HALF)
    else:
        quarter = Fraction((high - low) or abs(high) or 1) / 4
        left = widest / 2 + 2
        reach = max(NAME_GAP, left + 4) if names else NAME_GAP
        up = Scale(low - quarter, high + quarter, height - FOOT, HEAD)
        right = width - max(left, names_room - NAME_GAP + reach if names else 0)
    return _Plot(years, forecast_from, Scale(0, max(len(years) - 1, 1), left, right), up, unit, marks, has_axis, (width, height), right + reach)


def _ground(plot: _Plot) -> str:
    first = next((index for index in range(len(plot.years)) if plot.is_forecast(index)), None)
    if first is None:
        return ""
    half = (plot.across.end - plot.across.start) / max(len(plot.years) - 1, 1) / 2
    left = max(plot.across.place(first) - half, 0)
    right = min(plot.across.end + min(half, 22), plot.size[0])
    word = canvas.text(left + 6, 14, "plan", size=canvas.SMALL_SIZE, fill=GREY_TEXT)
    return canvas.rect(left, 0, right - left, plot.size[1] - FOOT + 6, fill=BAND) + word


def _floor(plot: _Plot) -> str:
    y = plot.up.place(0) if plot.up.low <= 0 <= plot.up.high else plot.up.start + 6
    return canvas.line(0, y, plot.across.end + 22, y, stroke=GRID)


def _axis(plot: _Plot) -> list[str]:
    marks = []
    step = plot.marks[1] - plot.marks[0]
    for tick in plot.marks:
        y = plot.up.place(tick)
        marks.append(canvas.line(plot.across.start - 8, y, plot.across.end + 8, y, stroke=GRID))
        shown = plot.unit.show_tick(tick, step)
        marks.append(canvas.text(plot.across.start - 14, y + 4, shown, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="end"))
    return marks


def _years(plot: _Plot) -> str:
    room = (plot.across.end - plot.across.start) / max(len(plot.years) - 1, 1)
    every = next((count for count in (1, 2, 3, 5, 10) if room * count >= 36), 20)
    y = plot.size[1] - 8
    return "".join(
        canvas.text(plot.across.place(index), y, str(year), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle")
        for index, year in enumerate(plot.years)
        if (len(plot.years) - 1 - index) % every == 0
    )


def _level(value: Exact, meaning: str, plot: _Plot) -> str:
    y = plot.up.place(value)
    start = plot.across.start - 8 if plot.has_axis else max(plot.across.start - 24, 0)
    return canvas.line(start, y, plot.across.end + 8, y, stroke=COLOURS[meaning], width=1.25)


def _line(one: Series, plot: _Plot, levels: Sequence[Exact]) -> str:
    colour = get_colour(one.colour)
    points = [None if value is None else plot.point(index, value) for index, value in enumerate(one.values)]
    parts = []
    for index, (earlier, later) in enumerate(pairwise(points)):
        if earlier and later:
            ahead = plot.is_forecast(index + 1)
            drawn, dash = (lighten(colour, 0.3), "5 4") if ahead else (colour, None)
            parts.append(canvas.line(*earlier, *later, stroke=drawn, width=2.5, stroke_dasharray=dash))
    for index, point in enumerate(points):
        if point:
            fill = PAPER if plot.is_forecast(index) else colour
            parts.append(canvas.element("circle", cx=point[0], cy=point[1], r=3.5, fill=fill, stroke=colour, stroke_width=1.75))
    if not plot.has_axis:
        heights = [plot.up.place(level) for level in levels]
        parts += [_point_value(one.values[index] or 0, (points, index), heights, plot) for index, point in enumerate(points) if point]
    return canvas.element("g", "".join(parts), class_="series")


def _point_value(value: Exact, at: tuple[Sequence[Point | None], int], heights: Sequence[float], plot: _Plot) -> str:
    points, index = at
    shown = plot.unit.show(value)
    half = canvas.text_width(shown, canvas.SMALL_SIZE) / 2
    y = base_line(points, index, half=half, levels=heights, room=(2.0, plot.size[1] - FOOT + 6))
    return canvas.halo(plot.across.place(index), y, shown, size=canvas.SMALL_SIZE, font_weight=500, text_anchor="middle")


def _names(series: Sequence[Series], levels: Sequence[tuple[Level, str]], plot: _Plot) -> list[str]:
    """Names with their last value in two lines at the right, moved apart where they would cover each other."""
    wanted = [(one.name, known(one.values)[-1], get_colour(one.colour)) for one in series if known(one.values)]
    wanted += [(name, value, COLOURS[meaning]) for (name, value), meaning in levels]
    places = canvas.spread([plot.up.place(value) for _, value, _ in wanted], gap=31, low=16, high=plot.size[1] - FOOT - 8)
    x = plot.names_from
    marks = []
    for (name, value, colour), y in zip(wanted, places, strict=True):
        ink = colour if colour in (COLOURS["target"], COLOURS["minimum"]) else COLOURS["target"]
        marks.append(canvas.text(x, y - 2, name, size=canvas.SMALL_SIZE, fill=ink))
        marks.append(canvas.text(x, y + 12, plot.unit.show(value), size=canvas.SMALL_SIZE, fill=ink, font_weight=600))
    return marks
