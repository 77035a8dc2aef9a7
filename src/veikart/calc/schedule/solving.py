"""A program solved by HiGHS: the best plan found, how far it may be from the best there is, and how it goes meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import highspy

from veikart.calc.schedule.problem import list_alternatives
from veikart.calc.schedule.program import Program, pass_program

SEED = 5
OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
_SURE = {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}


@dataclass(frozen=True, slots=True)
class Progress:
    """How it goes: the best value so far and what no plan can be below (None: not known yet), in the objective's unit; seconds since the start."""

    best: float | None
    bound: float | None
    seconds: float

    @property
    def gap(self) -> float | None:
        """How much better the best plan could be, as a share of what is found; None where nothing is found."""
        return None if self.best is None or self.bound is None else get_gap(self.best, self.bound)


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: until the gap is at most `gap` (a share of one), for at most so many seconds. `told` hears how it goes, `should_stop` is
    asked whether to give up."""

    gap: float = 0.01
    seconds: float = 30.0
    told: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`state` is OPTIMAL (within the gap asked for), FEASIBLE (a plan, stopped before that), INFEASIBLE or UNKNOWN (stopped without either).
    `starts` is the year each project that is built begins."""

    state: str
    starts: Mapping[str, int]
    best: float
    bound: float
    seconds: float
    nodes: int = 0

    @property
    def gap(self) -> float:
        """How much better the best plan could be, as a share of what is found."""
        return get_gap(self.best, self.bound)


def get_gap(best: float, bound: float) -> float:
    """The gap as a share of the best value; 0 where they are equal.

    >>> get_gap(200.0, 198.0), get_gap(0.0, 0.0)
    (0.01, 0.0)
    """
    if best - bound <= 1e-9:
        return 0.0
    return (best - bound) / abs(best) if best and math.isfinite(bound) else math.inf


def solve_program(program: Program, effort: Effort, *, start: Mapping[str, int] | None = None) -> Answer:
    """The answer, the same each time unless it is the clock that stops it. `start` is a plan that holds, to begin from."""
    solver = make_solver(effort)
    pass_program(program, solver)
    if start is not None:
        _begin_from(program, solver, start)
    _listen(solver, effort)
    solver.run()
    return _read(program, solver)


def make_solver(effort: Effort) -> highspy.Highs:
    """A solver without a word on the screen, on one thread, with a seed that stands still."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    options = {"threads": 1, "parallel": "off", "random_seed": SEED, "mip_rel_gap": effort.gap, "time_limit": max(effort.seconds, 0.01)}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _begin_from(program: Program, solver: highspy.Highs, starts: Mapping[str, int]) -> None:
    """Tell the solver of a plan that holds."""
    model = program.model
    built = [int(not any(one.id in starts for one in each)) for each in list_alternatives(model.problem)]
    given_up = [0] * len(model.problem.paths) if model.may_break else []
    for one in model.broken(starts):
        given_up[one.path] = 1
    found = highspy.HighsSolution()
    found.col_value = [float(one) for one in (*model.chosen(starts).tolist(), *built, *given_up)]
    solver.setSolution(found)


def _listen(solver: highspy.Highs, effort: Effort) -> None:
    """Hear from the solver on its way, and stop it when asked to."""

    def tell(event: highspy.HighsCallbackEvent) -> None:
        if effort.told is not None:
            out = event.data_out
            effort.told(Progress(_known(out.mip_primal_bound), _known(out.mip_dual_bound), out.running_time))

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if effort.should_stop is not None and effort.should_stop():
            event.interrupt()

    if effort.told is not None:
        solver.cbMipLogging.subscribe(tell)
        solver.cbMipImprovingSolution.subscribe(tell)
    if effort.should_stop is not None:
        solver.cbMipInterrupt.subscribe(ask)
        solver.cbSimplexInterrupt.subscribe(ask)


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _read(program: Program, solver: highspy.Highs) -> Answer:
    info, status = solver.getInfo(), solver.getModelStatus()
    seconds, nodes = solver.getRunTime(), int(info.mip_node_count)
    if status in _SURE:
        return Answer(INFEASIBLE, {}, math.inf, math.inf, seconds, nodes)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(UNKNOWN, {}, math.inf, info.mip_dual_bound, seconds, nodes)
    values = solver.getSolution().col_value
    starts = {project: year for at, (project, year) in enumerate(program.model.columns) if values[at] > 0.5}
    state = OPTIMAL if status == highspy.HighsModelStatus.kOptimal else FEASIBLE
    return Answer(state, starts, info.objective_function_value, info.mip_dual_bound, seconds, nodes)


def get_prices(program: Program) -> dict[int, float]:
    """What one more krone (or one more start) of each room is worth, in the objective's unit, where a project may be shared out over several
    starts: the dual values of the linear relaxation, positive. Empty where the relaxation has no answer."""
    solver = make_solver(Effort())
    pass_program(program, solver, is_whole=False)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return {}
    duals = solver.getSolution().row_dual
    return {at: abs(duals[row]) * program.rows[row].size for at, row in program.rooms.items()}
