"""The gaps of a plan system as findings, each with a place where it can be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from veikart.calc.goals import find_gaps
from veikart.calc.plan_system import PlanSystem
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.plan_system.catalogues import ELEMENT_KIND, get_choices
from veikart.rules.plan_system.checking import row_place


def check_coverage(system: PlanSystem, *, today: date, measures: Mapping[str, str] | None = None) -> list[Finding]:
    """The gaps on a day, grades warning and note. `measures` are the budget's measures that should serve a goal: name by id.

    The place of each names the row, `table:key`, so that a page can link to where it is mended; for a measure it is `measure:id`.
    """
    return list(_make(system, today, measures or {}))


def _make(system: PlanSystem, today: date, measures: Mapping[str, str]) -> Iterator[Finding]:
    gaps = find_gaps(system, today=today, measures=measures)
    words = get_choices(ELEMENT_KIND)
    for one in gaps.unowned:
        yield make_finding("plan-no-owner", row_place("elements", one.id, "owner"), name=one.name, kind=words[one.kind])
    for one in gaps.late:
        yield make_finding("plan-late", row_place("elements", one.id, "due"), name=one.name, kind=words[one.kind], expected=_day(one.due))
    for plan in gaps.overdue_plans:
        field = "revision_due" if plan.revision_due and plan.revision_due < today else "valid_to"
        yield make_finding("plan-overdue", row_place("plans", plan.id, field), name=plan.name, expected=_day(getattr(plan, field)))
    for one in gaps.idle_strategies:
        yield make_finding("plan-idle-strategy", row_place("elements", one.id), name=one.name, kind=words[one.kind])
    for one in gaps.unmeasured:
        yield make_finding("plan-no-indicator", row_place("elements", one.id), name=one.name, kind=words[one.kind])
    for measure in gaps.unserved_measures:
        yield make_finding("plan-no-goal", Place(figure=f"measure:{measure}"), name=measures[measure])


def _day(one: date | None) -> str:
    return f"{one.day}.{one.month}.{one.year}" if one else ""
