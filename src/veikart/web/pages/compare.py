"""Two versions side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.layers import Difference, compare_versions
from veikart.exchange.charts import bar_chart, draw_for_both
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, format_signed_mill
from veikart.rules.words.sentences import join_words
from veikart.web.links import measure_url, unit_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context, money_cell, row, year_heads

MOST_BARS = 12
MOST_LAYERS = 4
MOST_ROWS = 300
EARLIER = "videreforing"


@shows_publication
def show_comparison(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What one version has that another has not, largest first, down to the measure."""
    programme = shown.programme
    versions = programme.dataset.budget.versions
    known = {version.id for version in versions}
    later = _chosen(request, "til", known, programme.main_version)
    earlier = _chosen(request, "fra", known, next((one.id for one in versions if one.id == EARLIER), versions[0].id))
    years = sorted({*programme.years_of(earlier), *programme.years_of(later)}) or list(programme.dataset.plan_years)
    wanted = request.GET.get("aar", "")
    year = (
        int(wanted)
        if wanted.isdecimal() and len(wanted) == 4 and int(wanted) in years
        else next((one for one in years if one in programme.dataset.plan_years), years[0])
    )
    differences = compare_versions(programme.dataset.budget, programme.table, a=earlier, b=later)
    moved = sum(one.nok_by_year.get(year, 0) for one in differences)
    names = {version.id: version.name for version in versions}
    words = {"later": names[later], "earlier": names[earlier], "amount": format_mill(abs(moved)), "year": year}
    title = _("%(later)s mot %(earlier)s i %(year)s") % words
    context = make_context(
        shown,
        page="compare",
        title=title,
        lead=_lead(moved, len(differences), words) + _layer_words(programme, differences, year),
        crumbs=[(_("Sammenlign"), "")],
        compare_url=reverse("compare"),
        versions=[{"id": version.id, "name": version.name} for version in versions],
        earlier=earlier,
        later=later,
        years=[{"id": str(one), "name": str(one)} for one in years],
        year=str(year),
        bridge=_bars(programme, differences, year, title),
        table={
            **_table(programme, differences, years, year, address=f"difference:{earlier}:{later}"),
            "notes": _shared_notes(programme, earlier, later, year),
        },
    )
    return render(request, "veikart/pages/compare.html.jinja", context)


def _chosen(request: HttpRequest, key: str, known: set[str], otherwise: str) -> str:
    wanted = request.GET.get(key, "")
    return wanted if wanted in known else otherwise


def _lead(moved: int, count: int, words: dict[str, object]) -> str:
    if not count:
        return ""
    tail = _("%(count)s tiltak skiller dem.") % {"count": count}
    if moved > 0:
        return _("Netto %(amount)s mill. kr mer i utgift i %(year)s.") % words + " " + tail
    if moved < 0:
        return _("Netto %(amount)s mill. kr mindre i utgift i %(year)s.") % words + " " + tail
    return _("Summen er den samme i %(year)s.") % words + " " + tail


def _layer_words(programme: Programme, differences: list[Difference], year: int) -> str:
    """Which layers the difference comes from, where it comes from more than one."""
    budget = programme.dataset.budget
    by_layer: dict[str, int] = {}
    for one in differences:
        name = budget.layer_by_id[budget.measure_by_id[one.measure].layer].name
        by_layer[name] = by_layer.get(name, 0) + one.nok_by_year.get(year, 0)
    told = [f"{format_signed_mill(nok)} {name}" for name, nok in by_layer.items() if nok]
    return f" {_('Lag for lag')}: {'; '.join(told)}." if 1 < len(told) <= MOST_LAYERS else ""


def _shared_notes(programme: Programme, earlier: str, later: str, year: int) -> list[str]:
    """What reconciles the frames and is the same in both versions: part of both sums, and so not of the difference."""
    budget = programme.dataset.budget
    shared = [one for one in budget.version_by_id[later].layers if one in budget.version_by_id[earlier].layers]
    nok_by_layer: dict[str, int] = {}
    for amount in budget.amounts:
        if amount.year == year:
            layer = budget.measure_by_id[amount.measure].layer
            nok_by_layer[layer] = nok_by_layer.get(layer, 0) + amount.nok
    told = [
        f"«{budget.layer_by_id[one].name}» ({format_signed_mill(nok_by_layer[one])})"
        for one in shared
        if budget.layer_by_id[one].kind == "reconciliation" and nok_by_layer.get(one)
    ]
    if not told:
        return []
    words = _("Disse lagene er i begge versjonene og er derfor ikke med i forskjellen, i mill. kr i %(year)s: %(layers)s.")
    return [words % {"year": year, "layers": join_words(told)}]


def _bars(programme: Programme, differences: list[Difference], year: int, title: str) -> Context | None:
    here = sorted((one for one in differences if one.nok_by_year.get(year)), key=lambda one: -abs(one.nok_by_year[year]))[:MOST_BARS]
    if not here:
        return None
    budget = programme.dataset.budget
    rows = [(f"{budget.measure_by_id[one.measure].name} ({budget.unit_by_id[one.unit].name})", one.nok_by_year[year]) for one in here]
    svg = draw_for_both(bar_chart, chart_id="moved", rows=rows, title=title)
    return {"heading": _("De største forskjellene i %(year)s") % {"year": year}, "note": _("Mill. kr"), "svg": Markup(svg)}


def _table(programme: Programme, differences: list[Difference], years: list[int], year: int, *, address: str) -> Context:
    budget = programme.dataset.budget
    by_layer: dict[str, list[Difference]] = {}
    for one in differences:
        by_layer.setdefault(budget.measure_by_id[one.measure].layer, []).append(one)
    rows = []
    for layer, members in by_layer.items():
        rows.append(row(budget.layer_by_id[layer].name, _sums(members, years, f"{address}:layer={layer}"), kind="sum"))
        rows.extend(_measure_row(programme, one, years) for one in members[:MOST_ROWS])
        if len(members) > MOST_ROWS:
            rest = members[MOST_ROWS:]
            cells = _sums(rest, years, f"{address}:layer={layer} after={MOST_ROWS}")
            rows.append(row(_("%(count)s mindre tiltak til") % {"count": len(rest)}, cells, level=1))
    if rows:
        rows.append(row(_("Sum"), _sums(differences, years, f"{address}:all"), kind="total"))
    return {
        "caption": _("Hva som flyttet seg"),
        "unit": "Mill. kr",
        "text_columns": [_("Område")],
        "columns": year_heads(years, programme, current=year),
        "rows": rows,
    }


def _sums(differences: list[Difference], years: list[int], address: str) -> list[Context]:
    return [money_cell(sum(one.nok_by_year.get(each, 0) for one in differences), f"{address}@{each}") for each in years]


def _measure_row(programme: Programme, one: Difference, years: list[int]) -> Context:
    budget = programme.dataset.budget
    measure, unit = budget.measure_by_id[one.measure], budget.unit_by_id[one.unit]
    cells = [money_cell(one.nok_by_year[each], f"measure:{one.measure}@{each}") if one.nok_by_year.get(each) else None for each in years]
    has_page = unit.kind in {"sector", "programme_area", "post"}
    texts = [{"text": unit.name, "url": unit_url(unit.id) if has_page else ""}]
    return row(measure.name, cells, url=measure_url(measure.id), texts=texts, level=1)
