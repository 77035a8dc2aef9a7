"""The climate measures: what each does and costs, what is within what, and what a tonne costs where every cost is known."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.climate import ClimateBudget, ClimateMeasure
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import AbatementStep, abatement_chart, draw_for_both
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.words import format_nok
from veikart.web.climate_shown import (
    choose_budget,
    figure_cell,
    find_target_year,
    list_budget_choices,
    make_climate_context,
    shows_climate,
    tonnes_words,
)
from veikart.web.economy_links import new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.areas import get_area_names
from veikart.web.tables import Context, row

SHEET = "climate_measures"


@shows_climate
def show_measures(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every measure of the chosen budget, and the picture of what a tonne costs."""
    budget = choose_budget(request, shown)
    measures = list_measures(shown, budget)
    priced = [one for one in measures if has_tonne_cost(shown, one)]
    year = find_target_year(shown, budget) if budget else 0
    context = make_climate_context(
        shown,
        page="climate-measures",
        title=_title(shown, measures, year),
        window_title=_("Klimatiltak"),
        crumbs=[(_("Tiltakene"), "")],
        budgets=list_budget_choices(shown, budget, "climate-measures"),
        measures=_table(shown, measures, year) if measures else None,
        picture=_picture(shown, priced),
        prices=_price_table(shown, priced) if priced else None,
        left_out=_left_out(measures, priced),
        new_url=new_row_url("climate_measures") if shown.can_edit else "",
    )
    return render(request, "veikart/follow_up/climate_measures.html.jinja", context)


def list_measures(shown: EconomyShown, budget: ClimateBudget | None) -> list[ClimateMeasure]:
    """The measures of a budget by their numbers, each followed by its parts."""
    rows = [one for one in shown.book.table(SHEET).values() if budget and one.budget == budget.id]
    parts: dict[str, list[ClimateMeasure]] = {}
    for one in sorted(rows, key=lambda one: (one.number, one.name)):
        parts.setdefault(one.part_of, []).append(one)
    return [found for whole in parts.get("", []) for found in (whole, *parts.get(whole.id, []))]


def has_effect(shown: EconomyShown, one: ClimateMeasure) -> bool:
    """Whether anybody has told what the measure does."""
    sheet = shown.run.sheets[SHEET]
    year = sheet.years[-1]
    return bool(sheet.value(one.id, "full", year) or sheet.value(one.id, "is_told", year))


def has_tonne_cost(shown: EconomyShown, one: ClimateMeasure) -> bool:
    """Whether every cost is entered, and anything is spared for it."""
    sheet = shown.run.sheets[SHEET]
    return one.costs_known == "yes" and sheet.value(one.id, "tonnes_sum", sheet.years[-1]) > 0


def _title(shown: EconomyShown, measures: list[ClimateMeasure], year: int) -> str:
    """How many measures, what they do together, and where most of it comes from."""
    whole = [one for one in measures if not one.part_of]
    if not whole:
        return _("Ingen klimatiltak er lagt inn")
    sheet = shown.run.sheets[SHEET]
    effects = {one.id: sheet.value(one.id, "added", year) for one in whole}
    largest = max(whole, key=lambda one: effects[one.id])
    total = sum(effects.values())
    if not total:
        return ngettext("%(count)s klimatiltak, uten virkning lagt inn", "%(count)s klimatiltak, uten virkning lagt inn", len(measures)) % {
            "count": len(measures)
        }
    words = {"total": tonnes_words(total), "year": year, "part": short_figure_words(effects[largest.id] * 1_000_000 // total, "ppm", decimals=0)}
    name = largest.name[:1].lower() + largest.name[1:]
    return _("Tiltakene gir %(total)s tonn mindre i %(year)s, og %(part)s av det er %(name)s") % {**words, "name": name}


def _table(shown: EconomyShown, measures: list[ClimateMeasure], year: int) -> Context:
    names, plan_years = get_area_names(), shown.years[:4]
    rows = [_measure_row(shown, one, year, names, plan_years) for one in measures]
    return {
        "id": "tiltakene",
        "caption": _("Klimatiltakene"),
        "unit": _("Tiltak"),
        "unit_line": _("Et tiltak under et annet er en del av det, og telles ikke en gang til. Tomt felt: ikke lagt inn."),
        "text_columns": [_("Ansvar"), _("Bestemmes av"), _("Status")],
        "columns": [
            {"text": _("Tonn mindre"), "note": str(year)},
            {"text": _("Lavt"), "note": _("anslag")},
            {"text": _("Høyt"), "note": _("anslag")},
            {"text": _("Kostnad"), "note": _("kr, %(first)s–%(last)s") % {"first": plan_years[0], "last": plan_years[-1]}},
            {"text": _("Kr per tonn"), "note": _("hele levetiden")},
        ],
        "rows": rows,
    }


def _measure_row(shown: EconomyShown, one: ClimateMeasure, year: int, names: Mapping[str, str], plan_years: tuple[int, ...]) -> Context:
    sheet = shown.run.sheets[SHEET]
    choices = {field: get_economy_choices(group) for field, group in (("level", "climate_level"), ("status", "climate_status"))}
    decided = _("vedtatt") if one.decided == "yes" else _("ikke vedtatt")
    effects = [figure_cell(shown, SHEET, one.id, line, year) if has_effect(shown, one) else None for line in ("added", "low", "high")]
    if one.low is None and one.high is None:
        effects[1:] = [None, None]
    cost = sum(sheet.value(one.id, "cost", each) for each in plan_years)
    cells = [*effects, {"text": format_nok(cost), "url": sheet_url(SHEET, subject=one.id)} if cost else None, tonne_cost_cell(shown, one)]
    texts = [{"text": names.get(one.unit, one.unit)}, {"text": f"{choices['level'][one.level]}, {decided}"}, {"text": choices["status"][one.status]}]
    url = reverse("climate-measure", args=[one.id])
    return row(f"{one.number}. {one.name}", cells, url=url, level=1 if one.part_of else 0, texts=texts)


def tonne_cost_cell(shown: EconomyShown, one: ClimateMeasure) -> Context | None:
    """What a tonne costs over the measure's whole life; None where not every cost is known."""
    last = shown.run.sheets[SHEET].years[-1]
    return figure_cell(shown, SHEET, one.id, "cost_per_tonne", last, unit="nok") if has_tonne_cost(shown, one) else None


def _picture(shown: EconomyShown, priced: list[ClimateMeasure]) -> Markup:
    sheet = shown.run.sheets[SHEET]
    last = sheet.years[-1]
    steps = [
        AbatementStep(one.name, sheet.value(one.id, "tonnes_sum", last) // 1_000_000, sheet.value(one.id, "cost_per_tonne", last)) for one in priced
    ]
    steps = [one for one in steps if one.tonnes]
    if not steps:
        return Markup("")
    return Markup(draw_for_both(abatement_chart, chart_id="per-tonn", steps=steps, title=_("Kostnad per tonn, tiltak for tiltak")))


def _price_table(shown: EconomyShown, priced: list[ClimateMeasure]) -> Context:
    sheet = shown.run.sheets[SHEET]
    last = sheet.years[-1]
    ordered = sorted(priced, key=lambda one: (sheet.value(one.id, "cost_per_tonne", last), one.name))
    columns = ("tonnes_sum", _("Tonn spart")), ("present_sum", _("Nåverdi, kr")), ("cost_per_tonne", _("Kr per tonn"))
    units = {"tonnes_sum": "tonnes", "present_sum": "nok", "cost_per_tonne": "nok"}
    rows = [
        row(one.name, [figure_cell(shown, SHEET, one.id, line, last, unit=units[line]) for line, _name in columns], url=_url(one)) for one in ordered
    ]
    words = {"rate": _rate_words(sheet, ordered[0].id), "year": sheet.value(ordered[0].id, "present_year", last)}
    return {
        "id": "kostnad-per-tonn",
        "caption": _("Kostnad per tonn"),
        "unit": _("Tiltak"),
        "unit_line": _("Nåverdi i %(year)s med %(rate)s rente, delt på tonnene i hele levetiden. Med minus spares det penger.") % words,
        "columns": [{"text": name} for _line, name in columns],
        "rows": rows,
    }


def _rate_words(sheet: Sheet, measure: str) -> str:
    """The rate from the year of the present value on, from the lowest to the highest where it moves."""
    begun = sheet.value(measure, "present_year", sheet.years[-1])
    rates = [sheet.value(measure, "rate", year) for year in sheet.years if year >= begun]
    return "–".join(short_figure_words(one, "ppm", decimals=1) for one in sorted({min(rates), max(rates)}))


def _url(one: ClimateMeasure) -> str:
    return reverse("climate-measure", args=[one.id])


def _left_out(measures: list[ClimateMeasure], priced: list[ClimateMeasure]) -> str:
    count = len(measures) - len(priced)
    if not count:
        return ""
    said = ngettext(
        "%(count)s tiltak er ikke med her, fordi kostnadene eller virkningen ikke er kjent i sin helhet.",
        "%(count)s tiltak er ikke med her, fordi kostnadene eller virkningen ikke er kjent i sin helhet.",
        count,
    )
    return said % {"count": count}
