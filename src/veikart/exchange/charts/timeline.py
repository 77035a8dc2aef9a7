"""Spans of time as bars along rows, grouped, with today as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_SOFT, CONTRAST, GREY_TEXT, GRID
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Scale

NARROW_BELOW = 520
ROW = 26.0
THICK = 12.0
HEAD = 30.0
YEAR_ROOM = 44.0
"""The least room for a year's number along the top."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A span with its name: from `first` to `last` (None where no end is set), a `mark` on a day inside it, and the group it stands in."""

    name: str
    first: date
    last: date | None
    mark: date | None = None
    group: str = ""


def timeline_chart(*, bars: Sequence[Bar], today: date, **picture: Any) -> str:
    """Bars over years, under the name of each group; a bar without an end fades out, a diamond marks its day, and today is a line.

    >>> svg = timeline_chart(bars=[Bar("Arealdel", date(2020, 1, 1), date(2030, 1, 1))], today=date(2024, 6, 1), chart_id="t", title="Planer")
    >>> "Arealdel" in svg and "I dag" in svg
    True
    """
    about = Picture.of(picture)
    is_narrow = about.width < NARROW_BELOW
    first = min(*(one.first for one in bars), today).year
    last = max(*((one.last or one.first).year for one in bars), today.year) + 1
    left = 0.0 if is_narrow else min(about.width * 0.42, max(canvas.text_width(one.name) for one in bars) + 16)
    scale = Scale(date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal(), left, about.width - 6)
    marks, top, group = [], HEAD, None
    for bar in bars:
        if bar.group != group and bar.group:
            group = bar.group
            marks.append(canvas.text(0, top + 18, group, size=canvas.SMALL_SIZE, fill=GREY_TEXT, font_weight=600))
            top += ROW
        words = canvas.wrap(bar.name, about.width if is_narrow else left - 12)
        height = 16.0 * len(words) + THICK + 10 if is_narrow else max(ROW, 16.0 * len(words) + 8)
        middle = top + height - THICK if is_narrow else top + height / 2
        marks.append(canvas.lines_of_text(0, top + 8.0 * len(words) if is_narrow else middle, words))
        marks.append(_bar(bar, scale, middle))
        top += height
    grid = [*_years(first, last, scale, top), *_today(today, scale, top)]
    told = ". ".join(f"{one.name}: {one.first.year}–{one.last.year if one.last else ''}" for one in bars) + "."
    return about.draw("timeline", [*grid, *marks], told=told, height=top + 6)


def _bar(bar: Bar, scale: Scale, middle: float) -> str:
    start = scale.place(bar.first.toordinal())
    end = max(start + 4, scale.place(bar.last.toordinal())) if bar.last else scale.place(bar.first.toordinal() + 365)
    drawn = canvas.rect(start, middle - THICK / 2, end - start, THICK, fill=ACCENT if bar.last else ACCENT_SOFT, rx=2)
    if bar.last is None:
        drawn += canvas.text(end + 4, middle + 4.5, "→", fill=GREY_TEXT)
    if bar.mark:
        x = scale.place(bar.mark.toordinal())
        drawn += canvas.element("path", d=f"M{x:.1f} {middle - 8:.1f}l8 8l-8 8l-8 -8z", fill=CONTRAST, stroke="#FFFFFF", stroke_width=1.5)
    return drawn


def _years(first: int, last: int, scale: Scale, bottom: float) -> list[str]:
    each = scale.place(date(first + 1, 1, 1).toordinal()) - scale.place(date(first, 1, 1).toordinal())
    step = next(one for one in (1, 2, 5, 10, 20, 50) if one * each >= YEAR_ROOM or one == 50)
    found = []
    for year in range(first, last + 1):
        x = scale.place(date(year, 1, 1).toordinal())
        if year % step == 0:
            found.append(canvas.line(x, HEAD - 8, x, bottom, stroke=GRID))
            if x < scale.place(date(last, 1, 1).toordinal()) - 20:
                found.append(canvas.text(x + 3, HEAD - 12, str(year), size=canvas.SMALL_SIZE, fill=GREY_TEXT))
    return found


def _today(today: date, scale: Scale, bottom: float) -> list[str]:
    x = scale.place(today.toordinal())
    return [
        canvas.line(x, HEAD - 6, x, bottom, stroke=CONTRAST, width=1.5),
        canvas.halo(x, bottom + 4, "I dag", size=canvas.SMALL_SIZE, fill=CONTRAST, font_weight=600, text_anchor="middle"),
    ]
