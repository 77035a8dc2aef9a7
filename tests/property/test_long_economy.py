"""The long economy: the fast engine is the slow one to the krone, money goes somewhere, and draws that do not move are the whole kroner."""

from __future__ import annotations

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.plain_long_economy import PlainLine, PlainTown, work_out_plainly
from veikart.calc.outlook.drawing import UNITS, draw_economy
from veikart.calc.outlook.economy import work_out_economy
from veikart.calc.outlook.economy_arithmetic import EXACT
from veikart.calc.outlook.economy_inputs import FIGURES, GROUPS, RATES, EconomyInputs, Future, LineInputs
from veikart.calc.outlook.economy_limits import Limit
from veikart.calc.outlook.odds import LEVELS, get_quantiles
from veikart.calc.outlook.restructuring import STEP, find_needs

QUICK = (Phase.explicit, Phase.generate)
"""A town is large: making a smaller one that fails as well takes minutes."""
YEARS = 7
NOK, SMALL, RATE = st.integers(-3_000_000_000, 9_000_000_000), st.integers(0, 900_000_000), st.integers(-30_000, 60_000)
LEVERS = {"tax": 50_000_000, "grant": 300_000_000, "unit_cost": 60_000_000, "investment_cost": 300_000_000}


@st.composite
def towns(draw: st.DrawFn, *, ordinary: bool = False) -> PlainTown:
    """Any town; an `ordinary` one has debt, investments and people by the thousand, so that a rate of the plan is no accident of a few kroner."""
    count = draw(st.integers(1, 4))
    in_plan = lambda values: [*draw(st.lists(values, min_size=count, max_size=count)), *([0] * (YEARS - count))]  # noqa: E731
    by_year = lambda values: draw(st.lists(values, min_size=YEARS, max_size=YEARS))  # noqa: E731
    people = st.integers(1_000 if ordinary else 0, 200_000)
    lines = [
        PlainLine(
            group, in_plan(SMALL), by_year(people), by_year(people), draw(st.integers(0, 1_000_000)), draw(st.integers(0, 1_000_000)), draw(RATE)
        )
        for group in draw(st.lists(st.sampled_from(GROUPS), max_size=5))
    ]
    plan = {one: in_plan(NOK if one in {"result", "liquidity", "other"} else SMALL) for one in FIGURES}
    if ordinary:
        plan |= {one: in_plan(st.integers(2_000_000_000, 4_000_000_000)) for one in ("debt", "investments", "result")}
    plan["debt"] = [one + other for one, other in zip(plan["debt"], plan["on_lending"], strict=True)]
    rates = {one: by_year(RATE) for one in RATES} | {"floating_share": by_year(st.integers(0, 1_000_000)), "buffer_ceiling": by_year(SMALL)}
    town = PlainTown(
        count,
        lines,
        plan,
        rates,
        by_year(st.integers(1_000 if ordinary else 1, 200_000)),
        by_year(st.integers(1_000 if ordinary else 1, 200_000)),
        [0] * count + by_year(SMALL)[count:],
        [0] * count + by_year(st.integers(0, 200_000_000))[count:],
        [0] * count + by_year(RATE)[count:],
        draw(st.integers(2_000_000_000, 9_000_000_000) if ordinary else SMALL),
        draw(st.integers(0, 200_000)),
        draw(SMALL),
    )
    town.levers = {one: by_year(st.integers(1_000_000_000 - spread, 1_000_000_000 + spread)) for one, spread in LEVERS.items() if draw(st.booleans())}
    town.levers |= {one: by_year(RATE) for one in ("wages", "prices", "interest", "productivity", "fund_return") if draw(st.booleans())}
    return town


def _inputs(town: PlainTown) -> EconomyInputs:
    lines = [
        LineInputs(str(at), one.group, np.array(one.plan), np.array(one.expected), one.follow, one.wage_share, one.growth)
        for at, one in enumerate(town.lines)
    ]
    arrays = {name: np.array(getattr(town, name)) for name in ("new_investments", "new_grants", "running")}
    return EconomyInputs(
        years=tuple(range(2030, 2030 + YEARS)),
        plan_years=town.plan_years,
        lines=tuple(lines),
        plan={one: np.array(values) for one, values in town.plan.items()},
        rates={one: np.array(values) for one, values in town.rates.items()},
        **arrays,
        central_population=np.array(town.expected_population),
        assets=town.assets,
        depreciation_rate=town.depreciation_rate,
        managed_fund=town.managed_fund,
    )


def _future(town: PlainTown, *, kind: type = np.int64, times: int = 1) -> Future:
    def spread(values: list[int]) -> np.ndarray:
        return np.repeat(np.array(values, dtype=kind)[:, None], times, axis=1)

    drivers = {str(at): spread(one.driver) for at, one in enumerate(town.lines)}
    people = spread(town.population)
    return Future(drivers, people, people, {one: spread(values) for one, values in town.levers.items()})


@settings(phases=QUICK, deadline=None, max_examples=40)
@given(towns())
def test_fast_is_slow_to_the_krone(town: PlainTown) -> None:
    fast = work_out_economy(_inputs(town), _future(town), EXACT).economy
    for at, year in enumerate(work_out_plainly(town)):
        for line, value in year.items():
            assert value == np.broadcast_to(fast[line][:, 0], YEARS)[at], f"{line}, year {at}"


@settings(phases=QUICK, deadline=None, max_examples=40)
@given(towns())
def test_every_krone_of_the_result_goes_somewhere(town: PlainTown) -> None:
    found = {one: values[:, 0] for one, values in work_out_economy(_inputs(town), _future(town), EXACT).economy.items()}
    used = found["transfer"] + found["allocation"] - found["use"] + found["covered"] - found["uncovered"]
    assert np.array_equal(found["net_result"] + found["other_uses"], used)
    assert np.array_equal(found["buffer"], found["buffer_opening"] + found["allocation"] - found["use"])
    assert np.array_equal(found["debt"], found["debt_opening"] + found["loans"] - found["instalments"] + found["debt_other"])
    assert np.all(found["buffer"] >= np.minimum(found["buffer_opening"], 0))
    assert np.all((found["uncovered"] == 0) | (found["buffer"] <= 0))


@settings(phases=QUICK, deadline=None, max_examples=40)
@given(towns())
def test_years_of_the_plan_are_the_plan(town: PlainTown) -> None:
    town.levers = {}
    town.population = town.expected_population
    for line in town.lines:
        line.driver = line.expected
    town.plan = {**town.plan, "buffer": [abs(one) for one in town.plan["buffer"]]}
    found = work_out_economy(_inputs(town), _future(town), EXACT).economy
    for item, line in (
        ("result", "net_result"),
        ("interest", "interest"),
        ("instalments", "instalments"),
        ("buffer", "buffer"),
        ("transfer", "transfer"),
    ):
        assert found[line][: town.plan_years, 0].tolist() == list(town.plan[item][: town.plan_years]), line
    for item in ("investments", "grants", "vat", "loans", "liquidity", "interest_income", "returns"):
        assert np.broadcast_to(found[item][:, 0], YEARS)[: town.plan_years].tolist() == list(town.plan[item][: town.plan_years]), item


@settings(phases=QUICK, deadline=None, max_examples=30)
@given(towns(ordinary=True))
def test_draws_that_do_not_move_are_the_whole_kroner(town: PlainTown) -> None:
    exact = work_out_economy(_inputs(town), _future(town), EXACT).economy
    future = _future(town, kind=np.float64, times=3)

    def draw(first: int, last: int) -> Future:
        levers = {one: values[:, first:last] for one, values in future.levers.items()}
        drivers = {one: values[:, first:last] for one, values in future.drivers.items()}
        return Future(drivers, future.population[:, first:last], future.working_age[:, first:last], levers)

    drawn = draw_economy(_inputs(town), draw, 3)
    size = max(float(np.max(np.abs(values))) for values in exact.values())
    for line, unit in UNITS.items():
        if unit == "nok":
            assert np.allclose(drawn[line], exact[line], rtol=0, atol=10_000 + size * 1e-5), line


@settings(phases=QUICK, deadline=None, max_examples=10)
@given(towns(), st.integers(-500, 2_000).map(lambda one: one * 1_000_000))
def test_need_is_the_least_that_is_enough(town: PlainTown, least: int) -> None:
    inputs, future = _inputs(town), _future(town)
    limits = [Limit("fund", "buffer", True, least, 2030, 2036), Limit("even", "uncovered", False, 0, 2032, 2035)]
    needs = find_needs(inputs, future, limits)
    for limit in limits:
        for start in (0, YEARS - 1):
            if needs.can[limit.id][start]:
                need = int(needs.nok[limit.id][start])
                assert not _breaks(town, limit, start, need)
                assert need == 0 or _breaks(town, limit, start, need - STEP)


def _breaks(town: PlainTown, limit: Limit, start: int, cut: int) -> bool:
    """By the slow engine: what is cut is as much less that running costs come to."""
    smaller = PlainTown(**{**vars(town), "running": [one - (cut if at >= start else 0) for at, one in enumerate(town.running)]})
    values = [one[limit.measure] for one in work_out_plainly(smaller)]
    return any(limit.margin(value) < 0 for at, value in enumerate(values) if at >= start and limit.first_year <= 2030 + at <= limit.last_year)


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=40))
@settings(phases=QUICK, deadline=None, max_examples=30)
def test_quantiles_are_those_everybody_means(values: list[float]) -> None:
    assert np.allclose(get_quantiles(np.array([values]))[:, 0], np.quantile(values, LEVELS))
