"""The parts of a unit's report as the template wants them: what is known, and the fields to write in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.reports import TOTAL, IndicatorSeen, MoneyLine, TaskSeen
from veikart.rules.law import get_rules
from veikart.rules.reports import DEVIATION, INDICATOR, MEASURE, TASK, DeviationSeen, PeriodReports, UnitReport
from veikart.rules.reports.document_figures import name_figures
from veikart.rules.reports.documents import SUMMARY
from veikart.rules.reports.words import describe_deviation, percent
from veikart.rules.words import format_mill
from veikart.web.report_form import ReportForm
from veikart.web.tables import Context

ORDER = {"missed": 0, "no_value": 1, "met": 2}
"""The verdicts that are shown first, in order."""
GRADES = {"good": "ok", "neutral": "note", "attention": "warning"}


def deviation_views(report: UnitReport, form: ReportForm) -> list[Context]:
    """The deviations that must be explained, each with what it is made of and two fields."""
    return [_deviation(report, form, one) for one in report.large]


def _deviation(report: UnitReport, form: ReportForm, one: DeviationSeen) -> Context:
    line = one.line
    return {
        "id": f"avvik-{line.id}",
        "name": report.name if line.id == TOTAL else line.name,
        "words": describe_deviation(line.deviation, line.share),
        "facts": _facts(report, line),
        "is_missing": one.is_missing,
        "earlier": " ".join(filter(None, (one.earlier.text, one.earlier.action))) if one.earlier else "",
        "text": form.field(DEVIATION, line.id),
        "action": form.field(DEVIATION, line.id, "action"),
    }


def _facts(report: UnitReport, line: MoneyLine) -> list[Context]:
    """The figures behind a deviation, in millions."""
    names = name_figures(report.period)
    shown = [key for key in ("budget_to_date", "actual_to_date", "revised", "forecast") if key in names]
    found = [(names[key], getattr(line, key)) for key in shown]
    facts = [{"term": name, "text": f"{format_mill(nok)}"} for name, nok in found if nok is not None]
    if line.method and not report.period.is_whole_year:
        facts.append({"term": _("Prognosen er laget ved"), "text": line.method})
    return facts


def indicator_views(report: UnitReport, form: ReportForm) -> list[Context]:
    """The indicators, those whose target is missed first and with a field to explain them."""
    return [_indicator(one, form) for one in sorted(report.inputs.indicators, key=lambda one: ORDER.get(one.verdict, len(ORDER)))]


def _indicator(one: IndicatorSeen, form: ReportForm) -> Context:
    return {
        "name": one.name,
        "url": reverse("indicator", args=[one.id]),
        "value": one.value,
        "previous": one.previous,
        "target": one.target,
        "verdict": one.verdict_words,
        "moved": one.moved_words if one.moved != "unknown" else "",
        "grade": {"met": "ok", "missed": "warning"}.get(one.verdict, "note"),
        "is_asked": one.verdict == "missed",
        "text": form.field(INDICATOR, one.id),
    }


def task_views(report: UnitReport, form: ReportForm) -> list[Context]:
    """The tasks and the climate measures, the late ones first and with a field to explain them."""
    every = [(TASK, one) for one in report.inputs.tasks] + [(MEASURE, one) for one in report.inputs.climate]
    return [_task(kind, one, form) for kind, one in sorted(every, key=lambda pair: (pair[1].is_done, not pair[1].is_late, -pair[1].days_late))]


def _task(kind: str, one: TaskSeen, form: ReportForm) -> Context:
    is_late = one.is_late and not one.is_done
    return {
        "name": one.name,
        "url": reverse("task", args=[one.id]) if kind == TASK else "",
        "status": one.status,
        "grade": "warning" if is_late or one.sentiment == "attention" else GRADES.get(one.sentiment, "note"),
        "owner": one.owner,
        "deadline": one.deadline,
        "late": ngettext("%(count)s dag over fristen", "%(count)s dager over fristen", one.days_late) % {"count": one.days_late}
        if one.days_late and is_late
        else "",
        "words": one.words,
        "is_asked": is_late,
        "text": form.field(kind, one.id),
    }


def part_views(report: UnitReport, form: ReportForm) -> list[Context]:
    """The parts in the unit's own words, with what the figures say and what it wrote last time."""
    rules = get_rules()
    return [
        {
            "id": seen.part.id,
            "name": seen.part.name,
            "lead": seen.part.lead,
            "rule": rules[seen.part.rule].citation if seen.part.rule and seen.part.required else "",
            "made": seen.made,
            "earlier": seen.earlier,
            "text": form.field("text", seen.part.id),
            "is_open": bool(seen.text or form.field("text", seen.part.id).value or seen.part.required or seen.part.id == SUMMARY),
            "rows": min(max(seen.text.count("\n") + len(seen.text) // 80 + 2, 3), 14),
        }
        for seen in report.parts
    ]


def child_views(reports: PeriodReports, unit: str) -> list[Context]:
    """The reports of the units right below, with what their leaders have said."""
    found = []
    for child in reports.children.get(unit, ()):
        report, status = reports.unit(child), reports.status(child)
        money = report.inputs.money
        found.append(
            {
                "name": report.name,
                "url": reverse("unit-report", args=[reports.period.id, child]),
                "status": status.words,
                "grade": GRADES[status.sentiment],
                "leader": report.leader.name if report.leader else "",
                "is_late": reports.is_late(child),
                "deviation": describe_deviation(money.deviation, money.share) if money else "",
                "said": [_said(report, one) for one in report.large if one.explanation and one.explanation.text],
                "texts": [{"name": seen.part.name, "text": seen.text} for seen in report.parts if seen.text.strip()],
                "absence": percent(report.inputs.absence) if report.inputs.absence is not None else "",
            }
        )
    return found


def _said(report: UnitReport, one: DeviationSeen) -> Context:
    name = report.name if one.line.id == TOTAL else one.line.name
    words = describe_deviation(one.line.deviation, one.line.share)
    said = one.explanation
    return {"name": name, "words": words, "text": said.text if said else "", "action": said.action if said else ""}
