"""The needs over thousands of drawn populations: how far they spread, and in how many of them places are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.need_rows import NeedService
from veikart.calc.outlook.needs import MARK, NeedOdds, count_users, make_need_odds, spread_to_areas
from veikart.calc.outlook.odds import Numbers
from veikart.calc.population import AGES, SEXES, PopulationInputs, project
from veikart.calc.population.areas import project_areas
from veikart.calc.population.drawing import LEVERS, draw_groups
from veikart.calc.values import PPM, LeverChange
from veikart.calc.worksheets import Run
from veikart.rules.foresight.engines.needs import count_area_users
from veikart.rules.foresight.needs import list_area_services, make_need_weights
from veikart.rules.foresight.odds import NOISE_BELOW, draw_levers, get_municipality
from veikart.rules.foresight.population import get_area_inputs, get_housing_homes, get_population_inputs, get_projected_areas
from veikart.rules.foresight.scenarios import get_unfolded

EVERYBODY = "alle"
"""The subject that is all who live in the municipality."""


def draw_needs(
    book: EconomyBook,
    run: Run,
    factors: Mapping[str, Numbers],
    *,
    alternative: str = "",
    changes: Sequence[LeverChange] = (),
    draws: int,
    seed: int,
    municipality: int,
    threads: int = 1,
) -> NeedOdds:
    """The places needed of every service and in its areas, and all inhabitants, over all draws. Places are those of the sheets of the run.

    `factors` are by lever, shape (draws, years). In an area the need is moved as the municipality's is in the same draw: its own uncertainty is not
    counted, and is larger.
    """
    inputs = get_population_inputs(book, alternative=alternative, changes=changes)
    services, everybody = book.table("need_services"), np.ones((1, len(SEXES), AGES))
    per_user = np.array([one.places_per_user / PPM for one in services.values()])
    weights = np.concatenate([make_need_weights(book) * per_user[:, None, None], everybody])
    how = {"draws": draws, "seed": seed, "municipality": municipality, "threads": threads}
    drawn = draw_groups(inputs, weights, factors, noise=float(inputs.base.sum()) < NOISE_BELOW, **how)[:, 1:]
    whole = project(inputs)
    central = count_users(whole.persons[1:], weights)
    chosen = list_area_services(book)
    parts = _count_in_areas(book, inputs, alternative, changes, weights[:-1][[key in chosen for key in services]]) if chosen else {}
    found = [drawn, *(spread_to_areas(drawn[..., _place(services, key)], central[_place(services, key)], part) for key, part in parts.items())]
    subjects = [*services, EVERYBODY, *(f"{key}{MARK}{area}" for key in parts for area in get_projected_areas(book))]
    held = (np.concatenate([central, *parts.values()]), _get_places(run, subjects))
    return make_need_odds(subjects, inputs.years, np.concatenate(found, axis=2), held, seed=seed, since=book.years[0])


def _place(services: Mapping[str, NeedService], key: str) -> int:
    return list(services).index(key)


def _count_in_areas(
    book: EconomyBook, inputs: PopulationInputs, alternative: str, changes: Sequence[LeverChange], weights: Numbers
) -> dict[str, Numbers]:
    """Places needed by service and, without draws, shape (areas, years)."""
    homes = get_housing_homes(book, alternative=alternative, changes=changes)
    areas = project_areas(inputs, project(inputs), get_area_inputs(book, inputs.base, homes))
    counted = count_area_users(areas.persons[:, 1:], weights).reshape(len(weights), -1, len(inputs.years))
    return dict(zip(list_area_services(book), counted, strict=True))


def _get_places(run: Run, subjects: Sequence[str]) -> Numbers:
    """The places there are by subject and year; without bound for the inhabitants."""
    sheets = (run.sheets["service_needs"], run.sheets["area_needs"])
    never = np.full(len(sheets[0].years), np.inf)
    by_subject = {one: sheet.lines["capacity"][at].astype(np.float64) for sheet in sheets for one, at in sheet.place.items()}
    return np.array([by_subject.get(one, never) for one in subjects])


def work_out_needs(
    book: EconomyBook, run: Run, *, scenario: str = "", changes: Sequence[LeverChange] = (), draws: int, seed: int, threads: int = 1
) -> NeedOdds:
    """The needs over all draws of a scenario, with more changes on top: quantiles, and the odds that places are missing.

    The levers are drawn as for the economy, and so is who of the few dies, is born or moves in a small municipality. Raises KeyError for a scenario
    that is not there.
    """
    drawing, found = draw_levers(book, draws=draws, seed=seed), get_unfolded(book, scenario, changes)
    how = {"alternative": found.alternative, "changes": found.changes, "municipality": get_municipality(book)}
    moved = {one: drawing.factors[one] for one in LEVERS if one in drawing.factors}
    return draw_needs(book, run, moved, **how, draws=draws, seed=seed, threads=threads)
