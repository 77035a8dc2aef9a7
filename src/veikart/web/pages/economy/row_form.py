"""The form for a row of the economy: its heading, the choices of its fields, and how they are to be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.rules.economy import get_sheet_rules
from veikart.rules.tables import TableField, TableRule, format_percent, write_cells
from veikart.rules.words import format_nok
from veikart.web.economy_links import new_row_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.links import with_query
from veikart.web.pages.economy.economy_pages import ECONOMY_PAGES
from veikart.web.rows.form import RowForm, list_options, make_field, show_row_form
from veikart.web.rows.words import row_name
from veikart.web.tables import Context
from veikart.web.working import get_working

SELDOM = frozenset({"id", "note"})
"""Fields folded away unless something is wrong with them, or something stands in them."""
UNIT_FIELDS = frozenset({"unit", "closing_unit"})
"""Fields with the id of a unit of the budget."""


def show_form(request: HttpRequest, shown: EconomyShown, form: RowForm, *, status: int = 200) -> HttpResponse:
    """The page with the form."""
    known = shown.book.table(form.rule.id).get(form.key)
    words = {"name": row_name(shown.book, form.rule, known) if known else form.rule.name}
    title = _("Rediger «%(name)s»") % words if form.key else _("Ny rad i «%(name)s»") % words
    fields = [_field(shown, form, one) for one in form.rule.fields.values()]
    return show_row_form(request, ECONOMY_PAGES, shown, form, title=title, fields=fields, status=status, missing=_missing(shown, request, form))


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
    return {name: format_percent(value) if rule.fields[name].kind == "percent" else value for name, value in found.items()}


def _field(shown: EconomyShown, form: RowForm, rule: TableField) -> Context:
    value = form.values.get(rule.name)
    text = "" if value is None else str(value)
    options = _options(shown, form, rule, text)
    is_seldom = rule.name in SELDOM and (not text or rule.name == "id")
    return make_field(form, rule, options, hint=_hint(form, rule), is_seldom=is_seldom)


def _options(shown: EconomyShown, form: RowForm, rule: TableField, text: str) -> list[Context]:
    """The choices of a field: its words, the rows or units it may refer to by name, or the sheets and lines that can be posted."""
    pairs: Mapping[str, str] = rule.words
    if form.rule.id == "postings" and rule.name == "sheet":
        pairs = {one.id: one.name for one in get_sheet_rules().values()}
    elif form.rule.id == "postings" and rule.name == "line":
        chosen = get_sheet_rules().get(str(form.values.get("sheet") or ""))
        pairs = {one.id: one.name for one in chosen.lines.values()} if chosen else {}
    elif rule.name in UNIT_FIELDS and rule.kind == "id":
        working = get_working(shown)
        pairs = {one.id: one.name for one in working.dataset.budget.units} if working else {}
    elif rule.refers:
        table = ECONOMY_PAGES.rule.tables[rule.refers]
        pairs = {key: row_name(shown.book, table, row) for key, row in shown.book.table(rule.refers).items()}
    return list_options(pairs.items(), text)


def _hint(form: RowForm, rule: TableField) -> str:
    """How a value is to be written."""
    if rule.name == "id":
        return "" if form.key else _("Kan stå tom: da lages den av navnet.")
    if form.rule.id == "postings" and rule.name == "line" and not form.values.get("sheet"):
        return _("Velg arket først og lagre. Da vises linjene i det.")
    words = {
        "nok": _("Hele kroner, som 1 250 000."),
        "percent": _("Prosent, som 2,37."),
        "by_series": _("I enheten til forutsetningen: prosent som 2,37, hele kroner eller et helt tall."),
        "day": _("Måned og dag, som 12-31."),
        "link": _("En adresse som begynner med https://."),
    }
    kind = rule.kind_in(form.values) if form.values.get("series") else rule.kind
    return words.get(kind, "")


def _missing(shown: EconomyShown, request: HttpRequest, form: RowForm) -> list[Context]:
    """The tables that must have rows before the form can be filled in, each with the way to add one."""
    wanted = {one.refers for one in form.rule.fields.values() if one.required and one.refers}
    empty = [ECONOMY_PAGES.rule.tables[one] for one in sorted(wanted) if not shown.book.table(one)]
    return [
        {
            "text": _("Det må finnes rader i «%(name)s» først.") % {"name": one.name},
            "url": with_query(new_row_url(one.id), next=request.get_full_path()),
            "action": _("Legg til i «%(name)s»") % {"name": one.name},
        }
        for one in empty
    ]
