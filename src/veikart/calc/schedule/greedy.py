"""A plan at once: the projects one by one, each as soon as there is room."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.schedule.model import Model
from veikart.calc.schedule.problem import AFTER, TOGETHER, Problem, list_alternatives


def find_plan_at_once(model: Model) -> dict[str, int] | None:
    """Starts that hold for every limit, without any claim to be the best; None where this simple way finds none.

    Must come first, then the most points a krone; each takes the start of least delay that has room. Projects that are tied to others are left out
    unless they must be built.
    """
    problem = model.problem
    room = np.array([one.nok for one in model.rooms], dtype=np.int64)
    free = {one.project for one in problem.dependencies} | {one.other for one in problem.dependencies}
    order = sorted(problem.candidates, key=lambda one: (not one.is_must, -one.weight / max(1, sum(one.costs)), one.id))
    columns: dict[str, list[int]] = {one.id: [] for one in problem.candidates}
    for at, (project, _) in enumerate(model.columns):
        columns[project].append(at)
    used, starts = np.zeros(len(room), dtype=np.int64), {}
    for one in order:
        if one.id in free and not one.is_must:
            continue
        fits = [at for at in columns[one.id] if (used + model.use[:, at] <= room).all()]
        if fits:
            best = min(fits, key=lambda at: (int(model.delay[at]), int(model.cost[at]), at))
            used, starts[one.id] = used + model.use[:, best], model.columns[best][1]
    return starts if holds(model, starts) else None


def holds(model: Model, starts: Mapping[str, int]) -> bool:
    """Whether the starts keep every limit to the krone, every tie, and what must be built."""
    must = all(one.id in starts for one in model.problem.candidates if one.is_must)
    return must and model.keeps_limits(starts) and _keeps_ties(model.problem, starts)


def _keeps_ties(problem: Problem, starts: Mapping[str, int]) -> bool:
    known = problem.by_id
    for one in problem.dependencies:
        mine, other = starts.get(one.project), starts.get(one.other)
        if one.kind == AFTER and mine is not None and (other is None or mine < other + len(known[one.other].costs) + one.gap):
            return False
        if one.kind == TOGETHER and mine != other:
            return False
    return all(sum(one.id in starts for one in each) <= 1 for each in list_alternatives(problem))
