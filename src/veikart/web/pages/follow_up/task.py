"""One task with its whole thread: where it came from, its steps, what it waits for, what has been said, and what its owner may do."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.tasks import TaskStatus, TaskStep
from veikart.rules.agreements.answering import WORK_KINDS
from veikart.rules.books import FOLLOW_UP
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tasks.reading import Tasks, TaskSeen, format_day
from veikart.rules.tasks.standing import can_change, get_next_statuses, get_standing, may_withdraw
from veikart.rules.tasks.statuses import get_statuses
from veikart.store.queries import get_row_versions
from veikart.web.answers import next_page
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.links import measure_url, with_query
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.plan_links import element_url
from veikart.web.plan_shown import get_actor
from veikart.web.tables import Context
from veikart.web.task_views import GRADES, get_tasks, lateness_view, post_name, progress_words, task_url, task_view


@sees_follow_up
def show_task(request: HttpRequest, shown: FollowUpShown, task_id: str) -> HttpResponse:
    """The task, with the form to report for those who may."""
    return render_task(request, shown, task_id)


def render_task(request: HttpRequest, shown: FollowUpShown, task_id: str, *, sent: Context | None = None, status: int = 200) -> HttpResponse:
    """The page of a task. `sent` is what somebody reported that could not be stored: its status and text, and what is wrong with it."""
    tasks = get_tasks(shown)
    seen = tasks.every.get(task_id)
    if seen is None:
        raise Http404
    standing = _standing(request, shown, seen)
    versions = get_row_versions(FOLLOW_UP, [("task_steps", f"{task_id}|{one.number}") for one in seen.steps]) if standing and seen.steps else {}
    context = make_follow_up_context(
        shown,
        page="tasks",
        title=seen.task.name,
        kicker=get_follow_up_choices("task_kind")[seen.task.kind],
        lead=_answer(seen),
        crumbs=[(_("Oppgaver"), reverse("tasks")), (seen.task.name, "")],
        task=task_view(seen),
        text=seen.task.text,
        note=seen.task.note,
        facts=_facts(shown, seen),
        thread=_thread(shown, tasks, seen),
        steps=[_step(seen, one, versions) for one in seen.steps],
        waits_for=[task_view(tasks.every[key]) for key in seen.waits_for],
        waiting=[task_view(one) for one in tasks.waiting.get(task_id, ())],
        path=_path(tasks, seen),
        parts=[task_view(tasks.every[key]) for key in seen.parts],
        roll_up=_roll_up(seen),
        history=[_said(shown, one) for one in reversed(seen.statuses)],
        withdraw_url=_withdraw_url(shown, seen),
        report=_report_form(shown, seen, standing, sent),
        can_finish=bool(standing) and shown.can("finish_step"),
        links=_links(shown, seen, standing),
        today=shown.today.isoformat(),
        back=next_page(request),
    )
    return render(request, "veikart/follow_up/task.html.jinja", context, status=status)


def _standing(request: HttpRequest, shown: FollowUpShown, seen: TaskSeen) -> frozenset[str]:
    if not shown.is_draft:
        return frozenset()
    return get_standing(shown.book, shown.parents, get_actor(request).email, seen.task, is_follower=shown.can("change_follow_up"))


def _answer(seen: TaskSeen) -> str:
    """How it goes, in one sentence."""
    word, day = seen.status.name, format_day(seen.task.due)
    if not seen.is_open:
        return _("%(word)s %(day)s.") % {"word": word, "day": format_day(seen.closed)}
    late = lateness_view(seen)
    words = f"{late['word']}, {_('meldt som')} «{word.lower()}»" if late and seen.said else (late["word"] if late else word)
    return _("%(words)s. Fristen er %(day)s.") % {"words": words, "day": day} if day else f"{words}."


def _facts(shown: FollowUpShown, seen: TaskSeen) -> list[Context]:
    task, finish = seen.task, seen.judgement.finish
    unit = shown.unit_names.get(seen.unit, "")
    facts = [
        (_("Eier"), post_name(seen.owner), ""),
        (_("Enhet"), unit, with_query(reverse("tasks"), enhet=seen.unit) if unit else ""),
        (_("Begynner"), format_day(task.starts), ""),
        (_("Frist"), format_day(task.due), ""),
        (_("Tidligst ferdig"), format_day(finish.day) if finish and finish.day != task.due else "", ""),
        (_("Gjort"), progress_words(seen), ""),
        (_("Vekt i oppdraget"), str(task.weight or ""), ""),
    ]
    return [{"label": label, "text": text, "url": url} for label, text, url in facts if text]


def _thread(shown: FollowUpShown, tasks: Tasks, seen: TaskSeen) -> list[Context]:
    """Where it came from, from the top: the goals above its element, the decision, the measure, the assignment it is a part of, which stands for the
    element that it carries out, and the work it is itself in the plan."""
    task, parent, elements = seen.task, tasks.every.get(seen.task.parent), shown.system.elements
    own = elements.get(task.element)
    last = {task.element} if own and own.kind in WORK_KINDS else set()
    left_out = {*last, parent.task.element if parent else ""}
    found = [_element_link(shown, key) for key in reversed(shown.system.path_up(task.element)) if key in elements and key not in left_out]
    decision = tasks.decisions.get(task.decision)
    if decision:
        body = shown.unit_names.get(decision.body, "")
        case = _("sak %(case)s") % {"case": decision.case} if decision.case else ""
        note = ", ".join(one for one in (body, case, format_day(decision.decided)) if one)
        kind = get_follow_up_choices("decision_kind")[decision.kind]
        found.append({"kind": kind, "name": decision.name, "url": reverse("decision", args=[decision.id]), "note": note})
    if task.measure:
        measure = shown.programme.budget.measure_by_id.get(task.measure) if shown.programme else None
        name, url = (measure.name, measure_url(task.measure)) if measure else (task.measure, "")
        found.append({"kind": _("Tiltak i handlingsprogrammet"), "name": name, "url": url, "note": ""})
    if parent:
        found.append({"kind": get_follow_up_choices("task_kind")[parent.task.kind], "name": parent.task.name, "url": task_url(parent.id), "note": ""})
    return [*found, *(_element_link(shown, key) for key in last)]


def _element_link(shown: FollowUpShown, key: str) -> Context:
    element = shown.system.elements[key]
    level = shown.system.levels.get(element.kind)
    return {"kind": level.singular if level else "", "name": element.name, "url": element_url(key), "note": ""}


def _step(seen: TaskSeen, one: TaskStep, versions: dict[tuple[str, str], int]) -> Context:
    key = f"{seen.id}|{one.number}"
    return {
        "number": one.number,
        "name": one.name,
        "due": format_day(one.due),
        "done": format_day(one.done),
        "evidence": one.evidence,
        "is_link": one.evidence.startswith(("https://", "http://")),
        "is_late": any(reason.kind == "step" and reason.about == str(one.number) for reason in seen.judgement.reasons),
        "url": reverse("finish-step", args=[seen.id, one.number]),
        "edit_url": with_query(reverse("edit-task-step", args=[seen.id, one.number]), next=task_url(seen.id)),
        "version": versions.get(("task_steps", key)),
    }


def _path(tasks: Tasks, seen: TaskSeen) -> list[Context]:
    """The chain of tasks that decides when this one can be finished; nothing where it is its own."""
    finish = seen.judgement.finish
    if finish is None or len(finish.path) < 2:
        return []
    found = []
    for key in finish.path:
        one = tasks.every[key]
        end = one.judgement.finish
        found.append({"name": one.task.name, "url": task_url(key), "day": format_day(end.day) if end else ""})
    return found


def _roll_up(seen: TaskSeen) -> str:
    """How far an assignment has come, told of its parts."""
    made = seen.judgement.roll_up
    if not made.parts:
        return ""
    words = _("%(done)s av %(parts)s deler er ferdige, og %(share)s er gjort etter vekt.") % {
        "done": made.done,
        "parts": made.parts,
        "share": progress_words(seen),
    }
    if made.late:
        words += " " + ngettext("%(count)s del er forsinket.", "%(count)s deler er forsinket.", made.late) % {"count": made.late}
    if made.unweighted:
        words += " " + _("%(count)s uten vekt teller som 1.") % {"count": made.unweighted}
    if made.stopped:
        words += " " + _("%(count)s er stanset og teller ikke.") % {"count": made.stopped}
    return words


def _said(shown: FollowUpShown, one: TaskStatus) -> Context:
    status, post = get_statuses()[one.status], shown.book.table("posts").get(one.post)
    return {
        "day": format_day(one.date),
        "word": status.name,
        "grade": GRADES[status.sentiment],
        "text": one.text,
        "post": post.name if post else "",
    }


def _withdraw_url(shown: FollowUpShown, seen: TaskSeen) -> str:
    """Taking back the newest status, for the one who has just reported it."""
    last = seen.statuses[-1] if seen.statuses else None
    if last is None or not (shown.is_draft and shown.can("withdraw_status") and may_withdraw(shown.book, shown.actor.email, last, shown.today)):
        return ""
    return reverse("withdraw-status", args=[seen.id, last.number])


def _report_form(shown: FollowUpShown, seen: TaskSeen, standing: frozenset[str], sent: Context | None) -> Context | None:
    """The statuses this person may report, what each means, and what was written where it could not be stored."""
    ways = get_next_statuses(seen.status, standing) if shown.can("report_status") else []
    if not ways:
        return None
    chosen = sent["status"] if sent else ""
    return {
        "url": reverse("report-status", args=[seen.id]),
        "seen": seen.statuses[-1].number if seen.statuses else 0,
        "options": [
            {"value": one.id, "name": one.name, "words": one.words, "grade": GRADES[one.sentiment], "chosen": one.id == chosen} for one in ways
        ],
        "text": sent["text"] if sent else "",
        "errors": sent["errors"] if sent else [],
    }


def _links(shown: FollowUpShown, seen: TaskSeen, standing: frozenset[str]) -> dict[str, Any]:
    """The ways to the forms that this person may use."""
    if not (standing and shown.can("change_tasks")):
        return {}
    here = task_url(seen.id)
    found = {
        "step": with_query(
            reverse("new-task-step", args=[seen.id]), task=seen.id, number=str(max((one.number for one in seen.steps), default=0) + 1), next=here
        ),
        "tie": with_query(reverse("new-task-tie", args=[seen.id]), task=seen.id, next=here),
    }
    if can_change(seen.task, standing):
        found["edit"] = with_query(reverse("edit-task", args=[seen.id]), next=here)
        found["part"] = with_query(reverse("new-task"), parent=seen.id, kind="task", origin="own", next=here)
    return found
