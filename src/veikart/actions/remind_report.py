"""Remind those who have a report to look over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.report_writing import find_period
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.reports import get_report_statuses


def remind_report(period: str, units: Collection[str], *, actor: Actor) -> int:
    """Note that the leaders of the units are reminded today: it stands first on their own page and in the next mail. Gives the number of the
    revision, 0 where none of them has anything left to do.

    Raises AccessDenied, KeyError for a period that is not there, ChangeRefused where it is not open.
    """
    check_right(actor, "remind_report")
    with open_book(FOLLOW_UP) as state:
        found = find_period(state.book, period, "open", wanted="minnes om")
        day, statuses = today(), get_report_statuses()
        rows = [one for one in state.book.table("reports").values() if one.period == period and one.unit in units]
        waiting = [one for one in rows if statuses[one.status].owner == "leader"]
        changes = [RowChange("reports", f"{period}|{one.unit}", one, replace(one, reminded=day)) for one in waiting]
        number = write_revision(state, changes, actor=actor, note=f"Minnet om {found.name}")
        record_act("remind_report", actor=actor, revision=number, period=period, units=len(changes))
    return number
