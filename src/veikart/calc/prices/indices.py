"""The indices of prices, wages and the deflator, with 1,0 in the year whose kroner fixed amounts are in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.values import PPB, divide_rounded, make_index
from veikart.calc.worksheets import Lines, Sheet, make_sheet

GROWTHS = {"price": "price_growth", "wage": "wage_growth", "deflator": "deflator"}
"""The line of growth behind each index."""
EVERYTHING = "alle"
"""The one subject of a sheet that is the same for everything."""


def get_index_years(years: tuple[int, ...], price_year: int) -> range:
    """The years an index runs over: those worked out, and those on the way to the price year, both ends included. `years` are not empty.

    >>> list(get_index_years((2026, 2027), 2024))
    [2024, 2025, 2026, 2027]
    """
    return range(min(years[0], price_year), max(years[-1], price_year) + 1)


def make_price_sheet(growth: Mapping[str, Mapping[int, int]], years: tuple[int, ...], price_year: int) -> Sheet:
    """The sheet `prices`: growth, index and its inverse for prices, wages and the deflator, one subject, shape (1, years).

    `growth` is by line of GROWTHS and year, parts per million from the year before; 0 in a year that is not there. Indices are parts per
    thousand million, 1,0 in `price_year`. A fixed amount is made current by `scale(amount, x_index)`, a current one fixed by
    `scale(amount, x_fixed)`; the inverse is rounded to a whole part, so an amount of a thousand million may be off by one krone.
    """
    lines: dict[str, Lines] = {}
    for name, line in GROWTHS.items():
        index = _index_of(growth.get(line, {}), years, price_year)
        lines[line] = np.array([[growth.get(line, {}).get(year, 0) for year in years]], dtype=np.int64)
        lines[f"{name}_index"] = np.array([index], dtype=np.int64)
        lines[f"{name}_fixed"] = np.array([[divide_rounded(PPB * PPB, one) for one in index]], dtype=np.int64)
    return make_sheet("prices", (EVERYTHING,), years, lines, names=("Alle",))


def _index_of(growth: Mapping[int, int], years: tuple[int, ...], price_year: int) -> list[int]:
    every = get_index_years(years, price_year)
    index = make_index([growth.get(year, 0) for year in every], every.index(price_year))
    return index[every.index(years[0]) : every.index(years[-1]) + 1]
