"""Replace the whole book of the follow-up, from files."""

from __future__ import annotations

from veikart.actions.access import Actor, can, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_revision, open_book, write_revision
from veikart.actions.owned_fields import check_owned_fields
from veikart.calc.books import compare_books
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.books import FOLLOW_UP


def replace_follow_up(book: FollowUpBook, *, actor: Actor, note: str, seen: int | None = None) -> int:
    """Make the follow-up's book as given, as one revision with what differs; the same again changes nothing and gives 0.

    Private tables are as they were, unless they are given by someone who may read them; tables with acts of their own are only filled where they
    are empty, so that nobody approves a report with a file. The first rows of a table are taken as they are. `seen` is the revision the files were
    written from, where that is known.

    Raises AccessDenied, and ChangeRefused where what is given does not hold together or moves what the actor may not, or where somebody has
    changed the follow-up since `seen`.
    """
    check_right(actor, "replace_follow_up")
    with open_book(FOLLOW_UP) as state:
        check_revision(state, seen)
        changes = compare_books(state.book, book, _replaced(state.book, book, actor))
        check_owned_fields((one for one in changes if state.book.table(one.table)), actor)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("replace_follow_up", actor=actor, revision=number)
    return number


def _replaced(before: FollowUpBook, book: FollowUpBook, actor: Actor) -> list[str]:
    """The tables that are replaced."""
    return [table for table in FOLLOW_UP.tables if _is_replaced(table, before, book, actor)]


def _is_replaced(table: str, before: FollowUpBook, book: FollowUpBook, actor: Actor) -> bool:
    if table in FOLLOW_UP.private:
        return bool(book.table(table)) and can(actor, "read_agreements")
    return table not in FOLLOW_UP.own_acts or not before.table(table)
