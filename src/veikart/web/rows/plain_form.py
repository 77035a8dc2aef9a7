"""The form that any row of a book has: its heading, the choices of its fields, and how they are to be written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.tables import CELL_WRITERS, TableField, TableRule, write_cells
from veikart.rules.words import format_nok
from veikart.web.links import with_query
from veikart.web.rows.form import RowForm, list_options, make_field, show_row_form
from veikart.web.rows.pages import FormFrame, TablePages
from veikart.web.rows.words import row_name
from veikart.web.tables import Context

SELDOM = frozenset({"id", "note"})
"""Fields folded away unless something is wrong with them, or something stands in them."""


def show_plain_form(request: HttpRequest, pages: TablePages, shown: Any, form: RowForm, *, status: int = 200) -> HttpResponse:
    """The page with the form."""
    frame = _frame(pages, shown, form)
    fields = [_field(pages, shown, form, one, frame.folded) for one in form.rule.fields.values()]
    return show_row_form(request, pages, shown, form, frame=frame, fields=fields, status=status, missing=_missing(pages, shown, request, form))


def _frame(pages: TablePages, shown: Any, form: RowForm) -> FormFrame:
    """What the pages themselves say stands around the form; else its table."""
    frame = pages.frame(shown, form)
    if frame.title:
        return frame
    known = shown.book.table(form.rule.id).get(form.key)
    words = {"name": row_name(shown.book, form.rule, known, pages.names(shown)) if known else form.rule.name}
    title = _("Rediger «%(name)s»") % words if form.key else _("Ny rad i «%(name)s»") % words
    table = reverse(pages.table, args=[form.rule.id])
    return replace(frame, title=title, crumbs=((_("Tabeller"), reverse(pages.tables)), (form.rule.name, table)), back=table)


def write_values(rule: TableRule, row: Any) -> dict[str, Any]:
    """What stands in the form of a row: as people write it, kroner with spaces between the thousands."""
    cells: dict[str, Any] = dict(write_cells(rule, row))
    for name, field in rule.fields.items():
        if cells[name] is not None and field.kind_in(cells) == "nok":
            cells[name] = format_nok(int(cells[name]))
    return cells


def default_values(rule: TableRule) -> dict[str, Any]:
    """What stands in the form of a new row: what the row has where nothing is written."""
    found = {name: value for name, value in rule.empty.items() if value not in (None, "")}
    return {name: CELL_WRITERS[rule.fields[name].kind](value) if rule.fields[name].kind in CELL_WRITERS else value for name, value in found.items()}


def _field(pages: TablePages, shown: Any, form: RowForm, rule: TableField, folded: frozenset[str]) -> Context:
    value = form.values.get(rule.name)
    text = "" if value is None else str(value)
    is_seldom = rule.name in SELDOM | folded and (not text or rule.name == "id")
    return make_field(form, rule, _options(pages, shown, form, rule, text), hint=_hint(pages, form, rule), is_seldom=is_seldom)


def _options(pages: TablePages, shown: Any, form: RowForm, rule: TableField, text: str) -> list[Context]:
    """The choices of a field: what the book's pages offer, its words, or the rows it may refer to by name."""
    pairs = pages.choices(shown, form, rule)
    if pairs is None:
        pairs = rule.words
        if rule.refers:
            table = pages.rule.tables[rule.refers]
            pairs = {key: row_name(shown.book, table, row) for key, row in shown.book.table(rule.refers).items()}
    return list_options(pairs.items(), text)


def _hint(pages: TablePages, form: RowForm, rule: TableField) -> str:
    """How a value is to be written."""
    if rule.name == "id":
        return "" if form.key else _("Kan stå tom: da lages den av navnet.")
    own = pages.hint(form, rule)
    if own:
        return own
    words = {
        "nok": _("Hele kroner, som 1 250 000."),
        "percent": _("Prosent, som 2,37."),
        "decimal": _("Et tall, som 12,5."),
        "by_series": _("I enheten til forutsetningen: prosent som 2,37, hele kroner eller et helt tall."),
        "day": _("Måned og dag, som 12-31."),
        "link": _("En adresse som begynner med https://."),
    }
    kind = rule.kind_in(form.values) if form.values.get("series") else rule.kind
    return words.get(kind, "")


def _missing(pages: TablePages, shown: Any, request: HttpRequest, form: RowForm) -> list[Context]:
    """The tables that must have rows before the form can be filled in, each with the way to add one."""
    wanted = {one.refers for one in form.rule.fields.values() if one.required and one.refers}
    empty = [pages.rule.tables[one] for one in sorted(wanted) if not shown.book.table(one)]
    return [
        {
            "text": _("Det må finnes rader i «%(name)s» først.") % {"name": one.name}
            + ("" if shown.can_edit else " " + _("Si fra til dem som redigerer.")),
            "url": with_query(reverse(pages.new, args=[one.id]), next=request.get_full_path()) if shown.can_edit else "",
            "action": _("Legg til i «%(name)s»") % {"name": one.name},
        }
        for one in empty
    ]
