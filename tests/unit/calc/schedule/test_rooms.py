"""What one more krone of room is worth, worked out by head and by solving again with a little more and a little less."""

from dataclasses import replace

import pytest

from veikart.calc.schedule import INVESTMENT, OPTIMAL, STARTS, Candidate, Effort, Limit, Path, Problem, find_schedule, make_model
from veikart.calc.schedule.program import make_program, pass_program
from veikart.calc.schedule.solving import get_prices, make_solver

YEARS = (2030, 2031, 2032, 2033)
PATH = Path(YEARS, (1_000,) * 4, (50,) * 4, (300,) * 4, (200,) * 4)
SCHOOL = Candidate("skole", "Skolen", (60, 40), 2030, 2030, is_must=True, need_year=2032, weight=5)
HALL = Candidate("hall", "Hallen", (80,), 2030, 2033, need_year=2031, weight=2)
POOL = Candidate("bad", "Badet", (70,), 2030, 2033, need_year=2031, weight=3)


def _relax(program) -> float:
    """The least delay where a project may be shared out over several starts."""
    solver = make_solver(Effort())
    pass_program(program, solver, is_whole=False)
    solver.run()
    return float(solver.getInfo().objective_function_value)


def test_a_krone_is_worth_the_part_of_the_hall_it_builds_a_year_earlier() -> None:
    """139 kroner in 2030, 60 of them the school's: 79/80 of the hall is built, and the last part waits a year for two points."""
    found = find_schedule(Problem((SCHOOL, HALL), (PATH,), (Limit(INVESTMENT, 139, 2030, 2033),)), effort=Effort(gap=0.0, seconds=20))
    assert found.state == OPTIMAL
    (price,) = found.prices
    assert (price.room.limit.kind, price.room.year, price.price) == (INVESTMENT, 2030, pytest.approx(2 / 80))
    assert price.left == 139 - 60


@pytest.mark.parametrize("limit", [Limit(INVESTMENT, 150, 2030, 2033), Limit(INVESTMENT, 190, 2030, 2031), Limit(STARTS, 2, 2030, 2033)])
def test_no_room_gives_more_than_its_price_and_less_room_costs_it_at_least(limit: Limit) -> None:
    program = make_program(make_model(Problem((SCHOOL, HALL, POOL), (PATH,), (limit,))), "delay")
    before, step = _relax(program), 0.1
    prices = {at: price for at, price in get_prices(program).items() if price > 1e-9}
    assert prices
    for at, price in prices.items():
        row = program.rooms[at]
        for more in (step, -step):
            rows = list(program.rows)
            rows[row] = replace(rows[row], most=rows[row].most + more * rows[row].size)
            assert _relax(replace(program, rows=rows)) >= before - price * more - 1e-7
