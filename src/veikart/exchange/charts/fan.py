"""What may come, as a fan: the middle as a line, and how far the draws spread around it as bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import COLOURS, GREY_TEXT, GRID, INK, PAPER, get_colour, lighten
from veikart.exchange.charts.lines import Level, Series, Values, tell
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, Unit, known, ticks

FOOT, HEAD = 26.0, 14.0
LINE_GAP = 14.0
SMALL = 300
"""Narrower pictures have fewer years and no names at the right."""


@dataclass(frozen=True)
class Band:
    """Where a share of the draws lies, by year: its name, and its lower and upper edge."""

    name: str
    low: Values
    high: Values


@dataclass(frozen=True)
class _Fan:
    years: Sequence[int]
    across: Scale
    up: Scale
    unit: Unit
    marks: Sequence[Exact]
    size: tuple[int, int]

    def point(self, index: int, value: Exact) -> tuple[float, float]:
        return self.across.place(index), self.up.place(value)


def fan_chart(
    *,
    middle: Series,
    bands: Sequence[Band],
    years: Sequence[int],
    limits: Sequence[Level] = (),
    steps: Series | None = None,
    dots: Series | None = None,
    with_zero: bool = False,
    **picture: Any,
) -> str:
    """A line with the bands around it, the widest first; the edges of the first and the middle have their numbers at the right.

    `limits` are (name, value) and drawn as named lines across. `steps` is what the middle is held against where that changes by year, as the
    places there are; `dots` is what was counted. Values are in the unit's stored form and a missing one (None) is a break. `picture` is the words
    of a Picture.

    >>> from veikart.exchange.charts import COUNT
    >>> svg = fan_chart(middle=Series("Innbyggere", [100, 110]), bands=[Band("80 prosent", [95, 100], [105, 125])], years=[2020, 2021],
    ...     chart_id="f", title="Innbyggere", unit=COUNT)
    >>> svg.count("<polygon"), "125" in svg
    (1, True)
    """
    about = Picture.of(picture, width=560, height=260)
    fan = _make_fan(middle, bands, years, (limits, [one for one in (steps, dots) if one], with_zero), about)
    marks = [*_axis(fan), _years(fan)]
    marks += [_band(one, place, len(bands), fan, get_colour(middle.colour)) for place, one in enumerate(bands)]
    marks += [_line(middle, fan)]
    marks += [_limit(one, fan, middle) for one in limits] + ([_steps(steps, fan)] if steps else []) + (_dots(dots, fan) if dots else [])
    if about.width >= SMALL:
        marks += _names(middle, bands, fan)
    told = [tell(middle, years, about.unit)]
    told += [
        tell(Series(f"{one.name}, {edge}", values), years, about.unit) for one in bands for edge, values in (("fra", one.low), ("til", one.high))
    ]
    told += [tell(one, years, about.unit) for one in (steps, dots) if one]
    return about.draw("fan", marks, told=". ".join([*told, *(f"{name}: {about.unit.show(value)}" for name, value in limits)]) + ".")


def _make_fan(
    middle: Series, bands: Sequence[Band], years: Sequence[int], across: tuple[Sequence[Level], Sequence[Series], bool], about: Picture
) -> _Fan:
    limits, others, with_zero = across
    values = [*known(middle.values), *(value for _, value in limits), *(value for one in others for value in known(one.values))]
    values += [value for one in bands for edge in (one.low, one.high) for value in known(edge)]
    values += [0] if with_zero or not values else []
    low, high = min(values), max(values)
    marks = ticks(low, high, 4) if high > low else [low - 1, low, low + 1]
    left = max(canvas.text_width(about.unit.show_tick(one, marks[1] - marks[0]), canvas.SMALL_SIZE) for one in marks) + 12
    names = [text for text, _ in _right_words(middle, bands, about.unit)] if about.width >= SMALL else []
    right = about.width - max([canvas.text_width(one, canvas.SMALL_SIZE, is_bold=True) + 10 for one in names], default=18)
    up = Scale(marks[0], marks[-1], about.height - FOOT, HEAD)
    return _Fan(years, Scale(0, max(len(years) - 1, 1), left, right), up, about.unit, marks, (about.width, about.height))


def _axis(fan: _Fan) -> list[str]:
    found = []
    for one in fan.marks:
        y = fan.up.place(one)
        found.append(canvas.line(fan.across.start, y, fan.across.end, y, stroke=GRID))
        shown = fan.unit.show_tick(one, fan.marks[1] - fan.marks[0])
        found.append(canvas.text(fan.across.start - 6, y + 4, shown, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="end"))
    return found


def _years(fan: _Fan) -> str:
    room = (fan.across.end - fan.across.start) / max(len(fan.years) - 1, 1)
    every = next((count for count in (1, 2, 3, 5, 10) if room * count >= 38), 20)
    return "".join(
        canvas.text(fan.across.place(index), fan.size[1] - 8, str(year), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle")
        for index, year in enumerate(fan.years)
        if (len(fan.years) - 1 - index) % every == 0
    )


def _band(one: Band, place: int, count: int, fan: _Fan, colour: str) -> str:
    """The band as a surface; the inner ones are darker, so that they are told apart without colour."""
    edges = [(index, low, high) for index, (low, high) in enumerate(zip(one.low, one.high, strict=True)) if low is not None and high is not None]
    points = [fan.point(index, low) for index, low, _ in edges] + [fan.point(index, high) for index, _, high in reversed(edges)]
    shade = lighten(colour, 0.82 - 0.3 * place / max(count - 1, 1))
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return canvas.element("polygon", points=written, fill=shade, class_=f"band band-{place}")


def _line(one: Series, fan: _Fan) -> str:
    points = [fan.point(index, value) for index, value in enumerate(one.values) if value is not None]
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return canvas.element("polyline", points=written, fill="none", stroke=get_colour(one.colour), stroke_width=2.5, stroke_linejoin="round")


def _limit(one: Level, fan: _Fan, middle: Series) -> str:
    """A line across, with its name at the end where the middle is farthest away."""
    name, value = one
    y = fan.up.place(value)
    there = known(middle.values) or [value]
    at_left = abs(there[0] - value) > abs(there[-1] - value)
    x, anchor = (fan.across.start + 4, None) if at_left else (fan.across.end - 4, "end")
    words = canvas.halo(x, y - 5 if y > HEAD + 12 else y + 14, name, size=canvas.SMALL_SIZE, font_weight=500, text_anchor=anchor)
    return canvas.line(fan.across.start, y, fan.across.end, y, stroke=COLOURS["minimum"], width=1.75, stroke_dasharray="7 3") + words


def _steps(one: Series, fan: _Fan) -> str:
    """A line that stands still through each year and steps at its end, with its name where it begins."""
    path, before = "", None
    half = (fan.across.end - fan.across.start) / max(len(fan.years) - 1, 1) / 2
    for index, value in enumerate(one.values):
        if value is None:
            before = None
            continue
        x, y = fan.point(index, value)
        start, end = max(x - half, fan.across.start), min(x + half, fan.across.end)
        path += f"{'M' if before is None else 'L'}{start:.1f} {y:.1f}L{end:.1f} {y:.1f}"
        before = y
    last = known(one.values)
    y = fan.up.place(last[-1]) if last else HEAD
    words = canvas.halo(fan.across.end - 4, y - 6 if y > HEAD + 12 else y + 15, one.name, size=canvas.SMALL_SIZE, font_weight=500, text_anchor="end")
    return canvas.element("path", d=path, fill="none", stroke=COLOURS["minimum"], stroke_width=2, stroke_dasharray="7 3") + words


def _dots(one: Series, fan: _Fan) -> list[str]:
    """A point for each year that is counted, with the name at the last: below it, or before it and above where the picture ends there."""
    points = [fan.point(index, value) for index, value in enumerate(one.values) if value is not None]
    found = [canvas.element("circle", cx=x, cy=y, r=3.0, fill=INK, stroke=PAPER, stroke_width=1) for x, y in points]
    if points:
        x, y = points[-1]
        at_end = x > fan.across.end - canvas.text_width(one.name, canvas.SMALL_SIZE) / 2
        place, anchor = ((x - 8, y - 8), "end") if at_end else ((x, min(y + 20, fan.up.start - 4)), "middle")
        found.append(canvas.halo(*place, one.name, size=canvas.SMALL_SIZE, font_weight=500, text_anchor=anchor))
    return found


def _right_words(middle: Series, bands: Sequence[Band], unit: Unit) -> list[tuple[str, Exact]]:
    """What stands at the right of the last year, with the value it stands beside."""
    found: list[tuple[str, Exact]] = []
    if bands and known(bands[0].high):
        found += [(unit.show(known(edge)[-1]), known(edge)[-1]) for edge in (bands[0].high, bands[0].low)]
    if known(middle.values):
        found.insert(1, (unit.show(known(middle.values)[-1]), known(middle.values)[-1]))
    return found


def _names(middle: Series, bands: Sequence[Band], fan: _Fan) -> list[str]:
    words = _right_words(middle, bands, fan.unit)
    places = canvas.spread([fan.up.place(value) for _, value in words], gap=LINE_GAP, low=HEAD, high=fan.size[1] - FOOT)
    return [
        canvas.text(fan.across.end + 6, y + 4, text, size=canvas.SMALL_SIZE, fill=INK, font_weight=600 if at == 1 or len(words) == 1 else None)
        for at, ((text, _), y) in enumerate(zip(words, places, strict=True))
    ]
