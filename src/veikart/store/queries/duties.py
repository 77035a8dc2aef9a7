"""What a person must do now, gathered from every part of the follow-up."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.rules.agreements.duties import find_agreement_duties
from veikart.rules.deviations.duties import find_forecast_duties
from veikart.rules.duties import Duty, DutyAsk, DutySource, find_ledger_duties, sort_duties
from veikart.rules.reports.duties import find_report_duties
from veikart.rules.revisions.duties import find_revision_duties
from veikart.rules.tasks.duties import find_task_days, find_task_duties
from veikart.store.queries.ledger_waiting import list_inbox, list_pending


def find_file_duties(ask: DutyAsk) -> Iterable[Duty]:
    """The ledger files that wait, for those who may read them in. One query where there are files in the inbox."""
    if not ask.may("import_ledger"):
        return ()
    return find_ledger_duties(ask.keep("ledger-waiting", lambda: [*list_pending(), *list_inbox()]))


SOURCES: tuple[DutySource, ...] = (
    find_task_duties,
    find_report_duties,
    find_revision_duties,
    find_agreement_duties,
    find_forecast_duties,
    find_file_duties,
)
"""Every part that asks something of people. One that needs the database asks it once at most, and not for someone without the right."""


DAYS: tuple[DutySource, ...] = (find_task_days,)
"""Parts that have days of their own to show in a calendar, long before anything has to be done."""


def get_duties(ask: DutyAsk) -> list[Duty]:
    """What the person must do now, in the order it should be done."""
    return sort_duties(duty for source in SOURCES for duty in source(ask))


def get_days(ask: DutyAsk) -> list[Duty]:
    """The person's own days for a calendar: those ahead, and what must be done now and has another day than they tell of."""
    days = [one for source in DAYS for one in source(ask)]
    told = {(one.address, one.args, one.due) for one in days}
    return [one for one in sort_duties([*days, *(one for one in get_duties(ask) if (one.address, one.args, one.due) not in told)]) if one.due]
