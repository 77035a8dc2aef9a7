"""The series of an indicator at a place: the newest value of each year and period, with what was published before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from veikart.calc.indicators.rows import IndicatorValue
from veikart.calc.values import Interval

PER_ONE = 1_000_000
"""Millionths in one."""
NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """What is known of a year (or a period of it): the newest value, exact, and the rows it was before, newest first.

    `value` is None where there is none; `state` says why. `inputs` are what it was worked out from, for an indicator with an expression.
    """

    year: int
    period: str
    value: Fraction | None
    state: str = ""
    vintage: date | None = None
    source: str = ""
    note: str = ""
    older: tuple[IndicatorValue, ...] = ()
    inputs: tuple[tuple[str, Fraction | None], ...] = ()

    @property
    def comparable(self) -> Fraction | None:
        """The value where it can be held against those of other years."""
        return None if self.state else self.value

    @property
    def is_revised(self) -> bool:
        """Whether another value was published before it."""
        return any(one.value is not None and Fraction(one.value, PER_ONE) != self.value for one in self.older)


IndicatorSeries = Mapping[tuple[int, str], IndicatorPoint]
"""Points by year and period (empty for the whole year), in order."""


def make_series(values: Iterable[IndicatorValue], as_of: date | None = None) -> IndicatorSeries:
    """The points of the values of one indicator at one place, in order of year and period. Only what was published by `as_of`, where it is given.

    >>> rows = [IndicatorValue("a", "b", 2018, "", date(2019, 3, 15), 5_000_000), IndicatorValue("a", "b", 2018, "", date(2019, 6, 15), 6_000_000)]
    >>> make_series(rows)[2018, ""].value, make_series(rows, date(2019, 4, 1))[2018, ""].value
    (Fraction(6, 1), Fraction(5, 1))
    """
    found: dict[tuple[int, str], list[IndicatorValue]] = {}
    for one in values:
        if as_of is None or one.vintage <= as_of:
            found.setdefault((one.year, one.period), []).append(one)
    return {key: _make_point(sorted(rows, key=lambda one: one.vintage, reverse=True)) for key, rows in sorted(found.items())}


def _make_point(rows: list[IndicatorValue]) -> IndicatorPoint:
    newest, *older = rows
    value = None if newest.value is None else Fraction(newest.value, PER_ONE)
    state = newest.state or ("missing" if value is None else "")
    return IndicatorPoint(newest.year, newest.period, value, state, newest.vintage, newest.source, newest.note, tuple(older))


def get_point(series: IndicatorSeries, year: int, period: str = "") -> IndicatorPoint:
    """The point of a year; one that is missing where nothing has been said of it."""
    return series.get((year, period)) or IndicatorPoint(year, period, None, "missing")


def get_latest(series: IndicatorSeries, year: int, period: str = "") -> IndicatorPoint | None:
    """The point of the last year with a value, no later than `year`; None where there is none."""
    return next((one for one in reversed(list_points(series, period)) if one.year <= year and one.value is not None), None)


def list_points(series: IndicatorSeries, period: str = "") -> list[IndicatorPoint]:
    """The points of whole years, or of one period of each, in order."""
    return [one for (_, part), one in series.items() if part == period]


def as_printed(value: Fraction, decimals: int | None) -> Interval:
    """What a value printed with so many decimals may have been before it was rounded; exact where that is not known.

    >>> as_printed(Fraction(435, 10), 1).high
    Fraction(871, 20)
    """
    return Interval.exact(value) if decimals is None else Interval.rounded(value, half_width=Fraction(1, 2 * 10**decimals))
