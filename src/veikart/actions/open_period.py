"""Open a period, so that every unit has a report to look over."""

from __future__ import annotations

from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.report_writing import find_period
from veikart.calc.books import RowChange
from veikart.calc.reports import Report
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Place, make_finding


def open_period(period: str, *, actor: Actor) -> int:
    """Open the period with a report for each unit that somebody answers for, and give the number of the revision.

    Raises AccessDenied, KeyError for a period that is not there, ChangeRefused where it is not one that can be opened or nobody answers for the
    whole.
    """
    check_right(actor, "open_period")
    with open_book(FOLLOW_UP) as state:
        book = state.book
        found = find_period(book, period, "planned", wanted="åpnes")
        if not book.setting or book.setting.top_unit not in book.leader_by_unit:
            raise ChangeRefused([make_finding("report-nobody", Place(figure=f"periods:{period}"), name=found.name)])
        reports = book.table("reports")
        keys = {f"{period}|{unit}": unit for unit in book.leader_by_unit}
        changes = [RowChange("reports", key, None, Report(period, unit)) for key, unit in keys.items() if key not in reports]
        changes.append(RowChange("periods", period, found, replace(found, status="open", opens=found.opens or today())))
        number = write_revision(state, changes, actor=actor, note=f"Åpnet {found.name}")
        record_act("open_period", actor=actor, revision=number, period=period, reports=len(changes) - 1)
    return number
