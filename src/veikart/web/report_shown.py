"""The reports of a period as a reader sees them, and what they may do with each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from veikart.actions.report_inputs import get_period_reports
from veikart.calc.reports import Period
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.reports import TO_WRITE, PeriodReports
from veikart.rules.words import format_day
from veikart.web.follow_up_shown import FollowUpShown

HELPERS = frozenset({"budget_officer", "administrator", "operator"})
"""Roles that may write in any report."""


@dataclass(frozen=True)
class ReportRights:
    """What the reader may do with one report now: write in it, confirm it, approve it, send it back, or take their own
    confirmation back."""

    write: bool = False
    confirm: bool = False
    approve: bool = False
    send_back: bool = False
    withdraw: bool = False

    @property
    def any(self) -> bool:
        return self.write or self.confirm or self.approve or self.send_back or self.withdraw


def get_period(shown: FollowUpShown, key: str) -> Period:
    """A period of the book. Raises Http404."""
    period = shown.book.table("periods").get(key)
    if period is None:
        raise Http404
    return period


def get_reports(shown: FollowUpShown, period: Period, *, with_year_ago: bool = False) -> PeriodReports:
    """Every report of the period, filled in. The same few queries whatever the number of units."""
    return get_period_reports(shown.book, shown.system, shown.programme, period, shown.today, with_year_ago=with_year_ago)


def find_rights(shown: FollowUpShown, reports: PeriodReports, unit: str) -> ReportRights:
    """What the reader may do with the unit's report. The acts ask again; this only decides what is shown."""
    if not shown.is_draft or reports.period.status != "open":
        return ReportRights()
    report = reports.reports[unit]
    led = {one.unit: one.id for one in shown.my_posts if one.leads == "yes"}
    above = [one for one in shown.units_above(unit) if one in led]
    over = [one for one in above if one != unit or unit == reports.top]
    own = {led[one] for one in above}
    is_mine = report.status in TO_WRITE and bool(above)
    return ReportRights(
        write=shown.can("write_report") and report.status in {*TO_WRITE, "confirmed"} and (bool(above) or shown.actor.role in HELPERS),
        confirm=shown.can("confirm_report") and is_mine,
        approve=shown.can("approve_report") and report.status == "confirmed" and bool(over) and report.confirmed_by not in own,
        send_back=shown.can("return_report") and report.status in {"confirmed", "approved"} and bool(over),
        withdraw=shown.can("withdraw_report") and report.confirmed_by in own and (report.status == "confirmed" or _is_own_top(reports, unit)),
    )


def _is_own_top(reports: PeriodReports, unit: str) -> bool:
    """Whether it is the topmost unit's report, approved by the one who confirmed it."""
    report = reports.reports[unit]
    return unit == reports.top and report.status == "approved" and report.approved_by == report.confirmed_by


def period_words(period: Period) -> str:
    """How far the period has come, and the leaders' day."""
    status = get_follow_up_choices("period_status")[period.status]
    return f"{status}, frist {format_day(period.due)}" if period.due and period.status == "open" else status
