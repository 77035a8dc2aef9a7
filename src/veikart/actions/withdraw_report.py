"""Take back that a unit's report is right."""

from __future__ import annotations

from veikart.actions.access import AccessDenied, Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.report_writing import find_report
from veikart.rules.books import FOLLOW_UP


def withdraw_report(period: str, unit: str, *, actor: Actor) -> int:
    """Take back the actor's own confirmation, so that the report can be written in again, and give the number of the revision.

    Nobody else's, and not once it is approved: then the one who approved sends it back. The topmost unit's report, which was approved with the
    confirmation, can be taken back until the period is published. Raises AccessDenied where somebody else confirmed it, KeyError for a report that
    is not there, ChangeRefused where it is not confirmed or the period is not open.
    """
    check_right(actor, "withdraw_report")
    with open_book(FOLLOW_UP) as state:
        report = find_report(state, period, unit, actor)
        row = report.report
        report.check_way("started", "withdraw_report", "tas tilbake")
        if row.status == "approved" and not (report.is_top and row.approved_by == row.confirmed_by):
            raise AccessDenied("Rapporten er godkjent. Den som har godkjent den, kan sende den tilbake.")
        if row.confirmed_by not in {one.id for one in report.posts}:
            raise AccessDenied("Bare den som har bekreftet rapporten, kan ta bekreftelsen tilbake.")
        fields = {"status": "started", "confirmed_by": "", "confirmed": None, "approved_by": "", "approved": None}
        number = write_revision(state, [report.change(**fields)], actor=actor, note="Tok bekreftelsen tilbake")
        record_act("withdraw_report", actor=actor, revision=number, period=period, unit=unit)
    return number
