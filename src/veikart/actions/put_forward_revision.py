"""Put a budget revision forward to the council."""

from __future__ import annotations

from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Place, make_finding
from veikart.rules.revisions import check_revision, get_gathered, make_state_finding
from veikart.rules.tables import stops
from veikart.store.queries import get_current_publication, get_dataset


def put_forward_revision(revision: str, *, actor: Actor) -> int:
    """Put the revision forward as it is gathered, today. Gives the number of the revision of the book.

    Raises AccessDenied, StaleEdit where it is gone, and ChangeRefused where it is not being gathered, is not financed, or leads nowhere in the
    budget.
    """
    check_right(actor, "put_forward_revision")
    with open_book(FOLLOW_UP) as state:
        held = state.book.table("revisions").get(revision)
        if held is None:
            raise StaleEdit([("revisions", revision)], rule=FOLLOW_UP)
        if held.status != "open":
            raise ChangeRefused([make_state_finding(held, "open")])
        publication = get_current_publication()
        if publication is None:
            raise ChangeRefused([make_finding("revision-nowhere", Place())])
        wrong = stops(check_revision(held, get_gathered(state.book, revision), get_dataset(publication)))
        if wrong:
            raise ChangeRefused(wrong)
        after = replace(held, status="put_forward", put_forward=today())
        number = write_revision(state, [RowChange("revisions", revision, held, after)], actor=actor, note=f"La fram «{held.name}»")
        record_act("put_forward_revision", actor=actor, revision=number, budget_revision=revision)
    return number
