"""An order of investments worked out and written down: the projects, the years, and the sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import LEVELS, Odds, PlanFigures
from veikart.calc.population import project
from veikart.calc.schedule import (
    DEBT,
    INFEASIBLE,
    INVESTMENT,
    LIQUIDITY,
    RESERVE,
    RESULT,
    Effort,
    Progress,
    Schedule,
    find_schedule,
    get_delay,
    work_out_effects,
)
from veikart.calc.values import PPM
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.population import get_foresight_setting, get_population_inputs
from veikart.rules.foresight.run_results import make_table
from veikart.rules.foresight.running import run_foresight
from veikart.rules.foresight.scenarios import count_own_people, work_out_scenario
from veikart.rules.foresight.schedule import LINES, Asked, Long, make_schedule_problem, read_long_economy
from veikart.rules.foresight.schedule_taking import plan_taking, with_taken
from veikart.rules.foresight.schedule_words import name_limit, say_answer, say_broken, say_conflict, say_conflict_ends, say_gain, say_gap, say_prices

MILLION = 1_000_000
CERTAINTIES = (75, 90, 95)
"""How many of a hundred drawn futures a limit may be asked to hold in."""
MOST_DRAWS = 1_000


def list_need_years(run: Run, years: Sequence[int]) -> dict[str, int]:
    """The first of the years that each service has too few places, by service and by service and area («service|area»)."""
    found = {}
    for name in ("service_needs", "area_needs"):
        sheet = run.sheets[name]
        for subject in sheet.subjects:
            short = [year for year, free in zip(sheet.years, sheet.row(subject, "free"), strict=True) if free < 0 and year in years]
            if short:
                found[subject] = short[0]
    return found


def ask_for_order(
    book: EconomyBook,
    run: Run,
    plan: PlanFigures,
    *,
    scenarios: Sequence[str] = (),
    limits: Sequence[str] | None = None,
    share: int = PPM,
    certainty: int = 0,
) -> Asked:
    """The problem of a book: the long economy of its run, with that of each of the scenarios beside it, and where `certainty` is one of CERTAINTIES
    also what so many of a hundred drawn futures are within. Raises KeyError for an unknown scenario, and where there is no long economy."""
    sheet = run.sheets["long_economy"]
    main = read_long_economy(sheet)
    economies: dict[str, Long] = {"": main}
    if scenarios:
        central = count_own_people(book, plan, project(get_population_inputs(book)).persons)
        for one in scenarios:
            worked = work_out_scenario(book, plan, central, scenario=one).found
            lines = {**worked.rates, **worked.economy}
            economies[one] = {line: tuple(np.broadcast_to(lines[line], (len(sheet.years), 1))[:, 0].tolist()) for line in LINES}
    if certainty:
        setting = get_foresight_setting(book)
        odds = work_out_odds(book, run, plan, draws=min(setting.draws, MOST_DRAWS), seed=setting.seed)
        economies[name_certainty(certainty)] = make_certain_economy(main, odds, certainty)
    after = [year for year, is_plan in zip(sheet.years, main["in_plan"], strict=True) if not is_plan]
    return make_schedule_problem(book, sheet.years, economies, needs=list_need_years(run, after), limits=limits, share=share)


def name_certainty(certainty: int) -> str:
    """What the economy of the drawn futures is called among the scenarios."""
    return f"{certainty} av 100 trekninger"


def make_certain_economy(main: Long, odds: Odds, certainty: int) -> Long:
    """The long economy as it is at worst in `certainty` of a hundred drawn futures, each line in each year for itself: debt no higher, result and
    funds no lower. Whole kroner."""
    high, low = LEVELS.index(certainty / 100), LEVELS.index(round(1 - certainty / 100, 2))
    revenue = np.array(main["operating_revenue"], dtype=np.float64)
    lines = {
        "debt": odds.quantiles["debt_ratio"][high] * revenue / PPM,
        "net_result": odds.quantiles["result_ratio"][low] * revenue / PPM,
        "buffer": odds.quantiles["buffer"][low],
        "liquidity": odds.quantiles["liquidity"][low],
    }
    return {**main, **{line: tuple(np.rint(values).astype(np.int64).tolist()) for line, values in lines.items()}}


def work_out_order(
    book: EconomyBook, plan: PlanFigures, asked: Asked, *, objective: str, effort: Effort, say: Callable[[float, str], None] | None = None
) -> dict[str, Any]:
    """The order as it is stored. `say` hears how far it has come; what it raises is let through."""
    stopped: list[BaseException] = []

    def tell(progress: Progress) -> None:
        if say is None or stopped:
            return
        try:
            say(min(progress.seconds / effort.seconds, 0.9), _progress_words(progress))
        except BaseException as reason:  # carried out of the solver, and raised when it has let go
            stopped.append(reason)

    heard = Effort(effort.gap, effort.seconds, tell if say else None, (lambda: bool(stopped)) if say else None)
    found = find_schedule(asked.problem, objective, heard)
    if stopped:
        raise stopped[0]
    return write_order(book, plan, asked, found)


def _progress_words(progress: Progress) -> str:
    if progress.best is None:
        return "Leter etter en rekkefølge som holder"
    gap = progress.gap
    return f"Beste hittil {progress.best:,.0f}".replace(",", " ") + (f", {say_gap(gap)}" if gap is not None else "")


def write_order(book: EconomyBook, plan: PlanFigures, asked: Asked, found: Schedule) -> dict[str, Any]:
    """Everything the page shows, of what JSON has."""
    objective = found.objective
    result: dict[str, Any] = {
        "answer": say_answer(asked, found),
        "state": found.state,
        "objective": objective,
        "gap": found.gap if found.starts else None,
        "delay": found.delay,
        "cost": found.cost,
        "starts": dict(found.starts),
        "scenarios": [one for one in asked.economies if one],
        "scenario_names": [book.table("scenarios")[one].name if one in book.table("scenarios") else one for one in asked.economies if one],
        "left_out": list(asked.left_out),
        "gap_words": say_gap(found.gap) if found.starts else "",
        "cost_words": f"Kostnaden er nest mest å få ned: {say_gap(found.cost_gap)}." if objective == "delay_then_cost" and found.starts else "",
        "binding": say_prices(book, found.prices, objective),
        "room": say_gain(book, found.gain, asked, objective) if found.gain else "",
        "conflict": say_conflict(book, found.conflict) if found.conflict else [],
        "conflict_ends": say_conflict_ends(found.conflict) if found.conflict else "",
        "years": list(asked.problem.years),
        "projects": _projects(asked, found),
        "tables": [],
    }
    if found.state != INFEASIBLE and found.starts:
        result |= _years(book, plan, asked, found)
        result["tables"] = _tables(result)
    return result


def _projects(asked: Asked, found: Schedule) -> list[dict[str, Any]]:
    last = asked.problem.years[-1]
    return [
        {
            "id": one.id,
            "name": one.name,
            "unit": asked.rows[one.id].unit,
            "project": asked.rows[one.id].project,
            "costs": list(one.costs),
            "start": found.starts.get(one.id),
            "today": asked.today.get(one.id),
            "need_year": one.need_year,
            "delay": get_delay(one, found.starts.get(one.id), last),
            "weight": one.weight,
            "is_must": one.is_must,
        }
        for one in asked.problem.candidates
    ]


def _years(book: EconomyBook, plan: PlanFigures, asked: Asked, found: Schedule) -> dict[str, Any]:
    """Investments, debt and result before and after, year by year: after, the whole long economy worked out again with the order taken in."""
    economy, years = asked.economies[""], asked.problem.years
    taken = with_taken(book, plan_taking(book, asked, found.starts))
    after = read_long_economy(run_foresight(taken, run_engines(taken), plan).sheets["long_economy"])
    moved = _moved(asked, found)
    debt = [nok + moved["debt"][at] for at, nok in enumerate(after["debt"])]
    result = [nok - moved["burden"][at] for at, nok in enumerate(after["net_result"])]
    return {
        "investment": {
            "today": list(economy["investments"]),
            "after": [nok + moved["investment"][at] for at, nok in enumerate(after["investments"])],
            "ordered": _ordered(asked, found),
            **_limits(book, asked, INVESTMENT, "most"),
        },
        "debt_ratio": {
            "today": _ratio(economy["debt"], economy["operating_revenue"]),
            "after": _ratio(debt, after["operating_revenue"]),
            **_limits(book, asked, DEBT, "limit"),
        },
        "result_ratio": {
            "today": _ratio(economy["net_result"], economy["operating_revenue"]),
            "after": _ratio(result, after["operating_revenue"]),
            **_limits(book, asked, RESULT, "limit"),
        },
        "columns": list(years),
        "broken": say_broken(book, asked, _measured(after, debt, result)),
    }


def _measured(after: Long, debt: Sequence[int], result: Sequence[int]) -> dict[str, Sequence[int]]:
    """What each kind of limit is measured by when the whole economy is worked out again."""
    revenue = after["operating_revenue"]
    return {DEBT: _ratio(debt, revenue), RESULT: _ratio(result, revenue), RESERVE: after["buffer"], LIQUIDITY: after["liquidity"]}


def _moved(asked: Asked, found: Schedule) -> dict[str, list[int]]:
    """What moving the projects of the programme adds to a year: the long economy has them where the programme has them."""
    path, lines = asked.problem.paths[0], ("debt", "burden", "investment")
    total = {line: [0] * len(path.years) for line in lines}
    for one in asked.problem.candidates:
        if not asked.rows[one.id].project:
            continue
        for start, sign in ((found.starts.get(one.id), 1), (asked.today.get(one.id), -1)):
            if start is None:
                continue
            effects = work_out_effects(one, path)
            if start in effects.starts:
                at = effects.starts.index(start)
                for line in lines:
                    total[line] = [nok + sign * int(more) for nok, more in zip(total[line], getattr(effects, line)[at], strict=True)]
    return total


def _ordered(asked: Asked, found: Schedule) -> list[int]:
    """What the projects in the order spend each year."""
    years = asked.problem.years
    total = [0] * len(years)
    for one in asked.problem.candidates:
        start = found.starts.get(one.id)
        for step, nok in enumerate(one.costs if start is not None else ()):
            total[start + step - years[0]] += nok
    return total


def _limits(book: EconomyBook, asked: Asked, kind: str, name: str) -> dict[str, Any]:
    """The limits of a kind for everything, in the main scenario: each by its name and year, and under `name` the tightest of them in each year."""
    years = asked.problem.years
    found: dict[str, list[int | None]] = {}
    for one in asked.problem.limits:
        if one.kind == kind and not one.group and one.path in {-1, 0}:
            values = found.setdefault(one.source, [None] * len(years))
            for year in range(one.first_year, one.last_year + 1):
                values[year - years[0]] = one.value
    tightest = max if kind == RESULT else min
    together = [tightest((one for one in of_year if one is not None), default=None) for of_year in zip(*found.values(), strict=True)]
    limits = [{"name": name_limit(book, kind, source), "values": values} for source, values in found.items()]
    return {name: together or [None] * len(years), "limits": limits}


def _ratio(above: Sequence[int], below: Sequence[int]) -> list[int]:
    return [round(nok * PPM / revenue) if revenue else 0 for nok, revenue in zip(above, below, strict=True)]


def _tables(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The years as tables."""
    columns, money = result["columns"], result["investment"]
    rows = [("Slik planen er i dag", money["today"]), ("Med denne rekkefølgen", money["after"]), ("Av dette prosjektene her", money["ordered"])]
    rows += [(f"Kapasiteten {one['name']}", one["values"]) for one in money["limits"]]
    tables = [make_table("Investeringer i året", "mill_nok", columns, [(name, _in_mill(row)) for name, row in rows], heading="Mill. kr")]
    for line, name in (("debt_ratio", "Gjeld, del av inntektene"), ("result_ratio", "Netto driftsresultat, del av inntektene")):
        rows = [("Slik planen er i dag", result[line]["today"]), ("Med denne rekkefølgen", result[line]["after"])]
        rows += [(f"Grensen {one['name']}", one["values"]) for one in result[line]["limits"]]
        written = [(label, [None if one is None else one / 10_000 for one in row]) for label, row in rows]
        tables.append(make_table(name, "percent", columns, written, heading="Prosent"))
    return tables


def _in_mill(values: Sequence[int | None]) -> list[float | None]:
    return [None if one is None else one / MILLION for one in values]
