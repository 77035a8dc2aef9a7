"""Scenarios: side by side as pictures and a table, one by one with its own address, and stored from what is pulled on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.calc.outlook import Odds
from veikart.calc.outlook.rows import OutlookLimit, ScenarioChange
from veikart.calc.values import PPM
from veikart.exchange.charts import COUNT, MILL_NOK, PERCENT, Series, draw_for_both, line_chart
from veikart.rules.foresight.levers import get_levers
from veikart.rules.foresight.scenario_table import ScenarioSummary
from veikart.rules.plan_system import make_id
from veikart.rules.words import format_decimal, format_mill
from veikart.web.answers import tell
from veikart.web.economy_links import edit_row_url, new_row_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_fans import draw_fan, fan_table, write_odds, write_value
from veikart.web.foresight_levers import SLIDERS, read_sliders
from veikart.web.foresight_money import PICTURED, line_name, list_limits, make_money_fan, name_limit, say_fan
from veikart.web.foresight_odds import LIMIT, LINE, find_scenario, get_odds, get_summaries, odds_url, say_draws, scenario_choices, scenario_name
from veikart.web.foresight_shown import has_long_economy, make_foresight_context
from veikart.web.pages.foresight.limits import draw_limits, limits_table
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context, row

MOST = 4
"""Scenarios side by side, the main one among them."""
COLOURS = ("result", "debt", "investment", "fund")
UNITS = {"ppm": PERCENT, "nok": MILL_NOK, "persons": COUNT}


@shows_economy
@has_long_economy
def show_scenarios(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Scenarios side by side: those that are asked for, or the first ones."""
    known = list(shown.book.table("scenarios"))
    asked = [one for one in dict.fromkeys(request.GET.getlist("vis")) if one in known] or known
    chosen = ["", *asked][:MOST]
    odds = {one: get_odds(shown, one) for one in chosen}
    context = make_foresight_context(
        shown,
        page="foresight-scenarios",
        title=_title(shown, odds),
        window_title=_("Scenarioer"),
        lead=_("Hvert scenario er hovedalternativet med noe endret. Trekningene er de samme i alle, så forskjellene er scenarioets egne."),
        crumbs=[(_("Scenarioer"), "")],
        choices=[{**one, "chosen": one["value"] in chosen} for one in scenario_choices(shown) if one["value"]],
        most=MOST - 1,
        pictures=[_picture(shown, odds, line) for line in PICTURED] if len(chosen) > 1 else [],
        table=_table(shown, odds),
        scenarios=[_describe(shown, one) for one in known],
        draws=say_draws(odds[""]),
        can_write=shown.can_edit,
        new_url=new_row_url("scenarios") if shown.can_edit else "",
    )
    return render(request, "veikart/foresight/scenarios.html.jinja", context)


def _title(shown: EconomyShown, odds: Mapping[str, Odds]) -> str:
    """Which scenario the result is worst in."""
    if len(odds) == 1:
        return _("Ingen scenarioer å sammenlikne ennå")
    last = next(iter(odds.values())).years[-1]
    worst = min(odds, key=lambda one: float(odds[one].central["result_ratio"][-1]))
    result = write_value(float(odds[worst].central["result_ratio"][-1]), "ppm")
    words = {"name": scenario_name(shown, worst), "result": result, "year": last}
    return _("Svakest resultat i %(year)s: «%(name)s», %(result)s av inntektene") % words


def _picture(shown: EconomyShown, odds: Mapping[str, Odds], line: str) -> Context:
    """A line of every scenario, without draws."""
    unit = next(iter(odds.values())).units[line]
    years = next(iter(odds.values())).years
    series = [
        Series(scenario_name(shown, key), _exact(one.central[line].tolist(), unit), COLOURS[at % len(COLOURS)])
        for at, (key, one) in enumerate(odds.items())
    ]
    words = {"title": line_name(line), "unit": UNITS[unit], "height": 260}
    svg = Markup(draw_for_both(line_chart, chart_id=f"scenarios-{line.replace('_', '-')}", series=series, years=list(years), **words))
    rows = [_line_row(shown, key, one, line) for key, one in odds.items()]
    heads = [{"text": str(year)} for year in years]
    table = {"caption": line_name(line), "unit": UNITS[unit].name.capitalize(), "columns": heads, "rows": rows}
    return {"heading": line_name(line), "note": _("Uten trekning."), "svg": svg, "table": table}


def _exact(values: Sequence[float], unit: str) -> list[int | Fraction]:
    return [Fraction(round(one), PPM) if unit == "ppm" else round(one) for one in values]


def _line_row(shown: EconomyShown, scenario: str, odds: Odds, line: str) -> Context:
    cells = [
        {"text": write_value(value, odds.units[line]), "url": odds_url(LINE, line, year, scenario=scenario)}
        for year, value in zip(odds.years, odds.central[line].tolist(), strict=True)
    ]
    return row(scenario_name(shown, scenario), cells, url=_scenario_url(scenario))


def _scenario_url(scenario: str) -> str:
    return reverse("foresight-scenario", args=[scenario]) if scenario else reverse("foresight-economy")


def _table(shown: EconomyShown, odds: Mapping[str, Odds]) -> Context:
    """What each scenario comes to in the last year, what it takes to keep the limits, and how likely they are to be broken on the way."""
    first, told = next(iter(odds.values())), get_summaries(shown)
    limits = [one for one in list_limits(shown) if one.id in first.breaks]
    lines = [one for one in ("population", *PICTURED) if one in first.central]
    rows = [row(line_name(line), [_last_cell(key, one, line) for key, one in odds.items()], note=_unit_note(first.units[line])) for line in lines]
    year = _first_after_plan(shown)
    name = _("Driften må ned fra %(year)s for at alle grensene skal holde") % {"year": year}
    rows.append(row(name, [{"text": _need_words(told[key], year)} for key in odds], note=_("mill. kr hvert år, uten trekning")))
    rows += [row(_("Brudd: %(name)s") % {"name": name_limit(one, first.units[one.measure])}, _break_cells(odds, told, one)) for one in limits]
    caption = _("%(year)s i hvert scenario, med 80 prosent av trekningene i parentes") % {"year": first.years[-1]}
    columns = [{"text": scenario_name(shown, one)} for one in odds]
    note = _("Brudd: sannsynligheten for at grensen brytes minst én gang, og i parentes det første året den brytes uten trekning.")
    return {"caption": caption, "unit": str(first.years[-1]), "unit_line": note if limits else "", "columns": columns, "rows": rows}


def _first_after_plan(shown: EconomyShown) -> int:
    years = shown.long_run.sheets["long_economy"].years
    planned = shown.plan_figures.years
    return min(planned[-1] + 1, years[-1]) if planned else years[0]


def _need_words(told: ScenarioSummary, year: int) -> str:
    """What must be cut, and what no cut is enough for."""
    at = told.years.index(year)
    return format_mill(told.needs[at]) if told.needs[at] or not told.binding[at] else _("ikke nok å kutte")


def _break_cells(odds: Mapping[str, Odds], told: Mapping[str, ScenarioSummary], limit: OutlookLimit) -> list[Context]:
    """How likely the limit is to be broken in each scenario, with the first year it is without draws."""
    cells = []
    for key, found in odds.items():
        share, year = write_odds(found.ever.get(limit.id, 0.0)), told[key].first_breaks.get(limit.id)
        cells.append({"text": f"{share} ({year})" if year else share, "url": odds_url(LIMIT, limit.id, found.years[-1], scenario=key)})
    return cells


def _unit_note(unit: str) -> str:
    return {"nok": _("mill. kr"), "ppm": "", "persons": _("antall")}[unit]


def _last_cell(scenario: str, odds: Odds, line: str) -> Context:
    fan = make_money_fan(odds, line, [], chart_id="none")
    middle, low, high = (write_value(one, fan.unit) for one in (float(fan.central[-1]), fan.at(0.1, fan.years[-1]), fan.at(0.9, fan.years[-1])))
    return {
        "text": _("%(middle)s (%(low)s til %(high)s)") % {"middle": middle, "low": low.split("\u00a0")[0], "high": high},
        "url": odds_url(LINE, line, fan.years[-1], scenario=scenario),
    }


def _describe(shown: EconomyShown, scenario: str) -> Context:
    """A scenario by its name, with what it changes in words."""
    found = shown.book.table("scenarios")[scenario]
    return {
        "name": found.name,
        "url": _scenario_url(scenario),
        "changes": list_changes(shown, scenario),
        "note": found.note,
        "edit_url": edit_row_url("scenarios", scenario) if shown.can_edit else "",
    }


def list_changes(shown: EconomyShown, scenario: str) -> list[str]:
    """What a scenario changes, in words: its alternative, the scenarios it is put together of, and its levers."""
    scenarios, alternatives = shown.book.table("scenarios"), shown.book.table("population_alternatives")
    found = scenarios[scenario]
    told = [_("folketall: %(name)s") % {"name": alternatives[found.alternative].name}] if found.alternative in alternatives else []
    told += [scenarios[one.part].name for one in shown.book.table("scenario_parts").values() if one.scenario == scenario and one.part in scenarios]
    told += [_change_words(one) for one in shown.book.table("scenario_changes").values() if one.scenario == scenario]
    return told


def _change_words(change: ScenarioChange) -> str:
    lever = get_levers()[change.lever]
    value = format_decimal(Fraction(change.value, 10_000), 0 if change.value % 10_000 == 0 else 2)
    span = f"{change.first_year}–{change.last_year}" if change.last_year else _("fra %(year)s") % {"year": change.first_year}
    if lever.way == "add":
        sign = "+" if change.value > 0 else ""
        return f"{lever.name.lower()} {sign}{value} prosentpoeng {span}"
    return f"{lever.name.lower()} {value} prosent {span}"


@shows_economy
@has_long_economy
def show_scenario(request: HttpRequest, shown: EconomyShown, scenario: str) -> HttpResponse:
    """One scenario at its own address: what it changes, its fans, and its limits, beside the main one."""
    find_scenario(shown, scenario)
    odds, main = get_odds(shown, scenario), get_odds(shown)
    limits = [one for one in list_limits(shown) if one.id in odds.breaks]
    context = make_foresight_context(
        shown,
        page="foresight-scenarios",
        title=say_fan(make_money_fan(odds, "result_ratio", [], chart_id="title"), odds.years[-1]),
        window_title=scenario_name(shown, scenario),
        kicker=scenario_name(shown, scenario),
        lead=say_draws(odds),
        crumbs=[(_("Scenarioer"), reverse("foresight-scenarios")), (scenario_name(shown, scenario), "")],
        scenario=_describe(shown, scenario),
        is_hidden=shown.is_draft and (shown.baseline is None or scenario not in shown.baseline.table("scenarios")),
        fans=[_fan(shown, odds, line, scenario) for line in PICTURED],
        compared=_table(shown, {"": main, scenario: odds}),
        heat=draw_limits(odds, limits, chart_id="limits", scenario=scenario) if limits else None,
        limits=limits_table(odds, limits, scenario) if limits else None,
    )
    return render(request, "veikart/foresight/scenario.html.jinja", context)


def _fan(shown: EconomyShown, odds: Odds, line: str, scenario: str) -> Context:
    fan = make_money_fan(odds, line, list_limits(shown, line), chart_id=f"fan-{line.replace('_', '-')}")
    numbers = fan_table(fan, caption=line_name(line), url=lambda year: odds_url(LINE, line, year, scenario=scenario))
    svg = draw_fan(fan, title=line_name(line), height=240)
    return {"heading": say_fan(fan, odds.years[-1]), "note": line_name(line), "svg": svg, "table": numbers}


@require_POST
@needs_right("change_economy")
@shows_economy
def save_scenario(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Store what is pulled, or scenarios put together, as a scenario of its own, and go to its address."""
    name = request.POST.get("name", "").strip()
    scenarios = shown.book.table("scenarios")
    key = make_id(name, scenarios)
    parts = [one for one in request.POST.getlist("del") if one in scenarios]
    edits = [RowEdit("scenarios", "", {"id": key, "name": name})]
    edits += [RowEdit("scenario_parts", "", {"scenario": key, "part": one}) for one in parts]
    edits += _change_edits(key, read_sliders(request.POST), shown.years[0]) if shown.years else []
    if not name or len(edits) == 1:
        messages.error(request, _("Gi scenarioet et navn, og dra i noe eller velg det som skal settes sammen."))
        return redirect(reverse("foresight-scenarios"))
    note = _("La inn scenarioet «%(name)s»") % {"name": name}
    try:
        tell(request, change_economy(edits, actor=shown.actor, note=note), note)
    except (ChangeRefused, StaleEdit) as refusal:
        found = [one.sentence for one in refusal.findings] if isinstance(refusal, ChangeRefused) else [_("Noen andre har endret scenarioet.")]
        for sentence in found:
            messages.error(request, sentence)
        return redirect(reverse("foresight-scenarios"))
    return redirect(_scenario_url(key))


def _change_edits(scenario: str, values: Mapping[str, int], first_year: int) -> list[RowEdit]:
    """A row for each lever that is not where it was; percent and percentage points as people write them."""
    moved = [(one.lever, values[one.name]) for one in SLIDERS if values[one.name] != one.still]
    fixed = {"scenario": scenario, "first_year": str(first_year)}
    return [RowEdit("scenario_changes", "", {**fixed, "lever": lever, "value": _written(value)}) for lever, value in moved]


def _written(hundredths: int) -> str:
    return f"{hundredths / 100:g}".replace(".", ",")
