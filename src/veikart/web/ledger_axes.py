"""Tables of the ledger divided by function or by project, and of investments: each row with its forecast and how it is made."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from veikart.rules.deviations import (
    AxisRow,
    Investments,
    divide_by_axis,
    divide_investments,
    find_account_group,
    get_account_groups,
    get_axis_columns,
    get_function_names,
)
from veikart.rules.deviations.axes import SPENT_ON
from veikart.rules.words import format_mill, format_nok
from veikart.web.ledger_shown import LedgerShown
from veikart.web.ledger_tables import format_signed
from veikart.web.tables import Context

AXES = {"funksjon": "function", "prosjekt": "project"}
"""What the figures can be divided by, as an address says it."""
INVESTMENTS = "investering"
DIVIDED = frozenset({*AXES, INVESTMENTS})
"""The tables that have rows of codes."""


def make_divided_table(ledger: LedgerShown, by: str, unit: str) -> Context:
    """The unit's figures divided by function or project, or its investments. Raises KeyError for anything else."""
    return _make_investment_table(ledger, unit) if by == INVESTMENTS else _make_axis_table(ledger, by, unit)


def get_project_names(ledger: LedgerShown) -> Mapping[str, str]:
    """The names of the projects by code."""
    return {code: one.name for code, one in ledger.shown.book.table("ledger_projects").items()}


def _make_axis_table(ledger: LedgerShown, by: str, unit: str) -> Context:
    axis = AXES[by]
    rows = divide_by_axis(ledger.shown.book, ledger.report, ledger.sum_by(get_axis_columns(axis)), axis, unit)
    names = get_function_names() if axis == "function" else get_project_names(ledger)
    is_over = ledger.is_over
    heads = [_("Budsjett for året"), _("Budsjett hittil"), _("Regnskap hittil"), _("I fjor hittil"), _("Avvik hittil")]
    heads += [] if is_over else [_("Prognose"), _("Ventet avvik")]
    shown = [_axis_row(ledger, unit, by, one, names) for one in rows]
    total = ledger.report.of_unit(unit).total
    amounts = (total.revised_nok, total.budget_to_date_nok, total.accounts_to_date_nok, total.last_year_to_date_nok, total.forecast_nok)
    shown.append({"label": _("Sum"), "kind": "total", "cells": _axis_cells(ledger, AxisRow("", *amounts))})
    way = _(
        "Prognosen følger metoden og profilen til ansvaret og kontogruppen beløpet står på. Egne anslag gjelder hele enheten, og er ikke delt: "
        "det de endrer, står på en egen linje."
    )
    return {
        "id": by,
        "caption": _("Funksjoner") if axis == "function" else _("Prosjekter"),
        "unit": _("Kroner"),
        "unit_line": "" if is_over else way,
        "columns": [{"text": one} for one in heads],
        "rows": shown,
    }


def _axis_row(ledger: LedgerShown, unit: str, by: str, one: AxisRow, names: Mapping[str, str]) -> Context:
    code = one.key if one.key in names else ""
    link = ledger.link("ledger-lines", enhet=unit, **{by: one.key}) if one.key and ledger.can_see_vouchers(unit) else ""
    note = " · ".join(filter(None, (code, _say_method(ledger, one))))
    return {"label": _axis_name(by, one, names), "note": note, "cells": _axis_cells(ledger, one, link)}


def _axis_name(by: str, one: AxisRow, names: Mapping[str, str]) -> str:
    if one.key:
        return names.get(one.key, one.key)
    if one.method:
        return _("Uten prosjekt") if by == "prosjekt" else _("Uten funksjon")
    return _("Rammer, revisjoner og egne anslag, ikke delt")


def _axis_cells(ledger: LedgerShown, one: AxisRow, link: str = "") -> list[Context]:
    cells: list[Context] = [{"text": format_nok(nok)} for nok in (one.budget_nok, one.budget_to_date_nok)]
    cells.append({"text": format_nok(one.accounts_to_date_nok), "url": link})
    cells += [{"text": format_nok(one.last_year_to_date_nok)}, {"text": format_signed(one.deviation_nok)}]
    if ledger.is_over:
        return cells
    return [*cells, {"text": format_nok(one.forecast_nok)}, {"text": format_signed(one.expected_deviation_nok)}]


def _say_method(ledger: LedgerShown, one: AxisRow) -> str:
    words = ledger.report.method_words.get(one.method, "")
    return _("Prognose: %(method)s") % {"method": words.lower()} if words and not ledger.is_over else ""


def _make_investment_table(ledger: LedgerShown, unit: str) -> Context:
    """Every project with its budget of the year, what is used and left, and where it is going; then what pays for it."""
    report = ledger.report
    sums = ledger.sum_by(get_axis_columns("project"))
    found = divide_investments(ledger.shown.book, report.nodes, sums, unit, year=ledger.year, month=ledger.month)
    is_over = ledger.is_over
    heads = [_("Budsjett for året"), _("Brukt"), _("Rest"), _("I fjor")] if is_over else [_("Budsjett for året"), _("Brukt hittil"), _("Rest")]
    heads += [] if is_over else [_("I fjor hittil"), _("Prognose"), _("Ventet avvik")]
    way = _("Prognosen er det som er brukt, og budsjettet for månedene som er igjen.")
    return {
        "id": INVESTMENTS,
        "caption": _("Investeringer"),
        "unit": _("Kroner"),
        "unit_line": "" if is_over or not found.projects else way,
        "columns": [{"text": one} for one in heads],
        "rows": _investment_rows(ledger, unit, found),
        "notes": [] if found.projects or found.funding else [_("Ingen bilag eller budsjettlinjer er ført i investering (kontoklasse 0) i året.")],
    }


def say_investments(ledger: LedgerShown, unit: str) -> str:
    """How much of the year's budget for investments is used, as a sentence."""
    sums = ledger.sum_by(get_axis_columns("project"))
    found = divide_investments(ledger.shown.book, ledger.report.nodes, sums, unit, year=ledger.year, month=ledger.month)
    total = found.total
    words = {"used": format_mill(total.accounts_to_date_nok), "budget": format_mill(total.budget_nok), "until": ledger.until}
    words["name"] = ledger.report.of_unit(unit).name
    if not found.projects:
        return _("%(name)s har ingen investeringer i regnskapet til og med %(until)s") % words
    return _("%(name)s har brukt %(used)s av %(budget)s mill. kr på investeringer til og med %(until)s") % words


def _investment_rows(ledger: LedgerShown, unit: str, found: Investments) -> list[Context]:
    names, groups = get_project_names(ledger), {one.id: one.name for one in get_account_groups()}
    rows = []
    for one in found.projects:
        link = _investment_link(ledger, unit, prosjekt=one.key) if one.key else ""
        code = one.key if one.key in names else ""
        rows.append({"label": names.get(one.key, one.key) or _("Uten prosjekt"), "note": code, "cells": _investment_cells(ledger, one, link)})
    if found.projects:
        rows.append({"label": _("Sum brukt på investeringer"), "kind": "sum", "cells": _investment_cells(ledger, found.total)})
    rows += [{"label": groups[one.key], "cells": _investment_cells(ledger, one)} for one in found.funding]
    if found.funding:
        rows.append({"label": _("Sum inntekter og finansiering"), "kind": "sum", "cells": _investment_cells(ledger, found.total_funding)})
    return rows


def _investment_link(ledger: LedgerShown, unit: str, **more: str) -> str:
    """The lines that a project is spent on."""
    if not ledger.can_see_vouchers(unit):
        return ""
    used = sorted({str(one) for one in ledger.sum_by(get_axis_columns("project")).values["kostra"].tolist()})
    return ledger.link("ledger-lines", enhet=unit, art=[one for one in used if one.startswith("0") and find_account_group(one) in SPENT_ON], **more)


def _investment_cells(ledger: LedgerShown, one: AxisRow, link: str = "") -> list[Context]:
    cells: list[Context] = [{"text": format_nok(one.budget_nok)}, {"text": format_nok(one.accounts_to_date_nok), "url": link}]
    cells += [{"text": format_nok(one.left_nok)}, {"text": format_nok(one.last_year_to_date_nok)}]
    if ledger.is_over:
        return cells
    return [*cells, {"text": format_nok(one.forecast_nok)}, {"text": format_signed(one.expected_deviation_nok)}]
