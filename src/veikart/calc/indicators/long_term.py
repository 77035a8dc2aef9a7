"""Long-term key figures: the mean of the last three years against the base year, and whether that is the way it should go."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.indicators.series import IndicatorPoint, IndicatorSeries, as_printed, get_latest, get_point, list_points
from veikart.calc.indicators.targets import Limits
from veikart.calc.values import Interval
from veikart.calc.values.intervals import mean

YEARS = 3
FEWEST = 2
"""A mean is of at least so many of the three years."""
RIGHT, WRONG, STILL, UNKNOWN = "right", "wrong", "still", "unknown"


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """A change between what was and what is, each with the precision it was printed with, in the indicator's own unit.

    `since` is the year that is compared with, `points` what the value is a mean of (one year or three), `left_out` the years of the three that
    have no value that can be compared. `moved` is right, wrong, still or unknown; `why` says why it is unknown: no_base, few_years, no_direction,
    not_comparable, rounding.
    """

    since: int | None
    base: Interval | None
    points: tuple[IndicatorPoint, ...]
    left_out: tuple[IndicatorPoint, ...]
    mean: Interval | None
    change: Interval | None
    moved: str
    why: str = ""


def work_out_long_term(
    series: IndicatorSeries, base_year: int, *, last_year: int, direction: str, decimals: int | None = None, limits: Limits | None = None
) -> IndicatorChange:
    """The mean of the last three years up to the last one with a value, no later than `last_year`, less the value of the base year.

    Years that are missing or not comparable are left out of the mean, which is of two years at least. `decimals` are those the values are
    printed with, `limits` what a direction of «within» keeps within. Nothing is rounded.
    """
    latest = get_latest(series, last_year)
    window = [get_point(series, latest.year - back) for back in reversed(range(YEARS))] if latest else []
    used = tuple(one for one in window if one.comparable is not None)
    left_out = tuple(one for one in window if one.comparable is None)
    base = get_point(series, base_year).comparable
    known = None if base is None else as_printed(base, decimals)
    average = mean(as_printed(one.comparable, decimals) for one in used if one.comparable is not None) if len(used) >= FEWEST else None
    return _make_change(base_year, known, used, left_out, average, direction, limits)


def work_out_change(
    series: IndicatorSeries, *, last_year: int, period: str = "", direction: str, decimals: int | None = None, limits: Limits | None = None
) -> IndicatorChange:
    """The last value, no later than `last_year`, less the one before it that can be compared; unknown where it cannot itself. Nothing is rounded."""
    points = [one for one in list_points(series, period) if one.year <= last_year and one.value is not None]
    latest = points[-1] if points else None
    before = next((one for one in reversed(points[:-1]) if one.comparable is not None), None)
    if latest and latest.state:
        return IndicatorChange(None, None, (), (latest,), None, None, UNKNOWN, "not_comparable")
    now = as_printed(latest.value, decimals) if latest and latest.value is not None else None
    then = as_printed(before.value, decimals) if before and before.value is not None else None
    return _make_change(before.year if before else None, then, (latest,) if latest else (), (), now, direction, limits)


def _make_change(
    since: int | None,
    base: Interval | None,
    points: tuple[IndicatorPoint, ...],
    left_out: tuple[IndicatorPoint, ...],
    average: Interval | None,
    direction: str,
    limits: Limits | None,
) -> IndicatorChange:
    if base is None or average is None:
        return IndicatorChange(since, base, points, left_out, average, None, UNKNOWN, "no_base" if base is None else "few_years")
    change = average - base
    moved, why = _judge(base, average, change, direction, limits)
    return IndicatorChange(since, base, points, left_out, average, change, moved, why)


def _judge(base: Interval, now: Interval, change: Interval, direction: str, limits: Limits | None) -> tuple[str, str]:
    if direction == "within" and limits:
        gain = limits.distance(base.value) - limits.distance(now.value)
        return (RIGHT, "") if limits.are_met(now.value) else (_of_sign(gain), "")
    if direction not in {"up", "down"}:
        return UNKNOWN, "no_direction"
    if change.value and change.low < 0 < change.high:
        return UNKNOWN, "rounding"
    return _of_sign(change.value if direction == "up" else -change.value), ""


def _of_sign(gain: Fraction) -> str:
    return RIGHT if gain > 0 else WRONG if gain < 0 else STILL
