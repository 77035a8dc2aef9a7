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
from veikart.store.queries import HistoryEntry, RevisionReach, get_history, get_reach
from veikart.web.answers import next_page, read_number, tell
from veikart.web.links import with_query
from veikart.web.rows.pages import BookPages
from veikart.web.rows.words import NO_NAMES, Names, cell_words, row_name
from veikart.web.tables import Context

HISTORY_PAGE = 50
Obstacle = Callable[[HistoryEntry, RevisionReach], str]
MOST_CHANGES = 12
"""Changed rows shown of one revision in the history."""


def show_book_history(request: HttpRequest, pages: BookPages, shown: Any, book: Book, *, find_obstacle: Obstacle = lambda *_: "") -> HttpResponse:
    """Every change: who, when, before and after; of one table or one row when it is named. Nothing tells that a private row was changed.

    `find_obstacle` says of a change and what it reached what keeps the reader from taking it back, in a few words; empty where nothing does.
    """
    table, key = request.GET.get("table", ""), request.GET.get("key", "").replace("\x00", "")
    if table and table not in pages.rule.open_tables:
        raise Http404
    before = read_number(request.GET.get("for", ""))
    found = get_history(pages.rule, table=table, key=key, before=before, most=HISTORY_PAGE + 1, hidden=pages.rule.private)
    entries = found[:HISTORY_PAGE]
    reach = get_reach(pages.rule, [one.number for one in entries])
    title = _title(pages, shown, book, table, key)
    context = pages.make_context(
        shown,
        page="",
        title=title,
        crumbs=[(_("Historikk"), reverse(pages.history) if table else ""), *([(title, "")] if table else [])],
        base=pages.base,
        entries=[
            {
                **history_view(pages.rule, book, one, names=pages.names(shown), count=_count(pages.rule, reach[one.number], table, key)),
                **_undo_view(pages, one, reach[one.number], find_obstacle),
            }
            for one in entries
        ],
        is_older=before is not None,
        older=with_query("", table=table, key=key, **{"for": str(entries[-1].number)}) if len(found) > len(entries) else "",
    )
    return render(request, "veikart/rows/history.html.jinja", context)


def _title(pages: BookPages, shown: Any, book: Book, table: str, key: str) -> str:
    if not table:
        return _("Historikk")
    rule, known = pages.rule.tables[table], book.table(table).get(key) if key else None
    return _("Endringer i «%(name)s»") % {"name": row_name(book, rule, known, pages.names(shown)) if known else rule.name}


def _count(rule: BookRule[Any], reach: RevisionReach, table: str, key: str) -> int:
    """How many rows of a revision its entry tells of: the one that is asked for, those of the table, or all that are not private."""
    return 1 if key else sum(count for one, count in reach.rows.items() if one not in rule.private and table in {"", one})


def _undo_view(pages: BookPages, entry: HistoryEntry, reach: RevisionReach, find_obstacle: Obstacle) -> Context:
    """The way to take the revision back, or why it cannot be."""
    kept = _("Endret igjen siden") if reach.is_overtaken else find_obstacle(entry, reach)
    return {"undo_url": "" if kept else reverse(pages.undo, args=[entry.number]), "kept": kept}


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


def history_view(rule: BookRule[Any], book: Book, entry: HistoryEntry, *, names: Names = NO_NAMES, count: int = 0) -> Context:
    """A revision as the page shows it; `book` gives the names of what its rows refer to, `count` is how many rows it has where not all are known."""
    note = entry.note or (_("Angret endring %(number)s") % {"number": entry.undoes} if entry.undoes else "")
    changes = [one for one in entry.changes if one.table not in rule.private]
    return {
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "note": note,
        "changes": [_change_view(rule, book, one, names) for one in changes[:MOST_CHANGES]],
        "more": max(0, max(count, len(changes)) - MOST_CHANGES),
    }


def _change_view(rule: BookRule[Any], book: Book, change: RowChange, names: Names) -> Context:
    """A change as people read it: what kind of row, its name, and each field before and after."""
    table = rule.tables[change.table]
    shown_row = change.after or change.before
    parts = []
    for one in fields(shown_row):
        field = table.fields[one.name]
        old, new = (cell_words(book, field, row, names) if row else "" for row in (change.before, change.after))
        if old != new:
            parts.append({"label": field.label, "before": old, "after": new})
    verb = _("Ny") if change.before is None else _("Slettet") if change.after is None else _("Endret")
    return {"table": table.name, "name": row_name(book, table, shown_row, names), "verb": verb, "parts": parts}
