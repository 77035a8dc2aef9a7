"""Take back a change of the follow-up's book."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.actions.access import Actor, can, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, undo_changes
from veikart.actions.owned_fields import check_owned_fields, find_owned_fields
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.store.queries import get_changes

NEEDED = {
    **dict.fromkeys(FOLLOW_UP.private, "read_agreements"),
    "revisions": "reopen_revision",
    "proposals": "gather_proposals",
    "periods": "reopen_period",
    "reports": "reopen_period",
    "report_texts": "write_report",
    "report_explanations": "write_report",
}
"""The right somebody must also have to take back a change of the table, for its rows are written by acts that not everyone who undoes may do."""


def undo_follow_up(number: int, *, actor: Actor) -> int:
    """Take a revision of the follow-up back, and give the number of the new one; 0 where there is nothing to take back.

    Raises AccessDenied, also where the revision holds an agreement the actor may not read or a report the actor may not write in; StaleEdit where
    any of its rows has changed since, ChangeRefused where what is left would not hold together.
    """
    check_right(actor, "undo_follow_up")
    with open_book(FOLLOW_UP) as state:
        changes = get_changes(FOLLOW_UP, number)
        _check_tables(changes, actor)
        check_owned_fields(changes, actor)
        made = undo_changes(state, number, actor=actor)
        record_act("undo_follow_up", actor=actor, revision=made, undone=number)
    return made


def can_undo_follow_up(tables: Iterable[str], changes: Iterable[RowChange], *, actor: Actor) -> bool:
    """Whether the actor has the rights to take back a revision that reached the tables; `changes` are those of its changes that are known."""
    return can(actor, "undo_follow_up") and all(can(actor, one) for one in _rights_for(tables)) and not find_owned_fields(changes, actor)


def _check_tables(changes: Iterable[RowChange], actor: Actor) -> None:
    for right in _rights_for(one.table for one in changes):
        check_right(actor, right)


def _rights_for(tables: Iterable[str]) -> list[str]:
    return sorted({NEEDED[one] for one in tables if one in NEEDED})
