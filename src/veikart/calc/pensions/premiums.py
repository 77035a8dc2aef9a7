"""Premium, net cost and premium deviation of each scheme in each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.values import PPB, divide_rounded, scale, share_of
from veikart.calc.worksheets import Lines

Entered = Mapping[tuple[int, int], tuple[int, int]]
"""Premium and net cost in whole kroner by place of the scheme and year."""


def make_growth(index: Sequence[int], years: Sequence[int], base_years: Sequence[int | None]) -> Lines:
    """How much of the base year's premium each year has: parts per thousand million, shape (schemes, years); 0 up to and in the base year.

    Formula: the wage index of the year over that of the scheme's base year. A scheme without a base year among `years` has 0 everywhere.
    """
    growth = np.zeros((len(base_years), len(years)), dtype=np.int64)
    for place, base in enumerate(base_years):
        if base in years:
            at = years.index(base)
            growth[place, at + 1 :] = [divide_rounded(int(one) * PPB, int(index[at])) for one in index[at + 1 :]]
    return growth


def work_out_premiums(
    entered: Entered, years: Sequence[int], growth: Lines, base_years: Sequence[int | None], contribution_rates: Lines
) -> dict[str, Lines]:
    """The lines of premiums by scheme and year, shape (schemes, years), whole kroner.

    Formula: the premium and the net cost as entered; in a year without, those of the base year times `growth`. The deviation is the premium less
    the net cost: positive is income now and expense later. The employer's contribution on it is the deviation times `contribution_rates`
    (parts per million, the same shape), rounded to the krone.
    """
    shape = growth.shape
    lines = {name: np.zeros(shape, dtype=np.int64) for name in ("is_entered", "entered_premium", "entered_net_cost", "base_premium", "base_net_cost")}
    for (scheme, year), (premium, net_cost) in entered.items():
        if year in years:
            at = years.index(year)
            lines["is_entered"][scheme, at] = 1
            lines["entered_premium"][scheme, at], lines["entered_net_cost"][scheme, at] = premium, net_cost
        if year == base_years[scheme]:
            lines["base_premium"][scheme], lines["base_net_cost"][scheme] = premium, net_cost
    for name in ("premium", "net_cost"):
        grown = scale(lines[f"base_{name}"], growth)
        lines[name] = np.where(lines["is_entered"] == 1, lines[f"entered_{name}"], grown)
    lines["deviation"] = lines["premium"] - lines["net_cost"]
    lines["contribution"] = share_of(lines["deviation"], contribution_rates)
    return {**lines, "growth": growth, "contribution_rate": contribution_rates}
