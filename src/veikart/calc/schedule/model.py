"""The problem as rows and columns of whole numbers: what every way of starting uses, and the room there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from veikart.calc.schedule.effects import Effects, work_out_costs, work_out_effects
from veikart.calc.schedule.problem import DEBT, INVESTMENT, LIQUIDITY, RESERVE, RESULT, STARTS, Limit, Path, Problem, get_delay
from veikart.calc.values import PPM, share_of

Lines = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Room:
    """One limit in one year and one scenario: what the projects use of it may be at most `nok` (a number of projects for STARTS)."""

    limit: Limit
    year: int
    path: int
    nok: int


@dataclass(frozen=True, eq=False)
class Model:
    """`columns` are (project, start) in order. `use` has shape (rooms, columns), whole kroner; `delay` are points and `cost` whole kroner, shape
    (columns,)."""

    problem: Problem
    columns: tuple[tuple[str, int], ...]
    rooms: tuple[Room, ...]
    use: Lines
    delay: Lines
    cost: Lines

    def chosen(self, starts: Mapping[str, int]) -> Lines:
        """1 for the columns that are the starts, 0 for the others."""
        return np.array([starts.get(project) == start for project, start in self.columns], dtype=np.int64)

    def used(self, starts: Mapping[str, int]) -> Lines:
        """What the starts use of every room, shape (rooms,)."""
        found: Lines = self.use @ self.chosen(starts)
        return found

    def broken(self, starts: Mapping[str, int]) -> list[Room]:
        """The rooms that are too small for the starts."""
        return [room for room, used in zip(self.rooms, self.used(starts).tolist(), strict=True) if used > room.nok]

    @property
    def may_break(self) -> int:
        """In how many scenarios limits may be broken."""
        count = len(self.problem.paths)
        return count + (-count * self.problem.paths_share) // PPM

    def keeps_limits(self, starts: Mapping[str, int]) -> bool:
        """Whether the limits hold, to the krone, in as many scenarios as they must."""
        return len({one.path for one in self.broken(starts)}) <= self.may_break


def make_model(problem: Problem) -> Model:
    """The columns of every start, and a room for each limit, year and scenario."""
    effects = [{one.id: work_out_effects(one, path) for one in problem.candidates} for path in problem.paths]
    columns = [(one.id, start) for one in problem.candidates for start in effects[0][one.id].starts]
    rooms: list[Room] = []
    uses: list[Lines] = []
    seen: dict[tuple[object, ...], int] = {}
    for path, scenario in enumerate(problem.paths):
        for limit in (one for one in problem.limits if one.path in {-1, path}):
            block = _use_of(limit, problem, effects[path])
            for year in range(max(limit.first_year, problem.years[0]), min(limit.last_year, problem.years[-1]) + 1):
                room, use = _find_room(limit, year, scenario), block[:, year - problem.years[0]]
                _take(Room(limit, year, path, room), use, rooms, uses, seen if problem.paths_share >= PPM else {})
    use = np.stack(uses) if uses else np.zeros((0, len(columns)), dtype=np.int64)
    return Model(problem, tuple(columns), tuple(rooms), use, _delays(problem, columns), _costs(problem))


def _take(room: Room, use: Lines, rooms: list[Room], uses: list[Lines], seen: dict[tuple[object, ...], int]) -> None:
    """Take a room in; where another scenario has the same use of the same limit, only the smaller of the two."""
    key = (replace(room.limit, path=-1, value=0), room.year, use.tobytes())
    if key in seen:
        at = seen[key]
        rooms[at] = min(rooms[at], room, key=lambda one: one.nok)
        return
    seen[key] = len(rooms)
    rooms.append(room)
    uses.append(use)


def _use_of(limit: Limit, problem: Problem, effects: Mapping[str, Effects]) -> Lines:
    """What each column uses of a limit in each year, shape (columns, years)."""
    counts = [not limit.group or one.group == limit.group for one in problem.candidates]
    blocks = []
    for counted, one in zip(counts, problem.candidates, strict=True):
        found = effects[one.id]
        block = _starts_of(found, problem.years[0]) if limit.kind == STARTS else getattr(found, _LINES[limit.kind])
        blocks.append(block if counted else np.zeros_like(block))
    return np.concatenate(blocks) if blocks else np.zeros((0, len(problem.years)), dtype=np.int64)


_LINES = {DEBT: "debt", RESULT: "burden", RESERVE: "drain", LIQUIDITY: "drain", INVESTMENT: "investment"}


def _starts_of(found: Effects, first_year: int) -> Lines:
    """1 in the year each row begins."""
    block = np.zeros_like(found.investment)
    block[np.arange(len(found.starts)), np.array(found.starts, dtype=np.intp) - first_year] = 1
    return block


def _find_room(limit: Limit, year: int, path: Path) -> int:
    """What is left for the projects when everything else has had its own. Limits of one group are for the projects alone."""
    at = path.years.index(year)
    share = share_of(path.revenue[at], limit.value) if limit.kind in {DEBT, RESULT} else limit.value
    rooms = {
        DEBT: share - path.debt[at],
        RESULT: path.result[at] - share,
        RESERVE: path.reserve[at] - share,
        LIQUIDITY: path.row("liquidity")[at] - share,
        INVESTMENT: share - (0 if limit.group else path.row("investment")[at]),
        STARTS: share,
    }
    return rooms[limit.kind]


def _delays(problem: Problem, columns: list[tuple[str, int]]) -> Lines:
    known, last = problem.by_id, problem.years[-1]
    return np.array([known[one].weight * get_delay(known[one], start, last) for one, start in columns], dtype=np.int64)


def _costs(problem: Problem) -> Lines:
    costs = [work_out_costs(one, problem.years, problem.discount) for one in problem.candidates]
    return np.array([nok for each in costs for nok in each], dtype=np.int64)
