"""Approve a unit's report that its leader has confirmed."""

from __future__ import annotations

from veikart.actions.access import AccessDenied, Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.report_writing import OpenReport, find_report
from veikart.calc.follow_up import Post
from veikart.rules.books import FOLLOW_UP


def approve_report(period: str, unit: str, *, actor: Actor) -> int:
    """Approve the report in the actor's nearest leading post above the unit, and give the number of the revision.

    Raises AccessDenied where the actor leads no unit above it, or is the one who confirmed it; KeyError for a report that is not there,
    ChangeRefused where it is not confirmed.
    """
    check_right(actor, "approve_report")
    with open_book(FOLLOW_UP) as state:
        report = find_report(state, period, unit, actor)
        post = check_above(report)
        report.check_way("approved", "approve_report", "godkjennes")
        if report.report.confirmed_by in {one.id for one in report.posts}:
            raise AccessDenied("Den som har bekreftet rapporten, kan ikke godkjenne den også.")
        number = write_revision(
            state, [report.change(status="approved", approved_by=post.id, approved=today())], actor=actor, note="Godkjente rapporten"
        )
        record_act("approve_report", actor=actor, revision=number, period=period, unit=unit, post=post.id)
    return number


def check_above(report: OpenReport) -> Post:
    """The post above the unit in which the actor may approve. Raises AccessDenied where there is none."""
    post = report.own if report.is_top else report.above
    if post is None:
        raise AccessDenied("Bare den som leder en enhet over denne, kan godkjenne rapporten eller sende den tilbake.")
    return post
