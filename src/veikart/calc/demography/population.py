"""The population of a projection by age, as running sums so that any range of ages is one subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from veikart.calc.demography.rows import Population
from veikart.calc.worksheets import Lines

OLDEST = 120
"""The last year of age; what has no upper age ends here."""


def select_years(known: Iterable[int], years: Sequence[int]) -> list[int | None]:
    """For each year, the last known year that is not after it, or else the first known one; None where no year is known.

    >>> select_years([2019, 2021], [2018, 2020, 2022])
    [2019, 2019, 2021]
    """
    ordered = sorted(known)
    return [max((one for one in ordered if one <= year), default=ordered[0] if ordered else None) for year in years]


class PopulationTable:
    """The persons of one projection. A row counts at its first age, so a range of ages takes the rows that begin in it."""

    def __init__(self, rows: Iterable[Population]) -> None:
        rows = list(rows)
        self.years: tuple[int, ...] = tuple(sorted({one.year for one in rows}))
        place = {year: at for at, year in enumerate(self.years)}
        self._sums = np.zeros((len(self.years), OLDEST + 2), dtype=np.int64)
        if rows:
            at = (np.array([place[one.year] for one in rows]), np.array([one.age_from + 1 for one in rows]))
            np.add.at(self._sums, at, np.array([one.persons for one in rows], dtype=np.int64))
            np.cumsum(self._sums, axis=1, out=self._sums)

    def count_persons(self, ages: Sequence[tuple[int, int]], years: Sequence[int]) -> Lines:
        """Persons from the first to the last age of each range, both included, shape (ranges, years).

        A year that is not known has the persons of the last one before it, or of the first; without any year there is nobody.
        """
        chosen = select_years(self.years, years)
        if not self.years or not ages:
            return np.zeros((len(ages), len(years)), dtype=np.int64)
        places = [self.years.index(year) for year in chosen if year is not None]
        first, last = np.array([one[0] for one in ages]), np.array([one[1] for one in ages])
        sums = self._sums[places]
        found: Lines = (sums[:, last + 1] - sums[:, first]).T
        return found
