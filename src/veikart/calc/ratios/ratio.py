"""Ratios and targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.documents.dataset import Target
from veikart.calc.values.intervals import Interval, mean


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio as defined: `formula` over statement lines and inputs, `words` the same in words, `unit` share or nok, `decimals` for display."""

    id: str
    name: str
    formula: str
    words: str
    unit: str
    decimals: int
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RatioSeries:
    """A ratio by year, exact, with what was missing in the years it could not be worked out."""

    ratio: Ratio
    values: Mapping[int, Interval]
    missing: Mapping[int, str]
    history: Mapping[int, Interval]

    def average(self, years: tuple[int, ...]) -> Interval | None:
        """The mean of the unrounded values; None where a year is missing."""
        if not years or any(year not in self.values for year in years):
            return None
        return mean(self.values[year] for year in years)


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """How a ratio stands against a target over the plan years.

    `below_aim` is None where there is no aim or no average; `years_below_minimum` are the years the minimum applies to and is not met.
    """

    target: Target
    average: Interval | None
    below_aim: bool | None
    years_below_minimum: tuple[int, ...]

    @property
    def is_met(self) -> bool:
        """Whether every minimum is kept and the average reaches the aim."""
        return not self.years_below_minimum and self.below_aim is not True


def judge_target(target: Target, series: RatioSeries, plan_years: tuple[int, ...]) -> TargetVerdict:
    """The verdict. A value counts as below only where rounding of the inputs cannot lift it to the limit."""
    average = series.average(plan_years)
    applies = plan_years[-1:] if target.minimum_applies == "last_year" else plan_years
    below: tuple[int, ...] = ()
    if target.minimum is not None:
        below = tuple(year for year in applies if year in series.values and series.values[year].high < target.minimum)
    return TargetVerdict(
        target=target,
        average=average,
        below_aim=_is_below(average, target.aim),
        years_below_minimum=below,
    )


def _is_below(average: Interval | None, aim: Fraction | None) -> bool | None:
    return None if average is None or aim is None else average.high < aim
