"""One climate measure: what it does year by year, how it is worked out, what it costs, and the measure in the budget that pays for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.climate import ClimateCost, ClimateMeasure
from veikart.calc.layers import Budget
from veikart.exchange.charts import PathBand, PathLine, draw_for_both, path_chart
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.words import format_nok
from veikart.web.climate_shown import choose_unit, find_target_year, get_published_budget, make_climate_context, shows_climate, tonnes_words
from veikart.web.economy_links import edit_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.economy_tables import get_sheet_table
from veikart.web.links import measure_url
from veikart.web.pages.follow_up.climate_measures import SHEET, has_effect, has_tonne_cost
from veikart.web.tables import Context

FORMULA = ("amount", "use", "reduction", "factor", "by_formula")
COST_LINES = ("operation", "investment", "present", "present_sum")
LINES = ("full", "phase", "added", "low", "high", *COST_LINES, "tonnes_sum", "cost_per_tonne")
"""The lines of a measure; only those of its costs where nobody has told what it does, which is not the same as nothing."""
MOST_POINTS = 15
"""Years of a picture that are each marked with a point."""


@shows_climate
def show_measure(request: HttpRequest, shown: EconomyShown, measure_id: str) -> HttpResponse:
    """The page of a measure."""
    measure = shown.book.table(SHEET).get(measure_id)
    if measure is None:
        raise Http404(measure_id)
    whole = shown.book.table(SHEET).get(measure.part_of)
    years, paid_by = _years(shown, measure), get_published_budget()
    table = get_sheet_table(shown.run.sheets, SHEET, in_mill=False, years=years)
    context = make_climate_context(
        shown,
        page="climate-measure",
        title=_title(shown, measure),
        window_title=measure.name,
        kicker=measure.name,
        crumbs=[(_("Tiltakene"), reverse("climate-measures")), (measure.name, "")],
        measure=measure,
        whole={"name": whole.name, "url": reverse("climate-measure", args=[whole.id])} if whole else None,
        parts=[{"name": one.name, "url": reverse("climate-measure", args=[one.id])} for one in _parts(shown, measure)],
        facts=_facts(shown, measure, paid_by),
        picture=_picture(shown, measure, years),
        formula=_formula(shown, measure),
        table=table.by_line(measure.id, LINES if has_effect(shown, measure) else COST_LINES, caption=_("År for år")),
        costs=_costs(shown, measure, paid_by),
        sheet_url=sheet_url(SHEET, subject=measure.id),
        edit_url=edit_row_url(SHEET, measure.id) if shown.can_edit else "",
    )
    return render(request, "veikart/follow_up/climate_measure.html.jinja", context)


def _title(shown: EconomyShown, measure: ClimateMeasure) -> str:
    """What the measure does in the year of the target, and what a tonne costs where that is known."""
    if not has_effect(shown, measure):
        return _("Ingen har sagt hva tiltaket gjør med utslippene")
    year = find_target_year(shown, shown.book.table("climate_budgets")[measure.budget])
    sheet = shown.run.sheets[SHEET]
    words = {"tonnes": tonnes_words(sheet.value(measure.id, "added", year)), "year": year}
    if not has_tonne_cost(shown, measure):
        return _("Tiltaket gir %(tonnes)s tonn mindre i %(year)s") % words
    cost = sheet.value(measure.id, "cost_per_tonne", sheet.years[-1])
    words["cost"] = format_nok(abs(cost))
    if cost < 0:
        return _("Tiltaket gir %(tonnes)s tonn mindre i %(year)s og sparer %(cost)s kr per tonn") % words
    return _("Tiltaket gir %(tonnes)s tonn mindre i %(year)s og koster %(cost)s kr per tonn") % words


def _formula(shown: EconomyShown, measure: ClimateMeasure) -> Context | None:
    """The numbers the effect is worked out of, the same in every year; none where the effect is stated in tonnes."""
    if measure.amount is None or measure.tonnes:
        return None
    table = get_sheet_table(shown.run.sheets, SHEET, in_mill=False, years=(measure.full_year or measure.start_year,))
    found = table.by_line(measure.id, FORMULA, caption=_("Slik er virkningen regnet"))
    rows = [{**one, "trend": ""} for one in found["rows"]]
    if measure.amount_unit:
        rows[0]["note"] = measure.amount_unit
    return {**found, "trend_heading": "", "rows": rows}


def _years(shown: EconomyShown, measure: ClimateMeasure) -> tuple[int, ...]:
    """From the path begins, or the first cost, to the last year the measure works or the last target."""
    sheet, budget = shown.run.sheets[SHEET], shown.book.table("climate_budgets")[measure.budget]
    first = max(budget.start_year, measure.start_year - 1)
    last = max(measure.last_year or 0, find_target_year(shown, budget), measure.full_year or measure.start_year)
    costs = [one.year for one in _cost_rows(shown, measure)]
    return tuple(one for one in sheet.years if min([first, *costs]) <= one <= max([last, *costs]))


def _parts(shown: EconomyShown, measure: ClimateMeasure) -> list[ClimateMeasure]:
    return sorted((one for one in shown.book.table(SHEET).values() if one.part_of == measure.id), key=lambda one: one.number)


def _facts(shown: EconomyShown, measure: ClimateMeasure, paid_by: Budget | None) -> list[Context]:
    unit, book = paid_by.unit_by_id.get(measure.unit) if paid_by else None, shown.book
    level = get_economy_choices("climate_level")[measure.level]
    decided = _("vedtatt") if measure.decided == "yes" else _("ikke vedtatt")
    found = [
        (_("Mål"), measure.goal),
        (_("Målkategori"), measure.category),
        (_("Utslippskilde"), book.table("emission_sources")[measure.emission_source].name),
        (_("Ansvarlig"), unit.name if unit else measure.unit),
        (_("Bestemmes av"), f"{level}, {decided}"),
        (_("Status"), get_economy_choices("climate_status")[measure.status]),
        (_("Regnet i årgangen"), book.table("climate_vintages")[measure.vintage].name),
        (_("Kilde"), measure.source),
        (_("Merknad"), measure.note),
    ]
    return [{"term": term, "text": text} for term, text in found if text]


def _picture(shown: EconomyShown, measure: ClimateMeasure, years: tuple[int, ...]) -> Markup:
    if not has_effect(shown, measure):
        return Markup("")
    sheet = shown.run.sheets[SHEET]
    values = {line: [sheet.value(measure.id, line, one) for one in years] for line in ("added", "low", "high")}
    band = PathBand(values["low"], values["high"], "revenue") if values["low"] != values["high"] else None
    lines = [PathLine(_("Tonn mindre"), values["added"], "revenue", "points" if len(years) <= MOST_POINTS else "solid")]
    words = {"title": _("Virkningen år for år"), "unit": choose_unit(values["high"]), "height": 240}
    return Markup(draw_for_both(path_chart, chart_id="virkning", lines=lines, years=years, band=band, **words))


def _cost_rows(shown: EconomyShown, measure: ClimateMeasure) -> list[ClimateCost]:
    return [one for one in shown.book.table("climate_costs").values() if one.measure == measure.id]


def _costs(shown: EconomyShown, measure: ClimateMeasure, paid_by: Budget | None) -> list[Context]:
    """Each cost with what it pays for in the budget, where that is told."""
    kinds = get_economy_choices("climate_cost")
    rows = sorted(_cost_rows(shown, measure), key=lambda one: (one.year, one.kind))
    links = list_budget_links(shown, paid_by, [measure.programme_measure, *(one.programme_measure for one in rows)])
    return [
        {
            "year": one.year,
            "kind": kinds[one.kind],
            "nok": format_nok(one.nok),
            "link": links.get(one.programme_measure or measure.programme_measure),
            "source": one.source,
            "edit_url": edit_row_url("climate_costs", "|".join((one.measure, str(one.year), one.kind, one.programme_measure)))
            if shown.can_edit
            else "",
        }
        for one in rows
    ]


def list_budget_links(shown: EconomyShown, paid_by: Budget | None, wanted: list[str]) -> dict[str, Context]:
    """The measures of the published budget and the projects of the economy that are named, with their pages; a name that is neither is shown as it
    is."""
    measures, projects = paid_by.measure_by_id if paid_by else {}, shown.book.table("projects")
    found: dict[str, Context] = {}
    for one in filter(None, wanted):
        if one in measures:
            found[one] = {"name": measures[one].name, "url": measure_url(one)}
        elif one in projects:
            found[one] = {"name": projects[one].name, "url": reverse("economy-project", args=[one])}
        else:
            found[one] = {"name": one, "url": ""}
    return found
