"""The plan register: as a table with filters, as a tree, as a timeline, and one plan with what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.goals import is_overdue
from veikart.calc.plan_system import Plan
from veikart.exchange.charts import Bar, draw_for_both, timeline_chart
from veikart.rules.law import get_rules
from veikart.rules.plan_system import get_choices, get_plan_types
from veikart.web.links import rule_url, with_query
from veikart.web.plan_links import element_link, plan_url, unit_name
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context

VIEWS = ("tabell", "tre", "tidslinje")
FILTERS = ("type", "level", "treatment", "status", "owner")


def level_of(plan: Plan) -> str:
    """The plan's own level, or that of its type."""
    return plan.level or get_plan_types()[plan.type].level


def treatment_of(plan: Plan) -> str:
    """The plan's own treatment, or that of its type."""
    return plan.treatment or get_plan_types()[plan.type].treatment


def status_words(plan: Plan, today: date) -> str:
    """The status in words, with a word where the plan is past its time."""
    words = get_choices("plan_status").get(plan.status, "")
    if is_overdue(plan, today):
        return f"{words}, {_('over tiden')}" if words else _("Over tiden")
    return words


@shows_plan
def show_register(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Every plan, filtered, in the view asked for."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    view = request.GET.get("vis", VIEWS[0])
    view = view if view in VIEWS else VIEWS[0]
    plans = [one for one in shown.system.plans.values() if _is_wanted(one, chosen)]
    overdue = sum(is_overdue(one, shown.today) for one in plans)
    title = ngettext("%(count)s plan i registeret", "%(count)s planer i registeret", len(plans)) % {"count": len(plans)}
    if overdue:
        title += ngettext(", %(count)s over tiden", ", %(count)s over tiden", overdue) % {"count": overdue}
    context = make_plan_context(
        shown,
        page="plans",
        title=title if shown.system.plans else _("Planregisteret"),
        crumbs=[(_("Planer"), "")],
        view=view,
        views=[{"name": name, "url": with_query(reverse("plans"), vis=key, **chosen), "current": key == view} for key, name in _view_names().items()],
        filters=_filters(shown, chosen),
        rows=[plan_row(shown, one) for one in sorted(plans, key=_order)],
        tree=_tree(shown, {one.id for one in plans}),
        timeline=_timeline(plans, shown.today) if view == "tidslinje" else None,
        has_filter=any(chosen.values()),
        has_plans=bool(shown.system.plans),
    )
    return render(request, "veikart/plan/register.html.jinja", context)


def _view_names() -> dict[str, str]:
    return {"tabell": _("Tabell"), "tre": _("Tre"), "tidslinje": _("Tidslinje")}


def _order(plan: Plan) -> tuple[int, int, str]:
    levels = list(get_choices("plan_level"))
    return levels.index(level_of(plan)), 10**6 if plan.position is None else plan.position, plan.name


def _value(plan: Plan, name: str) -> str:
    if name == "level":
        return level_of(plan)
    return treatment_of(plan) if name == "treatment" else str(getattr(plan, name))


def _is_wanted(plan: Plan, chosen: Mapping[str, str]) -> bool:
    return all(not wanted or _value(plan, name) == wanted for name, wanted in chosen.items())


def _filters(shown: PlanShown, chosen: Mapping[str, str]) -> list[Context]:
    """The filters with only the values that some plan has."""
    labels = {"type": _("Plantype"), "level": _("Nivå"), "treatment": _("Behandling"), "status": _("Status"), "owner": _("Eier")}
    words: dict[str, Mapping[str, str]] = {
        "type": get_choices("plan_type"),
        "level": get_choices("plan_level"),
        "treatment": get_choices("treatment"),
        "status": get_choices("plan_status"),
        "owner": {key: unit.name for key, unit in shown.system.units.items()},
    }
    found = []
    for name in FILTERS:
        held = {_value(plan, name) for plan in shown.system.plans.values()}
        options = [{"value": key, "name": word, "chosen": key == chosen[name]} for key, word in words[name].items() if key in held]
        found.append({"name": name, "label": labels[name], "options": options})
    return found


def plan_row(shown: PlanShown, plan: Plan) -> Context:
    """A plan as a line of the register."""
    kind = get_plan_types()[plan.type]
    return {
        "id": plan.id,
        "name": plan.name,
        "url": plan_url(plan.id),
        "type": kind.name,
        "level": get_choices("plan_level")[level_of(plan)],
        "horizon": kind.horizon,
        "treatment": get_choices("treatment")[treatment_of(plan)],
        "owner": unit_name(shown, plan.owner),
        "adopted": _day(plan.adopted),
        "case": plan.case,
        "valid_to": _day(plan.valid_to),
        "revision_due": _day(plan.revision_due),
        "status": status_words(plan, shown.today),
        "is_overdue": is_overdue(plan, shown.today),
    }


def _day(one: date | None) -> str:
    return f"{one:%d.%m.%Y}" if one else ""


def _tree(shown: PlanShown, wanted: set[str]) -> list[Context]:
    """The plans under the plans above them; one whose parent is filtered away stands at the top."""
    below: dict[str, list[Plan]] = {}
    for plan in sorted(shown.system.plans.values(), key=_order):
        if plan.id in wanted:
            below.setdefault(plan.parent if plan.parent in wanted else "", []).append(plan)

    def branch(plan: Plan) -> Context:
        return {**plan_row(shown, plan), "children": [branch(one) for one in below.get(plan.id, [])]}

    return [branch(one) for one in below.get("", [])]


def _timeline(plans: list[Plan], today: date) -> Context | None:
    """Bars from when a plan began to hold to when it ends or is to be revised; plans without dates are counted."""
    bars = []
    for plan in sorted(plans, key=_order):
        first = plan.valid_from or plan.adopted
        last = plan.valid_to or plan.revision_due
        if first:
            bars.append(Bar(plan.name, first, last, _day(plan.revision_due) and plan.revision_due, get_choices("plan_level")[level_of(plan)]))
    if not bars:
        return None
    svg = draw_for_both(timeline_chart, chart_id="plans", title=_("Når planene gjelder"), bars=bars, today=today, wide=1040)
    missing = len(plans) - len(bars)
    note = ngettext("%(count)s plan har ingen dato", "%(count)s planer har ingen dato", missing) % {"count": missing} if missing else ""
    return {"heading": _("Når planene gjelder"), "note": note, "svg": Markup(svg)}


@shows_plan
def show_plan(request: HttpRequest, shown: PlanShown, plan_id: str) -> HttpResponse:
    """One plan: its facts, what stands in it, what it fetched from others, and how planning strategies have judged it."""
    system = shown.system
    plan = system.plans.get(plan_id)
    if plan is None:
        raise Http404
    own = [one for one in system.elements_by_plan.get(plan_id, ()) if one.retired is None]
    fetched = [(link, system.elements[link.element]) for link in system.fetches_by_plan.get(plan_id, ()) if link.element in system.elements]
    context = make_plan_context(
        shown,
        page="plans",
        title=plan.name,
        kicker=get_plan_types()[plan.type].name,
        lead=plan.note,
        crumbs=[(_("Planer"), reverse("plans")), (plan.name, "")],
        plan=plan,
        facts=_facts(shown, plan),
        groups=_groups(shown, own),
        fetched=[{**element_link(shown, element), "number": link.number or element.number, "origin": _origin(shown, element.plan)}
                 for link, element in fetched],
        below=[plan_row(shown, one) for one in system.plans.values() if one.parent == plan_id],
        assessments=_assessments(shown, plan_id),
    )  # fmt: skip
    return render(request, "veikart/plan/plan.html.jinja", context)


def _origin(shown: PlanShown, plan_id: str) -> str:
    plan = shown.system.plans.get(plan_id)
    return plan.name if plan else ""


def _groups(shown: PlanShown, own: list[Any]) -> list[Context]:
    kinds: dict[str, list[Context]] = {}
    for one in sorted(own, key=lambda each: (each.position or 0, each.number)):
        kinds.setdefault(one.kind, []).append(element_link(shown, one))
    order = [kind for kind in get_choices("element_kind") if kind in kinds]
    return [{"name": shown.level_word(kind, plural=len(kinds[kind]) != 1), "elements": kinds[kind]} for kind in order]


def _facts(shown: PlanShown, plan: Plan) -> list[Context]:
    kind = get_plan_types()[plan.type]
    above = shown.system.plans.get(plan.parent)
    rule = get_rules().get(kind.rule)
    owner = ", ".join(part for part in (unit_name(shown, plan.owner), plan.role) if part)
    adopted = _day(plan.adopted) + (f", {_('sak')} {plan.case}" if plan.case else "")
    facts: list[tuple[str, list[Context]]] = [
        (_("Nivå"), [{"text": f"{get_choices('plan_level')[level_of(plan)]}, {kind.horizon}"}]),
        (_("Behandling"), [{"text": get_choices("treatment")[treatment_of(plan)]}]),
        (_("Status"), [{"text": status_words(plan, shown.today)}]),
        (_("Eier"), [{"text": owner}]),
        (_("Vedtatt"), [{"text": adopted}]),
        (_("Gjelder"), [{"text": "–".join(part for part in (_day(plan.valid_from), _day(plan.valid_to)) if part)}]),
        (_("Skal revideres innen"), [{"text": _day(plan.revision_due)}]),
        (_("Under"), [{"text": above.name, "url": plan_url(above.id)}] if above else []),
        (_("Hjemmel"), [{"text": rule.citation, "url": rule_url(rule.id)}] if rule else []),
        (_("Dokument"), [{"text": urlsplit(plan.url).netloc, "url": plan.url}] if plan.url.startswith(("https://", "http://")) else []),
    ]
    return [{"label": label, "values": values} for label, values in facts if any(one["text"] for one in values)]


def _assessments(shown: PlanShown, plan_id: str) -> list[Context]:
    words = get_choices("verdict")
    return [
        {"term": shown.system.terms[one.term].name, "verdict": words[one.verdict], "note": one.note, "url": reverse("strategy-term", args=[one.term])}
        for one in shown.system.assessments.values()
        if one.plan == plan_id and one.term in shown.system.terms
    ]
