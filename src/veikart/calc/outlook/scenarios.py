"""Scenarios put together of others, and what their changes do to the levers of the economy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPB, PPM, Values
from veikart.calc.outlook.economy_inputs import ADDED, TIMES
from veikart.calc.outlook.rows import Scenario, ScenarioChange, ScenarioPart
from veikart.calc.values import LeverChange, add_changes, multiply_changes


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A scenario with everything it is put together of: the population alternative (empty: the municipality's own) and every change."""

    alternative: str
    changes: tuple[LeverChange, ...]


def find_circle(parts: Iterable[ScenarioPart]) -> list[str]:
    """The scenarios that a scenario goes round in to come back to itself, the first one last too; none where none does.

    >>> find_circle([ScenarioPart("a", "b"), ScenarioPart("b", "a")])
    ['a', 'b', 'a']
    """
    inside: dict[str, list[str]] = {}
    for one in parts:
        inside.setdefault(one.scenario, []).append(one.part)
    done: set[str] = set()
    for start in inside:
        found = _follow(start, inside, [], done)
        if found:
            return found
    return []


def _follow(scenario: str, inside: Mapping[str, Sequence[str]], way: list[str], done: set[str]) -> list[str]:
    if scenario in way:
        return [*way[way.index(scenario) :], scenario]
    if scenario in done:
        return []
    for part in inside.get(scenario, ()):
        found = _follow(part, inside, [*way, scenario], done)
        if found:
            return found
    done.add(scenario)
    return []


def unfold_scenario(scenario: str, scenarios: Mapping[str, Scenario], parts: Iterable[ScenarioPart], changes: Iterable[ScenarioChange]) -> Unfolded:
    """The scenario with its parts' changes, each part once, and the first alternative on the way. Nothing for an empty id.

    Raises KeyError for a scenario that is not there. Parts that lead back are passed by.
    """
    order, by_scenario = list(parts), list(changes)
    met: dict[str, None] = {}
    waiting = [scenario] if scenario else []
    while waiting:
        one = waiting.pop(0)
        if one not in met:
            met[one] = None
            waiting.extend(each.part for each in order if each.scenario == one)
    alternative = next((scenarios[one].alternative for one in met if scenarios[one].alternative), "")
    found = (LeverChange(one.lever, one.value, one.first_year, one.last_year) for one in by_scenario if one.scenario in met)
    return Unfolded(alternative, tuple(found))


def make_levers(changes: Iterable[LeverChange], years: Sequence[int]) -> dict[str, Values]:
    """The levers of the economy that changes move, whole numbers of shape (years, 1): parts per thousand million for those that are multiplied,
    per million for those that are added."""
    changes = tuple(changes)
    moved = {one.lever for one in changes}
    found = {one: multiply_changes(changes, one, years) * PPB for one in TIMES if one in moved}
    found |= {one: add_changes(changes, one, years) * PPM for one in ADDED if one in moved}
    return {lever: np.rint(values).astype(np.int64)[:, None] for lever, values in found.items()}
