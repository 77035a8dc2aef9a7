"""The best order of the projects: with least delay, at least cost, or least cost among those with least delay."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from veikart.calc.schedule.conflicts import Conflict, find_conflict
from veikart.calc.schedule.greedy import find_plan_at_once, holds
from veikart.calc.schedule.model import Model, make_model
from veikart.calc.schedule.problem import Problem, get_delay, list_alternatives
from veikart.calc.schedule.program import Program, Row, make_program
from veikart.calc.schedule.rooms import Gain, Price, list_prices, widen_room
from veikart.calc.schedule.solving import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Answer, Effort, solve_program

FIRST_SHARE = 0.7
"""Of the time, where there are two things to make least."""


@dataclass(frozen=True)
class Schedule:
    """The plan: `starts` by project (those that are not there are not built), `delay` in points, `cost` in whole kroner of the first year.

    `state` is OPTIMAL where the gap asked for is proven, FEASIBLE where the time was up (or somebody stopped it) first, INFEASIBLE where no plan
    holds (`conflict` says why), UNKNOWN where nothing was found in time. `gap` is how much better the best plan can be at most, a share of what
    was found, and `cost_gap` the same for the cost where that came second. `prices` are the limits that bind, dearest first, and `gain` what more
    room of the one that binds most really gives.
    """

    state: str
    objective: str
    starts: Mapping[str, int] = field(default_factory=dict)
    delay: int = 0
    cost: int = 0
    gap: float = math.inf
    cost_gap: float = math.inf
    seconds: float = 0.0
    nodes: int = 0
    prices: tuple[Price, ...] = ()
    gain: Gain | None = None
    conflict: Conflict | None = None


def find_schedule(problem: Problem, objective: str = "delay_then_cost", effort: Effort | None = None, *, explains: bool = True) -> Schedule:
    """The best plan for one of OBJECTIVES. With `explains` also what binds, what more room gives, and what is in conflict where nothing holds;
    that takes up to as long again."""
    return order_model(make_model(problem), objective, effort or Effort(), explains=explains)


def order_model(model: Model, objective: str, effort: Effort, *, explains: bool = True) -> Schedule:
    """The same for a model that is made. Raises ValueError for an objective that is not there."""
    first = {"delay": "delay", "cost": "cost", "delay_then_cost": "delay"}.get(objective)
    if first is None:
        raise ValueError(objective)
    has_two = objective == "delay_then_cost"
    program = make_program(model, first)
    answer = solve_to_the_krone(program, replace(effort, seconds=effort.seconds * FIRST_SHARE) if has_two else effort)
    if answer.state == INFEASIBLE:
        conflict = find_conflict(model, effort) if explains else None
        return Schedule(INFEASIBLE, objective, seconds=answer.seconds, nodes=answer.nodes, conflict=conflict)
    if answer.state == UNKNOWN:
        return Schedule(UNKNOWN, objective, seconds=answer.seconds, nodes=answer.nodes)
    found = _tell(model, objective, answer)
    if has_two:
        found = _then_cost(model, found, effort)
    if explains and not _is_stopped(effort):
        found = replace(found, prices=list_prices(program, found.starts), gain=widen_room(program, found.starts, answer, effort))
    return found


def solve_to_the_krone(program: Program, effort: Effort) -> Answer:
    """The answer with a plan that keeps every limit to the krone.

    The solver counts in floats; a plan that is a few kroner over somewhere is not taken, and that room is made so much smaller.
    """
    start = find_plan_at_once(program.model)
    answer = solve_program(program, effort, start=start)
    for _again in range(3):
        if answer.state not in {OPTIMAL, FEASIBLE} or holds(program.model, answer.starts):
            return answer
        used = program.model.used(answer.starts)
        for at, row in program.rooms.items():
            over = int(used[at]) - program.model.rooms[at].nok
            if over > 0:
                program.rows[row] = replace(program.rows[row], most=program.rows[row].most - over * program.rows[row].size)
        answer = solve_program(program, effort, start=start)
    return answer if holds(program.model, answer.starts) else replace(answer, state=UNKNOWN, starts={})


def get_values(model: Model, starts: Mapping[str, int]) -> tuple[int, int]:
    """Points of delay (of alternatives that are not built, the largest once) and the cost in whole kroner."""
    chosen = model.chosen(starts)
    last = model.problem.years[-1]
    never = sum(
        max(one.weight * get_delay(one, None, last) for one in each)
        for each in list_alternatives(model.problem)
        if not any(one.id in starts for one in each)
    )
    return int(model.delay @ chosen) + never, int(model.cost @ chosen)


def _tell(model: Model, objective: str, answer: Answer) -> Schedule:
    delay, cost = get_values(model, answer.starts)
    return Schedule(answer.state, objective, answer.starts, delay, cost, answer.gap, seconds=answer.seconds, nodes=answer.nodes)


def _then_cost(model: Model, found: Schedule, effort: Effort) -> Schedule:
    """The cheapest of the plans with no more delay than this one."""
    left = effort.seconds - found.seconds
    if left <= 0 or _is_stopped(effort):
        return found
    delays, costs = make_program(model, "delay"), make_program(model, "cost")
    columns = np.flatnonzero(delays.objective).astype(np.int32)
    costs.rows.append(Row(columns, delays.objective[columns], -math.inf, float(found.delay)))
    answer = solve_program(costs, replace(effort, seconds=left, told=None), start=found.starts)
    if answer.state not in {OPTIMAL, FEASIBLE} or not holds(model, answer.starts):
        return found
    delay, cost = get_values(model, answer.starts)
    if (delay, cost) > (found.delay, found.cost):
        return replace(found, seconds=found.seconds + answer.seconds)
    seconds, nodes = found.seconds + answer.seconds, found.nodes + answer.nodes
    return replace(found, starts=answer.starts, delay=delay, cost=cost, cost_gap=answer.gap, seconds=seconds, nodes=nodes)


def _is_stopped(effort: Effort) -> bool:
    return effort.should_stop is not None and effort.should_stop()
