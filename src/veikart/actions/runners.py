"""Those that work out the runs: one for each kind, each given the order and a way to say how far it has come."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import numpy as np
from django.conf import settings

from veikart.actions.run_kinds import Report, RunFailed, Runner, RunOrder
from veikart.actions.schedule_runner import run_schedule
from veikart.actions.scorecard_runner import run_scorecard
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import LEVELS, Odds
from veikart.calc.population import AGES, SEXES
from veikart.calc.population.drawing import Drawing, Grouping
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.streaming import stream_quantiles
from veikart.exchange.cluster import ClusterError
from veikart.exchange.cluster.national import DATA_FOLDER, NationalFound, read_municipalities, run_municipalities
from veikart.rules.foresight.age_bands import STATE_BANDS, name_band
from veikart.rules.foresight.national import ALL, MAIN, get_national_rules, get_outputs
from veikart.rules.foresight.odds import NOISE_BELOW, draw_levers, get_municipality, work_out_odds
from veikart.rules.foresight.population import get_population_inputs
from veikart.rules.foresight.run_results import make_quantile_table, make_table, write_limits, write_odds
from veikart.rules.foresight.scenarios import get_unfolded
from veikart.rules.municipalities import find_code
from veikart.rules.words import format_count

FIRST_YEAR, YEARS = 2019, 20
"""The years a national run is for."""
NAMES_ON = date(2024, 1, 1)
LOW, MIDDLE, HIGH = (LEVELS.index(share) for share in (0.1, 0.5, 0.9))
THREADS = os.cpu_count() or 1


def run_odds(order: RunOrder, report: Report) -> dict[str, Any]:
    """The long economy in every draw, of each scenario asked for (`scenario`, the main one where none is): `odds`, the `limits` as they were,
    and which of them break."""
    scenarios = _list_scenarios(order)
    report(0.0, "Regner grunnlaget")
    order.check_long_economy()
    run, found = order.long_run, []
    for at, scenario in enumerate(scenarios):
        name = _scenario_name(order.book, scenario)

        def say(share: float, words: str, at: int = at, name: str = name) -> None:
            report((at + share) / len(scenarios), f"{name}: {words}")

        how = {"draws": order.draws, "seed": order.seed, "threads": THREADS, "progress": say}
        found.append(work_out_odds(order.book, run, order.plan, scenario=scenario, **how))
    names = [_scenario_name(order.book, one) for one in scenarios]
    tables = [_breaks_table(order.book, odds, name) for odds, name in zip(found, names, strict=True)]
    answer = _say_breaks(order.book, found[0], names[0])
    return {"answer": answer, "odds": [write_odds(one) for one in found], "names": names, "limits": write_limits(order.book), "tables": tables}


def _list_scenarios(order: RunOrder) -> list[str]:
    asked = [one if one != MAIN else "" for one in order.texts("scenario")] or [""]
    strange = [one for one in asked if one and one not in order.book.table("scenarios")]
    if strange:
        raise RunFailed(f"Scenarioet «{strange[0]}» finnes ikke i økonomiboken.")
    return asked


def _scenario_name(book: EconomyBook, scenario: str) -> str:
    return book.table("scenarios")[scenario].name if scenario else "Hovedalternativet"


def _breaks_table(book: EconomyBook, odds: Odds, name: str) -> dict[str, Any]:
    limits = book.table("outlook_limits")
    rows = [(limits[one].name, (100 * shares).tolist()) for one, shares in odds.breaks.items()]
    return make_table(f"{name}: sannsynligheten for at hver grense brytes", "percent", odds.years, rows, heading="Prosent av trekningene")


def _say_breaks(book: EconomyBook, odds: Odds, name: str) -> str:
    """The limit that is broken most, as a sentence."""
    broken = max(odds.ever, key=lambda one: odds.ever[one], default="")
    if not broken or odds.ever[broken] == 0:
        return f"{name}: ingen grense brytes i noen trekning"
    limit, times = book.table("outlook_limits")[broken].name, round(100 * odds.ever[broken])
    return f"{name}: grensen for «{limit}» brytes i minst ett år i {times} av 100 trekninger"


def run_population_odds(order: RunOrder, report: Report) -> dict[str, Any]:
    """The population in every draw, of one scenario (`scenario`): quantiles of everybody, and the middle and the edges of each age group."""
    report(0.0, "Regner grunnlaget")
    order.check_foresight()
    scenario, book = _list_scenarios(order)[0], order.book
    found = get_unfolded(book, scenario)
    inputs = get_population_inputs(book, alternative=found.alternative, changes=found.changes)
    levers, grouping = draw_levers(book, draws=order.draws, seed=order.seed), Grouping.of(_make_weights())
    how = {"seed": order.seed, "municipality": get_municipality(book), "noise": float(inputs.base.sum()) < NOISE_BELOW}
    drawn = Drawing(inputs, grouping, **how)

    def draw(first: int, count: int) -> Numbers:
        report(first / order.draws, "Trekker framtider")
        factors = {lever: values[first : first + count] for lever, values in levers.factors.items()}
        return drawn.draw(factors, count, threads=THREADS, first_draw=first)

    quantiles = stream_quantiles(draw, order.draws, LEVELS)
    return _describe_population(quantiles, (inputs.first_year - 1, *inputs.years), _scenario_name(book, scenario))


def _make_weights() -> Numbers:
    """Everybody, then the ages of the block grant: shape (groups, sexes, ages)."""
    found = np.zeros((1 + len(STATE_BANDS), len(SEXES), AGES))
    found[0] = 1.0
    for at, (first, last) in enumerate(STATE_BANDS.values(), start=1):
        found[at, :, first : last + 1] = 1.0
    return found


def _describe_population(quantiles: Numbers, years: tuple[int, ...], name: str) -> dict[str, Any]:
    """The result; `quantiles` has shape (levels, years, groups)."""
    low, high = (format_count(round(quantiles[level, -1, 0])) for level in (LOW, HIGH))
    note = f"{name}. Ved utgangen av året."
    tables = [make_quantile_table("Folketallet", "persons", years, quantiles[:, :, 0], heading="Personer", note=note)]
    for at, ages in enumerate(STATE_BANDS.values(), start=1):
        tables.append(make_quantile_table(name_band(ages), "persons", years, quantiles[:, :, at], heading="Personer", note=note))
    return {"answer": f"I {years[-1]} er det mellom {low} og {high} innbyggere i 80 av 100 trekninger", "tables": tables}


def run_national(order: RunOrder, report: Report) -> dict[str, Any]:
    """Every municipality in the scenarios of the country asked for (`scenario`), here or on the cluster of the settings."""
    scenarios = order.texts("scenario") or [MAIN]
    known = get_national_rules().scenarios
    strange = [one for one in scenarios if one not in known]
    if strange:
        raise RunFailed(f"Scenarioet «{strange[0]}» finnes ikke for hele landet. Velg blant: {', '.join(known)}.")
    report(0.0, "Leser folketallet og anslår rater")
    inputs, findings = read_municipalities(settings.ROOT / "examples" / DATA_FOLDER, first_year=FIRST_YEAR, years=YEARS)
    if findings:
        raise RunFailed(f"Tabellene for landet kan ikke brukes: {findings[0].sentence}")
    how = {"draws": order.draws, "seed": order.seed, "noise": "yes" in order.texts("noise"), "address": settings.SCHEDULER}
    try:
        found = run_municipalities(inputs, scenarios, progress=report, **how)
    except ClusterError as error:
        raise RunFailed(str(error)) from error
    return _describe_nation(found)


def _describe_nation(found: NationalFound) -> dict[str, Any]:
    """Where each municipality is at the end of the last year, against the end of the year before the first, and the mark of all numbers."""
    everybody = next(at for at, one in enumerate(get_outputs()) if one.id == ALL)
    tables, before, last = [], found.first_year - 1, found.first_year + found.persons.shape[-1] - 2
    for scenario, persons in zip(found.scenarios, found.persons[:, :, everybody], strict=True):
        columns = [f"{before}", f"{last}, lavt", f"{last}, midt i", f"{last}, høyt"]
        rows = [
            (f"{code} {_name(code)}".strip(), [float(one[MIDDLE, 0]), *(float(one[level, -1]) for level in (LOW, MIDDLE, HIGH))])
            for code, one in zip(found.municipalities, persons, strict=True)
        ]
        note = "Ved utgangen av året. 80 av 100 trekninger er mellom lavt og høyt."
        tables.append(make_table(get_national_rules().scenarios[scenario].name, "persons", columns, rows, heading="Personer", note=note))
    grow = int((found.persons[0, :, everybody, MIDDLE, -1] > found.persons[0, :, everybody, MIDDLE, 0]).sum())
    answer = f"{grow} av {len(found.municipalities)} kommuner er større i {last} enn i {before}, midt i trekningene"
    return {"answer": answer, "digest": found.digest, "tables": tables}


def _name(code: str) -> str:
    found = find_code(code, NAMES_ON)
    return found.name if found else ""


RUNNERS: dict[str, Runner] = {
    "odds": run_odds,
    "population_odds": run_population_odds,
    "schedule": run_schedule,
    "scorecard": run_scorecard,
    "national": run_national,
}
"""By kind of run."""
