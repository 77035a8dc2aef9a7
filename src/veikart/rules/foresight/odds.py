"""The odds of the long economy: thousands of drawn futures of people and money, from the rows of uncertainties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.odds.factors import FactorSpec, draw_factors
from veikart.calc.outlook import Odds, PlanFigures
from veikart.calc.outlook.drawing import UNITS, count_breaks, draw_economy, get_all_quantiles
from veikart.calc.outlook.drivers import measure_drivers, rank_levers
from veikart.calc.outlook.economy_arithmetic import PPB, PPM
from veikart.calc.outlook.economy_inputs import ADDED, TIMES, EconomyInputs, Future
from veikart.calc.outlook.economy_limits import list_limits
from veikart.calc.outlook.odds import Numbers
from veikart.calc.outlook.scenarios import Unfolded
from veikart.calc.population.drawing import LEVERS, draw_groups
from veikart.calc.values import LeverChange
from veikart.calc.worksheets import Run
from veikart.rules.foresight.engines.population import keep_projected
from veikart.rules.foresight.levers import get_levers
from veikart.rules.foresight.long_inputs import THOUSAND, People, count_people, make_weights
from veikart.rules.foresight.population import get_foresight_setting, get_foresight_years, get_population_inputs
from veikart.rules.foresight.scenarios import ScenarioWorked, count_own_people, get_unfolded, work_out_scenario

Progress = Callable[[float, str], None]
"""Takes the share that is done, and what is being done."""
NOISE_BELOW = 20_000
"""Inhabitants. Where there are fewer, it is drawn who of them dies, is born or moves; where there are more, that no longer shows beside the rest."""
DRAWING, ORDERING = "Trekker framtider", "Legger trekningene i rekkefølge"


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is drawn: the levers' factors by lever, shape (draws, years that are projected), and those that move the whole country."""

    draws: int
    seed: int
    factors: Mapping[str, Numbers]
    national: frozenset[str]


def get_specs(book: EconomyBook) -> list[FactorSpec]:
    """How each uncertain lever is drawn."""
    levers = get_levers()
    return [
        FactorSpec(one.lever, levers[one.lever].draw, one.spread / PPM, one.persistence / PPM, one.national == "yes")
        for one in book.table("uncertainties").values()
    ]


def get_correlations(book: EconomyBook, levers: Iterable[str] | None = None) -> Numbers:
    """How levers move together, shape (levers, levers): all the uncertain ones in the order they are entered, or those asked for in theirs. Pairs
    that are not entered move apart."""
    asked = (one.lever for one in book.table("uncertainties").values()) if levers is None else levers
    place = {lever: at for at, lever in enumerate(asked)}
    found = np.eye(len(place))
    for one in book.table("uncertainty_correlations").values():
        if one.first in place and one.second in place:
            pair = (place[one.first], place[one.second])
            found[pair] = found[pair[::-1]] = one.correlation / PPM
    return found


def draw_levers(book: EconomyBook, *, draws: int, seed: int) -> Drawing:
    """Every uncertain lever in every draw, from the first year that is projected."""
    specs, years = get_specs(book), len(get_foresight_years(book))
    drawn = draw_factors(specs, get_correlations(book), years=years, draws=draws, seed=seed, municipality=get_municipality(book))
    factors = {one.lever: np.ascontiguousarray(drawn[:, :, at]) for at, one in enumerate(specs)}
    return Drawing(draws, seed, factors, frozenset(one.lever for one in specs if one.is_national))


def get_municipality(book: EconomyBook) -> int:
    """The number that the municipality's own draws are made from: its code, 0 where that is no number."""
    code = get_foresight_setting(book).municipality
    return int(code) if code.isdigit() else 0


def work_out_odds(
    book: EconomyBook,
    run: Run,
    plan: PlanFigures,
    *,
    scenario: str = "",
    changes: Sequence[LeverChange] = (),
    draws: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> Odds:
    """What a scenario, with more changes on top, comes to over all draws. The same seed gives the same to the last bit, whatever `threads`.

    The same futures are drawn for every scenario, so that two of them differ by the scenarios alone. `central` is the scenario without any draw, in
    whole kroner. Raises KeyError for a scenario that is not there.
    """
    own = count_own_people(book, plan, keep_projected(book, run).persons)
    worked = work_out_scenario(book, plan, own, scenario=scenario, changes=changes)
    drawing = draw_levers(book, draws=draws, seed=seed)
    people = _draw_people(book, get_unfolded(book, scenario, changes), drawing, worked.inputs.years, threads)
    report = (lambda share: progress(share, DRAWING)) if progress else None
    drawn = draw_economy(worked.inputs, _make_draw(book, worked, people, drawing), draws, threads=threads, report=report)
    if progress:
        progress(1.0, ORDERING)
    limits = list_limits(book.table("outlook_limits"), worked.inputs.years)
    breaks, ever = count_breaks(drawn, limits, worked.inputs.years)
    ranks = rank_levers(drawing.factors)
    return Odds(
        scenario=scenario,
        years=worked.inputs.years,
        draws=draws,
        seed=seed,
        quantiles=get_all_quantiles(drawn, threads),
        central={line: np.broadcast_to(worked.found.economy[line][:, 0], len(worked.inputs.years)).astype(float) for line in UNITS},
        units=UNITS,
        breaks=breaks,
        ever=ever,
        drivers={line: measure_drivers(values[-1], ranks) for line, values in drawn.items()},
    )


def _draw_people(book: EconomyBook, unfolded: Unfolded, drawing: Drawing, years: Sequence[int], threads: int) -> People:
    """The people of every draw by what counts, each of shape (years, draws)."""
    inputs = get_population_inputs(book, alternative=unfolded.alternative, changes=unfolded.changes)
    moved = {one: drawing.factors[one] for one in LEVERS if one in drawing.factors}
    how = {"draws": drawing.draws, "seed": drawing.seed, "municipality": get_municipality(book), "threads": threads}
    groups = draw_groups(inputs, make_weights(book), moved, noise=float(inputs.base.sum()) < NOISE_BELOW, **how)
    return count_people(book, groups, years)


def _make_draw(book: EconomyBook, worked: ScenarioWorked, people: People, drawing: Drawing) -> Callable[[int, int], Future]:
    """Gives the futures from one draw to another: their people, and the scenario's levers moved by what is drawn."""
    moved = _move_levers(book, worked.inputs, worked.future, drawing)

    def draw(first: int, last: int) -> Future:
        part = slice(first, last)
        drivers = {key: one[:, part] for key, one in people.drivers.items()}
        levers = {key: np.asarray(one[:, part] if one.shape[1] > 1 else one, dtype=np.float64) for key, one in moved.items()}
        return Future(drivers, people.population[:, part] / THOUSAND, people.working_age[:, part] / THOUSAND, levers)

    return draw


def _move_levers(book: EconomyBook, inputs: EconomyInputs, future: Future, drawing: Drawing) -> dict[str, Numbers]:
    """The levers of the economy in every draw, shape (years, draws), in the units of the model; (years, 1) for one that only the scenario moves."""
    first, known = get_foresight_years(book)[0], len(get_foresight_years(book)) - 1
    at = [min(max(year - first, 0), known) for year in inputs.years]
    drawn = {one: np.ascontiguousarray(values[:, at].T) for one, values in drawing.factors.items()}
    if "tax" in drawn and "tax" in drawing.national:
        drawn["country_tax"] = drawn["tax"]
    found: dict[str, Numbers] = dict(future.levers)
    found |= {one: future.levers.get(one, PPB) * drawn[one] for one in TIMES if one in drawn}
    return found | {one: future.levers.get(one, 0) + drawn[one] * PPM for one in ADDED if one in drawn}
