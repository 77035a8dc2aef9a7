"""Doing something with a task: report how it goes, finish a step, give it to somebody, change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.change_tasks import change_tasks
from veikart.actions.finish_step import finish_step
from veikart.actions.report_status import report_status
from veikart.actions.withdraw_status import withdraw_status
from veikart.rules.duties import answers_for_unit
from veikart.rules.tables import TableField, TableRule
from veikart.web.answers import next_page, read_number, read_version
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.follow_up_pages import FOLLOW_UP_PAGES, edits_follow_up, get_row_choices, sees_follow_up
from veikart.web.pages.follow_up.task import render_task
from veikart.web.plan_shown import needs_right
from veikart.web.rows.editing import edit_book_row, new_book_row
from veikart.web.rows.form import RowForm
from veikart.web.rows.pages import FormFrame
from veikart.web.task_views import get_tasks, task_url


def get_task_choices(shown: FollowUpShown, form: RowForm, rule: TableField) -> Mapping[str, str] | None:
    """What a field of a task may hold: posts the reader may give it to, and the programme's measures by name; the rest as elsewhere."""
    if rule.name == "owner" and not (shown.can_edit or shown.can("change_decisions")):
        posts, email = shown.book.table("posts"), shown.actor.email
        mine = {one.id for one in shown.my_posts}
        return {key: one.name for key, one in posts.items() if key in mine or answers_for_unit(shown.book, shown.parents, email, one.unit)}
    if rule.name == "measure" and shown.programme:
        return {key: _measure_name(shown, key, one.name) for key, one in shown.programme.budget.measure_by_id.items()}
    return get_row_choices(shown, form, rule)


def _measure_name(shown: FollowUpShown, key: str, name: str) -> str:
    """A measure's name with its unit, which measures of one name are told apart by."""
    unit = shown.unit_names.get(key.partition(".")[0], "")
    return f"{name} ({unit})" if unit else name


SOURCE_FIELDS = {"plan": "element", "budget": "measure", "decision": "decision"}
"""The field that says more of where a task comes from."""


def get_task_hint(_form: RowForm, rule: TableField) -> str:
    """When the fields are filled in that not every task has."""
    words = {
        "element": _("Når den kommer fra planen."),
        "measure": _("Når den kommer fra et tiltak i handlingsprogrammet."),
        "decision": _("Når den kommer fra et vedtak."),
        "weight": _("Hvor mye den teller i oppdraget den er en del av."),
        "evidence": _("Det som viser at steget er gjort: tekst, eller en adresse som begynner med https://."),
    }
    return words.get(rule.name, "")


def get_task_values(shown: FollowUpShown, rule: TableRule) -> dict[str, str]:
    """A new task is the reader's own until they say otherwise."""
    own = next((one for one in shown.my_posts if one.email.casefold() == shown.actor.email.casefold()), None)
    return {"owner": own.id} if own and rule.id == "tasks" else {}


def frame_task_form(shown: FollowUpShown, form: RowForm) -> FormFrame:
    """What stands around the form of a task, a step or a tie: what is made or changed, and the way back to the register and the task."""
    tasks, title = get_tasks(shown).every, _task_title(form)
    task = tasks.get(form.key if form.rule.id == "tasks" else str(form.values.get("task") or ""))
    crumbs = [(_("Oppgaver"), reverse("tasks"))]
    if task:
        crumbs.append((task.task.name, task_url(task.id)))
    came_from = SOURCE_FIELDS.get(str(form.values.get("origin") or ""), "")
    beside = set(SOURCE_FIELDS.values()) - {came_from} if form.values.get("origin") else set()
    folded = frozenset({"unit", "weight", *beside, *(() if form.values.get("parent") or form.key else ("parent",))})
    return FormFrame(title, "tasks", tuple(crumbs), crumbs[-1][1], folded)


def _task_title(form: RowForm) -> str:
    if form.rule.id == "task_steps":
        return _("Endre steget") if form.key else _("Nytt steg")
    if form.rule.id == "task_ties":
        return _("Det oppgaven venter på")
    is_assignment = form.values.get("kind") == "assignment"
    if form.key:
        return _("Endre oppdraget") if is_assignment else _("Endre oppgaven")
    return _("Nytt oppdrag") if is_assignment else _("Ny oppgave")


TASK_PAGES = replace(
    FOLLOW_UP_PAGES, change=change_tasks, choices=get_task_choices, hint=get_task_hint, values=get_task_values, frame=frame_task_form
)
"""The forms of tasks, their steps and ties, for everybody who may give or own one."""
STALE = "Noen andre var her mens du skrev. Se hva som gjelder nå, og meld på nytt om det trengs."


@needs_right("report_status")
@require_POST
@sees_follow_up
def report(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    """Report the status of a task; what keeps it from being stored is told on its page."""
    status, text = request.POST.get("status", ""), request.POST.get("text", "").replace("\r\n", "\n").strip()
    try:
        made = report_status(task_id, status, text=text, seen=read_number(request.POST.get("seen", "")) or 0, actor=shown.actor)
    except ChangeRefused as refusal:
        sent = {"status": status, "text": text, "errors": [one.sentence for one in refusal.findings]}
        return render_task(request, shown, task_id, sent=sent, status=422)
    except StaleEdit:
        return _stale(request, shown, task_id)
    _tell(request, shown, made, _("Statusen er meldt"))
    return redirect(next_page(request) or task_url(task_id))


@needs_right("withdraw_status")
@require_POST
@sees_follow_up
def withdraw(request: HttpRequest, shown: FollowUpShown, task_id: str, number: int) -> HttpResponse:
    """Take back the status that one has just reported."""
    try:
        made = withdraw_status(task_id, number, actor=shown.actor)
    except StaleEdit:
        return _stale(request, shown, task_id)
    _tell(request, shown, made, _("Statusen er tatt tilbake"))
    return redirect(task_url(task_id))


@needs_right("finish_step")
@require_POST
@sees_follow_up
def finish(request: HttpRequest, shown: FollowUpShown, task_id: str, step: int) -> HttpResponse:
    """Tick off a step, or open it again."""
    evidence = request.POST.get("evidence", "").strip()
    try:
        done = None if "open" in request.POST else date.fromisoformat(request.POST.get("done", "") or shown.today.isoformat())
    except ValueError:
        messages.error(request, _("Skriv dagen steget ble gjort, som 2026-11-30."))
        return redirect(task_url(task_id))
    try:
        made = finish_step(task_id, step, done=done, evidence=evidence, version=read_version(request), actor=shown.actor)
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, f"{one.sentence} {one.remedy}")
    except StaleEdit:
        return _stale(request, shown, task_id)
    else:
        _tell(request, shown, made, _("Steget er gjort") if done else _("Steget er åpnet igjen"))
    return redirect(next_page(request) or task_url(task_id))


def _stale(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    messages.error(request, STALE)
    return redirect(task_url(task_id) if task_id in get_tasks(shown).every else "tasks")


def _tell(request: HttpRequest, shown: FollowUpShown, number: int, note: str) -> None:
    """What was done, with a way to take it back for those who may."""
    undo = str(number) if number and shown.can("undo_follow_up") else ""
    messages.success(request, f"{note}." if number else _("Ingenting ble endret."), extra_tags=undo)


@edits_follow_up("change_tasks")
def new_task(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form for a new task; fields in the address are filled in."""
    return new_book_row(request, TASK_PAGES, shown, "tasks")


@edits_follow_up("change_tasks")
def edit_task(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    """The form for what a task is."""
    response = edit_book_row(request, TASK_PAGES, shown, "tasks", task_id)
    is_gone = "delete" in request.POST and response.status_code == HTTPStatus.FOUND
    return redirect("tasks") if is_gone else response


@edits_follow_up("change_tasks")
def new_step(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    """The form for a new step of a task."""
    return new_book_row(request, TASK_PAGES, shown, "task_steps")


@edits_follow_up("change_tasks")
def edit_step(request: HttpRequest, shown: FollowUpShown, task_id: str, step: int) -> HttpResponse:
    """The form for a step."""
    return edit_book_row(request, TASK_PAGES, shown, "task_steps", f"{task_id}|{step}")


@edits_follow_up("change_tasks")
def new_tie(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    """The form for something a task waits for."""
    return new_book_row(request, TASK_PAGES, shown, "task_ties")
