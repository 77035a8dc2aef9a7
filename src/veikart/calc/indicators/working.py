"""Values that are worked out: indicators with an expression over others, and groups as the mean of their members."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from veikart.calc.formulas import Formula, FormulaError, Reference, evaluate, parse_formula
from veikart.calc.indicators.rows import ComparisonMember, IndicatorPlace, IndicatorValue
from veikart.calc.indicators.series import NOT_COMPARABLE, IndicatorPoint, IndicatorSeries, get_point, make_series
from veikart.calc.plan_system import Indicator
from veikart.calc.values import Interval

_SELECTOR = re.compile(r"(?P<id>[^@]+)(?:@-(?P<back>[1-9]))?")
WORKED_OUT = "worked_out"
"""The source of a point that is worked out."""


class _PointMissing(LookupError):
    """A point that a formula needs has no value."""

    def __init__(self, point: IndicatorPoint) -> None:
        super().__init__(point.state)
        self.point = point


@dataclass(frozen=True, slots=True)
class Ask:
    """What an expression asks for: an indicator, and how many years back."""

    indicator: str
    back: int = 0


def read_expression(text: str) -> tuple[Formula, tuple[Ask, ...]]:
    """The formula of an expression and what it asks for, in order. Raises FormulaError.

    >>> read_expression("{syke} / {dager@-1}")[1]
    (Ask(indicator='syke', back=0), Ask(indicator='dager', back=1))
    """
    formula = parse_formula(text)
    return formula, tuple(_read_ask(one) for one in formula.references)


def _read_ask(reference: Reference) -> Ask:
    found = None if reference.is_printed else _SELECTOR.fullmatch(reference.selector)
    if found is None:
        raise FormulaError(f"«{reference.text}» er ikke en indikator på formen {{id}} eller {{id@-1}}")
    return Ask(found["id"].strip(), int(found["back"] or 0))


@dataclass
class SeriesBook:
    """Every series of some indicators, each made the first time it is asked for. `as_of` is the last day a value may have been published."""

    definitions: Mapping[str, Indicator]
    places: Mapping[str, IndicatorPlace]
    values: Mapping[tuple[str, str], tuple[IndicatorValue, ...]]
    members: Mapping[str, tuple[ComparisonMember, ...]] = field(default_factory=dict)
    as_of: date | None = None
    _made: dict[tuple[str, str], IndicatorSeries] = field(default_factory=dict)
    _underway: set[tuple[str, str]] = field(default_factory=set)

    def series(self, indicator: str, place: str) -> IndicatorSeries:
        """The series of an indicator at a place: what has been published, and what can be worked out where nothing has."""
        key = (indicator, place)
        if key in self._underway:  # a circle; the checks tell of it
            return {}
        if key not in self._made:
            self._underway.add(key)
            published = make_series(self.values.get(key, ()), self.as_of)
            worked_out = self._from_members(indicator, place) or self._from_expression(indicator, place)
            merged = {**worked_out, **{at: one for at, one in published.items() if one.value is not None or at not in worked_out}}
            self._made[key] = dict(sorted(merged.items()))
            self._underway.discard(key)
        return self._made[key]

    def _from_expression(self, indicator: str, place: str) -> IndicatorSeries:
        definition = self.definitions.get(indicator)
        if definition is None or not definition.expression:
            return {}
        try:
            formula, asks = read_expression(definition.expression)
        except FormulaError:
            return {}
        inputs = {one.indicator: self.series(one.indicator, place) for one in asks}
        leading = [one for one in asks if not one.back] or asks  # a figure of the year before does not by itself begin a year
        moments = {(year + one.back, period) for one in leading for year, period in inputs[one.indicator]}
        return {at: _evaluate(formula, asks, inputs, at) for at in moments}

    def _from_members(self, indicator: str, place: str) -> IndicatorSeries:
        group = self.places.get(place)
        if group is None or not group.mean:
            return {}
        members = self.members.get(place, ())
        found = {one.member: self.series(indicator, one.member) for one in members}
        weights = {one.member: self.series(group.weights, one.member) for one in members} if group.mean == "weighted" else None
        moments = {at for series in found.values() for at in series}
        return {at: _mean_of(members, found, weights, at) for at in moments}


def group_values(values: Iterable[IndicatorValue]) -> dict[tuple[str, str], tuple[IndicatorValue, ...]]:
    """The values of each indicator at each place, in the order they stand."""
    found: dict[tuple[str, str], list[IndicatorValue]] = defaultdict(list)
    for one in values:
        found[one.indicator, one.place].append(one)
    return {key: tuple(rows) for key, rows in found.items()}


def _evaluate(formula: Formula, asks: tuple[Ask, ...], inputs: Mapping[str, IndicatorSeries], at: tuple[int, str]) -> IndicatorPoint:
    year, period = at
    points = {
        reference.text: get_point(inputs[one.indicator], year - one.back, period) for reference, one in zip(formula.references, asks, strict=True)
    }
    used = tuple((reference.text, points[reference.text].value) for reference in formula.references)

    def resolve(reference: Reference) -> Interval:
        point = points[reference.text]
        if point.value is None:
            raise _PointMissing(point)
        return Interval.exact(point.value)

    vintage = max((one.vintage for one in points.values() if one.vintage), default=None)
    made = IndicatorPoint(year, period, None, "missing", vintage, WORKED_OUT, inputs=used)
    try:
        value = evaluate(formula, resolve).interval.value
    except _PointMissing as missing:
        return replace(made, state=missing.point.state)
    except ZeroDivisionError:
        return made
    return replace(made, value=value, state=NOT_COMPARABLE if any(one.state for one in points.values()) else "")


def _mean_of(
    members: Iterable[ComparisonMember],
    found: Mapping[str, IndicatorSeries],
    weights: Mapping[str, IndicatorSeries] | None,
    at: tuple[int, str],
) -> IndicatorPoint:
    """The mean of the members in the group that year that have a value, and a weight where the mean is weighted.

    Where one of them has none, the mean is of fewer than it says, and cannot be compared with that of other years.
    """
    year, period = at
    inside = [one.member for one in members if (one.year_from or year) <= year <= (one.year_to or year)]
    points = {one: get_point(found[one], year, period) for one in inside}
    weight_of = {one: Fraction(1) if weights is None else _weight(weights[one], year, period) for one in inside}
    used = {
        one: (value, weight) for one, point in points.items() if (value := point.comparable) is not None and (weight := weight_of[one]) is not None
    }
    whole = sum((weight for _, weight in used.values()), Fraction(0))
    inputs = tuple((one, points[one].value) for one in inside)
    vintage = max((one.vintage for one in points.values() if one.vintage), default=None)
    made = IndicatorPoint(year, period, None, "missing", vintage, WORKED_OUT, inputs=inputs)
    if not whole:
        return made
    total = sum((value * weight for value, weight in used.values()), Fraction(0))
    return replace(made, value=total / whole, state="" if len(used) == len(inside) else NOT_COMPARABLE)


def _weight(series: IndicatorSeries, year: int, period: str) -> Fraction | None:
    """The weight in the period, or in the year where it is not given by period."""
    return next((one.value for part in (period, "") if (one := get_point(series, year, part)).value is not None), None)
