"""The solver against trying every plan, on small problems."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_schedule import list_allowed, plain_delay, plain_years
from veikart.calc.schedule import (
    INFEASIBLE,
    KINDS,
    OPTIMAL,
    Candidate,
    Dependency,
    Effort,
    Limit,
    Path,
    Problem,
    find_schedule,
    get_values,
    make_model,
)

FIRST, YEARS = 2030, 4
EXACT = Effort(gap=0.0, seconds=20)
SMALL = st.integers(0, 60)


@st.composite
def candidates(draw: st.DrawFn, at: int) -> Candidate:
    earliest = draw(st.integers(FIRST, FIRST + 1))
    return Candidate(
        f"p{at}",
        f"P{at}",
        tuple(draw(st.lists(st.integers(1, 60), min_size=1, max_size=2))),
        earliest,
        earliest + draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.sampled_from([None, FIRST + 1, FIRST + 3])),
        draw(st.integers(1, 4)),
        draw(st.integers(0, 9)),
        draw(st.integers(0, 9)),
        draw(st.sampled_from([1, 3, 20])),
        draw(st.sampled_from([0, 500_000, 800_000])),
        draw(st.sampled_from([0, 200_000])),
        draw(st.sampled_from(["", "bygg"])),
    )


@st.composite
def paths(draw: st.DrawFn) -> Path:
    def row(least: int, most: int) -> tuple[int, ...]:
        return tuple(draw(st.lists(st.integers(least, most), min_size=YEARS, max_size=YEARS)))

    years = tuple(range(FIRST, FIRST + YEARS))
    worth = draw(st.sampled_from([(), (980_000_000,) * YEARS]))
    return Path(
        years, row(100, 200), row(0, 20), row(20, 90), row(0, 90), row(0, 90), row(0, 20), row(0, 90_000), worth, row(900_000_000, 1_300_000_000)
    )


@st.composite
def problems(draw: st.DrawFn, scenarios: int = 1) -> Problem:
    projects = tuple(draw(candidates(at)) for at in range(draw(st.integers(1, 3))))
    ties = []
    for _ in range(draw(st.integers(0, 2)) if len(projects) > 1 else 0):
        first, second = draw(st.permutations(range(len(projects))))[:2]
        kind = draw(st.sampled_from(["after", "exclusive", "together"]))
        ties.append(Dependency(f"p{first}", f"p{second}", kind, draw(st.integers(-1, 1))))
    values = {
        "debt": (200_000, 900_000),
        "result": (-200_000, 60_000),
        "reserve": (-60, 20),
        "liquidity": (-60, 20),
        "investment": (20, 120),
        "starts": (0, 2),
    }
    limits = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=3)):
        first_year = draw(st.integers(FIRST, FIRST + 2))
        group = draw(st.sampled_from(["", "", "bygg"])) if kind in {"investment", "starts"} else ""
        limits.append(Limit(kind, draw(st.integers(*values[kind])), first_year, FIRST + YEARS - 1, group))
    discount = draw(st.sampled_from([0, 40_000]))
    return Problem(projects, tuple(draw(paths()) for _ in range(scenarios)), tuple(limits), tuple(ties), discount=discount)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_best_plan_is_the_best_of_all_plans(problem: Problem) -> None:
    allowed = list_allowed(problem)
    found = find_schedule(problem, effort=EXACT, explains=False)
    if not allowed:
        assert found.state == INFEASIBLE
        return
    assert (found.state, found.gap, found.cost_gap) == (OPTIMAL, 0.0, 0.0)
    assert dict(found.starts) in allowed
    model = make_model(problem)
    least = min((plain_delay(problem, plan), get_values(model, plan)[1]) for plan in allowed)
    assert (found.delay, found.cost) == least == (plain_delay(problem, found.starts), found.cost)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_cheapest_plan_is_the_cheapest_of_all_plans(problem: Problem) -> None:
    allowed = list_allowed(problem)
    found = find_schedule(problem, "cost", EXACT, explains=False)
    model = make_model(problem)
    assert (found.state == INFEASIBLE) == (not allowed)
    if allowed:
        assert found.cost == min(get_values(model, plan)[1] for plan in allowed)


@settings(max_examples=20, deadline=None)
@given(problems(scenarios=3), st.sampled_from([1_000_000, 666_666, 333_333]))
def test_robust_plan_holds_in_as_many_economies_as_asked_for(problem: Problem, share: int) -> None:
    problem = replace(problem, paths_share=share)
    allowed = list_allowed(problem)
    found = find_schedule(problem, "delay", EXACT, explains=False)
    assert (found.state == INFEASIBLE) == (not allowed)
    if allowed:
        assert dict(found.starts) in allowed
        assert found.delay == min(plain_delay(problem, plan) for plan in allowed)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_what_a_plan_uses_is_what_living_through_it_uses(problem: Problem) -> None:
    model = make_model(problem)
    plan = {one.id: max(one.earliest, FIRST) for one in problem.candidates if one.earliest + len(one.costs) <= FIRST + YEARS}
    names = {"debt": "debt", "result": "burden", "reserve": "drain", "liquidity": "drain", "investment": "investment", "starts": "starts"}
    for room, used in zip(model.rooms, model.used(plan).tolist(), strict=True):
        lived = plain_years(problem, problem.paths[0], plan, room.limit.group)
        assert used == lived[room.year][names[room.limit.kind]]


@settings(max_examples=20, deadline=None)
@given(problems())
def test_conflict_is_a_conflict_and_none_of_it_can_be_left_out(problem: Problem) -> None:
    if list_allowed(problem):
        return
    conflict = find_schedule(problem, effort=EXACT).conflict
    assert conflict is not None and conflict.is_minimal
    must = {one.id for one in conflict.must}
    limits = [replace(one.limit, first_year=one.year, last_year=one.year) for one in conflict.rooms]
    ties = list(conflict.dependencies)

    def fits(must_be: set[str], limits: list[Limit], ties: list[Dependency]) -> bool:
        loosened = tuple(replace(one, is_must=one.id in must_be) for one in problem.candidates)
        exclusive = [one for one in problem.dependencies if one.kind == "exclusive"]
        kept = tuple({*[one for one in ties if one.kind != "exclusive"], *exclusive})
        return bool(list_allowed(replace(problem, candidates=loosened, limits=tuple(limits), dependencies=kept)))

    assert not fits(must, limits, ties)
    assert all(fits(must - {one}, limits, ties) for one in must)
    assert all(fits(must, limits[:at] + limits[at + 1 :], ties) for at in range(len(limits)))
    assert all(fits(must, limits, ties[:at] + ties[at + 1 :]) for at in range(len(ties)) if ties[at].kind != "exclusive")
