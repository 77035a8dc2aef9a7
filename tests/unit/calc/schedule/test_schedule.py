"""The order of investments, worked out by head."""

import math
from dataclasses import replace

import pytest

from veikart.calc.schedule import (
    DEBT,
    EXCLUSIVE,
    FEASIBLE,
    INFEASIBLE,
    INVESTMENT,
    OPTIMAL,
    STARTS,
    Candidate,
    Dependency,
    Effort,
    Limit,
    Path,
    Problem,
    Progress,
    find_schedule,
    make_model,
    work_out_effects,
)
from veikart.calc.schedule.planning import solve_to_the_krone
from veikart.calc.schedule.program import make_program
from veikart.calc.schedule.solving import get_gap

YEARS = (2030, 2031, 2032, 2033)
PATH = Path(YEARS, (1_000,) * 4, (50,) * 4, (300,) * 4, (200,) * 4)
SCHOOL = Candidate("skole", "Skolen", (60, 40), 2030, 2032, need_year=2032, weight=5)
HALL = Candidate("hall", "Hallen", (80,), 2030, 2033, need_year=2031, weight=2)
EXACT = Effort(gap=0.0, seconds=20)


def problem(*limits: Limit, ties: tuple[Dependency, ...] = (), candidates: tuple[Candidate, ...] = (SCHOOL, HALL)) -> Problem:
    return Problem(candidates, (PATH,), limits, ties)


def test_without_limits_nobody_waits():
    found = find_schedule(problem(), effort=EXACT)
    assert (found.state, found.delay, found.gap) == (OPTIMAL, 0, 0.0)
    assert found.starts == {"skole": 2030, "hall": 2030}


def test_the_one_with_fewest_points_waits_where_there_is_room_for_one():
    found = find_schedule(problem(Limit(STARTS, 1, 2030, 2033)), effort=EXACT)
    assert (found.starts, found.delay) == ({"skole": 2030, "hall": 2031}, 2)
    assert [(one.room.limit.kind, one.room.year) for one in found.prices] == [(STARTS, 2030)]
    assert found.gain is not None and (found.gain.kind, found.gain.before, found.gain.value) == (STARTS, 2.0, 0.0)


def test_a_limit_is_kept_to_the_krone():
    just = Limit(INVESTMENT, 140, 2030, 2033)
    assert find_schedule(problem(just), effort=EXACT).starts == {"skole": 2030, "hall": 2030}
    assert find_schedule(problem(replace(just, value=139)), effort=EXACT).starts == {"skole": 2030, "hall": 2031}


def test_of_two_alternatives_one_is_built_and_only_one_is_waited_for():
    tie = Dependency("skole", "hall", EXCLUSIVE)
    assert find_schedule(problem(ties=(tie,)), effort=EXACT).delay == 0
    nothing = find_schedule(problem(Limit(STARTS, 0, 2030, 2033), ties=(tie,)), effort=EXACT)
    assert (nothing.starts, nothing.delay) == ({}, 5 * (2035 - 2032))


def test_least_cost_is_late_and_savings_are_early():
    dear = Candidate("dyr", "Dyr", (100,), 2030, 2033, is_must=True, running_nok=10, life=10)
    saving = Candidate("spar", "Spar", (100,), 2030, 2033, saving_nok=30, life=10)
    found = find_schedule(problem(candidates=(dear, saving)), "cost", EXACT)
    assert found.starts == {"dyr": 2033, "spar": 2030}
    assert found.cost == 3 * (10 - 30)


def test_what_cannot_hold_is_named_and_nothing_else():
    must = (replace(SCHOOL, is_must=True), replace(HALL, is_must=True))
    found = find_schedule(problem(Limit(INVESTMENT, 50, 2030, 2033), Limit(STARTS, 2, 2030, 2033), candidates=must), effort=EXACT)
    assert found.state == INFEASIBLE and found.conflict is not None and found.conflict.is_minimal
    assert {one.limit.kind for one in found.conflict.rooms} == {INVESTMENT}
    assert len(found.conflict.must) == 1


def test_a_limit_that_is_broken_before_anything_is_built_is_alone():
    found = find_schedule(problem(Limit(DEBT, 200_000, 2031, 2031)), effort=EXACT)
    assert found.conflict is not None
    assert ([one.year for one in found.conflict.rooms], found.conflict.must, found.conflict.dependencies) == ([2031], (), ())


def test_every_scenario_counts_and_a_share_may_be_left_out():
    poor = replace(PATH, debt=(390,) * 4)
    loans = tuple(replace(one, loan_share=1_000_000) for one in (SCHOOL, HALL))
    both = replace(problem(Limit(DEBT, 500_000, 2030, 2033), candidates=loans), paths=(PATH, poor))
    assert len(find_schedule(both, effort=EXACT).starts) == 1
    assert len(find_schedule(replace(both, paths_share=500_000), effort=EXACT).starts) == 2


def test_stopped_at_once_it_still_gives_the_plan_it_has():
    found = find_schedule(problem(Limit(STARTS, 1, 2030, 2033)), effort=Effort(seconds=20, should_stop=lambda: True))
    assert found.state in {OPTIMAL, FEASIBLE}
    assert found.starts


def test_progress_tells_how_far_it_may_be_from_the_best():
    heard: list[Progress] = []
    find_schedule(problem(Limit(STARTS, 1, 2030, 2033)), effort=replace(EXACT, told=heard.append))
    assert all(one.gap is None or one.gap >= 0 for one in heard)
    assert Progress(None, 1.0, 0.0).gap is None
    assert (get_gap(100.0, 99.0), get_gap(0.0, -1.0)) == (0.01, math.inf)


def test_what_is_owed_is_paid_back_and_is_worth_less():
    loan = Candidate("a", "A", (100,), 2030, 2030, loan_share=1_000_000, life=2)
    effects = work_out_effects(loan, replace(PATH, interest=(100_000,) * 4, worth=(1_000_000_000, 500_000_000, 1_000_000_000, 1_000_000_000)))
    assert effects.debt.tolist() == [[100, 25, 0, 0]]
    assert effects.burden.tolist() == [[5, 25 + 5, 25 + 3, 0]]
    assert effects.drain.tolist() == [[5, 3 + 30, 33 + 28, 61]]


def test_the_same_problem_gives_the_same_plan():
    many = tuple(replace(HALL, id=f"h{at}", weight=1 + at % 3, costs=(10 + at,)) for at in range(9))
    one = problem(Limit(INVESTMENT, 45, 2030, 2033), candidates=many)
    assert find_schedule(one, effort=EXACT).starts == find_schedule(one, effort=EXACT).starts


def test_large_amounts_are_kept_to_the_krone_too():
    large = tuple(replace(HALL, id=f"h{at}", costs=(3_333_333_333 + at,)) for at in range(3))
    just = sum(one.costs[0] for one in large)
    for room, together in ((just, 3), (just - 1, 2)):
        model = make_model(problem(Limit(INVESTMENT, room, 2030, 2033), candidates=large))
        answer = solve_to_the_krone(make_program(model, "delay"), EXACT)
        assert not model.broken(answer.starts)
        assert max(list(answer.starts.values()).count(year) for year in YEARS) == together


def test_an_objective_that_is_not_there():
    with pytest.raises(ValueError, match="fortest"):
        find_schedule(problem(), "fortest")
