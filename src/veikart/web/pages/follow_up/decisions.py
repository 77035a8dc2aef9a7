"""Decisions that have to be followed up: what became of each, and giving them to somebody."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.change_decisions import change_decisions
from veikart.calc.tasks import Decision
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tasks.reading import Tasks, TaskSeen, format_day
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import with_query
from veikart.web.pages.follow_up.follow_up_pages import FOLLOW_UP_PAGES, edits_follow_up, sees_follow_up
from veikart.web.rows.editing import edit_book_row, new_book_row
from veikart.web.rows.form import RowForm
from veikart.web.rows.pages import FormFrame
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks, sort_tasks, task_view


def frame_decision_form(shown: FollowUpShown, form: RowForm) -> FormFrame:
    """What stands around the form of a decision, and the way back."""
    crumbs = [(_("Vedtak"), reverse("decisions"))]
    known = get_tasks(shown).decisions.get(form.key)
    if known:
        crumbs.append((known.name, reverse("decision", args=[known.id])))
    title = _("Endre vedtaket") if form.key else _("Nytt vedtak til oppfølging")
    return FormFrame(title, "decisions", tuple(crumbs), crumbs[-1][1], frozenset() if form.key else frozenset({"closed", "answer"}))


DECISION_PAGES = replace(FOLLOW_UP_PAGES, change=change_decisions, frame=frame_decision_form)


@shows_follow_up
def show_decisions(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every decision with what became of it; those that nobody has taken on first."""
    tasks = get_tasks(shown)
    groups: dict[str, list[Context]] = {"nobody": [], "late": [], "under_way": [], "done": []}
    for one in tasks.decisions.values():
        groups[_state(tasks, one)].append(_view(shown, tasks, one))
    names = {
        "nobody": _("Ikke gitt til noen"),
        "late": _("Forsinket"),
        "under_way": _("Følges opp"),
        "done": _("Fulgt opp"),
    }
    context = make_follow_up_context(
        shown,
        page="decisions",
        title=_title(groups, len(tasks.decisions)),
        crumbs=[(_("Vedtak"), "")],
        groups=[{"name": names[key], "id": key, "decisions": found} for key, found in groups.items() if found],
        new_url=with_query(reverse("new-decision"), next=reverse("decisions")) if shown.is_draft and shown.can("change_decisions") else "",
    )
    return render(request, "veikart/follow_up/decisions.html.jinja", context)


def _title(groups: dict[str, list[Context]], count: int) -> str:
    if not count:
        return _("Ingen vedtak til oppfølging")
    words = {"done": len(groups["done"]), "count": count}
    if not groups["nobody"]:
        return _("%(done)s av %(count)s vedtak er fulgt opp, og alle er gitt til noen") % words
    return _("%(done)s av %(count)s vedtak er fulgt opp, %(nobody)s er ikke gitt til noen") % {**words, "nobody": len(groups["nobody"])}


def _state(tasks: Tasks, one: Decision) -> str:
    """Where a decision stands: it is done when somebody says so, or when everything that came of it is closed."""
    found = tasks.by_decision.get(one.id, ())
    if one.closed or (found and not any(task.is_open for task in found)):
        return "done"
    if not found:
        return "nobody"
    return "late" if any(task.is_late for task in found) else "under_way"


def _view(shown: FollowUpShown, tasks: Tasks, one: Decision) -> Context:
    case = _("sak %(case)s") % {"case": one.case} if one.case else ""
    return {
        "name": one.name,
        "url": reverse("decision", args=[one.id]),
        "kind": get_follow_up_choices("decision_kind")[one.kind],
        "from": ", ".join(part for part in (shown.unit_names.get(one.body, ""), case, format_day(one.decided)) if part),
        "tasks": [task_view(task) for task in sort_tasks(tasks.by_decision.get(one.id, ()))],
        "answer": one.answer,
        "closed": format_day(one.closed),
    }


@sees_follow_up
def show_decision(request: HttpRequest, shown: FollowUpShown, decision_id: str) -> HttpResponse:
    """A decision, what was decided, and the tasks that came of it."""
    tasks = get_tasks(shown)
    one = tasks.decisions.get(decision_id)
    if one is None:
        raise Http404
    here = reverse("decision", args=[decision_id])
    found = tasks.by_decision.get(decision_id, ())
    can_add = shown.is_draft and shown.can("change_tasks")
    context = make_follow_up_context(
        shown,
        page="decisions",
        title=one.name,
        kicker=get_follow_up_choices("decision_kind")[one.kind],
        lead=_answer(one, found, _state(tasks, one)),
        crumbs=[(_("Vedtak"), reverse("decisions")), (one.name, "")],
        decision=_view(shown, tasks, one),
        text=one.text,
        source=one.source,
        note=one.note,
        task_url=with_query(reverse("new-task"), kind="task", origin="decision", decision=decision_id, name=one.name, next=here) if can_add else "",
        edit_url=with_query(reverse("edit-decision", args=[decision_id]), next=here) if shown.is_draft and shown.can("change_decisions") else "",
    )
    return render(request, "veikart/follow_up/decision.html.jinja", context)


def _answer(one: Decision, found: tuple[TaskSeen, ...], state: str) -> str:
    if one.closed:
        return _("Fulgt opp %(day)s: %(answer)s") % {"day": format_day(one.closed), "answer": one.answer}
    words = {
        "nobody": _("Ingen har fått det ennå."),
        "late": _("Noe av det som kom av vedtaket, er forsinket."),
        "under_way": _("Det følges opp."),
        "done": _("Alt som kom av vedtaket, er gjort."),
    }
    return words[state]


@edits_follow_up("change_decisions")
def new_decision(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form for a new decision."""
    return new_book_row(request, DECISION_PAGES, shown, "decisions")


@edits_follow_up("change_decisions")
def edit_decision(request: HttpRequest, shown: FollowUpShown, decision_id: str) -> HttpResponse:
    """The form for a decision that is there."""
    response = edit_book_row(request, DECISION_PAGES, shown, "decisions", decision_id)
    is_gone = "delete" in request.POST and response.status_code == HTTPStatus.FOUND
    return redirect("decisions") if is_gone else response
