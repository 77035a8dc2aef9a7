"""A value against its target."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.indicators.targets import Limits, Target, TargetUnreadable, read_target, settle_target
from veikart.calc.plan_system import IndicatorTarget

MET, MISSED, NO_TARGET, NO_VALUE, UNREADABLE = "met", "missed", "no_target", "no_value", "unreadable"


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """How a value stands against a target. `verdict` is met, missed, no_target, no_value or unreadable (also where what it refers to is missing).

    `gap` is how far from the limits the value is, 0 where it is within them, in the indicator's unit.
    """

    verdict: str
    target: IndicatorTarget | None = None
    limits: Limits | None = None
    gap: Fraction | None = None
    reference: Fraction | None = None


def find_target(targets: tuple[IndicatorTarget, ...], year: int) -> IndicatorTarget | None:
    """The target that holds for a year: the last one that begins that year or before, and lasts. `targets` are in order of year.

    >>> find_target((IndicatorTarget("a", 2020, "< 2 %"), IndicatorTarget("a", 2023, "< 1 %")), 2021) is None
    True
    """
    return next((one for one in reversed(targets) if one.year <= year <= (one.until or one.year)), None)


def find_next_target(targets: tuple[IndicatorTarget, ...], year: int) -> IndicatorTarget | None:
    """The first target of a later year."""
    return next((one for one in targets if one.year > year), None)


def parse_target(target: IndicatorTarget) -> Target | None:
    """The target as read, or None where it cannot be."""
    try:
        return read_target(target.target)
    except TargetUnreadable:
        return None


def judge_value(value: Fraction | None, target: IndicatorTarget | None, direction: str, reference: Fraction | None) -> IndicatorVerdict:
    """The verdict on a value as it was published; `reference` is the value that a target like «landet» or «året før» refers to."""
    if target is None:
        return IndicatorVerdict(NO_TARGET)
    parsed = parse_target(target)
    limits = settle_target(parsed, direction, reference) if parsed else None
    if limits is None:
        return IndicatorVerdict(UNREADABLE, target, reference=reference)
    if value is None:
        return IndicatorVerdict(NO_VALUE, target, limits, reference=reference)
    return IndicatorVerdict(MET if limits.are_met(value) else MISSED, target, limits, limits.distance(value), reference)
