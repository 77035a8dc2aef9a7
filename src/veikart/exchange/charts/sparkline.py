"""A line as small as a word, for tables."""

import itertools
from collections.abc import Sequence
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT_DEEP, GREY, GRID, PAPER, get_colour, lighten
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, known


def sparkline(
    *,
    values: Sequence[Exact | None],
    colour: str = ACCENT_DEEP,
    forecast_from: int | None = None,
    target: Exact | None = None,
    **picture: Any,
) -> str:
    """The movement of the values, without axis or numbers, the last one marked with a point.

    `forecast_from` is the place (counted from 0) of the first planned value; from there the line is dashed and lighter.
    `target` is drawn as a thin line across. Missing values (None) break the line. The numbers stand in `<desc>`.
    `picture` is the words of a Picture.

    >>> sparkline(values=[1, 2, 3], chart_id="p", title="Utvikling").count("<line")
    2
    """
    about = Picture.of(picture, width=96, height=24)
    width, height = about.width, about.height
    there = known(values) + ([] if target is None else [target])
    low, high = (min(there), max(there)) if there else (0, 1)
    up = Scale(low, high, height - 4.0, 4.0) if high > low else Scale(low - 1, low + 1, height - 4.0, 4.0)
    across = Scale(0, max(len(values) - 1, 1), 3.0, width - 5.0)
    ink = get_colour(colour)
    marks = [] if target is None else [canvas.line(0, up.place(target), width, up.place(target), stroke=GREY, width=0.75)]
    points = [None if value is None else (across.place(index), up.place(value)) for index, value in enumerate(values)]
    for index, (earlier, later) in enumerate(itertools.pairwise(points)):
        if earlier and later:
            planned = forecast_from is not None and index + 1 >= forecast_from
            shade, dash = (lighten(ink, 0.3), "3 2") if planned else (ink, None)
            marks.append(canvas.line(*earlier, *later, stroke=shade, width=1.5, stroke_linecap="round", stroke_dasharray=dash))
    last = next((point for point in reversed(points) if point), None)
    marks.append(
        canvas.element("circle", cx=last[0], cy=last[1], r=2.5, fill=ink, stroke=PAPER, stroke_width=0.75) if last else _nothing(width, height)
    )
    told = ", ".join("mangler" if value is None else about.unit.show(value) for value in values)
    return about.draw("spark", marks, told=f"{told} ({about.unit.name}).")


def _nothing(width: int, height: int) -> str:
    return canvas.line(3, height / 2, width - 5, height / 2, stroke=GRID)
