"""Scenarios side by side: what each comes to, when limits break in it, and what it takes to keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook.drawing import UNITS
from veikart.calc.outlook.economy_limits import list_limits
from veikart.calc.outlook.restructuring import find_needs
from veikart.calc.worksheets import Run
from veikart.rules.foresight.engines.population import keep_projected
from veikart.rules.foresight.long_inputs import People, get_long_years
from veikart.rules.foresight.scenarios import count_own_people, work_out_scenario


@dataclass(frozen=True, eq=False)
class ScenarioSummary:
    """A scenario beside others, in the plan's fixed prices: its lines by name (kroner or parts per million as in `long_economy`), the first year each
    limit is broken (None where it never is), and by year what must be cut for every limit to hold with the limit that decides it."""

    id: str
    name: str
    years: tuple[int, ...]
    lines: Mapping[str, tuple[int, ...]]
    first_breaks: Mapping[str, int | None]
    needs: tuple[int, ...]
    binding: tuple[str, ...]


def compare_scenarios(book: EconomyBook, run: Run, plan: PlanFigures) -> list[ScenarioSummary]:
    """The municipality's own future first (with an empty id and name), then every scenario; none where no year of a plan is known."""
    if not get_long_years(book, plan)[1]:
        return []
    central = count_own_people(book, plan, keep_projected(book, run).persons)
    names = {"": "", **{key: one.name for key, one in book.table("scenarios").items()}}
    return [_summarise(book, plan, central, key, name) for key, name in names.items()]


def _summarise(book: EconomyBook, plan: PlanFigures, central: People, scenario: str, name: str) -> ScenarioSummary:
    worked = work_out_scenario(book, plan, central, scenario=scenario)
    years = worked.inputs.years
    limits = list_limits(book.table("outlook_limits"), years)
    needs = find_needs(worked.inputs, worked.future, limits)
    lines = {line: np.broadcast_to(worked.found.economy[line][:, 0], len(years)) for line in UNITS}
    broken = {one.id: one.is_broken(worked.found.economy[one.measure], years)[:, 0] for one in limits}
    return ScenarioSummary(
        scenario,
        name,
        years,
        {line: tuple(values.tolist()) for line, values in lines.items()},
        {limit: years[int(np.argmax(found))] if found.any() else None for limit, found in broken.items()},
        tuple(needs.largest(len(years)).tolist()),
        tuple(needs.binding(at) for at in range(len(years))),
    )
