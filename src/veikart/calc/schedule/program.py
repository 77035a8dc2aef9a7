"""The model as a mixed-integer program: which rows bind the columns together, as HiGHS wants them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from veikart.calc.schedule.model import Model
from veikart.calc.schedule.problem import AFTER, TOGETHER, Candidate, Dependency, get_delay, list_alternatives

INFINITE = highspy.kHighsInf
MILLION = 1e-6
"""What costs are given to the solver in: million kroner."""
LARGEST = 10_000.0
"""The numbers of a row are divided by what makes the largest no larger, so that the solver's tolerance is small beside them."""
ROOM, MUST, DEPENDS = "room", "must", "dependency"
Group = tuple[str, int]
"""What can be left out when limits are in conflict: (ROOM, place of the room), (MUST, place of the candidate), (DEPENDS, place of it)."""


@dataclass(frozen=True, eq=False)
class Row:
    """`least` <= the columns times `parts` <= `most`. `size` is what a krone (or a start) is here."""

    columns: NDArray[np.int32]
    parts: NDArray[np.float64]
    least: float
    most: float
    size: float = 1.0


@dataclass(eq=False)
class Program:
    """The rows and what is made least. The columns are those of the model, then one for each group of alternatives (1 where none is built) and, where
    not every scenario has to hold, one for each scenario (1 where its limits may be broken)."""

    model: Model
    objective: NDArray[np.float64]
    upper: NDArray[np.float64]
    rows: list[Row] = field(default_factory=list)
    rooms: Mapping[int, int] = field(default_factory=dict)
    rows_of: dict[Group, range] = field(default_factory=dict)

    def take(self, group: Group, rows: Iterable[Row]) -> None:
        """Take in the rows of a group."""
        first = len(self.rows)
        self.rows.extend(rows)
        self.rows_of[group] = range(first, len(self.rows))


def make_program(model: Model, objective: str, *, only: Collection[Group] | None = None) -> Program:
    """The program for `objective` (delay or cost), with every limit, or only those of `only`."""
    places = _places(model)
    groups = list_alternatives(model.problem)
    width = len(model.columns)
    last = model.problem.years[-1]
    never = [max(one.weight * get_delay(one, None, last) for one in each) if objective == "delay" else 0 for each in groups]
    costs = model.delay if objective == "delay" else model.cost * MILLION
    given_up = np.zeros(len(model.problem.paths) if model.may_break else 0)
    objective_row = np.concatenate([costs, never, given_up]).astype(np.float64)
    program = Program(model, objective_row, np.ones(len(objective_row)))
    program.rows = [_sum_row([at for one in each for at in places[one.id].values()] + [width + place]) for place, each in enumerate(groups)]
    for at, one in enumerate(model.problem.candidates):
        if one.is_must and (only is None or (MUST, at) in only):
            program.take((MUST, at), [_sum_row(list(places[one.id].values()))])
    for at, each in enumerate(model.problem.dependencies):
        if only is None or (DEPENDS, at) in only:
            program.take((DEPENDS, at), _dependency_rows(each, model.problem.by_id, places))
    if model.may_break:
        columns = np.arange(width + len(groups), len(objective_row), dtype=np.int32)
        program.rows.append(Row(columns, np.ones(len(columns)), 0.0, float(model.may_break)))
    for at in _kept_rooms(model, only):
        program.take((ROOM, at), [_room_row(model, at, width + len(groups))])
    program.rooms = {at: rows.start for (kind, at), rows in program.rows_of.items() if kind == ROOM}
    return program


def list_groups(model: Model) -> tuple[Group, ...]:
    """Everything that can be in conflict: limits first, then what ties projects together, then what must be built."""
    rooms = [(ROOM, at) for at in range(len(model.rooms))]
    depends = [(DEPENDS, at) for at in range(len(model.problem.dependencies))]
    return (*rooms, *depends, *((MUST, at) for at, one in enumerate(model.problem.candidates) if one.is_must))


def pass_program(program: Program, solver: highspy.Highs, *, is_whole: bool = True) -> None:
    """Give the program to the solver; with `is_whole` a project is built or not, else it may be shared out over several starts."""
    width, rows = len(program.objective), program.rows
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, len(rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.objective, np.zeros(width), program.upper
    lp.row_lower_, lp.row_upper_ = np.array([one.least for one in rows]), np.array([one.most for one in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(one.columns) for one in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.concatenate([one.columns for one in rows])
    lp.a_matrix_.value_ = np.concatenate([one.parts for one in rows])
    if is_whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * width
    solver.passModel(lp)


def _places(model: Model) -> dict[str, dict[int, int]]:
    """Of each project, the column of each start."""
    found: dict[str, dict[int, int]] = {one.id: {} for one in model.problem.candidates}
    for at, (project, start) in enumerate(model.columns):
        found[project][start] = at
    return found


def _sum_row(columns: list[int]) -> Row:
    """One of these, and only one."""
    return Row(np.array(columns, dtype=np.int32), np.ones(len(columns)), 1.0, 1.0)


def _kept_rooms(model: Model, only: Collection[Group] | None) -> list[int]:
    """The rooms that are in the program: those of `only`, and of them those that some plan could fill."""
    most = _most_used(model)
    return [at for at, room in enumerate(model.rooms) if (only is None or (ROOM, at) in only) and most[at] > room.nok]


def _most_used(model: Model) -> NDArray[np.int64]:
    """The most that each room could be used, each project beginning when it uses most or not at all; shape (rooms,)."""
    first = [at for at, (project, _) in enumerate(model.columns) if at == 0 or model.columns[at - 1][0] != project]
    if not first or not model.rooms:
        return np.zeros(len(model.rooms), dtype=np.int64)
    found: NDArray[np.int64] = np.maximum(np.maximum.reduceat(model.use, first, axis=1), 0).sum(axis=1)
    return found


def _room_row(model: Model, at: int, first_path: int) -> Row:
    room = model.rooms[at]
    columns = np.flatnonzero(model.use[at]).astype(np.int32)
    size = min(1.0, LARGEST / max(1, abs(room.nok), int(np.abs(model.use[at]).max(initial=0))))
    parts = model.use[at][columns] * size
    if model.may_break:  # a scenario that is given up has room for anything
        over = max(0.0, float(np.maximum(parts, 0).sum()) - room.nok * size)
        columns, parts = np.append(columns, np.int32(first_path + room.path)), np.append(parts, -over)
    return Row(columns, parts, -INFINITE, room.nok * size, size)


def _dependency_rows(one: Dependency, known: Mapping[str, Candidate], places: Mapping[str, Mapping[int, int]]) -> Iterator[Row]:
    mine, other = places[one.project], places[one.other]
    if one.kind == AFTER:
        taken = len(known[one.other].costs) + one.gap
        for start in mine:
            yield _not_before(
                [at for year, at in mine.items() if year <= start], [at for year, at in other.items() if year + taken <= start], -INFINITE
            )
    if one.kind == TOGETHER:
        for year in sorted({*mine, *other}):
            yield _not_before([mine[year]] if year in mine else [], [other[year]] if year in other else [], 0.0)


def _not_before(mine: list[int], other: list[int], least: float) -> Row:
    """So much of this as of the other, or less."""
    return Row(np.array(mine + other, dtype=np.int32), np.array([1.0] * len(mine) + [-1.0] * len(other)), least, 0.0)
