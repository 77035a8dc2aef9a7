"""The default model run as it would have been in an earlier year, against what has been counted since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.estimating import estimate_from_nation, work_out_nation
from veikart.calc.population.inputs import AGES, Numbers
from veikart.calc.population.national import NationalRates
from veikart.calc.population.projection import project

AGE_GROUPS = {
    "0": (0, 0),
    "1-5": (1, 5),
    "6-12": (6, 12),
    "13-15": (13, 15),
    "16-19": (16, 19),
    "20-29": (20, 29),
    "30-49": (30, 49),
    "50-66": (50, 66),
    "67-79": (67, 79),
    "80-84": (80, 84),
    "85-89": (85, 89),
    "90-94": (90, 94),
    "95+": (95, AGES - 1),
}
"""The thirteen groups of ages that municipalities report, both ends included. Source: Handlingsprogram 2020-2023, tabell 4.13."""
Counts = Mapping[str, Mapping[int, Numbers]]
Method = Callable[[Mapping[int, Numbers]], Numbers]
"""From counts by year to persons by year and sex and age, shape (years + 1, 2, 106), the first on 1 January of the first year."""


@dataclass(frozen=True, eq=False)
class Hindcast:
    """Projections of many municipalities from 1 January of `origin`, by years ahead and group of ages.

    `sizes` are inhabitants that day, shape (municipalities,); `projected` and `counted` persons, shape (municipalities, years, 13), the first year
    ahead first; NaN where nothing has been counted.
    """

    origin: int
    codes: tuple[str, ...]
    sizes: Numbers
    projected: Numbers
    counted: Numbers

    @property
    def errors(self) -> Numbers:
        """The logarithm of counted over projected persons of all ages, shape (municipalities, years): above zero where there came to be more."""
        return np.asarray(np.log(self.counted.sum(-1) / self.projected.sum(-1)))


def sum_groups(persons: Numbers) -> Numbers:
    """Persons by AGE_GROUPS, both sexes together: from (..., 2, 106) to (..., 13)."""
    return np.add.reduceat(persons.sum(-2), [first for first, _ in AGE_GROUPS.values()], axis=-1)


def hindcast(counts: Counts, method: Method, *, origin: int, years: int) -> Hindcast:
    """Every municipality that is counted on 1 January of `origin`, projected by a method so many years ahead."""
    codes = tuple(code for code, one in counts.items() if origin in one)
    projected = np.array([sum_groups(method(counts[code]))[1:] for code in codes])
    nothing = np.full(len(AGE_GROUPS), np.nan)
    counted = np.array(
        [[sum_groups(counts[code][year]) if year in counts[code] else nothing for year in range(origin + 1, origin + years + 1)] for code in codes]
    )
    return Hindcast(origin, codes, np.array([float(counts[code][origin].sum()) for code in codes]), projected, counted)


def make_default_method(national: NationalRates, *, origin: int, years: int) -> Method:
    """The method of the product: rates estimated from what was known on 1 January of `origin`, projected."""
    nation = work_out_nation(national, first_year=origin, years=years)
    return lambda counts: project(estimate_from_nation(counts, nation)).persons
