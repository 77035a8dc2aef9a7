"""The history of the plan: every change with before and after, undo, and making the plan public."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.publish_plan import publish_plan
from veikart.actions.undo_revision import undo_revision
from veikart.calc.books import RowChange
from veikart.rules.books import PLAN
from veikart.rules.plan_system import get_choices, get_tables
from veikart.rules.tables import TableField
from veikart.store.queries import HistoryEntry, get_history
from veikart.web.links import with_query
from veikart.web.pages.plan.answers import next_page, read_number, tell
from veikart.web.plan_shown import PlanShown, get_actor, make_plan_context, needs_right, shows_plan
from veikart.web.tables import Context

HISTORY_PAGE = 50
MOST_CHANGES = 12
"""Changed rows shown of one revision in the history."""


@needs_right("undo_revision")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a change back."""
    try:
        made = undo_revision(number, actor=get_actor(request))
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        messages.error(request, _("Det kan ikke angres, for noe av det er endret igjen siden. Se historikken."))
    else:
        tell(request, made, _("Endring %(number)s er angret") % {"number": number})
    return redirect(next_page(request) or reverse("plan-history"))


@needs_right("publish_plan")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Make the plan public as it is."""
    made = publish_plan(actor=get_actor(request))
    messages.success(request, _("Planen er publisert slik den er ved endring %(number)s.") % {"number": made.revision})
    return redirect(next_page(request) or reverse("plan"))


@needs_right("change_plan")
@shows_plan
def show_history(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Every change: who, when, before and after; of one row when it is named."""
    table, key = request.GET.get("table", ""), request.GET.get("key", "")
    if table and table not in get_tables():
        raise Http404
    key = key.replace("\x00", "")
    entries = get_history(PLAN, table=table, key=key, before=read_number(request.GET.get("for", "")), most=HISTORY_PAGE)
    older = with_query("", table=table, key=key, **{"for": str(entries[-1].number)}) if len(entries) == HISTORY_PAGE else ""
    context = make_plan_context(
        shown, page="", title=_("Historikk"), crumbs=[(_("Historikk"), "")], entries=[history_view(one) for one in entries], older=older
    )
    return render(request, "veikart/plan/history.html.jinja", context)


def history_view(entry: HistoryEntry) -> Context:
    note = entry.note or (_("Angret endring %(number)s") % {"number": entry.undoes} if entry.undoes else "")
    return {
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "note": note,
        "changes": [change_view(one) for one in entry.changes[:MOST_CHANGES]],
        "more": max(0, len(entry.changes) - MOST_CHANGES),
    }


def change_view(change: RowChange) -> Context:
    """A change as people read it: what kind of row, its name, and each field before and after."""
    rule = get_tables()[change.table]
    shown_row = change.after or change.before
    parts = []
    for one in fields(shown_row):
        old, new = (_words(rule.fields[one.name], getattr(row, one.name)) if row else "" for row in (change.before, change.after))
        if old != new:
            parts.append({"label": rule.fields[one.name].label, "before": old, "after": new})
    verb = _("Ny") if change.before is None else _("Slettet") if change.after is None else _("Endret")
    return {"table": rule.name, "name": getattr(shown_row, "name", "") or change.key.replace("|", " → "), "verb": verb, "parts": parts}


def _words(rule: TableField, value: Any) -> str:
    if value in (None, ""):
        return ""
    return get_choices(rule.choices).get(value, str(value)) if rule.choices else str(value)
