"""Homes that come too early: before the first year of their area, or before areas that were to come first have begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from veikart.calc.plan_system import Area, HomeCount, PlanSystem


@dataclass(frozen=True, slots=True)
class EarlyStart:
    """An area with homes from `year` on, while the areas of an earlier place in the order, `waiting`, have none in that year or before it."""

    area: Area
    year: int
    priority: int
    waiting: tuple[Area, ...]


def find_early_homes(system: PlanSystem) -> Iterator[tuple[Area, HomeCount]]:
    """The counts of homes, built or planned, in years before the area may begin."""
    for one in system.homes.values():
        area = system.areas.get(one.area)
        if area and area.earliest_year and one.homes and one.year < area.earliest_year:
            yield area, one


def find_early_starts(system: PlanSystem) -> Iterator[EarlyStart]:
    """The areas that begin before the order lets them, each with the first place in the order where no area has begun.

    A place in the order is begun when one of its areas has homes, built or planned, in that year or before it.
    """
    begins = _first_years(system)
    by_priority: dict[int, list[Area]] = defaultdict(list)
    for area in system.areas.values():
        if area.priority:
            by_priority[area.priority].append(area)
    for priority in sorted(by_priority):
        for area in by_priority[priority]:
            year = begins.get(area.id)
            passed = year and _find_passed(by_priority, priority, begins, year)
            if year and passed:
                yield EarlyStart(area, year, passed, tuple(by_priority[passed]))


def _first_years(system: PlanSystem) -> dict[str, int]:
    """The first year with homes in each area that has any."""
    begins: dict[str, int] = {}
    for one in system.homes.values():
        if one.homes:
            begins[one.area] = min(one.year, begins.get(one.area, one.year))
    return begins


def _find_passed(by_priority: Mapping[int, list[Area]], priority: int, begins: Mapping[str, int], year: int) -> int | None:
    """The first place in the order before `priority` where nothing has begun by `year`."""
    earlier = sorted(one for one in by_priority if one < priority)
    return next((one for one in earlier if not any(area.id in begins and begins[area.id] <= year for area in by_priority[one])), None)
