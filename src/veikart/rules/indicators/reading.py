"""The indicators of a plan with the values of a follow-up: one, an element's, a unit's, or all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import (
    COUNTRY,
    GROUP,
    LAST_YEAR,
    ComparisonMember,
    IndicatorChange,
    IndicatorPlace,
    IndicatorSeries,
    IndicatorVerdict,
    Limits,
    SeriesBook,
    find_next_target,
    find_target,
    get_latest,
    get_point,
    group_values,
    judge_value,
    parse_target,
    settle_target,
    work_out_change,
    work_out_long_term,
)
from veikart.calc.plan_system import Indicator, IndicatorTarget, PlanSystem
from veikart.rules.duties import get_unit_parents, walk_units_above
from veikart.rules.indicators.shown import IndicatorShown, find_part

OWN = "own"
QUANTITY = "quantity"
EVER = date.max.year
"""The year no value is after."""


@dataclass(frozen=True)
class Indicators:
    """The indicators of a plan and the series that a follow-up gives them; made once for a page, series are made when they are asked for."""

    system: PlanSystem
    series: SeriesBook

    @property
    def places(self) -> dict[str, IndicatorPlace]:
        """The places by id."""
        return dict(self.series.places)

    @cached_property
    def own(self) -> IndicatorPlace | None:
        """The municipality itself; None where no place is."""
        return next((one for one in self.series.places.values() if one.kind == OWN), None)

    @cached_property
    def place_by_unit(self) -> dict[str, IndicatorPlace]:
        """The place that each unit with values of its own is; the municipality itself is not among them."""
        return {one.unit: one for one in self.series.places.values() if one.unit and one.kind != OWN}

    @cached_property
    def reach_by_unit(self) -> dict[str, frozenset[str]]:
        """Each unit with every unit below it, by where they were last placed, or on the day that is looked back on."""
        parents = get_unit_parents(self.system, self.series.as_of or date.max)
        found: dict[str, set[str]] = defaultdict(set)
        for unit in parents:
            for above in walk_units_above(parents, unit):
                found[above].add(unit)
        return {unit: frozenset(below) for unit, below in found.items()}

    @cached_property
    def last_year(self) -> int | None:
        """The last year with a value of the municipality itself or one of its units; None where there is none."""
        mine = {one.id for one in (self.own, *self.place_by_unit.values()) if one}
        shown = {key for key, one in self.system.indicators.items() if one.kind != QUANTITY}
        wanted = ((key, place) for key, place in self.series.values if place in mine and key in shown)
        return max((one.year for key in wanted for one in self.series.values[key] if one.value is not None), default=None)

    def one(self, indicator_id: str, year: int | None, period: str = "", *, place: str = "") -> IndicatorShown | None:
        """One indicator; None where there is none. `year` None is its own last year with a value. `place` is a place's id; empty is the owner's own
        with values, else the municipality."""
        indicator = self.system.indicators.get(indicator_id)
        if indicator is None:
            return None
        at = self.series.places.get(place) if place else self._usual_place(indicator)
        series = self.series.series(indicator.id, at.id) if at else {}
        if year is None:
            year = get_last_year(series) or self.last_year or EVER
        targets = self.system.targets_by_indicator.get(indicator.id, ())
        latest = get_latest(series, year, period)
        judged = self._judge(indicator, series, find_target(targets, year), year, period)
        coming = find_next_target(targets, year)
        ahead = self._judge(indicator, series, coming, latest.year, period) if coming and latest else None
        reached = {"met": True, "missed": False}.get(ahead.verdict) if ahead else None
        change = work_out_moved(indicator, series, year, period or find_part(series, year), judged.limits)
        return IndicatorShown(indicator, at, year, period, series, change, judged, coming, reached)

    def of_unit(self, unit: str, year: int | None, period: str = "") -> tuple[IndicatorShown, ...]:
        """The indicators the unit or a unit below it owns, and those it has values of its own of, in the plan's order."""
        reach, place = self.reach_by_unit.get(unit, frozenset({unit})), self.place_by_unit.get(unit)
        found = []
        for key, one in self.system.indicators.items():
            has_own = place is not None and (key, place.id) in self.series.values
            if one.kind != QUANTITY and (one.owner in reach or has_own):
                found.append(self.one(key, year, period, place=place.id if has_own and place else ""))
        return tuple(one for one in found if one)

    def every(self, year: int | None, period: str = "") -> tuple[IndicatorShown, ...]:
        """All indicators but the quantities that others are worked out from, in the plan's order; each in its own last year where `year` is None."""
        return self.some((key for key, one in self.system.indicators.items() if one.kind != QUANTITY), year, period)

    def some(self, indicators: Iterable[str], year: int | None, period: str = "") -> tuple[IndicatorShown, ...]:
        """Some indicators by id, in the order given; those that are not there are left out."""
        return tuple(one for key in indicators if (one := self.one(key, year, period)))

    def compare(self, indicator: str) -> list[tuple[IndicatorPlace, IndicatorSeries]]:
        """The other municipalities, groups and the country with a value of the indicator, in the order they are listed."""
        others = (one for one in self.series.places.values() if one.kind in {"municipality", "group", "country"})
        found = ((one, self.series.series(indicator, one.id)) for one in others)
        return [(place, series) for place, series in found if any(one.value is not None for one in series.values())]

    def _usual_place(self, indicator: Indicator) -> IndicatorPlace | None:
        owners = self.place_by_unit.get(indicator.owner)
        return owners if owners and (indicator.id, owners.id) in self.series.values else self.own

    def _judge(self, indicator: Indicator, series: IndicatorSeries, target: IndicatorTarget | None, year: int, period: str) -> IndicatorVerdict:
        parsed = parse_target(target) if target else None
        reference = self._refer(indicator.id, series, parsed.reference, year, period) if parsed and parsed.reference else None
        return judge_value(get_point(series, year, period).value, target, indicator.direction, reference)

    def _refer(self, indicator: str, series: IndicatorSeries, reference: str, year: int, period: str) -> Fraction | None:
        """The value that a target refers to: of the year before, or of another place."""
        if reference == LAST_YEAR:
            return get_point(series, year - 1, period).comparable
        kind = {COUNTRY: "country", GROUP: "group"}.get(reference, "")
        places = self.series.places.values()
        named = (one for one in places if (one.kind == kind if kind else reference in {one.id.casefold(), one.name.casefold()}))
        values = (get_point(self.series.series(indicator, one.id), year, period).value for one in named)
        return next((one for one in values if one is not None), None)


def get_last_year(series: IndicatorSeries) -> int | None:
    """The last year with a value, of a whole year or a part of one; None where there is none."""
    return max((one.year for one in series.values() if one.value is not None), default=None)


def work_out_moved(indicator: Indicator, series: IndicatorSeries, year: int, period: str, limits: Limits | None = None) -> IndicatorChange:
    """The long-term change where the indicator has a base year, else the change since the value before."""
    direction, decimals = indicator.direction, indicator.decimals
    if indicator.base_year and not period:
        return work_out_long_term(series, indicator.base_year, last_year=year, direction=direction, decimals=decimals, limits=limits)
    return work_out_change(series, last_year=year, period=period, direction=direction, decimals=decimals, limits=limits)


def get_limits(indicator: Indicator, target: IndicatorTarget) -> Limits | None:
    """The limits of a target that says them in numbers; None for one that refers to something else."""
    parsed = parse_target(target)
    return settle_target(parsed, indicator.direction) if parsed and not parsed.reference else None


def read_indicators(system: PlanSystem, book: FollowUpBook, *, as_of: date | None = None) -> Indicators:
    """The indicators of the plan with the values of the follow-up, only those published by `as_of` where it is given."""
    members: dict[str, tuple[ComparisonMember, ...]] = {}
    for one in book.table("comparison_members").values():
        members[one.group] = (*members.get(one.group, ()), one)
    values = group_values(book.table("indicator_values").values())
    return Indicators(system, SeriesBook(system.indicators, book.table("indicator_places"), values, members, as_of))


def get_unit_indicators(
    system: PlanSystem, book: FollowUpBook, unit: str, year: int, *, period: str = "", as_of: date | None = None
) -> tuple[IndicatorShown, ...]:
    """The indicators the unit or a unit below it owns, and those it has values of its own of, as they were known on a day (None is all)."""
    return read_indicators(system, book, as_of=as_of).of_unit(unit, year, period)
