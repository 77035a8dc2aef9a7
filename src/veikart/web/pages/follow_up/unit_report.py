"""A unit's report: filled in beforehand, to look over, explain and confirm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.confirm_report import confirm_report
from veikart.actions.write_report import write_report
from veikart.calc.reports import TOTAL
from veikart.rules.reports import UnitReport
from veikart.rules.words import format_day, format_mill
from veikart.web.answers import next_page
from veikart.web.follow_up_shown import FollowUpShown, get_follow_up_shown, make_follow_up_context
from veikart.web.links import with_query
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.plan_shown import get_actor
from veikart.web.report_form import ReportForm, read_entries, read_posted
from veikart.web.report_parts import child_views, deviation_views, indicator_views, part_views, task_views
from veikart.web.report_shown import find_rights, get_period, get_reports
from veikart.web.report_tables import lines_table

GRADES = {"good": "ok", "neutral": "note", "attention": "warning"}


@edits_follow_up("read_follow_up")
def show_unit_report(request: HttpRequest, shown: FollowUpShown, period: str, unit: str) -> HttpResponse:
    """The report of one unit."""
    return _show(request, shown, period, unit)


@edits_follow_up("write_report")
@require_POST
def write_unit_report(request: HttpRequest, shown: FollowUpShown, period: str, unit: str) -> HttpResponse:
    """Store what was written, and confirm where that is asked for; or show everything again with what stands in the way."""
    posted, actor, wants = read_posted(request), get_actor(request), request.POST.get("act", "")
    try:
        number = write_report(period, unit, read_entries(posted), actor=actor)
        if wants == "confirm":
            confirm_report(period, unit, actor=actor, programme=shown.programme)
    except KeyError as error:
        raise Http404 from error
    except ChangeRefused as refusal:
        return show_again(request, period, unit, posted, status=422, findings=refusal.findings)
    except StaleEdit:
        return show_again(request, period, unit, posted, status=409)
    page, back = reverse("unit-report", args=[period, unit]), next_page(request)
    if wants == "confirm":
        messages.success(request, _("Rapporten er bekreftet. Takk!"))
        return redirect(back or page)
    messages.success(request, _("Det du skrev, er lagret.") if number else _("Ingenting var endret."))
    return redirect(with_query(page, next=back))


def show_again(
    request: HttpRequest, period: str, unit: str, posted: Mapping[str, str], *, status: int, findings: Any = (), returned: str = ""
) -> HttpResponse:
    """The page as it is now, with everything that was sent still in its fields: `posted` by field, and `returned` why it was to be sent back."""
    now = get_follow_up_shown(request)
    if now is None:
        raise Http404
    return _show(request, now, period, unit, posted=posted, status=status, findings=findings, returned=returned)


def _show(
    request: HttpRequest,
    shown: FollowUpShown,
    period: str,
    unit: str,
    *,
    posted: Mapping[str, str] | None = None,
    status: int = 200,
    findings: Any = (),
    returned: str = "",
) -> HttpResponse:
    found = get_period(shown, period)
    reports = get_reports(shown, found)
    if found.status == "planned" or not reports.has(unit):
        raise Http404
    report, may = reports.unit(unit), find_rights(shown, reports, unit)
    form = ReportForm(report, posted or {})
    where = reports.status(unit)
    context = make_follow_up_context(
        shown,
        page="reports",
        title=_title(report),
        window_title=f"{report.name}, {found.name}",
        kicker=_("%(period)s, utfylt av regnskapet, indikatorene og oppgavene") % {"period": found.name},
        lead=_lead(report, may.write),
        crumbs=[(_("Rapporter"), reverse("reports")), (found.name, reverse("report-period", args=[period])), (report.name, "")],
        period=found,
        report=report,
        status={"name": where.words, "grade": GRADES[where.sentiment]},
        due=format_day(found.due) if found.due else "",
        is_late=reports.is_late(unit),
        who=_who(shown, report),
        may=may,
        back=next_page(request),
        has_conflict=status == 409,
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in findings],
        deviations=deviation_views(report, form),
        money=lines_table(reports, report),
        indicators=indicator_views(report, form),
        tasks=task_views(report, form),
        parts=part_views(report, form),
        children=child_views(reports, unit),
        proposals=report.inputs.proposals,
        returned=returned,
        changes_heading=_("Endret siden i fjor") if report.period.is_annual else _("Endret siden sist"),
        propose_url=_propose_url(shown, report) if shown.can("propose_budget_change") and may.write else "",
    )
    return render(request, "veikart/follow_up/unit_report.html.jinja", context, status=status)


def _title(report: UnitReport) -> str:
    """The answer: how the money goes, and what is asked."""
    money = report.inputs.money
    missing = len(report.missing)
    if money is None or money.deviation is None:
        told = report.name
    else:
        word = _("årets") if report.period.is_whole_year else _("ventet")
        told = f"{report.name}: {word} {_deviation_words(money.deviation)}"
    if missing:
        asked = ngettext("%(count)s avvik å forklare", "%(count)s avvik å forklare", missing) % {"count": missing}
        return f"{told}, {asked}"
    return told


def _deviation_words(nok: int) -> str:
    if nok == 0:
        return _("balanse")
    words = {"amount": format_mill(abs(nok))}
    return _("mindreforbruk på %(amount)s mill. kr") % words if nok > 0 else _("merforbruk på %(amount)s mill. kr") % words


def _lead(report: UnitReport, may_write: bool) -> str:
    if not may_write:
        return ""
    if report.report.status == "confirmed":
        return _("Rapporten er bekreftet. Skriver du mer, må den bekreftes på nytt.")
    if report.missing:
        return _("Alt er fylt ut. Forklar avvikene øverst med en setning eller to, se over resten, og bekreft.")
    return _("Alt er fylt ut. Stemmer det? Da bekrefter du nederst. Det du vil si med egne ord, skriver du der det hører hjemme.")


def _who(shown: FollowUpShown, report: UnitReport) -> list[dict[str, str]]:
    """Who answers for it, who confirmed and who approved."""
    posts, row = shown.book.table("posts"), report.report
    found = [{"term": _("Svarer for rapporten"), "text": report.leader.name if report.leader else _("ingen")}]
    for term, post, day in ((_("Bekreftet av"), row.confirmed_by, row.confirmed), (_("Godkjent av"), row.approved_by, row.approved)):
        if post and day:
            found.append({"term": term, "text": f"{posts[post].name if post in posts else post}, {format_day(day)}"})
    return found


def _propose_url(shown: FollowUpShown, report: UnitReport) -> str:
    """The form for a change of the budget, filled in with what the deviation says."""
    post = next((one.id for one in shown.my_posts if one.leads == "yes"), "")
    deviation = report.inputs.money.deviation if report.inputs.money else None
    fields = {"period": report.period.id, "unit": report.unit, "deviation": f"{report.period.id}|{report.unit}|{TOTAL}", "post": post}
    if deviation is not None and deviation < 0:
        fields["amount_nok"] = str(-deviation)
    return with_query(reverse("propose-budget-change"), **fields, next=reverse("unit-report", args=[report.period.id, report.unit]))
