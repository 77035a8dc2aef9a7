"""The planning strategy of a council term: every plan assessed, the work it takes and when, the processes, and the days the law sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.plan_system import Plan, PlanAssessment, Term, spread_person_months
from veikart.exchange.charts import Bar, draw_for_both, timeline_chart
from veikart.exchange.typst.planning_strategy import write_planning_strategy
from veikart.rules.law import get_rules
from veikart.rules.plan_system import (
    StatutoryDate,
    check_processes,
    describe_need,
    describe_verdicts,
    find_answers_against,
    get_choices,
    get_tables,
    statutory_dates,
)
from veikart.rules.plan_system.need import AGAINST
from veikart.rules.words import format_count, format_day
from veikart.web.links import with_query
from veikart.web.pages.plan.processes import finding_view, process_view, start_form
from veikart.web.plan_links import edit_url, law_link, new_url, plan_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context


@shows_plan
def show_strategy(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The strategy of the newest term."""
    term = max(shown.system.terms.values(), key=lambda one: one.constituted, default=None)
    if term is None:
        context = make_plan_context(
            shown,
            page="strategy",
            title=_("Ingen kommunestyreperiode ennå"),
            crumbs=[(_("Planstrategi"), "")],
            new_term_url=with_query(new_url("terms"), next=request.path),
        )
        return render(request, "veikart/plan/strategy_empty.html.jinja", context)
    return _show(request, shown, term)


@shows_plan
def show_term(request: HttpRequest, shown: PlanShown, term_id: str) -> HttpResponse:
    """The strategy of one term."""
    return _show(request, shown, _term(shown, term_id))


def _term(shown: PlanShown, term_id: str) -> Term:
    term = shown.system.terms.get(term_id)
    if term is None:
        raise Http404
    return term


def _show(request: HttpRequest, shown: PlanShown, term: Term) -> HttpResponse:
    assessed = _assessed(shown, term)
    terms = sorted(shown.system.terms.values(), key=lambda one: one.constituted)
    processes = [one for one in shown.system.processes.values() if one.term == term.id or (not one.term and term == terms[-1])]
    ours = {one.id for one in processes}
    context = make_plan_context(
        shown,
        page="strategy",
        kicker=_("Planstrategi, %(term)s") % {"term": term.name},
        title=_title(assessed, term),
        crumbs=[(_("Planstrategi"), reverse("strategy")), (term.name, "")],
        terms=[{"name": one.name, "url": reverse("strategy-term", args=[one.id]), "current": one == term} for one in terms] if len(terms) > 1 else [],
        questions=[get_tables()["assessments"].fields[name].label for name in AGAINST],
        groups=_groups(shown, assessed, request.path),
        doubts=[one for one in (_doubt(shown, each) for each in assessed) if one],
        missing=_missing(shown, term, assessed, request.path),
        effort=_effort(shown, assessed),
        timeline=_timeline(shown, assessed),
        processes=[process_view(shown, one, request.path) for one in processes],
        process_findings=[finding_view(one) for one in check_processes(shown.system, shown.today) if one.place.figure.partition(":")[2] in ours],
        start=start_form(shown, term.id),
        dates=[_date_view(one) for one in statutory_dates(shown.system, term, shown.today, with_yearly=False)],
        document_url=reverse("strategy-document", args=[term.id]),
    )
    return render(request, "veikart/plan/strategy.html.jinja", context)


def _assessed(shown: PlanShown, term: Term) -> list[PlanAssessment]:
    """The assessments of the term in the order of the register; those of a plan that is gone are left out."""
    order = {key: place for place, key in enumerate(shown.system.plans)}
    found = [one for one in shown.system.assessments.values() if one.term == term.id and one.plan in order]
    return sorted(found, key=lambda one: order[one.plan])


def _title(assessed: list[PlanAssessment], term: Term) -> str:
    if not assessed:
        return _("Ingen planer er vurdert for %(term)s") % {"term": term.name}
    count = ngettext("%(count)s plan vurdert", "%(count)s planer vurdert", len(assessed)) % {"count": len(assessed)}
    return f"{count}: {describe_verdicts(assessed)}"


def _groups(shown: PlanShown, assessed: list[PlanAssessment], here: str) -> list[Context]:
    """The plans by verdict."""
    words = get_choices("verdict")
    return [
        {"verdict": word, "rows": [_row(shown, one, here) for one in assessed if one.verdict == key]}
        for key, word in words.items()
        if any(one.verdict == key for one in assessed)
    ]


def _row(shown: PlanShown, one: PlanAssessment, here: str) -> Context:
    answers, against = get_choices("answer"), find_answers_against(one)
    return {
        "plan": _plan_link(shown.system.plans[one.plan]),
        "answers": [{"text": answers.get(getattr(one, name), ""), "is_against": name in against} for name in AGAINST],
        "note": one.note,
        "edit_url": with_query(edit_url("assessments", f"{one.term}|{one.plan}"), next=here),
    }


def _plan_link(plan: Plan) -> Context:
    return {"name": plan.name, "url": plan_url(plan.id)}


def _doubt(shown: PlanShown, one: PlanAssessment) -> Context | None:
    """What is said of a plan that the answers speak against."""
    told = describe_need(one)
    if not told:
        return None
    verdict = get_choices("verdict")[one.verdict].lower()
    outcome = _("Planen oppheves.") if one.verdict == "repeal" else _("Likevel er vurderingen: %(verdict)s.") % {"verdict": verdict}
    return {"plan": _plan_link(shown.system.plans[one.plan]), "text": f"{told} {outcome}"}


def _missing(shown: PlanShown, term: Term, assessed: list[PlanAssessment], here: str) -> list[Context]:
    """The plans that hold or are on their way, and that nobody has assessed."""
    known = {one.plan for one in assessed}
    return [
        {**_plan_link(plan), "new_url": with_query(new_url("assessments"), term=term.id, plan=key, next=here)}
        for key, plan in shown.system.plans.items()
        if key not in known and plan.status != "repealed"
    ]


def _effort(shown: PlanShown, assessed: list[PlanAssessment]) -> Context | None:
    """Person-months by plan and year, with the resources and the days in words."""
    planned = [one for one in assessed if one.person_months or one.starts or one.finishes]
    if not planned:
        return None
    spread = {one.plan: spread_person_months(one.person_months or 0, one.starts, one.finishes) for one in planned}
    years = sorted({year for each in spread.values() for year in each if year is not None})
    totals: Mapping[int | None, int] = defaultdict(int)
    for each in spread.values():
        for year, months in each.items():
            totals[year] += months  # type: ignore[index]
    columns: list[int | None] = [*years, *([None] if totals.get(None) else [])]
    rows = [
        {
            "label": shown.system.plans[one.plan].name,
            "url": plan_url(one.plan),
            "texts": [{"text": one.resources}, {"text": _span(one)}],
            "cells": [*_cells(spread[one.plan], columns), {"text": format_count(one.person_months)} if one.person_months else None],
        }
        for one in planned
    ]  # fmt: skip
    whole = sum(totals.values())
    rows.append({"label": _("Alle planene"), "kind": "total", "texts": [], "cells": [*_cells(totals, columns), {"text": format_count(whole)}]})
    words = ngettext("%(count)s månedsverk", "%(count)s månedsverk", whole) % {"count": format_count(whole)}
    return {
        "heading": _("%(months)s i planarbeidet") % {"months": words},
        "caption": _("Ressurser og tidsplan"),
        "caption_hidden": True,
        "unit": _("Månedsverk"),
        "unit_line": _("Månedsverk fordelt jevnt over dagene planen er i arbeid, i hele månedsverk."),
        "text_columns": [_("Hvem"), _("Når")],
        "columns": [*({"text": str(one) if one else _("Uten dato")} for one in columns), {"text": _("I alt")}],
        "rows": rows,
    }


def _span(one: PlanAssessment) -> str:
    if one.starts and one.finishes:
        return f"{one.starts:%d.%m.%Y}–{one.finishes:%d.%m.%Y}"
    if one.finishes:
        return _("innen %(day)s") % {"day": f"{one.finishes:%d.%m.%Y}"}
    return _("fra %(day)s") % {"day": f"{one.starts:%d.%m.%Y}"} if one.starts else ""


def _cells(months: Mapping[int | None, int], columns: list[int | None]) -> list[Context | None]:
    return [{"text": format_count(months[one])} if months.get(one) else None for one in columns]


def _timeline(shown: PlanShown, assessed: list[PlanAssessment]) -> Context | None:
    """When each plan is worked on, under its verdict."""
    bars = make_bars(shown.system.plans, assessed)
    if not bars:
        return None
    title = _("Når planene lages og revideres")
    svg = draw_for_both(timeline_chart, chart_id="strategy", title=title, bars=bars, today=shown.today)
    return {"heading": title, "note": "", "svg": Markup(svg)}


def make_bars(plans: Mapping[str, Plan], assessed: list[PlanAssessment]) -> list[Bar]:
    """The spans of the work that has both its days, by verdict and first day."""
    words = get_choices("verdict")
    dated = [one for one in assessed if one.starts and one.finishes]
    return [
        Bar(plans[one.plan].name, one.starts, one.finishes, group=words[one.verdict])
        for one in sorted(dated, key=lambda each: (list(words).index(each.verdict), each.starts, each.finishes))
    ]


def _date_view(one: StatutoryDate) -> Context:
    rule = get_rules().get(one.rule)
    return {"date": format_day(one.date), "name": one.name, "law": law_link(rule) if rule else None, "left": days_words(one)}


def days_words(one: StatutoryDate) -> str:
    """When it was done, or how many days are left or gone."""
    if one.done:
        return _("Gjort %(day)s") % {"day": format_day(one.done)}
    if one.days_left == 0:
        return _("I dag")
    if one.days_left > 0:
        return ngettext("%(count)s dag igjen", "%(count)s dager igjen", one.days_left) % {"count": format_count(one.days_left)}
    return ngettext("%(count)s dag siden", "%(count)s dager siden", -one.days_left) % {"count": format_count(-one.days_left)}


@shows_plan
def send_document(_request: HttpRequest, shown: PlanShown, term_id: str) -> HttpResponse:
    """The strategy printed as a document."""
    term = _term(shown, term_id)
    day = shown.published_at.date() if shown.published_at else shown.today
    written = {"published_on": day, "today": shown.today, "is_draft": shown.is_draft}
    key = ("strategy-document", term_id, str(day), str(shown.today))
    content = shown.keep(key, lambda: write_planning_strategy(shown.system, term, **written))
    headers = {"Content-Disposition": f'inline; filename="planstrategi-{term_id}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
