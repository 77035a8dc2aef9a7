"""Values over years as columns, single or stacked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import BAND, COLOURS, GREY, GREY_TEXT, INK, PAPER, get_colour, is_dark, lighten
from veikart.exchange.charts.lines import Level, Series, Values, tell
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, Unit, known

FOOT = 28.0
HEAD = 38.0


@dataclass(frozen=True)
class _Stage:
    labels: Sequence[int | str]
    forecast_from: int | str | None
    up: Scale
    width: float
    unit: Unit

    @property
    def slot(self) -> float:
        return self.width / max(len(self.labels), 1)

    @property
    def column(self) -> float:
        return min(self.slot * 0.74, 72)

    def is_written(self, index: int, texts: Sequence[str]) -> bool:
        """Whether there is room to write at a column: at every one, or at each second, fifth or tenth counted from the last."""
        widest = max(canvas.text_width(one, canvas.SMALL_SIZE) for one in texts) + 2
        every = next((count for count in (1, 2, 5, 10) if self.slot * count >= widest), 20)
        return (len(self.labels) - 1 - index) % every == 0

    def left(self, index: int) -> float:
        return self.slot * index + (self.slot - self.column) / 2

    def is_forecast(self, index: int) -> bool:
        return self.forecast_from is not None and index >= list(self.labels).index(self.forecast_from)


def column_chart(
    *,
    values: Values,
    labels: Sequence[int | str],
    colour: str = "revenue",
    target: Level | None = None,
    forecast_from: int | str | None = None,
    **picture: Any,
) -> str:
    """Columns from zero with the value on each; `colour` is a meaning or `#RRGGBB`.

    Columns from `forecast_from` (one of `labels`) are light with a rim: planned, not yet so. `target` is (name, value),
    a named line across. A missing value is None and leaves its place empty. The axis always begins at zero. `picture` is the
    words of a Picture.

    >>> svg = column_chart(values=[9_000_000, -2_000_000], labels=[2020, 2021], chart_id="c", title="Resultat")
    >>> "9,0" in svg and "\u22122,0" in svg
    True
    """
    about = Picture.of(picture, width=360, height=200)
    unit, width, height = about.unit, about.width, about.height
    name_room = max(canvas.text_width(word, canvas.SMALL_SIZE) for word in (target[0], unit.show(target[1]))) + 8 if target else 0
    there = known(values) + ([target[1]] if target else [])
    stage = _stage(there, labels, (width - name_room, height), forecast_from, unit)
    marks = [_ground(stage, height)]
    marks += [_column(index, value, stage, get_colour(colour)) for index, value in enumerate(values) if value is not None]
    marks += [_zero_line(stage), _labels(stage, height)]
    if target:
        y, x = stage.up.place(target[1]), stage.width + 5
        marks.append(canvas.line(0, y, stage.width, y, stroke=COLOURS["target"], width=1.25))
        marks.append(canvas.text(x, y - 2, target[0], size=canvas.SMALL_SIZE))
        marks.append(canvas.text(x, y + 12, unit.show(target[1]), size=canvas.SMALL_SIZE, font_weight=600))
    pairs = zip(labels, values, strict=True)
    told = f"{unit.name}: " + ", ".join(f"{label}: {unit.show(value)}" for label, value in pairs if value is not None) + "."
    return about.draw("column", marks, told=told)


def stacked_columns(*, series: Sequence[Series], years: Sequence[int | str], forecast_from: int | str | None = None, **picture: Any) -> str:
    """Columns made of parts, with the sum above, the parts' values inside where there is room, and their names at the right.

    Positive parts stack upwards from zero and negative parts downwards; the order of `series` is the order from zero.
    White lines keep neighbours apart, and each name points at its part, so that colour is not the only guide. `picture` is the
    words of a Picture.

    >>> svg = stacked_columns(series=[Series("Lån", [5_000_000], "loan"), Series("Tilskudd", [3_000_000], "grant")],
    ...     years=[2020], chart_id="s", title="Finansiering")
    >>> "8,0" in svg and "Tilskudd" in svg
    True
    """
    about = Picture.of(picture, width=720, height=340)
    width, height = about.width, about.height
    names_room = min(width * 0.34, max(canvas.text_width(one.name, canvas.SMALL_SIZE) for one in series) + 26)
    ups = [sum(value for value in column if value > 0) for column in _by_year(series)]
    downs = [sum(value for value in column if value < 0) for column in _by_year(series)]
    stage = _stage([*ups, *downs], years, (width - names_room, height), forecast_from, about.unit)
    marks: list[str] = []
    middles: list[float] = []
    for one in series:
        part, middle = _parts(one, series, stage)
        marks.append(part)
        middles.append(middle)
    totals = [about.unit.show(up + down) for up, down in zip(ups, downs, strict=True)]
    marks += [_total(index, up, down, stage) for index, (up, down) in enumerate(zip(ups, downs, strict=True)) if stage.is_written(index, totals)]
    marks += [_zero_line(stage), _labels(stage, height), *_names(series, middles, stage, (names_room, height))]
    told = ". ".join(tell(one, years, about.unit) for one in series) + "."
    return about.draw("stacked", marks, told=told)


def _stage(values: Sequence[Exact], labels: Sequence[int | str], size: tuple[float, float], forecast_from: int | str | None, unit: Unit) -> _Stage:
    low, high = min([0, *values]), max([0, *values])
    bottom = size[1] - FOOT - (18 if low < 0 else 0)
    head = HEAD if forecast_from is not None else 22.0
    return _Stage(labels, forecast_from, Scale(low, high if high > low else low + 1, bottom, head), size[0], unit)


def _column(index: int, value: Exact, stage: _Stage, colour: str) -> str:
    top, zero, left = stage.up.place(value), stage.up.place(0), stage.left(index)
    planned = stage.is_forecast(index)
    fill, rim = (lighten(colour, 0.72), colour) if planned else (colour, None)
    body = canvas.rect(left, zero, stage.column, top - zero, fill=fill, stroke=rim, stroke_width=1.25 if rim else None)
    y = top + 16 if value < 0 else top - 6
    middle = left + stage.column / 2
    return body + canvas.halo(middle, y, stage.unit.show(value), size=canvas.SMALL_SIZE, font_weight=500, text_anchor="middle")


def _ground(stage: _Stage, height: float) -> str:
    first = next((index for index in range(len(stage.labels)) if stage.is_forecast(index)), None)
    if first is None:
        return ""
    left = stage.slot * first
    word = canvas.text(left + 6, 14, "plan", size=canvas.SMALL_SIZE, fill=GREY_TEXT)
    return canvas.rect(left, 0, stage.width - left, height - FOOT + 4, fill=BAND) + word


def _zero_line(stage: _Stage) -> str:
    zero = stage.up.place(0)
    return canvas.line(0, zero, stage.width, zero, stroke=GREY, width=1)


def _labels(stage: _Stage, height: float) -> str:
    return "".join(
        canvas.text(stage.left(index) + stage.column / 2, height - 8, str(label), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle")
        for index, label in enumerate(stage.labels)
        if stage.is_written(index, [str(one) for one in stage.labels])
    )


def _by_year(series: Sequence[Series]) -> list[list[Exact]]:
    return [[value or 0 for value in column] for column in zip(*(one.values for one in series), strict=True)]


def _parts(one: Series, series: Sequence[Series], stage: _Stage) -> tuple[str, float]:
    """The part's piece of every column, and the height of the middle of its last piece."""
    colour = get_colour(one.colour)
    below = series[: series.index(one)]
    marks, middle = [], stage.up.place(0)
    for index, value in enumerate(one.values):
        same_side = [other.values[index] or 0 for other in below if ((other.values[index] or 0) < 0) == ((value or 0) < 0)]
        start, end = stage.up.place(sum(same_side)), stage.up.place(sum(same_side) + (value or 0))
        middle = (start + end) / 2
        if not value:
            continue
        marks.append(canvas.rect(stage.left(index), start, stage.column, end - start, fill=colour, stroke=PAPER, stroke_width=1.5))
        shown = stage.unit.show(value)
        if abs(end - start) >= 17 and canvas.text_width(shown, canvas.SMALL_SIZE) <= stage.column - 2:
            ink = PAPER if is_dark(colour) else INK
            x = stage.left(index) + stage.column / 2
            marks.append(canvas.text(x, middle + 4.3, shown, size=canvas.SMALL_SIZE, fill=ink, text_anchor="middle"))
    return canvas.element("g", "".join(marks), class_="series"), middle


def _total(index: int, up: Exact, down: Exact, stage: _Stage) -> str:
    x = stage.left(index) + stage.column / 2
    shown = stage.unit.show(up + down)
    return canvas.text(x, stage.up.place(up) - 7, shown, size=canvas.SMALL_SIZE, font_weight=600, text_anchor="middle")


def _names(series: Sequence[Series], middles: Sequence[float], stage: _Stage, room: tuple[float, float]) -> list[str]:
    names_room, height = room
    edge = stage.left(len(stage.labels) - 1) + stage.column
    lines = [canvas.wrap(one.name, names_room - 24, canvas.SMALL_SIZE) for one in series]
    heights = [15.0 * len(words) + 6 for words in lines]
    marks = []
    for words, middle, y in zip(lines, middles, canvas.spread_blocks(middles, heights, low=2, high=height - FOOT + 6), strict=True):
        x = stage.width + 16
        marks.append(canvas.element("path", d=f"M{canvas.number(edge + 2)} {canvas.number(middle)}L{x - 6:.1f} {y:.1f}h3", stroke=GREY, fill="none"))
        marks.append(canvas.lines_of_text(x, y, words, size=canvas.SMALL_SIZE, font_weight=500))
    return marks
