"""Take back a change of the follow-up's book."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.actions.access import Actor, can, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, undo_changes
from veikart.actions.owned_fields import check_owned_fields, find_owned_fields
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Finding
from veikart.rules.revisions import make_state_finding
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
    any of its rows has changed since, ChangeRefused where it dealt with proposals of a budget revision that is put forward since, and where what is
    left would not hold together.
    """
    check_right(actor, "undo_follow_up")
    with open_book(FOLLOW_UP) as state:
        changes = get_changes(FOLLOW_UP, number)
        _check_tables(changes, actor)
        check_owned_fields(changes, actor)
        closed = find_closed_revisions(changes, state.book)
        if closed:
            raise ChangeRefused(closed)
        made = undo_changes(state, number, actor=actor)
        record_act("undo_follow_up", actor=actor, revision=made, undone=number)
    return made


def can_undo_follow_up(tables: Iterable[str], changes: Iterable[RowChange], *, actor: Actor) -> bool:
    """Whether the actor has the rights to take back a revision that reached the tables; `changes` are those of its changes that are known."""
    return can(actor, "undo_follow_up") and all(can(actor, one) for one in _rights_for(tables)) and not find_owned_fields(changes, actor)


def find_closed_revisions(changes: Iterable[RowChange], book: FollowUpBook) -> list[Finding]:
    """A finding for each budget revision that is put forward, and had or got some of the proposals: only an open one may gain or lose them."""
    rows = (row for one in changes if one.table == "proposals" for row in (one.before, one.after) if row is not None)
    held = (book.table("revisions").get(key) for key in dict.fromkeys(row.revision for row in rows))
    return [make_state_finding(one, "open") for one in held if one is not None and one.status != "open"]


def _check_tables(changes: Iterable[RowChange], actor: Actor) -> None:
    for right in _rights_for(one.table for one in changes):
        check_right(actor, right)


def _rights_for(tables: Iterable[str]) -> list[str]:
    return sorted({NEEDED[one] for one in tables if one in NEEDED})
