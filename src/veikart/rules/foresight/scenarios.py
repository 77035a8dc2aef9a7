"""The long economy of a scenario: the model with its people and its changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook.economy import LongEconomy, work_out_economy
from veikart.calc.outlook.economy_arithmetic import EXACT
from veikart.calc.outlook.economy_inputs import EconomyInputs, Future
from veikart.calc.outlook.scenarios import Unfolded, make_levers, unfold_scenario
from veikart.calc.population import project
from veikart.calc.population.inputs import Numbers
from veikart.calc.values import LeverChange
from veikart.rules.foresight.long_inputs import (
    People,
    count_people,
    get_economy_inputs,
    get_long_years,
    make_exact_future,
    make_weights,
)
from veikart.rules.foresight.population import get_population_inputs

Changes = Iterable[LeverChange]


@dataclass(frozen=True, eq=False)
class ScenarioWorked:
    """A scenario worked out: what it was made of, the one future it is, and every line of it in whole kroner."""

    inputs: EconomyInputs
    future: Future
    found: LongEconomy


def get_unfolded(book: EconomyBook, scenario: str, changes: Changes = ()) -> Unfolded:
    """A scenario with its parts, and more changes on top. Raises KeyError for one that is not there."""
    tables = (book.table(one) for one in ("scenarios", "scenario_parts", "scenario_changes"))
    scenarios, parts, moved = tables
    found = unfold_scenario(scenario, scenarios, parts.values(), moved.values())
    return Unfolded(found.alternative, (*found.changes, *changes))


def count_own_people(book: EconomyBook, plan: PlanFigures, persons: Numbers) -> People:
    """The people of one projection by what counts, from persons of shape (years + 1, sexes, ages)."""
    groups: Numbers = np.einsum("ysa,gsa->yg", persons, make_weights(book))
    return count_people(book, groups, get_long_years(book, plan)[0])


def work_out_scenario(book: EconomyBook, plan: PlanFigures, central: People, *, scenario: str = "", changes: Changes = ()) -> ScenarioWorked:
    """The long economy of a scenario, whole kroner. `central` are the people of the municipality's own alternative. Raises KeyError."""
    unfolded = get_unfolded(book, scenario, changes)
    inputs = get_economy_inputs(book, plan, central)
    people = central
    if unfolded.alternative or unfolded.changes:
        drawn = project(get_population_inputs(book, alternative=unfolded.alternative, changes=unfolded.changes))
        people = count_own_people(book, plan, drawn.persons)
    future = make_exact_future(people, make_levers(unfolded.changes, inputs.years))
    return ScenarioWorked(inputs, future, work_out_economy(inputs, future, EXACT))
