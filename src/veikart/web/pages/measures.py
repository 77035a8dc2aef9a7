"""One measure of the programme: its amounts, where it belongs, and what follows it up."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.actions.clock import today
from veikart.exchange.charts import column_chart
from veikart.rules.programme import Programme
from veikart.rules.words import KIND_WORDS, formula_words
from veikart.web.climate_shown import list_climate_measures
from veikart.web.links import unit_url
from veikart.web.pages.plan.money import served_elements
from veikart.web.pages.units import FRAME_KINDS, unit_crumbs
from veikart.web.plan_shown import get_actor, get_seen_follow_up, get_seen_plan
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context, money_cell, row, year_heads
from veikart.web.task_views import get_tasks_beside, sort_tasks, task_view

ENGINE_LAYER = "engine"
"""The kind of layer that the economy's engines fill."""


@shows_publication
def show_measure(request: HttpRequest, shown: Shown, measure_id: str) -> HttpResponse:
    """One measure: its amounts, where it belongs, who decided, and its place in the source."""
    programme = shown.programme
    budget = programme.dataset.budget
    measure = budget.measure_by_id.get(measure_id)
    amounts = [one for one in budget.amounts if one.measure == measure_id] if measure else []
    if measure is None:
        raise Http404
    by_year: dict[int, int] = {}
    for amount in amounts:
        by_year[amount.year] = by_year.get(amount.year, 0) + amount.nok
    unit = budget.unit_by_id[amounts[0].unit] if amounts else None
    layer = budget.layer_by_id[measure.layer]
    years = sorted(by_year)
    seen = get_seen_plan(request)
    table = {
        "caption": measure.name,
        "unit": "Mill. kr",
        "unit_line": _("%(price)s. Utgift er positiv, inntekt negativ.") % {"price": programme.dataset.price_level.capitalize()},
        "columns": year_heads(years, programme),
        "rows": [row(measure.name, [money_cell(by_year[year], f"measure:{measure.id}@{year}") for year in years])],
    }
    about = {
        "kind": KIND_WORDS.get(measure.kind, measure.kind).capitalize(),
        "layer": layer.name,
        "unit": {"name": unit.name if unit else "", "url": unit_url(unit.id) if unit and unit.kind in FRAME_KINDS else ""},
        "text": [measure.note[:1].upper() + measure.note[1:] + ("" if measure.note.endswith(".") else ".")] if measure.note else [],
        "formula_words": formula_words(programme.dataset, measure.formula),
        "symbols": measure.formula,
        "decided": {"who": layer.decided} if layer.decided else None,
        "source": _measure_source(programme, measure.table, measure.id),
        "cause_url": f"{reverse('economy-effects')}#{measure.id}" if layer.kind == ENGINE_LAYER else "",
        "served": served_elements(seen.system, measure.id) if seen else [],
        "tasks": _tasks(request, measure_id),
        "climate": list_climate_measures(request, measure_id),
    }
    crumbs = [*unit_crumbs(programme, unit)[:-1], (unit.name, unit_url(unit.id))] if unit and unit.kind in FRAME_KINDS else []
    context = make_context(
        shown,
        page="sectors",
        title=measure.name,
        kicker=f"{unit.name if unit else ''} · {layer.name}",
        crumbs=[*crumbs, (measure.name, "")],
        measure=about,
        table=table,
        chart=_measure_chart(measure.name, years, by_year),
    )
    return render(request, "veikart/pages/measure.html.jinja", context)


def _tasks(request: HttpRequest, measure_id: str) -> list[Context]:
    """The tasks that follow the measure up, as far as the reader may see them."""
    tasks = get_tasks_beside(get_seen_follow_up(get_actor(request)), today())
    return [task_view(one) for one in sort_tasks(tasks.by_measure.get(measure_id, ()))]


def _measure_source(programme: Programme, table: str, measure_id: str) -> Context | None:
    if not table:
        return None
    printed = programme.dataset.table_by_id[table]
    document = next(one.title for one in programme.dataset.sources if one.id == printed.source)
    return {"document": document, "place": programme.dataset.place(table, measure_id), "url": f"{reverse('table', args=[table])}#{measure_id}"}


def _measure_chart(name: str, years: list[int], by_year: dict[int, int]) -> Context | None:
    if len(years) < 2:
        return None
    svg = column_chart(values=[by_year[year] for year in years], labels=years, chart_id="measure", title=name, width=480)
    return {"heading": _("Beløp per år"), "note": _("Mill. kr"), "svg": Markup(svg)}
