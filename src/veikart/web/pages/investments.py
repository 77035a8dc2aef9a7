"""Investments and how they are paid for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.layers import Unit
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, draw_for_both, stacked_columns
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill
from veikart.web.links import unit_url
from veikart.web.shown import Shown, make_context, shows_publication
from veikart.web.tables import Context, column_heads, row, statement_cell

FINANCING = (
    ("bruk-av-laan", "loan"),
    ("overforing-fra-drift", "transfer"),
    ("mva-kompensasjon", "vat"),
    ("refusjoner", "grant"),
    ("tilskudd", "investment"),
    ("salg", "sale"),
    ("bruk-av-avsetninger", "fund"),
    ("mottatte-avdrag", "pension"),
)
AREA_COLOURS = ("frame", "revenue", "investment", "earlier", "fund", "pension", "expense")


@shows_publication
def show_investments(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What is invested, where, and with whose money."""
    programme = shown.programme
    years = programme.dataset.plan_years
    total = sum(_nok(programme, "totalt", year) for year in years)
    words = {"total": format_mill(total, 0), "first": years[0], "last": years[-1]}
    context = make_context(
        shown,
        page="investments",
        title=_("%(total)s mill. kr skal investeres i %(first)s–%(last)s") % words,
        lead=_("Løpende kroner, brutto. Dokumentet viser investeringene per område; enkeltprosjektene står i et eget vedlegg som ikke er med her."),
        crumbs=[(_("Investeringer"), "")],
        need=_need(programme),
        financing=_financing(programme),
        projects=_areas(programme),
        projects_heading=_("Område for område"),
    )
    return render(request, "veikart/pages/investments.html.jinja", context)


def _nok(programme: Programme, row_id: str, year: int, form: str = "2B") -> int:
    column = next(one for one in programme.columns if one.year == year)
    cell = programme.cell(form, row_id, column)
    return cell.nok if cell else 0


def _top_units(programme: Programme) -> list[Unit]:
    """Sectors and common posts that invest something, the largest first."""
    years = programme.dataset.plan_years
    sizes = {
        unit.id: sum(_nok(programme, f"{unit.id}.brutto", year) for year in years)
        for unit in programme.dataset.budget.units
        if unit.kind in {"sector", "post"}
    }
    chosen = [unit for unit in programme.dataset.budget.units if sizes.get(unit.id)]
    return sorted(chosen, key=lambda unit: -sizes[unit.id])


def _need(programme: Programme) -> Context:
    columns = programme.columns
    series = [
        Series(unit.name, [_nok(programme, f"{unit.id}.brutto", column.year) for column in columns], AREA_COLOURS[place % len(AREA_COLOURS)])
        for place, unit in enumerate(_top_units(programme))
    ]
    title = _("Investeringer per område")
    first = programme.dataset.plan_years[0]
    years = [column.year for column in columns]
    svg = draw_for_both(
        stacked_columns, chart_id="need", series=series, years=years, title=title, unit=WHOLE_MILL_NOK, height=420, forecast_from=first
    )
    return {"heading": title, "note": _("Mill. kr, løpende"), "svg": Markup(svg)}


def _financing(programme: Programme) -> Context:
    columns = programme.columns
    form = programme.forms["2A"]
    series = []
    rows = []
    for line, colour in FINANCING:
        values = [-_nok(programme, line, column.year, "2A") for column in columns]
        label = form.line_by_id[line].label
        if any(values):
            series.append(Series(label, [max(value, 0) for value in values], colour))
            rows.append(row(label, [statement_cell(programme.cell("2A", line, column), f"line:2A:{line}@{column.year}") for column in columns]))
    total = [statement_cell(programme.cell("2A", "sum-finansiering", column), f"line:2A:sum-finansiering@{column.year}") for column in columns]
    rows.append(row(form.line_by_id["sum-finansiering"].label, total, kind="total"))
    title = _("Slik blir investeringer og utlån betalt")
    years = [column.year for column in columns]
    svg = draw_for_both(stacked_columns, chart_id="financing", series=series, years=years, title=title, unit=WHOLE_MILL_NOK, height=460)
    table = {
        "caption": title,
        "unit": "Mill. kr",
        "unit_line": _("Løpende kroner. Inntekt er negativ."),
        "columns": column_heads(columns, current=programme.dataset.plan_years[0]),
        "rows": rows,
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", "2A"])}],
    }
    return {"heading": title, "note": _("Mill. kr, løpende"), "svg": Markup(svg), "table": table}


def _areas(programme: Programme) -> Context:
    columns = programme.columns
    rows: list[Context] = []
    for one in programme.rows("2B", columns):
        cells = [statement_cell(programme.cell("2B", one.id, column), f"line:2B:{one.id}@{column.year}") for column in columns]
        url = unit_url(one.unit) if one.unit and programme.dataset.budget.unit_by_id[one.unit].kind in {"sector", "programme_area"} else ""
        kind = "total" if not one.unit else "sum" if one.level == 1 and _has_below(programme, one.unit) else ""
        rows.append(row(one.label, cells, url=url, level=max(one.level - 1, 0), kind=kind))
    return {
        "id": "omraader",
        "caption": _("Investeringer i anleggsmidler"),
        "unit": "Mill. kr",
        "unit_line": _("Løpende kroner, brutto"),
        "columns": column_heads(columns, current=programme.dataset.plan_years[0]),
        "rows": [*rows[1:], *rows[:1]],
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", "2B"])}],
    }


def _has_below(programme: Programme, unit_id: str) -> bool:
    return bool(programme.dataset.budget.children.get(unit_id))
