"""An indicator as it is shown: its value in a year, its target, and whether it goes the right way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from veikart.calc.indicators import (
    IndicatorChange,
    IndicatorPlace,
    IndicatorPoint,
    IndicatorSeries,
    IndicatorVerdict,
    get_latest,
    get_point,
)
from veikart.calc.plan_system import Indicator, IndicatorTarget
from veikart.rules.indicators.words import MOVES, VERDICTS, format_change, format_value, point_words


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator at a place in a year. Values are exact, in the indicator's own unit, and None where there is none, which is not zero.

    `change` is the mean of the last three years against the base year, or the last value against the one before where there is no base year.
    `judged` is the verdict for the year; `coming` is the next target of a later year, and `coming_reached` whether the last value reaches it.
    """

    indicator: Indicator
    place: IndicatorPlace | None
    year: int
    period: str
    series: IndicatorSeries
    change: IndicatorChange
    judged: IndicatorVerdict
    coming: IndicatorTarget | None = None
    coming_reached: bool | None = None

    @property
    def point(self) -> IndicatorPoint:
        """The value of the year and the period, with where it is from."""
        return get_point(self.series, self.year, self.period)

    @property
    def value(self) -> Fraction | None:
        """The value in the indicator's unit, exact; None where there is none."""
        return self.point.value

    @property
    def state(self) -> str:
        """Whether there is a value, and if not, why."""
        return self.point.state

    @property
    def vintage(self) -> date | None:
        """The day the value was told; None where there is none."""
        return self.point.vintage

    @property
    def source(self) -> str:
        """Where the value is from; empty where there is none."""
        return self.point.source

    @property
    def previous(self) -> Fraction | None:
        """The value of the year before, in the same period."""
        return get_point(self.series, self.year - 1, self.period).value

    @property
    def latest_point(self) -> IndicatorPoint | None:
        """The last year with a value, no later than the year."""
        return get_latest(self.series, self.year, self.period)

    @property
    def latest_year(self) -> int | None:
        """The year of the latest value; None where there is none."""
        return self.latest_point.year if self.latest_point else None

    @property
    def latest(self) -> Fraction | None:
        """The latest value in the indicator's unit, exact; None where there is none."""
        return self.latest_point.value if self.latest_point else None

    @property
    def part(self) -> str:
        """The part of the year that is shown: the one asked for, or the one the last value is of where nothing is known of a whole year."""
        return self.period or find_part(self.series, self.year)

    @property
    def newest_point(self) -> IndicatorPoint | None:
        """The last year with a value, or the last part of a year where the whole is not known, no later than the year."""
        return get_latest(self.series, self.year, self.part)

    @property
    def target(self) -> str:
        """The target as people wrote it, empty where there is none."""
        return self.judged.target.target if self.judged.target else ""

    @property
    def verdict(self) -> str:
        """How the value stands to the target: a key of VERDICTS."""
        return self.judged.verdict

    @property
    def moved(self) -> str:
        """Which way the value has gone since the year before: a key of MOVES."""
        return self.change.moved

    @property
    def value_text(self) -> str:
        """The value as it is shown, in Norwegian."""
        return point_words(self.point, self.indicator)

    @property
    def previous_text(self) -> str:
        """The value of the year before as it is shown, in Norwegian."""
        return point_words(get_point(self.series, self.year - 1, self.period), self.indicator)

    @property
    def latest_text(self) -> str:
        """The latest value as it is shown; empty where there is none."""
        return format_value(self.latest, self.indicator) if self.latest is not None else ""

    @property
    def change_text(self) -> str:
        """The change since the year before, empty where one of them has no value."""
        return format_change(self.value - self.previous, self.indicator) if self.value is not None and self.previous is not None else ""

    @property
    def verdict_text(self) -> str:
        """How the value stands to the target, in Norwegian."""
        return VERDICTS[self.verdict]

    @property
    def moved_text(self) -> str:
        """Which way the value has gone, in Norwegian."""
        return MOVES[self.moved]


def find_part(series: IndicatorSeries, year: int) -> str:
    """The part of the year that the last value is of, where there is none of a whole year; empty else."""
    known = [one for one in series.values() if one.value is not None and one.year <= year]
    return "" if not known or any(not one.period for one in known) else known[-1].period
