"""The statements: the statutory forms as the law orders them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.statements import Form, Row
from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING
from veikart.rules.explaining import LineGroup, line_groups
from veikart.rules.law import MARKS, get_rules
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill
from veikart.web.counts import finding_contexts
from veikart.web.links import measure_url, rule_url, statement_url, unit_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
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
    groups = line_groups(programme, form, one, columns)
    part, suffix = f"part:{form.id}:{one.id}", f"~{version}" if version else ""
    rows = [_part_row(programme, each, one, columns, part=f"{part}:unit={{}}@{{}}{suffix}") for each in groups[:MOST_PARTS]]
    if rest := groups[MOST_PARTS:]:
        cells = [
            money_cell(sum(each.nok_by_year.get(column.year, 0) for each in rest), f"{part}:after={MOST_PARTS}@{column.year}{suffix}")
            for column in columns
        ]
        rows.append(row(_("%(count)s mindre deler til") % {"count": len(rest)}, cells))
    return [{**each, "level": min(_level(form, one) + 1, 3)} for each in rows]


def _part_row(programme: Programme, group: LineGroup, one: Row, columns: tuple[StatementColumn, ...], *, part: str) -> Context:
    unit, years, measures = programme.dataset.budget.unit_by_id[group.unit], group.nok_by_year, group.measure_by_year
    if not group.name:
        url = unit_url(unit.id) if unit.kind in {"sector", "programme_area", "post"} else ""
        return row(unit.name, [money_cell(years.get(column.year, 0), part.format(unit.id, column.year)) for column in columns], url=url)
    cells = [money_cell(years[column.year], f"measure:{measures[column.year]}@{column.year}") if column.year in years else None for column in columns]
    return row(group.name, cells, url=measure_url(measures[max(measures)]), note="" if one.unit else unit.name)
