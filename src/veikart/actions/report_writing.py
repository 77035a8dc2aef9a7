"""What every act on a report has in common: finding the report, and whether the actor answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.reports import Period, Report
from veikart.rules.duties import get_posts_of, get_unit_parents, walk_units_above
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.reports import get_report_statuses, may_go
from veikart.rules.reports.finding_reports import make_period_finding, make_status_finding
from veikart.store.queries import BookState, get_plan_state

FOLLOWERS = frozenset({"budget_officer", "administrator", "operator"})
"""Roles that may write in any report: they help a leader, but confirm nothing."""


@dataclass(frozen=True)
class OpenReport:
    """A report somebody is about to change: the book it is in, its period, itself, and the actor's leading posts at its unit or above it, nearest
    first."""

    book: FollowUpBook
    period: Period
    report: Report
    posts: tuple[Post, ...]
    top: str

    @property
    def own(self) -> Post | None:
        """The post in which the actor answers for the report: at the unit itself, else nearest above."""
        return next(iter(self.posts), None)

    @property
    def above(self) -> Post | None:
        """The actor's nearest leading post above the unit; None where there is none."""
        return next((one for one in self.posts if one.unit != self.report.unit), None)

    @property
    def is_top(self) -> bool:
        """Whether nobody is above the unit."""
        return self.report.unit == self.top

    def change(self, **fields: Any) -> RowChange:
        """The report with these fields."""
        key = f"{self.report.period}|{self.report.unit}"
        return RowChange("reports", key, self.book.table("reports").get(key), replace(self.report, **fields))

    def check_way(self, to: str, act: str, words: str) -> None:
        """Raise ChangeRefused where the act does not lead from where the report is to the status `to`; `words` is what is wanted («godkjennes»)."""
        if not may_go(self.report.status, to, act):
            raise ChangeRefused([make_status_finding(self.period, self.report.unit, get_report_statuses()[self.report.status], words)])


def find_period(book: FollowUpBook, period: str, *statuses: str, wanted: str) -> Period:
    """The period, which must have one of the statuses. Raises KeyError where there is none, ChangeRefused where it is elsewhere."""
    found: Period = book.table("periods")[period]
    if found.status not in statuses:
        raise ChangeRefused([make_period_finding(found, get_follow_up_choices("period_status")[found.status], wanted)])
    return found


def find_report(state: BookState[FollowUpBook], period: str, unit: str, actor: Actor) -> OpenReport:
    """The report of a unit in an open period. Raises KeyError where there is none, ChangeRefused where the period is not open."""
    book = state.book
    found = find_period(book, period, "open", wanted="endres")
    report: Report = book.table("reports")[f"{period}|{unit}"]
    leads = {one.unit: one for one in get_posts_of(book, actor.email) if one.leads == "yes"}
    parents = get_unit_parents(get_plan_state().book, today())
    posts = tuple(leads[above] for above in walk_units_above(parents, unit) if above in leads)
    return OpenReport(book, found, report, posts, book.setting.top_unit if book.setting else "")


def check_answers(report: OpenReport) -> Post:
    """The post in which the actor answers for the report. Raises AccessDenied where they answer neither for the unit nor for one above it."""
    if report.own is None:
        raise AccessDenied("Du svarer ikke for denne enheten, eller for en enhet over den.")
    return report.own
