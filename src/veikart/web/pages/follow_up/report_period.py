"""One period: who has confirmed, who is late, what is proposed, and what stands in the way of publishing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.reports import Period
from veikart.rules.reports import PeriodReports
from veikart.rules.reports.finding_reports import find_unfinished
from veikart.rules.reports.words import describe_deviation
from veikart.rules.words import format_day, format_mill
from veikart.store.queries import get_published_report
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.links import with_query
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.report_shown import get_period, get_reports, period_words
from veikart.web.tables import Context

GRADES = {"good": "ok", "neutral": "note", "attention": "warning"}


@edits_follow_up("read_follow_up")
def show_period(request: HttpRequest, shown: FollowUpShown, period: str) -> HttpResponse:
    """How far every unit has come."""
    found = get_period(shown, period)
    reports = get_reports(shown, found)
    rows = [_unit_row(reports, unit) for unit in reports.units] if found.status != "planned" else []
    context = make_follow_up_context(
        shown,
        page="reports",
        title=_title(reports),
        window_title=found.name,
        kicker=period_words(found),
        lead=found.guidance,
        crumbs=[(_("Rapporter"), reverse("reports")), (found.name, "")],
        period=found,
        rows=rows,
        waiting=[one for one in rows if one["is_waiting"]],
        proposals=_proposals(reports),
        proposals_url=reverse("revisions"),
        units=[reports.names.get(unit, unit) for unit in reports.units],
        without_leader=_without_leader(reports),
        blocks=_blocks(shown, reports),
        may=_acts(shown, found),
        is_published=found.status == "open" and shown.can("publish_report") and get_published_report(period) is not None,
        edit_url=with_query(reverse("edit-follow-up-row", args=["periods", period]), next=request.path) if shown.can_edit else "",
        read_url=reverse("read-report", args=[period]) if found.status == "published" else "",
        comparison_url=reverse("report-comparison", args=[period]) if found.last_year else "",
    )
    return render(request, "veikart/follow_up/report_period.html.jinja", context)


def _title(reports: PeriodReports) -> str:
    period = reports.period
    words = {"name": period.name, "all": len(reports.units), "done": reports.count("confirmed", "approved")}
    if period.status == "planned":
        return _("%(name)s er klar til å åpnes for %(all)s enheter") % words
    if period.status == "published":
        return _("%(name)s er publisert") % words
    if words["done"] == words["all"]:
        return _("%(name)s: alle %(all)s rapporter er bekreftet") % words
    late = sum(reports.is_late(unit) for unit in reports.units)
    title = _("%(name)s: %(done)s av %(all)s rapporter er bekreftet") % words
    return f"{title}, {ngettext('%(count)s er over fristen', '%(count)s er over fristen', late) % {'count': late}}" if late else title


def _unit_row(reports: PeriodReports, unit: str) -> Context:
    report, status = reports.unit(unit), reports.status(unit)
    money, missing = report.inputs.money, len(report.missing)
    deviation = money.deviation if money else None
    row = report.report
    return {
        "id": unit,
        "name": report.name,
        "level": reports.level(unit),
        "url": reverse("unit-report", args=[reports.period.id, unit]),
        "status": status.name,
        "grade": GRADES[status.sentiment],
        "leader": report.leader.name if report.leader else _("ingen svarer for den"),
        "deviation": format_mill(deviation) if deviation is not None else "",
        "deviation_words": describe_deviation(deviation),
        "is_waiting": status.owner == "leader",
        "is_late": reports.is_late(unit),
        "since": _since(reports, unit),
        "prepared": _prepared(len(report.large), missing),
        "reminded": format_day(row.reminded) if row.reminded else "",
        "said": [one.explanation.text for one in report.large if one.explanation and one.explanation.text],
    }


def _since(reports: PeriodReports, unit: str) -> str:
    """How long the leader has had it, and whether their day has passed, told kindly."""
    period = reports.period
    if reports.is_late(unit) and period.due:
        days = (reports.today - period.due).days
        return ngettext("fristen var for %(count)s dag siden", "fristen var for %(count)s dager siden", days) % {"count": days}
    return _("har ligget klar siden %(day)s") % {"day": format_day(period.opens)} if period.opens else ""


def _prepared(large: int, missing: int) -> str:
    if missing:
        return ngettext("utfylt, %(count)s avvik å forklare", "utfylt, %(count)s avvik å forklare", missing) % {"count": missing}
    return _("utfylt, avvikene er forklart") if large else _("utfylt, ingen avvik å forklare")


def _proposals(reports: PeriodReports) -> list[Context]:
    """Every proposed change of the budget once, whichever report it comes from."""
    found = {one.id: one for inputs in reports.inputs.values() for one in inputs.proposals}
    return [
        {
            "name": one.name,
            "unit": reports.names.get(one.unit, one.unit),
            "amount": format_mill(one.amount_nok),
            "status": one.status,
            "reason": one.reason,
        }
        for one in found.values()
    ]


def _without_leader(reports: PeriodReports) -> list[str]:
    return [reports.names.get(unit, unit) for unit in reports.units if reports.leader(unit) is None]


def _blocks(shown: FollowUpShown, reports: PeriodReports) -> list[Context]:
    """What stands in the way of publishing, for the one who may publish."""
    if reports.period.status != "open" or not shown.can("publish_report"):
        return []
    found = find_unfinished(reports)
    return [
        {"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "code": one.code} for one in found if one.code != "report-not-approved"
    ]


def _acts(shown: FollowUpShown, period: Period) -> Context:
    return {
        "open": period.status == "planned" and shown.can("open_period"),
        "reopen": period.status == "published" and shown.can("reopen_period"),
        "remind": period.status == "open" and shown.can("remind_report"),
        "publish": period.status == "open" and shown.can("publish_report"),
    }
