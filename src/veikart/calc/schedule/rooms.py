"""Which limits bind, what one more krone is worth there, and what more room really gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from veikart.calc.schedule.model import Room
from veikart.calc.schedule.problem import DEBT, INVESTMENT, LIQUIDITY, RESERVE, RESULT, STARTS
from veikart.calc.schedule.program import MILLION, Program
from veikart.calc.schedule.solving import FEASIBLE, OPTIMAL, Answer, Effort, get_prices, solve_program
from veikart.calc.values import share_of

STEPS = {DEBT: 10_000, RESULT: 1_000, RESERVE: 50_000_000, LIQUIDITY: 50_000_000, INVESTMENT: 50_000_000, STARTS: 1}
"""How much more room is tried: one percentage point of debt ratio, a tenth of a point of result, 50 million kroner, or one more start; every year."""
MORE = (1, 4)
"""How many steps are tried, until one gives something."""
NO_LESS = 1e-6
MOST_PRICES = 8
LEAST_PRICE = 1e-12


@dataclass(frozen=True, slots=True)
class Price:
    """A limit that binds: `price` is what one more krone (or start) of room is worth, in the unit of what is made least, where a project may be
    shared out over several starts (the linear relaxation); `left` the room that the plan itself does not use."""

    room: Room
    price: float
    left: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What `step` more room in every year of a kind of limit (and group) gives: `value` is the best found then, `bound` what it cannot be below, and
    `before` what it was. `is_sure` where the gap asked for is proven."""

    kind: str
    group: str
    step: int
    before: float
    value: float
    bound: float
    is_sure: bool
    starts: Mapping[str, int]


def list_prices(program: Program, starts: Mapping[str, int]) -> tuple[Price, ...]:
    """The limits with a price, dearest first; those nothing depends on are left out."""
    prices = get_prices(program)
    used = program.model.used(starts)
    rooms = program.model.rooms
    found = [Price(rooms[at], price, rooms[at].nok - int(used[at])) for at, price in prices.items() if price > LEAST_PRICE]
    return tuple(sorted(found, key=lambda one: (-one.price * _size(one.room), one.room.year))[:MOST_PRICES])


def _size(room: Room) -> float:
    """So that kroner and starts can be laid beside each other: a start is worth as much as ten million kroner."""
    return 10 / MILLION if room.limit.kind == STARTS else 1.0


def widen_room(program: Program, starts: Mapping[str, int], before: Answer, effort: Effort) -> Gain | None:
    """Solve again with more room of the kind that binds most; None where nothing binds."""
    prices = get_prices(program)
    sums: dict[tuple[str, str], float] = {}
    for at, price in prices.items():
        room = program.model.rooms[at]
        key = (room.limit.kind, room.limit.group)
        sums[key] = sums.get(key, 0.0) + price * _more(program, room)
    if not sums or max(sums.values()) <= LEAST_PRICE:
        return None
    kind, group = max(sums, key=lambda one: (sums[one], one))
    tried = replace(effort, told=None, seconds=effort.seconds / 2)
    for times in MORE:
        answer = solve_program(_widen(program, kind, group, times), tried, start=starts)
        if answer.state not in {OPTIMAL, FEASIBLE}:
            return None
        value = min(answer.best, before.best)
        if value < before.best - NO_LESS or times == MORE[-1]:
            return Gain(kind, group, times * STEPS[kind], before.best, value, answer.bound, answer.state == OPTIMAL, answer.starts)
    return None


def _more(program: Program, room: Room) -> int:
    """What the step comes to in the unit of the room."""
    if room.limit.kind not in {DEBT, RESULT}:
        return STEPS[room.limit.kind]
    path = program.model.problem.paths[room.path]
    return share_of(path.revenue[path.years.index(room.year)], STEPS[room.limit.kind])


def _widen(program: Program, kind: str, group: str, times: int) -> Program:
    wider = replace(program, rows=list(program.rows))
    for at, row in program.rooms.items():
        room = program.model.rooms[at]
        if (room.limit.kind, room.limit.group) == (kind, group):
            wider.rows[row] = replace(program.rows[row], most=program.rows[row].most + times * _more(program, room) * program.rows[row].size)
    return wider
