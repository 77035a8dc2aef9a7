"""Open a budget revision again, so that its proposals can be changed."""

from __future__ import annotations

from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.revisions import make_adopted_finding
from veikart.store.queries import get_current_publication, has_layer


def reopen_revision(revision: str, *, actor: Actor) -> int:
    """Let the revision be gathered again; the day it was put forward and decided goes. Gives the number of the revision of the book.

    Raises AccessDenied, StaleEdit where it is gone, ChangeRefused where the budget holds it.
    """
    check_right(actor, "reopen_revision")
    with open_book(FOLLOW_UP) as state:
        held = state.book.table("revisions").get(revision)
        if held is None:
            raise StaleEdit([("revisions", revision)], rule=FOLLOW_UP)
        publication = get_current_publication()
        if publication is not None and has_layer(publication, revision):
            raise ChangeRefused([make_adopted_finding(held)])
        after = replace(held, status="open", put_forward=None, decided=None, decided_by="")
        number = write_revision(state, [RowChange("revisions", revision, held, after)], actor=actor, note=f"Åpnet «{held.name}» igjen")
        record_act("reopen_revision", actor=actor, revision=number, budget_revision=revision)
    return number
