"""The plan's assignments and tasks as something to follow up: those nobody has taken over yet, and the tasks they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import Element, PlanSystem
from veikart.calc.tasks import Task
from veikart.rules.duties import get_unit_parents, walk_units_above
from veikart.rules.plan_system import make_id

KINDS = ("assignment", "task")
CLOSED = frozenset({"done", "stopped"})
"""Statuses in the plan of what there is nothing left to do with."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The tasks to be made, and the elements nobody leads the unit of, so that they have no owner."""

    tasks: tuple[Task, ...]
    ownerless: tuple[Element, ...]


def find_untaken(book: FollowUpBook, system: PlanSystem) -> list[Element]:
    """The plan's assignments and tasks that are in use and not closed there, and that no task comes from; assignments first."""
    taken = {one.element for one in book.table("tasks").values()}
    return [one for kind in KINDS for one in system.of_kind(kind) if one.id not in taken and one.status not in CLOSED]


def take_over(book: FollowUpBook, system: PlanSystem, today: date) -> TakenOver:
    """A task for each element nobody has taken over: owned by whoever leads its unit, or the nearest above that somebody leads, and a part of
    the task that the element it serves has become."""
    parents = get_unit_parents(system, today)
    ids = {one.element: one.id for one in book.table("tasks").values() if one.element}
    known, made, ownerless = set(book.table("tasks")), [], []
    for one in find_untaken(book, system):
        owner = _find_owner(book, parents, one.owner)
        if not owner:
            ownerless.append(one)
            continue
        key = make_id(one.id, known)
        known.add(key)
        ids[one.id] = key
        parent = next((ids[above] for above in system.parents.get(one.id, ()) if above in ids), "")
        made.append(
            Task(key, one.kind, one.name, owner, "plan", element=one.id, parent=parent, unit=one.owner, due=one.due, text=one.text, note=one.source)
        )
    return TakenOver(tuple(made), tuple(ownerless))


def _find_owner(book: FollowUpBook, parents: Mapping[str, str], unit: str) -> str:
    return next((book.leader_by_unit[above].id for above in walk_units_above(parents, unit) if above in book.leader_by_unit), "")
