"""Where a figure of the economy comes from: a page of its own, or the panel beside a table."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.rules.economy.explaining import BookRow, Calculation, CalculationInput, FigureAddress, explain_calculation
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.economy.price_levels import get_price_level
from veikart.rules.law import get_rules
from veikart.web.economy_links import address_url, edit_row_url, sheet_url
from veikart.web.economy_rows import row_facts, row_name
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import SheetTable, price_words, unit_of_figure
from veikart.web.links import figure_url
from veikart.web.plan_links import law_link
from veikart.web.tables import Context

MOST_INPUTS = 25
MOST_ROWS = 25
ORIGIN_WORDS = {
    "total_of": "Summen av tallene under, fra arket de står i.",
    "input": "Lagt inn i økonomiboken.",
    "series": "En forutsetning som er lagt inn for året.",
    "taken": "Hentet fra et annet ark.",
    "plan": "Hentet fra handlingsprogrammet.",
}


@shows_economy
def show_calculation(request: HttpRequest, shown: EconomyShown, sheet: str, subject: str, line: str, year: int) -> HttpResponse:
    """The calculation of one figure. `?alle=1` lists everything it is made of."""
    try:
        found = explain_calculation(shown.book, shown.run_with(sheet), FigureAddress(sheet, subject, line, year))
    except KeyError:
        raise Http404 from None
    explanation = _explanation(shown, found, with_all=request.GET.get("alle") == "1")
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "veikart/panel_only.html.jinja", {"explanation": explanation})
    unit = unit_of_figure(found.line, in_mill=False)
    context = make_economy_context(
        shown,
        page="",
        title=f"{found.line.name} {year}{'' if len(found.sheet.subjects) == 1 else f', {found.subject_name}'}: {explanation['text']} {unit}".strip(),
        window_title=f"{found.line.name} {year}",
        kicker=_("Hvor kommer tallet fra?"),
        crumbs=[(found.sheet_rule.name, sheet_url(sheet, subject=subject)), (found.line.name, "")],
        explanation=explanation,
        beside=SheetTable(found.sheet, found.sheet_rule).by_line(subject, [line], caption=_("%(line)s, alle årene") % {"line": found.line.name}),
    )
    return render(request, "veikart/economy/calculation.html.jinja", context)


def _explanation(shown: EconomyShown, found: Calculation, *, with_all: bool) -> Context:
    line = found.line
    rule = get_rules().get(line.rule)
    inputs = found.inputs if with_all else found.inputs[:MOST_INPUTS]
    rows = found.rows if with_all else found.rows[:MOST_ROWS]
    hidden = len(found.inputs) - len(inputs) + len(found.rows) - len(rows)
    content: dict[str, Any] = {
        "title": f"{line.name} {found.address.year}",
        "kicker": " · ".join([found.sheet_rule.name, found.subject_name, *([price_words([line]).rstrip(".").lower()] if line.unit == "nok" else [])]),
        "text": figure_words(found.value, line.unit),
        "unit": unit_of_figure(line, in_mill=False),
        "url": address_url(found.address),
        "formula": line.words or str(ORIGIN_WORDS.get(line.origin, "")),
        "formula_words": found.with_names,
        "formula_numbers": f"{found.with_numbers} = {figure_words(found.value, line.unit)}" if found.with_numbers else "",
        "inputs": [_input(one) for one in inputs],
        "rows": [_row(shown, one) for one in rows],
        "more": {"text": _("Vis %(count)s til") % {"count": hidden}, "url": f"{address_url(found.address)}?alle=1"} if hidden else None,
        "note": line.note,
        "recomputed": _recomputed(found),
        "in_fixed": _in_fixed(shown, found),
    }
    if rule:
        content["rule"] = law_link(rule)
        content["rule_text"] = rule.text
    return content


def _in_fixed(shown: EconomyShown, found: Calculation) -> Context | None:
    """The figure in fixed kroner, where it is in current ones, with the index it is divided by."""
    level, year = get_price_level(shown.book, shown.run), found.address.year
    if level is None or not level.can_fix(found.line, year):
        return None
    return {
        "name": _("I faste %(year)s-kroner") % {"year": level.year},
        "text": f"{figure_words(level.to_fixed(found.value, year), 'nok')} {unit_of_figure(found.line, in_mill=False)}",
        "index": figure_words(level.index[year], "index"),
        "url": address_url(level.address(year)),
    }


def _input(one: CalculationInput) -> Context:
    name = one.name[:1].upper() + one.name[1:]
    note = "" if one.address or one.figure else _("før det første året")
    url = address_url(one.address) if one.address else figure_url(one.figure) if one.figure else ""
    return {"label": name, "note": note, "text": figure_words(one.value, one.unit), "url": url}


def _recomputed(found: Calculation) -> Context | None:
    if found.again is None:
        return None
    return {"text": figure_words(found.again, found.line.unit), "is_same": found.again == found.value, "url": address_url(found.address)}


def _row(shown: EconomyShown, one: BookRow) -> Context:
    """A row of the book: what is written in it, where it comes from, and the way to edit it."""
    name, facts = row_name(shown.book, one.table, one.row), row_facts(shown.book, one.table, one.row)
    return {"name": name, "facts": facts, "edit_url": edit_row_url(one.table, one.key) if shown.can_edit else ""}
