"""The front page: four years at a glance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.exchange.charts import MILL_NOK, PERCENT, WHOLE_MILL_NOK, Series, bar_chart, column_chart, draw_for_both, line_chart, sparkline
from veikart.rules.programme import Programme, StatementColumn, frame_bridge, largest_measures
from veikart.rules.words import format_mill, format_percent, format_signed_mill
from veikart.web.counts import finding_counts, findings_answer
from veikart.web.links import figure_url, measure_url, unit_url
from veikart.web.plan_shown import get_seen_plan
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import column_heads, money_cell, row

MOST_MEASURES = 6


def show_home(request: HttpRequest) -> HttpResponse:
    """The front page: the goals where there is a plan to see, else the programme."""
    return redirect("plan" if get_seen_plan(request) else "overview")


@shows_publication
def show_overview(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Four years: five pictures, the largest measures, the sectors."""
    programme = shown.programme
    first = programme.dataset.plan_years[0]
    result = programme.series("result_ratio").values[first].value
    title = _("%(year)s: %(share)s igjen av driften, før investeringer og fond") % {"year": first, "share": format_percent(result)}
    context = make_context(
        shown,
        page="overview",
        title=title,
        kicker=f"{programme.dataset.title} · {programme.dataset.subtitle}",
        lead=_lead(programme),
        key_figures=_key_figures(programme, first),
        charts=_charts(programme),
        largest=_largest(programme, first),
        largest_heading=_("Dette er nytt i %(year)s") % {"year": first},
        sectors=_sectors(programme, first),
        sectors_heading=_("Rammene til sektorene i %(year)s") % {"year": first},
        findings_answer=findings_answer(shown.assessment),
        finding_counts=finding_counts(shown.assessment),
        findings_url=reverse("findings"),
    )
    return render(request, "veikart/pages/overview.html.jinja", context)


def _lead(programme: Programme) -> str:
    years = programme.dataset.plan_years
    total = sum(_nok(programme, "investering", "brutto-investeringsutgifter", column) for column in programme.columns if column.year in years)
    words = _("%(name)s legger opp til investeringer for %(total)s mill. kr i årene %(first)s–%(last)s. Alle tall kan åpnes til kilden.")
    return words % {"name": programme.dataset.municipality, "total": format_mill(total, 0), "first": years[0], "last": years[-1]}


def _nok(programme: Programme, form: str, line: str, column: StatementColumn) -> int:
    cell = programme.cell(form, line, column)
    return cell.nok if cell else 0


def _key_figures(programme: Programme, year: int) -> list[dict[str, Any]]:
    column = next(one for one in programme.columns if one.year == year)
    lines = [
        (_("Sentrale inntekter"), "drift", "sum-sentrale-inntekter", _("skatt, rammetilskudd og andre statstilskudd")),
        (_("Netto driftsutgifter"), "drift", "netto-driftsutgifter", _("det tjenestene koster når egne inntekter er trukket fra")),
        (_("Netto driftsresultat"), "drift", "netto-driftsresultat", _("igjen til investeringer og fond")),
        (_("Investeringer"), "investering", "brutto-investeringsutgifter", _("løpende kroner, brutto")),
    ]
    return [
        {"label": label, "text": format_mill(_nok(programme, form, line, column)), "unit": "mill. kr", "note": note,
         "url": figure_url(f"line:{form}:{line}@{year}")}
        for label, form, line, note in lines
    ]  # fmt: skip


def _charts(programme: Programme) -> list[dict[str, Any]]:
    columns = programme.columns
    first = programme.dataset.plan_years[0]
    return [
        _column_chart(programme, "revenue", "drift", "sum-sentrale-inntekter", _("Sentrale inntekter"), "revenue"),
        _column_chart(programme, "expense", "drift", "netto-driftsutgifter", _("Netto driftsutgifter"), "expense"),
        _ratio_chart(programme, "result_ratio", _("Resultatgrad"), "result", columns, first),
        _column_chart(programme, "investment", "investering", "brutto-investeringsutgifter", _("Investeringer, brutto"), "investment"),
        _ratio_chart(programme, "debt_ratio", _("Gjeldsgrad"), "debt", columns, first),
    ]


def _column_chart(programme: Programme, chart_id: str, form: str, line: str, heading: str, colour: str) -> dict[str, Any]:
    columns = programme.columns
    values = [_nok(programme, form, line, column) for column in columns]
    svg = column_chart(
        values=values,
        labels=[column.year for column in columns],
        chart_id=chart_id,
        title=heading,
        unit=WHOLE_MILL_NOK,
        colour=colour,
        forecast_from=programme.dataset.plan_years[0],
    )
    cells = [money_cell(nok, f"line:{form}:{line}@{column.year}") for nok, column in zip(values, columns, strict=True)]
    table = {"caption": heading, "unit": "Mill. kr", "columns": column_heads(columns), "rows": [row(heading, cells)]}
    return {"heading": heading, "note": "Mill. kr", "svg": Markup(svg), "table": table, "url": reverse("statement", args=[form])}


def _ratio_chart(programme: Programme, ratio_id: str, heading: str, colour: str, columns: tuple[StatementColumn, ...], first: int) -> dict[str, Any]:
    series = programme.series(ratio_id)
    target = next((one for one in programme.dataset.targets if one.ratio == ratio_id), None)
    years = [column.year for column in columns]
    known = {**series.history, **series.values}
    values: list[Fraction | None] = [known[year].value if year in known else None for year in years]
    svg = line_chart(
        series=[Series(heading, values, colour)],
        years=years,
        chart_id=ratio_id.replace("_", "-"),
        title=heading,
        unit=PERCENT,
        target=(_("Måltall"), target.aim) if target and target.aim else None,
        minimum=(_("Minimum"), target.minimum) if target and target.minimum else None,
        forecast_from=first,
    )
    cells = [
        {"text": format_percent(value), "url": figure_url(f"ratio:{ratio_id}@{year}")} if value is not None else None
        for year, value in zip(years, values, strict=True)
    ]
    table = {"caption": heading, "unit": _("Prosent"), "columns": column_heads(columns), "rows": [row(heading, cells)]}
    return {"heading": heading, "note": series.ratio.words, "svg": Markup(svg), "table": table, "url": f"{reverse('ratios')}#{ratio_id}"}


def _largest(programme: Programme, year: int) -> dict[str, Any]:
    largest = largest_measures(programme, year, MOST_MEASURES)
    chosen = [*largest.more, *reversed(largest.less)]
    years = programme.dataset.plan_years
    title = _("De største nye tiltakene i %(year)s") % {"year": year}
    rows = [(f"{one.measure.name} ({one.unit.name})", one.nok_by_year[year]) for one in chosen]
    svg = draw_for_both(bar_chart, chart_id="largest", rows=rows, title=title, unit=MILL_NOK) if rows else ""
    table_rows = [
        row(
            one.measure.name,
            [money_cell(one.nok_by_year.get(each, 0), f"measure:{one.measure.id}@{each}") if one.nok_by_year.get(each) else None for each in years],
            url=measure_url(one.measure.id),
            texts=[{"text": one.unit.name, "url": unit_url(one.unit.id)}],
        )
        for one in chosen
    ]
    columns = [one for one in programme.columns if one.year in years]
    table = {"caption": title, "unit": "Mill. kr", "text_columns": [_("Område")], "columns": column_heads(columns, current=year), "rows": table_rows}
    return {"note": f"{_('Mill. kr')}, {programme.dataset.price_level}", "svg": Markup(svg), "table": table}


def _sectors(programme: Programme, year: int) -> list[dict[str, Any]]:
    found = []
    for unit in programme.dataset.budget.units:
        if unit.kind != "sector":
            continue
        steps = frame_bridge(programme, unit.id)
        base, frame = steps[0].nok_by_year, steps[-1].nok_by_year
        change = format_signed_mill(frame[year] - base[year])
        trend = sparkline(
            values=[frame[each] for each in programme.dataset.plan_years], chart_id=f"trend-{unit.id}", title=unit.name, forecast_from=0
        )
        found.append(
            {
                "name": unit.name,
                "url": unit_url(unit.id),
                "text": format_mill(frame[year]),
                "figure_url": figure_url(f"frame:{unit.id}@{year}"),
                "unit": "mill. kr",
                "note": _("%(change)s mill. kr fra utgangspunktet") % {"change": change},
                "trend": Markup(trend),
            }
        )
    return found
