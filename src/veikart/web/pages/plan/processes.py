"""The statutory processes: where each stands, what may be done with it now, and doing it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from veikart.actions.access import can
from veikart.actions.advance_process import advance_process
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.start_process import start_process
from veikart.calc.plan_system import Process, ProcessStep
from veikart.exchange.charts import draw_for_both
from veikart.exchange.charts.workflow import workflow_chart
from veikart.rules.findings import Finding
from veikart.rules.law import get_rules
from veikart.rules.plan_system import (
    Transition,
    Workflow,
    check_hearing_days,
    current_state,
    describe_process,
    find_earliest_exit,
    get_workflows,
    list_transitions,
)
from veikart.web.answers import next_page, tell
from veikart.web.plan_links import law_link, plan_url
from veikart.web.plan_shown import PlanShown, get_actor, needs_right
from veikart.web.tables import Context


@needs_right("advance_process")
@require_POST
def advance(request: HttpRequest, process_id: str) -> HttpResponse:
    """Move a process on; what keeps it where it is, is said in sentences."""
    actor = get_actor(request)
    seen, days = (_number(request.POST.get(name, "")) for name in ("seen", "days"))
    try:
        made = advance_process(process_id, request.POST.get("to", ""), seen=seen, days=days, actor=actor)
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, f"{one.sentence} {one.remedy}")
    except StaleEdit:
        messages.error(request, _("Noen andre har flyttet saken siden du så den. Se hvor den står nå."))
    else:
        tell(request, made if can(actor, "undo_revision") else 0, _("Saken er flyttet"))
    return redirect(next_page(request) or reverse("strategy"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


@needs_right("start_process")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a process for a plan."""
    workflow = request.POST.get("workflow", "")
    if workflow not in get_workflows():
        raise Http404
    try:
        made = start_process(workflow, plan=request.POST.get("plan", ""), term=request.POST.get("term", ""), actor=get_actor(request))
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, f"{one.sentence} {one.remedy}")
    else:
        tell(request, made, _("Saken er begynt"))
    return redirect(next_page(request) or reverse("strategy"))


def start_form(shown: PlanShown, term: str) -> Context | None:
    """The choices for beginning a process, or None for those who may not."""
    if not (shown.is_draft and can(shown.actor, "start_process")) or not shown.system.plans:
        return None
    plans = sorted(shown.system.plans.values(), key=lambda one: one.name)
    ours = {one.plan for one in shown.system.assessments.values() if one.term == term}
    chosen = next((one.id for one in plans if one.type == "planning_strategy" and one.id in ours), "")
    return {
        "term": term,
        "workflows": [{"value": key, "name": one.name} for key, one in get_workflows().items()],
        "plans": [{"value": one.id, "name": one.name, "chosen": one.id == chosen} for one in plans],
    }


def process_view(shown: PlanShown, process: Process, next_url: str) -> Context:
    """A process with its steps, the ways on from here, and its workflow as a picture."""
    workflow = get_workflows()[process.workflow]
    steps = shown.system.steps_by_process.get(process.id, ())
    state = workflow.states.get(current_state(shown.system, process))
    plan = shown.system.plans.get(process.plan)
    rule = get_rules().get(workflow.rule)
    return {
        "id": process.id,
        "name": describe_process(shown.system, process),
        "workflow": workflow.name,
        "plan": {"name": plan.name, "url": plan_url(plan.id)} if plan else None,
        "law": law_link(rule) if rule else None,
        "note": process.note,
        "state": state.name if state else "",
        "exit": _exit_words(workflow, steps[-1], shown.today) if steps else "",
        "steps": [_step_view(workflow, one, shown.today, is_current=one == steps[-1]) for one in steps],
        "ahead": _ahead(workflow, state.id if state else ""),
        "findings": [finding_view(one) for step in steps[-1:] for one in check_hearing_days(process, step)],
        "ways": _ways(shown, process, steps),
        "next": next_url,
        "picture": Markup(draw_for_both(workflow_chart, chart_id=f"w-{process.id}", wide=560, title=workflow.name, workflow=workflow,
                                        current=state.id if state else "")),
    }  # fmt: skip


def finding_view(finding: Finding) -> Context:
    return {"grade": finding.grade, "sentence": finding.sentence, "remedy": finding.remedy}


def _exit_words(workflow: Workflow, step: ProcessStep, today: date) -> str:
    leaves = find_earliest_exit(workflow, step) if step.state in workflow.states else None
    if leaves is None:
        return ""
    words = _("Kunne tidligst gå videre %(day)s") if leaves <= today else _("Kan tidligst gå videre %(day)s")
    return words % {"day": f"{leaves:%d.%m.%Y}"}


def _step_view(workflow: Workflow, step: ProcessStep, today: date, *, is_current: bool) -> Context:
    state = workflow.states.get(step.state)
    rule = get_rules().get(step.rule)
    return {
        "name": state.name if state else step.state,
        "entered": f"{step.entered:%d.%m.%Y}",
        "by": step.by,
        "exit": _exit_words(workflow, step, today),
        "law": law_link(rule) if rule else None,
        "note": step.note,
        "is_current": is_current,
    }


def _ahead(workflow: Workflow, state: str) -> list[str]:
    """The states the process has yet to come to, by the shortest way on."""
    states = list(workflow.states)
    return [workflow.states[one].name for one in states[states.index(state) + 1 :]] if state in states else []


def _ways(shown: PlanShown, process: Process, steps: tuple[ProcessStep, ...]) -> list[Context]:
    """The ways on that this person sees: a button for each that is open, a sentence for each that is not."""
    if not (shown.is_draft and can(shown.actor, "advance_process")):
        return []
    workflow = get_workflows()[process.workflow]
    ways = list_transitions(shown.system, process, today=shown.today, role=shown.actor.role)
    return [_way(workflow, move, findings, steps) for move, findings in ways]


def _way(workflow: Workflow, move: Transition, findings: list[Finding], steps: tuple[ProcessStep, ...]) -> Context:
    rule, states = get_rules().get(workflow.states[move.ends].rule), list(workflow.states)
    return {
        "is_back": states.index(move.ends) < states.index(move.starts),
        "to": move.ends,
        "name": move.name,
        "days": rule.days if rule else None,
        "seen": steps[-1].number if steps else 0,
        "refusals": [one.sentence for one in findings],
    }
