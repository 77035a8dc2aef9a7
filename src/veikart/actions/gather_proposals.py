"""Gather proposals into a budget revision, or turn them down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, check_cells, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.books import FOLLOW_UP
from veikart.rules.revisions import GATHERED, TURNED_DOWN, make_state_finding


def gather_proposals(revision: str, keys: Collection[str], status: str, *, actor: Actor, answer: str = "") -> int:
    """Take the proposals into a revision that is still being gathered (`gathered`), turn them down with an answer (`turned_down`), or let them be
    proposals again (`proposed`).

    Gives the number of the revision of the book. Raises AccessDenied, StaleEdit where a proposal or the revision is gone, ChangeRefused where the
    revision has been put forward or a proposal is in another one, and where what is left would not hold together.
    """
    check_right(actor, "gather_proposals")
    with open_book(FOLLOW_UP) as state:
        held: BudgetRevision | None = state.book.table("revisions").get(revision)
        proposals = state.book.table("proposals")
        gone = [("proposals", key) for key in keys if key not in proposals or proposals[key].revision not in {"", revision}]
        if held is None or gone:
            raise StaleEdit(gone or [("revisions", revision)], rule=FOLLOW_UP)
        if held.status != "open":
            raise ChangeRefused([make_state_finding(held, "open")])
        changes = [RowChange("proposals", key, proposals[key], _answered(proposals[key], revision, status, answer)) for key in dict.fromkeys(keys)]
        check_cells(FOLLOW_UP, changes)
        number = write_revision(state, changes, actor=actor, note=f"«{held.name}»: behandlet forslag")
        record_act("gather_proposals", actor=actor, revision=number, rows=len(changes))
    return number


def _answered(proposal: BudgetProposal, revision: str, status: str, answer: str) -> BudgetProposal:
    held = revision if status in {GATHERED, TURNED_DOWN} else ""
    return replace(proposal, status=status, revision=held, answer=answer if status == TURNED_DOWN else "")
