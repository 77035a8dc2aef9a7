"""Editing a book: its tables row by row, and one form for every kind of row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import RowEdit
from veikart.rules.plan_system import make_id
from veikart.rules.tables import TableRule
from veikart.store.queries import get_row_versions
from veikart.web.answers import read_number, read_version
from veikart.web.links import with_query
from veikart.web.rows.form import RowForm
from veikart.web.rows.listing import make_row_table
from veikart.web.rows.pages import TablePages
from veikart.web.rows.plain_form import default_values, show_plain_form, write_values
from veikart.web.rows.saving import key_of, read_fields, read_given, save_row
from veikart.web.rows.words import row_name
from veikart.web.tables import Context

ROWS_PAGE = 200
"""Rows of a table on one page."""


def show_book_tables(request: HttpRequest, pages: TablePages, shown: Any, title: str) -> HttpResponse:
    """Every table of the book with how many rows it has, room by room."""
    names = pages.rooms()
    rooms: dict[str, list[Context]] = {name: [] for name in names.values()}
    for one in pages.rule.open_tables.values():
        view = {"name": one.name, "url": reverse(pages.table, args=[one.id]), "count": len(shown.book.table(one.id))}
        rooms.setdefault(names.get(one.room, ""), []).append(view)
    found = [{"name": name, "tables": tables} for name, tables in rooms.items() if tables]
    urls = {"workbook_url": reverse(pages.workbook), "data_url": reverse(pages.data), "import_url": reverse(pages.importing)}
    context = pages.make_context(shown, page="", title=title, crumbs=[(_("Tabeller"), "")], base=pages.base, rooms=found, **urls)
    return render(request, "veikart/rows/tables.html.jinja", context)


def show_book_table(request: HttpRequest, pages: TablePages, shown: Any, table: str) -> HttpResponse:
    """The rows of a table, a page at a time, each with the way to its form for those who may edit."""
    rule = _table(pages, table)
    start = read_number(request.GET.get("fra", "")) or 0
    rows = list(shown.book.table(table).items())
    following = start + ROWS_PAGE
    context = pages.make_context(
        shown,
        page="",
        title=rule.name,
        crumbs=[(_("Tabeller"), reverse(pages.tables)), (rule.name, "")],
        base=pages.base,
        table=make_row_table(pages, shown, table, dict(rows[start:following])) if rows else None,
        last=min(following, len(rows)),
        count=len(rows),
        first=start + 1,
        following=with_query(request.path, fra=str(following)) if following < len(rows) else "",
        new_url=reverse(pages.new, args=[table]) if shown.can_edit and table not in pages.rule.own_acts else "",
    )
    return render(request, "veikart/rows/table.html.jinja", context)


def edit_book_row(request: HttpRequest, pages: TablePages, shown: Any, table: str, key: str) -> HttpResponse:
    """The form for a row that is there: save, or take it away."""
    rule = _editable(pages, table)
    row = shown.book.table(table).get(key)
    if row is None:
        raise Http404
    if request.method != "POST":
        versions = get_row_versions(pages.rule, [(table, key)])
        return show_plain_form(request, pages, shown, RowForm(rule, write_values(rule, row), key, versions.get((table, key))))
    version, words = read_version(request), {"name": row_name(shown.book, rule, row)}
    if "delete" in request.POST:
        form = RowForm(rule, write_values(rule, row), key, version)
        return _save(request, pages, shown, RowEdit(table, key, None, version), _("Slettet «%(name)s»") % words, form)
    data = read_fields(request, rule)
    form = RowForm(rule, data, key, version, read_given(request))
    return _save(request, pages, shown, RowEdit(table, key, data, version), _("Endret «%(name)s»") % words, form)


def new_book_row(request: HttpRequest, pages: TablePages, shown: Any, table: str) -> HttpResponse:
    """The form for a new row; fields in the address are filled in."""
    rule = _editable(pages, table)
    if request.method != "POST":
        given = {name: request.GET[name] for name in rule.fields if request.GET.get(name)}
        values = {**default_values(rule), **pages.values(shown, rule), **given}
        return show_plain_form(request, pages, shown, RowForm(rule, values, given=frozenset(given)))
    data = read_fields(request, rule)
    if "id" in rule.fields and not data["id"]:
        data["id"] = make_id(str(data.get("name", "")), shown.book.table(table))
    name = data.get("name")
    note = _("La inn «%(name)s»") % {"name": name} if name else _("La inn i «%(name)s»") % {"name": rule.name}
    return _save(request, pages, shown, RowEdit(table, key_of(rule, data), data), note, RowForm(rule, data, given=read_given(request)))


def _table(pages: TablePages, name: str) -> TableRule:
    rule = pages.rule.open_tables.get(name)
    if rule is None:
        raise Http404
    return rule


def _editable(pages: TablePages, name: str) -> TableRule:
    """A table that anyone who edits the book may write to, and not only acts of its own."""
    if name in pages.rule.own_acts:
        raise Http404
    return _table(pages, name)


def _save(request: HttpRequest, pages: TablePages, shown: Any, edit: RowEdit, note: str, form: RowForm) -> HttpResponse:
    return save_row(
        request,
        [edit],
        note,
        change=pages.change,
        actor=shown.actor,
        book=(pages.rule, shown.book),
        form=form,
        show=lambda form, status: show_plain_form(request, pages, shown, form, status=status),
        after=lambda: reverse(pages.table, args=[edit.table]),
    )
