"""Why no plan holds: the smallest set of limits that cannot be kept together."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from veikart.calc.schedule.model import Model, Room
from veikart.calc.schedule.problem import Candidate, Dependency
from veikart.calc.schedule.program import DEPENDS, MUST, ROOM, Group, Program, list_groups, make_program, pass_program
from veikart.calc.schedule.solving import INFEASIBLE, UNKNOWN, Effort, make_solver, solve_program

TIMES = 4
"""Looking for the conflict may take so many times as long as looking for the plan."""


@dataclass(frozen=True)
class Conflict:
    """Limits, ties and projects that must be built that cannot all hold. `is_minimal` where it is proven that any one of them gone is enough."""

    rooms: tuple[Room, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    must: tuple[Candidate, ...] = ()
    is_minimal: bool = True


def find_conflict(model: Model, effort: Effort) -> Conflict:
    """A smallest set: none of it can be left out. Begins from what a proof without whole projects uses, where there is one, and takes away what is
    not needed, half by half and then one by one (a deletion filter). A model where every plan is allowed gives an empty set."""
    until = time.monotonic() + TIMES * effort.seconds
    unsure: list[Group] = []

    def is_conflict(groups: Sequence[Group]) -> bool:
        left = until - time.monotonic()
        if left <= 0 or (effort.should_stop is not None and effort.should_stop()):
            unsure.extend(groups)
            return False
        answer = solve_program(_feasibility(model, groups), replace(effort, seconds=left, told=None))
        if answer.state == UNKNOWN:
            unsure.extend(groups)
        return answer.state == INFEASIBLE

    groups = list_groups(model)
    kept = shrink(_supporting(model, groups) or groups, is_conflict)
    return _sort_out(model, kept, is_minimal=not unsure)


def shrink(groups: Sequence[Group], is_conflict: Callable[[Sequence[Group]], bool]) -> tuple[Group, ...]:
    """The groups that are left when none more can be taken away; a conflict of a set is one of every larger set.

    >>> shrink([("room", at) for at in range(9)], lambda left: {("room", 2), ("room", 7)} <= set(left))
    (('room', 2), ('room', 7))
    """
    kept, size = list(groups), max(1, len(groups) // 2)
    while size:
        at = 0
        while at < len(kept):
            trial = kept[:at] + kept[at + size :]
            if is_conflict(trial):
                kept = trial
            else:
                at += size
        size //= 2
    return tuple(kept)


def _feasibility(model: Model, groups: Sequence[Group]) -> Program:
    """The program with only these groups, where every plan is as good as another."""
    program = make_program(model, "delay", only=frozenset(groups))
    program.objective = np.zeros_like(program.objective)
    return program


def _supporting(model: Model, groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups in a proof that there is no answer even where projects may be shared out; none where that has an answer."""
    program = _feasibility(model, groups)
    solver = make_solver(Effort())
    solver.setOptionValue("presolve", "off")
    pass_program(program, solver, is_whole=False)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        return ()
    _status, is_there, ray = solver.getDualRay()
    if not is_there:
        return ()
    used = {at for at, part in enumerate(ray) if abs(part) > 1e-12}
    found = tuple(one for one in groups if used & set(program.rows_of.get(one, ())))
    answer = solve_program(_feasibility(model, found), Effort(seconds=10))
    return found if answer.state == INFEASIBLE else ()


def _sort_out(model: Model, groups: Sequence[Group], *, is_minimal: bool) -> Conflict:
    """What the groups are, by kind."""
    places = {kind: [at for one, at in groups if one == kind] for kind in (ROOM, DEPENDS, MUST)}
    return Conflict(
        tuple(model.rooms[at] for at in places[ROOM]),
        tuple(model.problem.dependencies[at] for at in places[DEPENDS]),
        tuple(model.problem.candidates[at] for at in places[MUST]),
        is_minimal,
    )
