"""Replace the whole plan system, from files."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_revision, open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import compare_books
from veikart.calc.plan_system import PlanSystem
from veikart.rules.books import PLAN
from veikart.rules.plan_system import remember_names
from veikart.store.queries import get_published_plan


def replace_plan(system: PlanSystem, *, actor: Actor, note: str, seen: int | None = None) -> int:
    """Make the plan system as given, as one revision with what differs; the same again changes nothing and gives 0.

    `seen` is the revision the files were written from, where that is known: then they are edits of it, and an element that gets another name or
    number than it was published with, remembers the old one. Raises AccessDenied, and ChangeRefused where what is given does not hold together,
    or where somebody has changed the plan since `seen`.
    """
    check_right(actor, "replace_plan")
    with open_book(PLAN) as state:
        check_revision(state, seen)
        changes = compare_books(state.book, system, PLAN.tables)
        published = get_published_plan() if seen is not None else None
        if published:
            changes += remember_names(state.book, changes, published.book, today())
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("replace_plan", actor=actor, revision=number)
    return number
