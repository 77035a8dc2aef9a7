"""The ratios against the municipality's own targets."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.ratios import Ratio, RatioSeries, TargetVerdict
from veikart.exchange.charts import PERCENT, WHOLE_MILL_NOK, Series, Unit, draw_for_both, line_chart
from veikart.exchange.charts.scale import NOK, WHOLE_PERCENT
from veikart.rules.law import MARKS, get_rules
from veikart.rules.programme import Programme
from veikart.rules.words import in_ratio
from veikart.rules.words.verdicts import targets_sentence, verdict_label, verdict_words
from veikart.web.links import figure_url, rule_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context, row, year_heads


@shows_publication
def show_ratios(request: HttpRequest, shown: Shown) -> HttpResponse:
    """A picture, a table and a verdict for each ratio; those with targets first."""
    programme = shown.programme
    verdicts = {series.ratio.id: verdict for series, verdict in programme.verdicts()}
    ordered = [*verdicts, *(one for one in programme.ratios if one not in verdicts)]
    ratios = [_ratio(programme, programme.series(one), verdicts.get(one)) for one in ordered]
    context = make_context(
        shown,
        page="ratios",
        title=targets_sentence(list(verdicts.values()), programme.dataset.plan_years),
        window_title=_("Nøkkeltall"),
        lead=_("Måltallene er kommunestyrets egne. Gjennomsnittet er regnet av tallene før avrunding."),
        crumbs=[(_("Nøkkeltall"), "")],
        summary=_summary(programme, ordered, verdicts),
        ratios=[one for one in ratios if one],
    )
    return render(request, "veikart/pages/ratios.html.jinja", context)


def _unit(ratio: Ratio) -> Unit:
    if ratio.unit == "share":
        return PERCENT if ratio.decimals else WHOLE_PERCENT
    return NOK if ratio.id.endswith("_per_inhabitant") else WHOLE_MILL_NOK


def _unit_words(ratio: Ratio) -> str:
    if ratio.unit == "share":
        return _("Prosent")
    return _("Kroner") if ratio.id.endswith("_per_inhabitant") else _("Mill. kr")


def _years(series: RatioSeries) -> list[int]:
    return sorted({*series.history, *series.values})


def _value(series: RatioSeries, year: int) -> Fraction | None:
    known = series.values.get(year) or series.history.get(year)
    return known.value if known else None


def _ratio(programme: Programme, series: RatioSeries, verdict: TargetVerdict | None) -> Context | None:
    ratio, years = series.ratio, _years(series)
    if not years:
        return None
    target = verdict.target if verdict else None
    unit = _unit(ratio)
    values = [_value(series, year) for year in years]
    exact = values if ratio.unit == "share" else [None if one is None else round(one) for one in values]
    first_plan = next((year for year in years if year >= programme.dataset.plan_years[0]), None)
    svg = draw_for_both(
        line_chart,
        chart_id=ratio.id.replace("_", "-"),
        series=[Series(ratio.name, exact, "debt" if "debt" in ratio.id else "result")],
        years=years,
        title=ratio.name,
        unit=unit,
        height=260,
        target=(_("Måltall"), target.aim) if target and target.aim is not None else None,
        minimum=(_("Minimum"), target.minimum) if target and target.minimum is not None else None,
        forecast_from=first_plan,
    )
    rule = get_rules()[ratio.rule]
    return {
        "name": ratio.name,
        "id": ratio.id,
        "verdict": {"grade": _grade(verdict), "word": verdict_label(verdict)},
        "sentence": _sentence(programme, series, verdict),
        "definition": [f"{ratio.words}."],
        "rule": {"text": f"{rule.name} ({MARKS[rule.mark].lower()})", "url": rule_url(rule.id)},
        "chart": {"svg": Markup(svg), "note": _unit_words(ratio)},
        "table": _table(programme, series),
    }


def _grade(verdict: TargetVerdict | None) -> str:
    if verdict is None:
        return "note"
    return "warning" if verdict.years_below_minimum else "ok" if verdict.is_met else "note"


def _sentence(programme: Programme, series: RatioSeries, verdict: TargetVerdict | None) -> str:
    """The verdict, with the last year where the verdict is about an average."""
    ratio, years = series.ratio, programme.dataset.plan_years
    value = _value(series, years[-1])
    end = _("%(value)s i %(year)s.") % {"value": in_ratio(value, ratio), "year": years[-1]} if value is not None else ""
    if verdict is None:
        return f"{end} {_('Kommunestyret har ikke vedtatt måltall for dette.')}".strip()
    return " ".join([*verdict_words(series, verdict, years), end]).strip()


def _cells(series: RatioSeries, years: list[int]) -> list[Context | None]:
    return [
        {"text": in_ratio(value, series.ratio).removesuffix(" mill. kr").removesuffix(" kr"), "url": figure_url(f"ratio:{series.ratio.id}@{year}")}
        if (value := _value(series, year)) is not None
        else None
        for year in years
    ]


def _table(programme: Programme, series: RatioSeries) -> Context:
    years = _years(series)
    return {
        "caption": series.ratio.name,
        "unit": _unit_words(series.ratio),
        "columns": year_heads(years, programme, current=programme.dataset.plan_years[0]),
        "rows": [row(series.ratio.name, _cells(series, years))],
        "notes": [series.ratio.note] if series.ratio.note else [],
    }


def _opened(value: Fraction | None, ratio: Ratio, address: str) -> Context:
    return {"text": "–"} if value is None else {"text": in_ratio(value, ratio), "url": figure_url(address)}


def _summary(programme: Programme, ordered: list[str], verdicts: dict[str, TargetVerdict]) -> Context:
    years = list(programme.dataset.plan_years)
    rows = []
    for one in ordered:
        series = programme.series(one)
        verdict = verdicts.get(one)
        target = verdict.target if verdict else None
        average = series.average(programme.dataset.plan_years)
        texts = [
            _opened(target.aim if target else None, series.ratio, f"target:{one}:aim@{years[0]}"),
            _opened(target.minimum if target else None, series.ratio, f"target:{one}:minimum@{years[0]}"),
            _opened(average.value if average else None, series.ratio, f"average:{one}@{years[0]}"),
        ]
        cells = [
            {**cell, "text": in_ratio(value, series.ratio)} if cell and (value := _value(series, year)) is not None else None
            for cell, year in zip(_cells(series, years), years, strict=True)
        ]
        rows.append(row(series.ratio.name, cells, url=f"#{one}" if _years(series) else "", texts=texts, kind="sum" if verdict else ""))
    return {
        "caption": _("Nøkkeltallene i planperioden"),
        "unit": _("Nøkkeltall"),
        "text_columns": [_("Måltall"), _("Minimum"), _("Gjennomsnitt")],
        "columns": year_heads(years, programme, current=years[0]),
        "rows": rows,
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["ratios", "alle"])}],
    }
