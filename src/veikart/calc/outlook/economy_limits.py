"""Limits as the model takes them, and when they are broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.outlook.economy_arithmetic import Values
from veikart.calc.outlook.rows import OutlookLimit

LEAST, MOST = "least", "most"
SHARES = ("result_ratio", "debt_ratio", "own_capital", "deficit_share")
AMOUNTS = ("buffer", "liquidity", "uncovered", "instalment_margin")
"""Measures in parts per million, and in kroner: each a line of the long economy."""
_NEAR = 0.5
"""What is nearer than half a krone or half a part per million is not a break, so that draws and whole kroner tell the same."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The least (or the most) that a line of the long economy may be, from `first_year` to `last_year`; in the line's own unit."""

    id: str
    measure: str
    is_least: bool
    value: int
    first_year: int
    last_year: int

    def margin(self, values: Values) -> Values:
        """How far the values are inside the limit; negative where they break it."""
        return values - self.value if self.is_least else self.value - values

    def holds_in(self, years: Sequence[int]) -> NDArray[np.bool_]:
        """The years it is asked for, shape (years,)."""
        return np.array([self.first_year <= year <= self.last_year for year in years])

    def is_broken(self, values: Values, years: Sequence[int]) -> NDArray[np.bool_]:
        """Whether it is broken, shape of `values`: (years, futures)."""
        found: NDArray[np.bool_] = (self.margin(values) < -_NEAR) & self.holds_in(years)[:, None]
        return found


def list_limits(rows: Mapping[str, OutlookLimit], years: Sequence[int]) -> list[Limit]:
    """The limits of the rows, those without a value left out. A year that is not entered is the first or the last there is."""
    found = []
    for key, row in rows.items():
        value = row.value_share if row.measure in SHARES else row.value_nok
        if value is not None:
            ends = (row.first_year or years[0], row.last_year or years[-1])
            found.append(Limit(key, row.measure, row.side == LEAST, value, *ends))
    return found
