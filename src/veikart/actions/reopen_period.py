"""Open a published period again, for a new edition of its report."""

from __future__ import annotations

from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.report_writing import find_period
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP


def reopen_period(period: str, *, actor: Actor) -> int:
    """Open a published period again, and give the number of the revision. What is published stands as it is until a new edition is.

    Raises AccessDenied, KeyError for a period that is not there, ChangeRefused where it is not published.
    """
    check_right(actor, "reopen_period")
    with open_book(FOLLOW_UP) as state:
        found = find_period(state.book, period, "published", wanted="åpnes igjen")
        change = RowChange("periods", period, found, replace(found, status="open"))
        number = write_revision(state, [change], actor=actor, note=f"Åpnet {found.name} igjen")
        record_act("reopen_period", actor=actor, revision=number, period=period)
    return number
