"""How wide a band must be to hold what it promises: spreads of the errors by years ahead, and the part of them that all share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.inputs import Numbers
from veikart.calc.population.national import CLASS_MIDDLES, get_size_class
from veikart.calc.scorecard.hindcast import Hindcast

PROMISED = 0.8
"""The share of the counts that the band promises to hold."""
NORMAL_80 = 1.2815515655446004
"""Half the width of the middle 80 per cent of the normal distribution, in standard deviations."""
TOTAL, NEWBORN, OLDEST = "all", "newborn", "oldest"


@dataclass(frozen=True, slots=True)
class SpreadLaw:
    """A spread that grows with the years ahead: first x years ** power, as a standard deviation of the logarithm (0.01 is about one per cent)."""

    first: float
    power: float

    def at(self, years: Numbers | float) -> Numbers:
        """The spread so many years ahead.

        >>> SpreadLaw(0.01, 0.5).at(4.0).item()
        0.02
        """
        return np.asarray(self.first * np.asarray(years, dtype=float) ** self.power)


@dataclass(frozen=True)
class MeasuredSpreads:
    """The spreads that the hindcasts earn: `total` of a municipality's number of inhabitants, by class of size, and `national` of what all
    municipalities have in common, by what is counted (TOTAL, NEWBORN, OLDEST)."""

    total: tuple[SpreadLaw, ...]
    national: Mapping[str, SpreadLaw]

    def get_total(self, size: float, years: Numbers) -> Numbers:
        """The spread of the error of a municipality with so many inhabitants: between the middles of the classes in a straight line of
        logarithms."""
        by_class = np.log([law.at(years) for law in self.total])
        place = float(np.interp(np.log(max(size, 1.0)), np.log(CLASS_MIDDLES), np.arange(len(CLASS_MIDDLES))))
        lower = min(int(place), len(CLASS_MIDDLES) - 2)
        return np.asarray(np.exp(by_class[lower] + (place - lower) * (by_class[lower + 1] - by_class[lower])))

    def get_local(self, size: float, years: Numbers) -> Numbers:
        """The part of it that is the municipality's own: what with the national part, squared and added, gives the total. Never less than a tenth of
        the total."""
        total = self.get_total(size, years)
        return np.asarray(np.sqrt(np.maximum(total**2 - self.national[TOTAL].at(years) ** 2, (total / 10) ** 2)))

    def get_half_width(self, size: float, years: Numbers) -> Numbers:
        """Half the band that promises 80 per cent, as a logarithm."""
        return np.asarray(NORMAL_80 * self.get_total(size, years))


def measure_spreads(hindcasts: Sequence[Hindcast]) -> MeasuredSpreads:
    """The spreads of the hindcasts' errors, as laws fitted to every number of years ahead that has been counted.

    A municipality's spread is the 80 per cent point of the errors without sign in its class, all origins together, over NORMAL_80: so the band
    holds 80 per cent also where errors have longer tails than the normal distribution, and also of what all had in common. The national error
    of an origin is that of all its municipalities added up, and its spread the root of the mean square over the origins, so that a bias counts.
    """
    total = [fit_law(*_measure_class(hindcasts, size_class)) for size_class in range(len(CLASS_MIDDLES))]
    return MeasuredSpreads(tuple(total), {what: fit_law(*_measure_national(hindcasts, groups)) for what, groups in _GROUPS.items()})


_GROUPS = {TOTAL: slice(None), NEWBORN: slice(0, 1), OLDEST: slice(9, None)}


def fit_law(spreads: Numbers, weights: Numbers) -> SpreadLaw:
    """The law through spreads one, two, three … years ahead: a weighted straight line of their logarithms. Years with weight 0 are left out.

    >>> law = fit_law(0.02 * np.arange(1, 6) ** 0.7, np.ones(5))
    >>> round(law.first, 6), round(law.power, 6)
    (0.02, 0.7)
    """
    used = (weights > 0) & (spreads > 0)
    years, values, heavy = np.log(np.arange(1, len(spreads) + 1)[used]), np.log(spreads[used]), weights[used]
    middle = np.average(years, weights=heavy)
    power = float((heavy * (years - middle) * values).sum() / (heavy * (years - middle) ** 2).sum()) if used.sum() > 1 else 0.5
    return SpreadLaw(float(np.exp(np.average(values, weights=heavy) - power * middle)), power)


def _national_errors(one: Hindcast, groups: slice) -> Numbers:
    """The logarithm of counted over projected of the municipalities added up, shape (years,)."""
    there = ~np.isnan(one.counted[..., 0])[..., None]
    counted, projected = (np.where(there, persons, 0)[..., groups].sum((0, 2)) for persons in (one.counted, one.projected))
    return np.asarray(np.log(counted / projected))


def _measure_national(hindcasts: Sequence[Hindcast], groups: slice) -> tuple[Numbers, Numbers]:
    """The spread of the national error by years ahead, and how many origins it is of."""
    errors = [_national_errors(one, groups) for one in hindcasts]
    by_years = [np.array([one[at] for one in errors if len(one) > at]) for at in range(max(map(len, errors)))]
    return np.array([np.sqrt((one**2).mean()) for one in by_years]), np.array([float(len(one)) for one in by_years])


def _measure_class(hindcasts: Sequence[Hindcast], size_class: int) -> tuple[Numbers, Numbers]:
    """The spread of a class by years ahead, and how many projections it is of."""
    every: list[list[Numbers]] = [[] for _ in range(max(one.projected.shape[1] for one in hindcasts))]
    for one in hindcasts:
        errors = np.abs(one.errors)[[get_size_class(size) == size_class for size in one.sizes]]
        for at in range(errors.shape[1]):
            every[at].append(errors[~np.isnan(errors[:, at]), at])
    found = [np.concatenate(errors) for errors in every]
    spreads = np.array([np.quantile(one, PROMISED) / NORMAL_80 if len(one) else 0.0 for one in found])
    return spreads, np.array([float(len(one)) for one in found])
