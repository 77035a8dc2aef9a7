"""The history of a book: every change with before and after, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.access import Actor
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.calc.books import Book, RowChange
from veikart.rules.books import BookRule
from veikart.store.queries import HistoryEntry, get_history
from veikart.web.answers import next_page, read_number, tell
from veikart.web.links import with_query
from veikart.web.rows.pages import BookPages
from veikart.web.rows.words import cell_words, row_name
from veikart.web.tables import Context

HISTORY_PAGE = 50
MOST_CHANGES = 12
"""Changed rows shown of one revision in the history."""


def show_book_history(request: HttpRequest, pages: BookPages, shown: Any, book: Book) -> HttpResponse:
    """Every change: who, when, before and after; of one row when it is named. Nothing tells that a private row was changed."""
    table, key = request.GET.get("table", ""), request.GET.get("key", "").replace("\x00", "")
    if table and table not in pages.rule.open_tables:
        raise Http404
    entries = get_history(pages.rule, table=table, key=key, before=read_number(request.GET.get("for", "")), most=HISTORY_PAGE)
    older = with_query("", table=table, key=key, **{"for": str(entries[-1].number)}) if len(entries) == HISTORY_PAGE else ""
    context = pages.make_context(
        shown,
        page="",
        title=_("Historikk"),
        crumbs=[(_("Historikk"), "")],
        base=pages.base,
        entries=[
            {**history_view(pages.rule, book, one), "undo_url": reverse(pages.undo, args=[one.number])}
            for one in entries
            if any(change.table not in pages.rule.private for change in one.changes)
        ],
        older=older,
    )
    return render(request, "veikart/rows/history.html.jinja", context)


def undo_in_book(request: HttpRequest, pages: BookPages, number: int, undo: Callable[..., int], actor: Actor) -> HttpResponse:
    """Take a change back by the act `undo`, and say what came of it."""
    try:
        made = undo(number, actor=actor)
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        messages.error(request, _("Det kan ikke angres, for noe av det er endret igjen siden. Se historikken."))
    else:
        tell(request, made, _("Endring %(number)s er angret") % {"number": number})
    return redirect(next_page(request) or reverse(pages.history))


def history_view(rule: BookRule[Any], book: Book, entry: HistoryEntry) -> Context:
    """A revision as the page shows it; `book` gives the names of what its rows refer to."""
    note = entry.note or (_("Angret endring %(number)s") % {"number": entry.undoes} if entry.undoes else "")
    changes = [one for one in entry.changes if one.table not in rule.private]
    return {
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "note": note,
        "changes": [_change_view(rule, book, one) for one in changes[:MOST_CHANGES]],
        "more": max(0, len(changes) - MOST_CHANGES),
    }


def _change_view(rule: BookRule[Any], book: Book, change: RowChange) -> Context:
    """A change as people read it: what kind of row, its name, and each field before and after."""
    table = rule.tables[change.table]
    shown_row = change.after or change.before
    parts = []
    for one in fields(shown_row):
        field = table.fields[one.name]
        old, new = (cell_words(book, field, row) if row else "" for row in (change.before, change.after))
        if old != new:
            parts.append({"label": field.label, "before": old, "after": new})
    verb = _("Ny") if change.before is None else _("Slettet") if change.after is None else _("Endret")
    return {"table": table.name, "name": row_name(book, table, shown_row), "verb": verb, "parts": parts}
