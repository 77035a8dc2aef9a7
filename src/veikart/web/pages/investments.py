"""Investments and how they are paid for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.layers import Unit
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, draw_for_both, stacked_columns
from veikart.exchange.sourcing.financing import FORM, TOTAL, coverage_words, money_sources
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill
from veikart.web.links import unit_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context, column_heads, row, statement_cell

AREA_FORM = "2B"
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


def _nok(programme: Programme, row_id: str, year: int) -> int:
    column = next(one for one in programme.columns if one.year == year)
    cell = programme.cell(AREA_FORM, row_id, column)
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
    rows = [row(unit.name, _cells(programme, f"{unit.id}.brutto", AREA_FORM)) for unit in _top_units(programme)]
    rows.append(row(_("Sum"), _cells(programme, "totalt", AREA_FORM), kind="total"))
    table = {
        "caption": title,
        "unit": "Mill. kr",
        "unit_line": _("Løpende kroner, brutto"),
        "columns": column_heads(columns, current=first),
        "rows": rows,
    }
    return {"heading": title, "note": _("Mill. kr, løpende"), "svg": Markup(svg), "table": table}


def _financing(programme: Programme) -> Context:
    columns = programme.columns
    sources = money_sources(programme)
    series = [Series(one.label, [one.nok_by_year[column.year] for column in columns], one.colour) for one in sources]
    rows = [row(one.label, _cells(programme, one.line, FORM)) for one in sources]
    rows.append(row(programme.forms[FORM].line_by_id[TOTAL].label, _cells(programme, TOTAL, FORM), kind="total"))
    title = _("Slik blir investeringer og utlån betalt")
    years = [column.year for column in columns]
    svg = draw_for_both(stacked_columns, chart_id="financing", series=series, years=years, title=title, unit=WHOLE_MILL_NOK, height=460)
    table = {
        "caption": title,
        "unit": "Mill. kr",
        "unit_line": _("Løpende kroner. Inntekt er negativ."),
        "columns": column_heads(columns, current=programme.dataset.plan_years[0]),
        "rows": rows,
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", FORM])}],
    }
    note = _("Mill. kr, løpende.") + " " + coverage_words(programme)
    return {"heading": title, "note": note, "svg": Markup(svg), "table": table}


def _cells(programme: Programme, line: str, form: str) -> list[Context | None]:
    return [statement_cell(programme.cell(form, line, column), f"line:{form}:{line}@{column.year}") for column in programme.columns]


def _areas(programme: Programme) -> Context:
    columns = programme.columns
    rows: list[Context] = []
    for one in programme.rows(AREA_FORM, columns):
        cells = _cells(programme, one.id, AREA_FORM)
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
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", AREA_FORM])}],
    }


def _has_below(programme: Programme, unit_id: str) -> bool:
    return bool(programme.dataset.budget.children.get(unit_id))
