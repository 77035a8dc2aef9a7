"""Publish the report of a period: everything that is reported, frozen as one document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_revision
from veikart.actions.clock import now, today
from veikart.actions.report_inputs import find_compared, get_current_programme, get_period_reports
from veikart.actions.report_writing import find_period
from veikart.calc.books import RowChange
from veikart.calc.reports import hash_report, write_report_document
from veikart.rules.books import FOLLOW_UP
from veikart.rules.programme import Programme
from veikart.rules.reports.documents import build_report_document
from veikart.rules.reports.finding_reports import find_unfinished, make_edition_finding
from veikart.store.models import PublishedReport
from veikart.store.queries import get_plan_state, get_published_report


def publish_report(
    period: str, *, actor: Actor, changed: str = "", without: Collection[str] = (), programme: Programme | None = None
) -> PublishedReport:
    """Freeze the period's report as its next edition and show it to everyone. `changed` says what is different from the edition before, `without` are
    units whose reports are published as they were filled in, not approved; `programme` is the current budget where it is at
    hand.

    Raises AccessDenied, KeyError for a period that is not there, and ChangeRefused with every finding where the period is not open, a report is not
    approved, a heading the law asks for is empty, a large deviation is not explained, or a new edition does not say what is different.
    """
    check_right(actor, "publish_report")
    with open_book(FOLLOW_UP) as state:
        found, day = find_period(state.book, period, "open", wanted="publiseres"), today()
        now_in = (state.book, get_plan_state().book, programme or get_current_programme())
        reports = get_period_reports(*now_in, found, day, with_year_ago=True)
        earlier = get_published_report(period)
        wrong = list(find_unfinished(reports, without=without))
        if earlier is not None and not changed.strip():
            wrong.append(make_edition_finding(found))
        if wrong:
            raise ChangeRefused(wrong)
        setting, compared = state.book.setting, state.book.table("periods").get(find_compared(found))
        document = build_report_document(
            reports,
            edition=earlier.edition + 1 if earlier else 1,
            published=day,
            municipality=setting.municipality if setting else "",
            changed=changed.strip(),
            previous=compared.name if compared else "",
        )
        content = write_report_document(document)
        made = PublishedReport.objects.create(
            period=period,
            edition=document.edition,
            kind=document.kind,
            year=document.year,
            title=f"{document.title} {document.subtitle}",
            published_at=now(),
            actor=actor.name,
            changed=document.changed,
            sha256=hash_report(content),
            content=content,
        )
        number = write_revision(
            state, [RowChange("periods", period, found, replace(found, status="published"))], actor=actor, note=f"Publiserte {found.name}"
        )
        record_act("publish_report", actor=actor, revision=number, period=period, edition=made.edition, sha256=made.sha256, without=sorted(without))
    return made
