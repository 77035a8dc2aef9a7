"""What the plan lacks, and what pulls against what: every finding with the way to mend it."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.findings import Finding
from veikart.rules.plan_system import check_coverage, check_events, check_land_use, check_processes, find_conflict_findings
from veikart.web.plan_links import mend_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context

MOST_SHOWN = 60
"""Findings of one kind on the page; the rest are counted."""


def plan_findings(shown: PlanShown) -> list[Finding]:
    """The findings on the plan as this reader sees it."""
    measures = {key: one.measure.name for key, one in shown.measures.items() if one.is_new}

    def find() -> list[Finding]:
        gaps = check_coverage(shown.system, today=shown.today, measures=measures)
        dated = [*check_processes(shown.system, shown.today), *check_events(shown.system)]
        return [*gaps, *find_conflict_findings(shown.system), *check_land_use(shown.system), *dated]

    found: list[Finding] = shown.keep(("findings", shown.budget_hash, shown.today.isoformat()), find)
    return found


@shows_plan
def show_gaps(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The findings by kind, the gravest first."""
    findings = sorted(plan_findings(shown), key=lambda one: (("stop", "warning", "note").index(one.grade), one.code))
    warnings = sum(one.grade == "warning" for one in findings)
    notes = len(findings) - warnings
    title = ngettext("%(count)s varsel", "%(count)s varsler", warnings) % {"count": warnings}
    title += ngettext(" og %(count)s merknad om planen", " og %(count)s merknader om planen", notes) % {"count": notes}
    context = make_plan_context(
        shown,
        page="plan-findings",
        title=title if findings else _("Ingen funn i planen"),
        crumbs=[(_("Funn"), "")],
        groups=[_group(code, list(members)) for code, members in groupby(findings, key=lambda one: one.code)],
    )
    return render(request, "veikart/plan/gaps.html.jinja", context)


def _group(code: str, findings: list[Finding]) -> Context:
    shown = [
        {"grade": one.grade, "sentence": one.sentence, "remedy": "",
         "place": {"text": _("Gå dit det kan rettes"), "url": mend_url(one)} if mend_url(one) else None}
        for one in findings[:MOST_SHOWN]
    ]  # fmt: skip
    return {
        "code": code,
        "title": findings[0].title,
        "remedy": findings[0].remedy,
        "count": len(findings),
        "findings": shown,
        "more": max(0, len(findings) - MOST_SHOWN),
    }
