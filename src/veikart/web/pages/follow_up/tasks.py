"""The register of assignments and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from markupsafe import Markup

from veikart.actions.take_over_assignments import take_over_assignments
from veikart.exchange.charts import Bar, draw_for_both, timeline_chart
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tasks.reading import TaskSeen, format_day
from veikart.rules.tasks.statuses import get_status_words
from veikart.rules.tasks.taking_over import find_untaken
from veikart.web.answers import read_number, tell
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import with_query
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks, lateness_view, post_name, progress_words, sort_tasks, status_view, task_url

ROWS = 200
"""Tasks on one page."""
MOST_BARS = 40
"""Tasks in the picture: those that come first in the list."""
LATE, SILENT, OPEN, CLOSED, MINE = "forsinket", "tause", "apne", "lukket", "mine"


@shows_follow_up
def show_tasks(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every task, the late first; chosen by unit, owner, origin, status, and whether it is late."""
    tasks = get_tasks(shown)
    chosen = {name: request.GET.get(name, "") for name in ("enhet", "eier", "fra", "status", "vis")}
    found = sort_tasks(one for one in tasks.every.values() if _fits(shown, one, chosen))
    start = min(read_number(request.GET.get("side", "")) or 0, max(0, len(found) - 1))
    rows, following = found[start : start + ROWS], start + ROWS
    context = make_follow_up_context(
        shown,
        page="tasks",
        title=_title(found),
        lead=_lead(found),
        crumbs=[(_("Oppgaver"), "")],
        filters=_filters(shown, chosen),
        is_filtered=any(chosen.values()),
        has_any=bool(tasks.every),
        chart=_chart(shown, found),
        table=_table(shown, rows) if rows else None,
        following=with_query(request.path, **{key: value for key, value in chosen.items() if value}, side=str(following))
        if following < len(found)
        else "",
        untaken=len(find_untaken(shown.book, shown.system)) if shown.is_draft and shown.can("take_over_assignments") else 0,
        new_url=_new_url(shown),
    )
    return render(request, "veikart/follow_up/tasks.html.jinja", context)


def _new_url(shown: FollowUpShown) -> str:
    """The form for a new task; a leader's is their own, and not from the plan, the budget or a decision."""
    if not (shown.is_draft and shown.can("change_tasks")):
        return ""
    return with_query(reverse("new-task"), kind="task", origin="" if shown.can_edit else "own", next=reverse("tasks"))


def _fits(shown: FollowUpShown, one: TaskSeen, chosen: Mapping[str, str]) -> bool:
    is_mine = any(post.id == one.task.owner for post in shown.my_posts)
    shows = {LATE: one.is_late, SILENT: one.is_silent, OPEN: one.is_open, CLOSED: not one.is_open, MINE: is_mine}
    return (
        (not chosen["enhet"] or chosen["enhet"] in shown.units_above(one.unit))
        and chosen["eier"] in {"", one.task.owner}
        and chosen["fra"] in {"", one.task.origin}
        and chosen["status"] in {"", one.status.id}
        and shows.get(chosen["vis"], True)
    )


def _title(found: list[TaskSeen]) -> str:
    still = [one for one in found if one.is_open]
    late = sum(1 for one in still if one.is_late)
    if not found:
        return _("Ingen oppgaver")
    if not late:
        words = ngettext("%(count)s åpen oppgave, og den er ikke forsinket", "%(count)s åpne oppgaver, og ingen er forsinket", len(still))
        return words % {"count": len(still)}
    return _("%(late)s av %(count)s oppgaver er forsinket") % {"late": late, "count": len(still)}


def _lead(found: list[TaskSeen]) -> str:
    silent = sum(1 for one in found if one.is_open and one.is_silent)
    closed = sum(1 for one in found if not one.is_open)
    parts = []
    if silent:
        parts.append(ngettext("%(count)s har ingen fersk status", "%(count)s har ingen fersk status", silent) % {"count": silent})
    if closed:
        parts.append(ngettext("%(count)s er ferdig eller stanset", "%(count)s er ferdige eller stanset", closed) % {"count": closed})
    return f"{', '.join(parts)}." if parts else ""


def _filters(shown: FollowUpShown, chosen: Mapping[str, str]) -> list[Context]:
    tasks = get_tasks(shown).every.values()
    units = {unit for one in tasks for unit in shown.units_above(one.unit)}
    owners = {one.task.owner: post_name(one.owner) for one in tasks}
    views = {
        **({MINE: _("Mine")} if shown.my_posts else {}),
        OPEN: _("Åpne"),
        LATE: _("Forsinkede"),
        SILENT: _("Uten fersk status"),
        CLOSED: _("Ferdige og stansede"),
    }
    fields = {
        "vis": (_("Vis"), views),
        "enhet": (_("Enhet"), {key: name for key, name in shown.unit_names.items() if key in units}),
        "eier": (_("Eier"), dict(sorted(owners.items(), key=lambda one: one[1]))),
        "fra": (_("Kommer fra"), get_follow_up_choices("task_origin")),
        "status": (_("Status"), get_status_words()),
    }
    return [
        {"name": name, "label": label, "options": [{"value": key, "name": word, "chosen": key == chosen[name]} for key, word in words.items()]}
        for name, (label, words) in fields.items()
    ]


def _table(shown: FollowUpShown, found: list[TaskSeen]) -> Context:
    return {
        "caption": _("Oppdrag og oppgaver"),
        "unit": _("Oppgave"),
        "text_columns": [_("Status"), _("Frist"), _("Eier"), _("Hvorfor")],
        "columns": [{"text": _("Gjort")}],
        "rows": [_row(shown, one) for one in found],
    }


def _row(shown: FollowUpShown, one: TaskSeen) -> Context:
    late = lateness_view(one)
    words = f"{late['word']} · {one.status.name.lower()}" if late else one.status.name
    parent = shown.book.table("tasks").get(one.task.parent)
    return {
        "label": one.task.name,
        "url": task_url(one.id),
        "note": _("Del av «%(name)s»") % {"name": parent.name} if parent else "",
        "texts": [
            {"text": words, "grade": late["grade"] if late else status_view(one)["grade"]},
            {"text": format_day(one.task.due)},
            {"text": post_name(one.owner)},
            {"text": one.reasons[0] if one.reasons else ""},
        ],
        "cells": [{"text": progress_words(one)}],
    }


def _chart(shown: FollowUpShown, found: list[TaskSeen]) -> Context | None:
    """The tasks that come first as bars from their first day to the last, grouped by how they stand; a diamond is the next step's day."""
    drawn = [one for one in found if one.task.starts or one.task.due][:MOST_BARS]
    if not drawn:
        return None
    title = _("Når oppgavene gjøres")
    svg = draw_for_both(timeline_chart, chart_id="tasks", title=title, bars=[_bar(one) for one in drawn], today=shown.today, wide=1040)
    note = _("Fra den begynner til fristen. Ruten er fristen for neste steg.")
    if len(drawn) < len(found):
        note += " " + _("De %(count)s første i tabellen.") % {"count": len(drawn)}
    return {"heading": title, "note": note, "svg": Markup(svg)}


def _bar(one: TaskSeen) -> Bar:
    first = one.task.starts or one.task.due - timedelta(30)
    late = lateness_view(one)
    group = late["word"] if late else one.status.name
    step = one.next_step
    last = max(one.task.due, first) if one.task.due else None
    return Bar(one.task.name, first, last, mark=step.due if step and one.is_open else None, group=group)


@needs_right("take_over_assignments")
@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """Make tasks of the plan's assignments that nobody has taken over."""
    number, found = take_over_assignments(actor=get_actor(request))
    if found.tasks or not found.ownerless:
        words = ngettext("Tok over %(count)s oppdrag fra planen", "Tok over %(count)s oppdrag og oppgaver fra planen", len(found.tasks))
        tell(request, number, words % {"count": len(found.tasks)})
    if found.ownerless:
        names = ", ".join(f"«{one.name}»" for one in found.ownerless)
        messages.error(request, _("Ingen leder enheten til %(names)s. Legg inn en stilling først.") % {"names": names})
    return redirect("tasks")
