"""The statements: the statutory forms as the law orders them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.statements import Form, Row
from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING
from veikart.rules.law import MARKS, get_rules
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill
from veikart.web.counts import finding_contexts
from veikart.web.links import measure_url, rule_url, statement_url, unit_url
from veikart.web.shown import Shown, make_context, shows_publication
from veikart.web.tables import Context, column_heads, money_cell, row, statement_cell

MOST_PARTS = 40
MOST_OPEN = 10


@shows_publication
def show_statements(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The first form."""
    return redirect(statement_url(next(iter(shown.programme.forms))))


@shows_publication
def show_statement(request: HttpRequest, shown: Shown, form_id: str) -> HttpResponse:
    """One form, years side by side; lines open to the measures they are made of."""
    programme = shown.programme
    form = programme.forms.get(form_id)
    if form is None:
        raise Http404
    version = request.GET.get("versjon", "")
    if version and version not in programme.dataset.budget.version_by_id:
        raise Http404
    is_opened = [one for one in request.GET.getlist("apne") if len(one) <= 200][:MOST_OPEN]
    columns = programme.columns_for(version)
    rule = get_rules()[form.rule]
    law = {"text": rule.citation or rule.name, "url": rule_url(rule.id)}
    findings = [one for one in shown.assessment.findings if one.place.figure.startswith(f"line:{form_id}:")]
    context = make_context(
        shown,
        page="statements",
        title=_title(programme, form, columns),
        window_title=form.name,
        kicker=form.name,
        lead=f"{rule.text} ({MARKS[rule.mark]}.)",
        crumbs=[(_("Oppstillinger"), reverse("statements")), (form.short, "")],
        forms=[{"name": one.short, "url": statement_url(one.id, versjon=version), "current": one.id == form_id} for one in programme.forms.values()],
        law=law,
        table=_table(programme, form, columns, version, is_opened),
        findings=finding_contexts(findings),
    )
    return render(request, "veikart/pages/statement.html.jinja", context)


def _title(programme: Programme, form: Form, columns: tuple[StatementColumn, ...]) -> str:
    """The form's answer: what its last sum says of the first plan year."""
    column = next(one for one in columns if one.year == programme.dataset.plan_years[0])
    answers = {
        "drift": ("netto-driftsresultat", _("Netto driftsresultat i %(year)s: %(amount)s mill. kr")),
        "investering": ("finansieringsbehov", _("Investeringer og utlån som skal finansieres i %(year)s: %(amount)s mill. kr")),
        "1A": ("til-fordeling", _("Til fordeling på driften i %(year)s: %(amount)s mill. kr")),
        "5-4": ("netto-driftsresultat", _("Netto driftsresultat i %(year)s: %(amount)s mill. kr")),
        "5-6": ("netto-driftsresultat", _("Netto driftsresultat i %(year)s: %(amount)s mill. kr")),
        "2A": ("finansieringsbehov", _("Finansieringsbehovet i %(year)s: %(amount)s mill. kr")),
        "2B": ("totalt", _("Investeringer i %(year)s: %(amount)s mill. kr")),
        "1B": ("sum-fordelt", _("Fordelt til drift i %(year)s: %(amount)s mill. kr")),
        "5-5": ("sum-utgifter", _("Investeringsutgifter i %(year)s: %(amount)s mill. kr")),
        "5-4-2": ("bevilgninger", _("Bevilget netto til driften i %(year)s: %(amount)s mill. kr")),
        "5-5-2": ("sum", _("Investeringer i %(year)s: %(amount)s mill. kr")),
    }
    line, words = answers.get(form.id, ("", ""))
    cell = programme.cell(form.id, line, column) if line else None
    if cell is None or cell.state == MISSING:
        return form.name
    nok = abs(cell.nok) if form.id in {"1A", "5-4", "5-6"} else cell.nok
    return words % {"year": column.year, "amount": format_mill(nok)}


def _table(programme: Programme, form: Form, columns: tuple[StatementColumn, ...], version: str, is_opened: list[str]) -> Context:
    rows: list[Context] = []
    states: set[str] = set()
    for one in programme.rows(form.id, columns):
        rows.append(_row(programme, form, one, columns, version, is_opened))
        states.update(cell.state for column in columns if (cell := programme.cell(form.id, one.id, column)))
        if one.id in is_opened:
            rows.extend(_parts(programme, form, one, columns, version))
    notes = [f"{line.label}: {line.note}" for line in form.lines if line.note]
    if JOINED in states:
        notes.append(_("* Linjen rommer også beløp som hører til andre linjer, fordi kilden ikke skiller dem."))
    if ELSEWHERE in states:
        notes.append(_("° Beløpet inngår i en annen linje, fordi kilden ikke skiller dem."))
    if MISSING in states:
        notes.append(_("– Kilden oppgir ikke det linjen trenger. Åpne streken for å se hva som mangler."))
    sign = _("Utgift er positiv, inntekt negativ.") if form.positive == "expense" else _("Inntekter og utgifter er uten fortegn.")
    return {
        "id": "oppstilling",
        "caption": form.name,
        "unit": "Mill. kr",
        "unit_line": f"{_price(programme, form)}. {sign}",
        "columns": column_heads(columns, current=programme.dataset.plan_years[0]),
        "rows": rows,
        "notes": notes,
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", form.id])}],
    }


def _price(programme: Programme, form: Form) -> str:
    is_investment = form.id in {"investering", "2A", "2B", "5-5", "5-5-2"}
    return _("Løpende kroner") if is_investment else programme.dataset.price_level.capitalize()


def _row(programme: Programme, form: Form, one: Row, columns: tuple[StatementColumn, ...], version: str, is_opened: list[str]) -> Context:
    if one.kind == "heading":
        return {"label": one.label, "kind": "group", "cells": []}
    suffix = f"~{version}" if version else ""
    cells = [statement_cell(programme.cell(form.id, one.id, column), f"line:{form.id}:{one.id}@{column.year}{suffix}") for column in columns]
    is_open = one.id in is_opened
    made: dict[str, Any] = {"level": _level(form, one), "id": f"linje-{one.id}"}
    if one.kind != "sum" and any(cell and cell["text"] not in {"0,0", "–"} for cell in cells):
        others = [each for each in is_opened if each != one.id]
        made["toggle"] = {"url": _toggle_url(form, version, others if is_open else [*others, one.id], one.id), "is_open": is_open}
    number = f"{one.number} " if one.number else ""
    kind = "total" if one.kind == "sum" else "sum" if one.is_strong else ""
    return row(f"{number}{one.label}", cells, kind=kind, **made)


def _level(form: Form, one: Row) -> int:
    """How far in a row stands: units that are parts of the line above them stand under it."""
    if not one.unit:
        return 0
    places = [line.id for line in form.lines]
    above = [line.kind for line in form.lines[: places.index(one.line)] if line.kind != "each"]
    return one.level if above and above[-1] in {"accounts", "rest"} else one.level - 1


def _toggle_url(form: Form, version: str, opened: list[str], row_id: str) -> str:
    query = [f"apne={one}" for one in opened] + ([f"versjon={version}"] if version else [])
    return f"{reverse('statement', args=[form.id])}?{'&'.join(query)}#linje-{row_id}"


def _parts(programme: Programme, form: Form, one: Row, columns: tuple[StatementColumn, ...], version: str) -> list[Context]:
    """What a line is made of, largest first: the units it is spread over, or the measures where it is one unit's or one account's."""
    amounts = _amounts_behind(programme, form, one, columns)
    groups: dict[tuple[str, str], dict[int, int]] = {}
    links: dict[tuple[str, str], dict[int, str]] = {}
    for (measure, unit, year), nok in amounts.items():
        below = _unit_below(programme, one, unit)
        key = (below, "") if below else (unit, programme.dataset.budget.measure_by_id[measure].name)
        years = groups.setdefault(key, {})
        years[year] = years.get(year, 0) + nok
        links.setdefault(key, {})[year] = measure
    ordered = sorted((item for item in groups.items() if any(item[1].values())), key=lambda item: -max(abs(nok) for nok in item[1].values()))
    part = f"part:{form.id}:{one.id}:unit={{}}@{{}}" + (f"~{version}" if version else "")
    rows = [_part_row(programme, key, years, links[key], one, columns, part=part) for key, years in ordered[:MOST_PARTS]]
    if len(ordered) > MOST_PARTS:
        rest = [sum(years.get(column.year, 0) for __, years in ordered[MOST_PARTS:]) for column in columns]
        label = _("%(count)s mindre deler til") % {"count": len(ordered) - MOST_PARTS}
        rows.append(row(label, [money_cell(nok) for nok in rest]))
    return [{**each, "level": min(_level(form, one) + 1, 3)} for each in rows]


def _amounts_behind(programme: Programme, form: Form, one: Row, columns: tuple[StatementColumn, ...]) -> dict[tuple[str, str, int], int]:
    """The amounts of a line by measure, unit and year, with the line's sign."""
    table = programme.table
    found: dict[tuple[str, str, int], int] = {}
    for version in dict.fromkeys(column.version for column in columns):
        years = {column.year for column in columns if column.version == version}
        places, weights = programme.engine.selected_rows(form, one, version)
        for place, weight in zip(places, weights, strict=True):
            year = table.years[table.year[place]]
            if year in years:
                key = (table.measures.ids[table.measure[place]], table.units.ids[table.unit[place]], year)
                found[key] = found.get(key, 0) + int(weight) * int(table.nok[place])
    return found


def _unit_below(programme: Programme, one: Row, unit: str) -> str:
    """The unit right under the line's own that an amount belongs to; empty where the line is that unit's, or is about accounts."""
    if one.kind not in {"rest", "unit"}:
        return ""
    budget = programme.dataset.budget
    path = [*(each.id for each in budget.ancestors(unit)), unit]
    if one.unit:
        inside = path[path.index(one.unit) + 1 :]
        return inside[0] if inside else ""
    named = [each for each in path if budget.unit_by_id[each].kind != "municipality"]
    return named[0] if named else unit


def _part_row(
    programme: Programme,
    key: tuple[str, str],
    years: dict[int, int],
    measures: dict[int, str],
    one: Row,
    columns: tuple[StatementColumn, ...],
    *,
    part: str,
) -> Context:
    unit = programme.dataset.budget.unit_by_id[key[0]]
    if not key[1]:
        url = unit_url(unit.id) if unit.kind in {"sector", "programme_area", "post"} else ""
        return row(unit.name, [money_cell(years.get(column.year, 0), part.format(unit.id, column.year)) for column in columns], url=url)
    cells = [money_cell(years[column.year], f"measure:{measures[column.year]}@{column.year}") if column.year in years else None for column in columns]
    newest = measures[max(measures)]
    return row(key[1], cells, url=measure_url(newest), note="" if one.unit else unit.name)
