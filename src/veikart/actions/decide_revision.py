"""Register what the council decided of a budget revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, check_cells, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.revisions import make_state_finding

COUNCIL = "Kommunestyret"


def decide_revision(revision: str, *, decided: date, case: str, actor: Actor, decided_by: str = COUNCIL) -> int:
    """Register that the revision was decided as it was put forward: the day, the case and by whom. Gives the number of the revision of the book.

    What the council changed is entered before: the revision is opened again, changed and put forward. Raises AccessDenied, StaleEdit where it is
    gone, ChangeRefused where it has not been put forward, or without a case.
    """
    check_right(actor, "decide_revision")
    with open_book(FOLLOW_UP) as state:
        held = state.book.table("revisions").get(revision)
        if held is None:
            raise StaleEdit([("revisions", revision)], rule=FOLLOW_UP)
        if held.status != "put_forward":
            raise ChangeRefused([make_state_finding(held, "put_forward")])
        after = replace(held, status="decided", decided=decided, case=case.strip(), decided_by=decided_by.strip())
        change = RowChange("revisions", revision, held, after)
        check_cells(FOLLOW_UP, [change])
        number = write_revision(state, [change], actor=actor, note=f"Vedtak i «{held.name}»")
        record_act("decide_revision", actor=actor, revision=number, budget_revision=revision, case=after.case)
    return number
