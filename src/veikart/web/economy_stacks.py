"""Lines of a sheet as stacked columns over years: all of them on a wide page, fewer of them on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from veikart.exchange.charts import MILL_NOK, WHOLE_MILL_NOK, Series, stacked_columns
from veikart.web.hyphens import divide_words

WIDE, NARROW = 720, 344
MOST_ON_PHONE = 5
"""Columns on a phone: with more there is no room for their figures."""


def draw_stack(series: Sequence[Series], years: Sequence[int], *, chart_id: str, title: str, height: int = 320) -> Markup:
    """The parts that are not nothing, in whole millions where the columns are large. Empty where there is nothing to draw."""
    kept = [one for one in series if any(one.values)]
    if not kept or not years:
        return Markup("")
    columns = [sum(abs(value or 0) for value in column) for column in zip(*(one.values for one in kept), strict=True)]
    largest = max(columns)
    words = {"title": title, "unit": WHOLE_MILL_NOK if largest >= 100_000_000 else MILL_NOK, "height": height}
    wide = stacked_columns(series=kept, years=years, chart_id=f"{chart_id}-wide", width=WIDE, **words)
    places = _keep(thin_out(len(years)), columns.index(largest))
    few = [Series(divide_words(one.name), [one.values[at] for at in places], one.colour) for one in kept]
    narrow = stacked_columns(series=few, years=[years[at] for at in places], chart_id=f"{chart_id}-narrow", width=NARROW, **words)
    return Markup(f'<div class="chart-wide">{wide}</div><div class="chart-narrow">{narrow}</div>')


def _keep(places: list[int], wanted: int) -> list[int]:
    """The places with the wanted one among them, instead of the nearest that is not the first or the last."""
    if wanted in places:
        return places
    nearest = min(places[1:-1], key=lambda at: abs(at - wanted))
    return sorted({wanted, *places} - {nearest})


def thin_out(count: int, most: int = MOST_ON_PHONE) -> list[int]:
    """The places of at most so many of `count`, as evenly as can be, the first and the last among them.

    >>> thin_out(10), thin_out(4)
    ([0, 2, 5, 7, 9], [0, 1, 2, 3])
    """
    if count <= most:
        return list(range(count))
    return [(at * (count - 1) * 2 + most - 1) // (2 * (most - 1)) for at in range(most)]
