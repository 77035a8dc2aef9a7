"""Confirm a unit's report: «this is how it is»."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.report_inputs import get_current_programme, get_period_reports
from veikart.actions.report_writing import check_answers, find_report
from veikart.rules.books import FOLLOW_UP
from veikart.rules.programme import Programme
from veikart.rules.reports.finding_reports import find_unexplained
from veikart.store.queries import get_plan_state


def confirm_report(period: str, unit: str, *, actor: Actor, programme: Programme | None = None) -> int:
    """Say that the report is right, in the post in which the actor answers for it, and give the number of the revision. The topmost unit's report is
    approved with that, for nobody is above it. `programme` is the current budget where
    it is at hand.

    Raises AccessDenied where the actor does not answer for the unit, KeyError for a report that is not there, ChangeRefused where a large deviation
    is not explained or it cannot be confirmed from where it is.
    """
    check_right(actor, "confirm_report")
    with open_book(FOLLOW_UP) as state:
        report = find_report(state, period, unit, actor)
        post, day = check_answers(report), today()
        report.check_way("confirmed", "confirm_report", "bekreftes")
        reports = get_period_reports(state.book, get_plan_state().book, programme or get_current_programme(), report.period, day)
        wrong = list(find_unexplained(reports.unit(unit)))
        if wrong:
            raise ChangeRefused(wrong)
        fields = {"confirmed_by": post.id, "confirmed": day, "returned_words": "", "status": "confirmed"}
        if report.is_top:
            fields |= {"status": "approved", "approved_by": post.id, "approved": day}
        number = write_revision(state, [report.change(**fields)], actor=actor, note="Bekreftet rapporten")
        record_act("confirm_report", actor=actor, revision=number, period=period, unit=unit, post=post.id)
    return number
