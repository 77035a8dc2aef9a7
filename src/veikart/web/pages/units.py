"""Sectors, programme areas and measures: from last year's frame to this year's."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.layers import Measure, Unit
from veikart.calc.plan_system import PlanSystem
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, bridge_chart, draw_for_both, stacked_columns
from veikart.rules.programme import FRAME_FORM, STEP_LABELS, BridgeStep, FrameMeasure, Programme, frame_bridge, frame_measures
from veikart.rules.words import format_mill
from veikart.web.counts import finding_contexts
from veikart.web.links import figure_url, measure_url, unit_url, with_query
from veikart.web.pages.plan.money import served_words
from veikart.web.plan_shown import get_seen_plan
from veikart.web.showing import shows_publication
from veikart.web.shown import Crumbs, Shown, make_context
from veikart.web.tables import Context, column_heads, group, money_cell, row, statement_cell, year_cells, year_heads

FRAME_KINDS = ("sector", "programme_area", "post")


def _plan_columns(programme: Programme) -> list[Any]:
    return [column for column in programme.columns if column.year in programme.dataset.plan_years]


def _frame_cells(programme: Programme, unit: Unit) -> list[Context | None]:
    return [statement_cell(programme.cell("5-4-2", f"{unit.id}.netto", column), f"frame:{unit.id}@{column.year}") for column in programme.columns]


@shows_publication
def show_sectors(request: HttpRequest, shown: Shown) -> HttpResponse:
    """All frames, sector by sector."""
    programme = shown.programme
    years = programme.dataset.plan_years
    sectors = [unit for unit in programme.dataset.budget.units if unit.kind == "sector"]
    series = [Series(unit.name, [frame_bridge(programme, unit.id)[-1].nok_by_year[year] for year in years]) for unit in sectors]
    title = _("Rammene til sektorene")
    svg = draw_for_both(stacked_columns, chart_id="sectors", series=_coloured(series), years=years, title=title, unit=WHOLE_MILL_NOK)
    table = {
        "id": "rammer",
        "caption": title,
        "unit": "Mill. kr",
        "unit_line": _("%(price)s. Netto: utgifter minus inntekter.") % {"price": shown.publication.price_level.capitalize()},
        "columns": column_heads(programme.columns, current=years[0]),
        "rows": [_unit_row(programme, unit) for unit in programme.dataset.budget.units if _has_frame(programme, unit)],
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["form", "5-4-2"])}],
    }
    largest = max(sectors, key=lambda unit: frame_bridge(programme, unit.id)[-1].nok_by_year[years[0]])
    heading = _("%(name)s har den største rammen i %(year)s") % {"name": largest.name, "year": years[0]}
    chart = {"heading": title, "note": _("Mill. kr, netto"), "svg": Markup(svg)}
    context = make_context(shown, page="sectors", title=heading, crumbs=[(_("Sektorer"), "")], chart=chart, table=table)
    return render(request, "veikart/pages/sectors.html.jinja", context)


def _coloured(series: list[Series]) -> list[Series]:
    """Neighbouring series in colours that part by lightness too."""
    colours = ("frame", "revenue", "investment", "earlier", "fund", "pension")
    return [Series(one.name, one.values, colours[place % len(colours)]) for place, one in enumerate(series)]


def _has_frame(programme: Programme, unit: Unit) -> bool:
    if unit.kind == "sector":
        return True
    if unit.kind not in FRAME_KINDS:
        return False
    return any(cell and cell["text"] != "0,0" for cell in _frame_cells(programme, unit))


def _unit_row(programme: Programme, unit: Unit) -> Context:
    level = 0 if unit.kind == "sector" or unit.parent == "sentrale-poster" else 1
    return row(unit.name, _frame_cells(programme, unit), url=unit_url(unit.id), level=level, kind="sum" if unit.kind == "sector" else "")


@shows_publication
def show_unit(request: HttpRequest, shown: Shown, unit_id: str) -> HttpResponse:
    """One sector or programme area: the bridge, its table, the measures, the units below."""
    programme = shown.programme
    unit = programme.dataset.budget.unit_by_id.get(unit_id)
    if unit is None or unit.kind not in FRAME_KINDS:
        raise Http404
    years = programme.dataset.plan_years
    year = _chosen_year(request, years)
    findings = [one for one in shown.assessment.findings if _concerns(programme, one.place, unit)]
    seen = get_seen_plan(request)
    context = make_context(
        shown,
        page="sectors",
        title=_unit_title(programme, unit, year),
        window_title=unit.name,
        kicker=unit.name,
        crumbs=unit_crumbs(programme, unit),
        year_links=[
            {"name": str(each), "url": with_query(unit_url(unit.id), aar=str(each) if each != years[0] else ""), "current": each == year}
            for each in years
        ],
        bridge=_bridge(programme, unit, year),
        bridge_table=_bridge_table(programme, unit, year),
        measures=_measures_table(programme, unit, year, seen.system if seen else None),
        base=_gross_table(programme, unit),
        children=_children_table(programme, unit),
        findings=finding_contexts(findings),
    )
    return render(request, "veikart/pages/unit.html.jinja", context)


def _chosen_year(request: HttpRequest, years: tuple[int, ...]) -> int:
    wanted = request.GET.get("aar", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) == 4 and int(wanted) in years else years[0]


def unit_crumbs(programme: Programme, unit: Unit) -> Crumbs:
    """The way to the unit's page, itself last and without an address."""
    above = [one for one in programme.dataset.budget.ancestors(unit.id) if one.kind in FRAME_KINDS]
    return [(_("Sektorer"), reverse("sectors")), *((one.name, unit_url(one.id)) for one in above), (unit.name, "")]


def _unit_title(programme: Programme, unit: Unit, year: int) -> str:
    steps = frame_bridge(programme, unit.id)
    base, frame = steps[0].nok_by_year[year], steps[-1].nok_by_year[year]
    change = frame - base
    words = {"name": unit.name, "frame": format_mill(frame), "year": year, "change": format_mill(abs(change))}
    if format_mill(change) == "0,0":
        return _("%(name)s: %(frame)s mill. kr i %(year)s, som før") % words
    if change > 0:
        return _("%(name)s: %(frame)s mill. kr i %(year)s, %(change)s mer enn utgangspunktet") % words
    return _("%(name)s: %(frame)s mill. kr i %(year)s, %(change)s mindre enn utgangspunktet") % words


def _concerns(programme: Programme, place: Any, unit: Unit) -> bool:
    """Whether a finding is about this unit: it names it, or its figure is in one of the unit's rows."""
    if place.unit == unit.name:
        return True
    row_id = place.figure.partition(":")[2].partition("@")[0]
    return row_id == unit.id or row_id.startswith(f"{unit.id}.")


def _bridge(programme: Programme, unit: Unit, year: int) -> Context:
    steps = [step for step in frame_bridge(programme, unit.id) if step.is_shown_in(year)]
    drawn = [(step.label, step.nok_by_year[year], step.kind) for step in steps]
    title = _("Fra gammel til ny ramme, %(year)s") % {"year": year}
    svg = draw_for_both(bridge_chart, steps=drawn, chart_id="bridge", title=f"{unit.name}: {title}")
    return {"heading": title, "note": _("Mill. kr"), "svg": Markup(svg)}


def _bridge_table(programme: Programme, unit: Unit, year: int) -> Context:
    years = programme.dataset.plan_years
    rows = []
    for step in frame_bridge(programme, unit.id):
        if step.is_shown_in(*years):
            cells = [money_cell(step.nok_by_year[each], _step_address(unit, step, each)) for each in years]
            rows.append(row(step.label, cells, kind="total" if step.kind == "total" else ""))
    return {
        "id": "bro",
        "caption": _("Fra gammel til ny ramme"),
        "unit": "Mill. kr",
        "unit_line": programme.dataset.price_level.capitalize(),
        "columns": year_heads(years, programme, current=year),
        "rows": rows,
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["unit", unit.id])}],
    }


def _step_address(unit: Unit, step: BridgeStep, year: int) -> str:
    return f"frame:{unit.id}@{year}" if step.key == "frame" else f"part:{FRAME_FORM}:{unit.id}.netto:step={step.key}@{year}"


def _measures_table(programme: Programme, unit: Unit, year: int, plan: PlanSystem | None) -> Context:
    years = programme.dataset.plan_years
    measures = [one for one in frame_measures(programme, unit.id) if one.is_shown_in(*years)]
    with_unit = any(one.unit.id != unit.id for one in measures)
    rows: list[Context] = []
    for step, members in groupby(measures, key=lambda one: one.step):
        rows.append(group(STEP_LABELS[step]))
        rows.extend(_measure_row(programme, one, years, plan, with_unit=with_unit) for one in members)
    headings = [*([_("Område")] if with_unit else []), _("Budsjettramme"), *([_("Mål")] if plan else [])]
    return {
        "id": "tiltak",
        "caption": _("Tiltakene som ligger bak rammen"),
        "unit": "Mill. kr",
        "text_columns": headings,
        "columns": year_heads(years, programme, current=year),
        "rows": rows,
    }


def _measure_row(programme: Programme, one: FrameMeasure, years: tuple[int, ...], plan: PlanSystem | None, *, with_unit: bool) -> Context:
    texts = [_frame_text(programme, one.measure), *([served_words(plan, one.measure.id)] if plan else [])]
    if with_unit:
        texts.insert(0, {"text": one.unit.name, "url": unit_url(one.unit.id)})
    cells = year_cells(one.nok_by_year, years, f"measure:{one.measure.id}", with_zero=False)
    return row(one.measure.name, cells, url=measure_url(one.measure.id), texts=texts, level=1)


def _frame_text(programme: Programme, measure: Measure) -> Context:
    """The budget frame a measure belongs to, as printed."""
    table = programme.dataset.table_by_id.get(measure.table)
    printed = table.figure_by_place.get((measure.id, "frame")) if table else None
    text = "" if measure.frame_nok is None else format_mill(measure.frame_nok)
    return {"text": text, "url": figure_url(printed.address) if printed else ""}


def _gross_table(programme: Programme, unit: Unit) -> Context | None:
    """What a sector spends and takes in: the source gives this for sectors and common posts, not for areas."""
    rows = []
    for part, label in (("utgift", _("Utgifter")), ("inntekt", _("Inntekter")), ("netto", _("Netto ramme"))):
        try:
            cells = [
                statement_cell(programme.cell("drift", f"{unit.id}.{part}", column), f"line:drift:{unit.id}.{part}@{column.year}")
                for column in programme.columns
            ]
        except KeyError:
            return None
        rows.append(row(label, cells, kind="sum" if part == "netto" else ""))
    return {
        "caption": _("Utgifter og inntekter"),
        "unit": "Mill. kr",
        "unit_line": _("Kilden deler rammen på utgifter og inntekter, men ikke på lønn, kjøp og overføringer."),
        "columns": column_heads(programme.columns),
        "rows": rows,
    }


def _children_table(programme: Programme, unit: Unit) -> Context | None:
    below = [one for one in programme.dataset.budget.children.get(unit.id, ()) if _has_frame(programme, one)]
    if not below:
        return None
    total = row(_("Sum"), _frame_cells(programme, unit), kind="total")
    return {
        "caption": _("Rammene i enhetene under"),
        "unit": "Mill. kr",
        "columns": column_heads(programme.columns),
        "rows": [*(row(one.name, _frame_cells(programme, one), url=unit_url(one.id)) for one in below), total],
    }
