"""What assets are worth and lose in value each year: straight line over the lifetime, from the year after they are taken into use."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from veikart.calc.values import divide_rounded
from veikart.calc.worksheets import Lines

Column = NDArray[np.int64]
"""One whole number for each asset, shape (assets,)."""


def depreciate_assets(net_cost: Column, in_use: Column, lifetime: Column, years: Sequence[int]) -> dict[str, Lines]:
    """The lines of the sheet `fee_assets`, shape (assets, years), in whole kroner and years.

    `net_cost` is cost less grants, `in_use` the year an asset is taken into use, `lifetime` years (below 1 counts as 1). Formula: the book value
    on 31 December is the net cost times the years left divided by the lifetime, rounded; depreciation is what the book value falls by. So the
    depreciation of all years adds up to the net cost, whatever is rounded.

    >>> lines = depreciate_assets(np.array([1_000]), np.array([2020]), np.array([3]), range(2020, 2025))
    >>> lines["depreciation"].tolist(), lines["closing"].tolist()
    ([[0, 333, 334, 333, 0]], [[1000, 667, 333, 0, 0]])
    """
    year = np.asarray(years, dtype=np.int64)[None, :]
    life = np.maximum(lifetime, 1)[:, None]
    cost = np.repeat(net_cost[:, None], len(years), axis=1)
    lines = {
        "net_cost": cost,
        "lifetime": np.repeat(life, len(years), axis=1),
        "years_left_before": _years_left(in_use, life, year - 1),
        "years_left": _years_left(in_use, life, year),
    }
    lines["opening"] = divide_rounded(cost * lines["years_left_before"], life)
    lines["added"] = np.where(in_use[:, None] == year, cost, 0)
    lines["closing"] = divide_rounded(cost * lines["years_left"], life)
    lines["depreciation"] = lines["opening"] + lines["added"] - lines["closing"]
    return lines


def _years_left(in_use: Column, life: Lines, year: Lines) -> Lines:
    """Years left to depreciate at the end of the year; 0 before the asset is taken into use."""
    age = year - in_use[:, None]
    left: Lines = np.where(age < 0, 0, np.maximum(life - age, 0))
    return left


def total_by_area(line: Lines, area: NDArray[np.intp], areas: int) -> Lines:
    """A line of assets added up for each area; `area` is the place of each asset's area. Shape (areas, years)."""
    total: Lines = np.zeros((areas, line.shape[1]), dtype=np.int64)
    np.add.at(total, area, line)
    return total
