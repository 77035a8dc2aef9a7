"""What the goal chain lacks: strategies nobody works on, assignments nobody owns, money without a goal, goals nobody measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from veikart.calc.plan_system import Element, Plan, PlanSystem

STRATEGIES = ("strategy", "land_use_strategy")
GOALS = ("main_goal", "sub_goal")
OWNED = ("assignment", "task")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gaps, each in order: elements, plans and measure ids."""

    idle_strategies: tuple[Element, ...]
    unowned: tuple[Element, ...]
    unmeasured: tuple[Element, ...]
    overdue_plans: tuple[Plan, ...]
    late: tuple[Element, ...]
    unserved_measures: tuple[str, ...]


def find_gaps(system: PlanSystem, *, today: date, measures: Iterable[str] = ()) -> Coverage:
    """The gaps of a plan system on a day. `measures` are the ids of those that should serve a goal.

    A strategy is idle when no assignment or main effort in use stands under it; a goal is measured when an indicator is linked to it or to
    a goal under it; an element is owned when it has both a unit that is open and a role.
    """
    return Coverage(
        idle_strategies=tuple(one for one in system.of_kind(*STRATEGIES) if not _has_work(system, one.id)),
        unowned=tuple(one for one in system.of_kind(*OWNED) if not _is_owned(system, one, today)),
        unmeasured=tuple(one for one in system.of_kind(*GOALS) if not _is_measured(system, one.id)),
        overdue_plans=tuple(one for one in system.plans.values() if is_overdue(one, today)),
        late=tuple(one for one in system.of_kind(*OWNED) if one.due and one.due < today and one.status not in {"done", "stopped"}),
        unserved_measures=tuple(one for one in measures if not _serves_goal(system, one)),
    )


def is_overdue(plan: Plan, today: date) -> bool:
    """Whether a plan in force is past its revision or its time."""
    last = min((day for day in (plan.revision_due, plan.valid_to) if day), default=None)
    return plan.status not in {"planned", "repealed"} and last is not None and last < today


def _has_work(system: PlanSystem, element: str) -> bool:
    return any(system.elements[one].kind in {"assignment", "main_effort"} for one in system.children_in_use(element))


def _is_owned(system: PlanSystem, element: Element, today: date) -> bool:
    unit = system.units.get(element.owner)
    return unit is not None and bool(element.role) and (unit.closed is None or unit.closed > today)


def _is_measured(system: PlanSystem, element: str) -> bool:
    return any(one in system.indicators_by_element and system.is_in_use(one) for one in (element, *system.descendants(element)))


def _serves_goal(system: PlanSystem, measure: str) -> bool:
    return any(system.is_in_use(link.element) for link in system.links_by_measure.get(measure, ()))
