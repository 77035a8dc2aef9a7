"""Propose a change of the budget, from a report's deviation or otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veikart.actions.access import AccessDenied, Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, RowEdit, make_changes, open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.revisions import BudgetProposal
from veikart.rules.books import FOLLOW_UP
from veikart.rules.duties import answers_for_unit, get_unit_parents, is_own_post
from veikart.rules.findings import Place, make_finding
from veikart.rules.revisions import PROPOSED
from veikart.store.queries import get_plan_state

TABLE = "proposals"
OWN_ONLY = frozenset({"leader", "director"})
"""Roles that propose only in a post of their own, and for the units it leads."""


def propose_budget_change(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits of proposals together, or none of them. Gives the number of the revision of the book, 0 where nothing would change.

    A leader and the director propose in a post they sit in or stand in for, and for units it leads. What has been gathered or turned down is no
    longer changed here. Raises AccessDenied, ChangeRefused, StaleEdit, and KeyError for another table.
    """
    check_right(actor, "propose_budget_change")
    if any(one.table != TABLE for one in edits):
        raise KeyError(TABLE)
    with open_book(FOLLOW_UP) as state:
        changes = make_changes(state, edits)
        _check_open(changes)
        if actor.role in OWN_ONLY:
            _check_own(state.book, changes, actor)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("propose_budget_change", actor=actor, revision=number, rows=len(changes))
    return number


def _rows(change: RowChange) -> Iterable[BudgetProposal]:
    return (one for one in (change.before, change.after) if one is not None)


def _check_open(changes: Iterable[RowChange]) -> None:
    settled = {one.id: one.name for change in changes for one in _rows(change) if one.status != PROPOSED}
    if settled:
        raise ChangeRefused([make_finding("proposal-settled", Place(figure=f"{TABLE}:{key}"), name=name) for key, name in settled.items()])


def _check_own(book: FollowUpBook, changes: Iterable[RowChange], actor: Actor) -> None:
    parents = get_unit_parents(get_plan_state().book, today())
    for one in (row for change in changes for row in _rows(change)):
        if not is_own_post(book, actor.email, one.post):
            raise AccessDenied("Du kan bare foreslå endringer i en stilling som er din.")
        if not answers_for_unit(book, parents, actor.email, one.unit):
            raise ChangeRefused([make_finding("proposal-post", Place(figure=f"{TABLE}:{one.id}"), found=one.unit)])
