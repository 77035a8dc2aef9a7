"""Fund in is fund out, no fund is ever negative, order does not matter, and the fast engine is the plain one to the krone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_funds import run_fund, run_managed
from veikart.calc.funds import (
    FUND_KINDS,
    Fund,
    FundMove,
    ManagedAllocation,
    ManagedFund,
    ManagedYear,
    make_fund_group_sheet,
    make_fund_sheet,
    make_managed_sheets,
    spread_moves,
)
from veikart.calc.values import make_index
from veikart.calc.worksheets import Sheet

YEARS = (2026, 2027, 2028, 2029)
NOK = st.integers(0, 5_000_000_000)
CHEAP = settings(max_examples=40, deadline=None)

FUNDS = st.lists(st.tuples(st.sampled_from(FUND_KINDS), NOK), max_size=4).map(
    lambda drawn: [Fund(f"f{at}", f"Fond {at}", kind, opening=nok) for at, (kind, nok) in enumerate(drawn)]
)
MOVES = st.lists(st.tuples(st.integers(0, 4), st.integers(2025, 2030), NOK, NOK, st.sampled_from(["fixed", "current"])), max_size=10).map(
    lambda drawn: [FundMove(f"m{at}", f"f{fund}", year, put, use, price) for at, (fund, year, put, use, price) in enumerate(drawn)]
)
GROWTH = st.lists(st.integers(-50_000, 150_000), min_size=4, max_size=4)


def _sheet(funds: list[Fund], moves: list[FundMove], growth: list[int], rates: list[int]) -> Sheet:
    index = np.array(make_index(growth, 0), dtype=np.int64)
    allocation, use = spread_moves(funds, moves, YEARS, index)
    earned = np.array([rates] * len(funds), dtype=np.int64).reshape(len(funds), 4)
    return make_fund_sheet(funds, YEARS, allocation=allocation, planned_use=use, interest_rate=earned, deflator_fixed=index)


@CHEAP
@given(FUNDS, MOVES, GROWTH, GROWTH)
def test_the_fast_engine_is_the_plain_one(funds: list[Fund], moves: list[FundMove], growth: list[int], rates: list[int]) -> None:
    sheet = _sheet(funds, moves, growth, rates)
    deflator = dict(zip(YEARS, make_index(growth, 0), strict=True))
    for fund in funds:
        plain = run_fund(fund, moves, YEARS, deflator, dict(zip(YEARS, rates, strict=True)))
        for year, row in plain.items():
            assert {line: sheet.value(fund.id, line, year) for line in row} == row


@CHEAP
@given(FUNDS, MOVES, GROWTH, GROWTH)
def test_what_comes_in_is_there_or_has_gone_out_and_no_fund_is_negative(
    funds: list[Fund], moves: list[FundMove], growth: list[int], rates: list[int]
) -> None:
    sheet = _sheet(funds, moves, growth, rates)
    lines = sheet.lines
    assert (lines["closing"] >= 0).all()
    assert (lines["use"] >= 0).all()
    assert (lines["use"] + lines["use_missing"] == lines["planned_use"]).all()
    came, went = lines["interest"].sum(axis=1) + lines["allocation"].sum(axis=1), lines["use"].sum(axis=1)
    assert (lines["closing"][:, -1] == np.array([one.opening for one in funds], dtype=np.int64) + came - went).all()
    groups = make_fund_group_sheet(sheet, {})
    for line, values in groups.lines.items():
        assert (values[:-1].sum(axis=0) == values[-1]).all(), line


@CHEAP
@given(FUNDS, MOVES, GROWTH, st.randoms(use_true_random=False))
def test_the_order_of_funds_and_moves_does_not_matter(funds: list[Fund], moves: list[FundMove], growth: list[int], random) -> None:
    sheet = _sheet(funds, moves, growth, growth)
    shuffled = _sheet(random.sample(funds, len(funds)), random.sample(moves, len(moves)), growth, growth)
    for line in sheet.lines:
        assert {one: sheet.row(one, line) for one in sheet.subjects} == {one: shuffled.row(one, line) for one in shuffled.subjects}


SHARE = st.integers(0, 1_000_000)
RETURN = st.integers(-500_000, 200_000)
MANAGED_YEARS = st.lists(
    st.tuples(st.integers(2024, 2029), NOK, st.integers(-50_000, 150_000), st.none() | NOK), max_size=3, unique_by=lambda one: one[0]
)


@CHEAP
@given(
    NOK, SHARE, st.lists(st.tuples(st.sampled_from("ab"), st.integers(2024, 2028), RETURN), max_size=5, unique_by=lambda one: one[:2]), MANAGED_YEARS
)
def test_the_managed_fund_is_the_plain_one_and_never_negative(
    opening: int, share: int, classes: list[tuple[str, int, int]], plans: list[tuple[int, int, int, int | None]]
) -> None:
    weights = {"a": share, "b": 1_000_000 - share}
    allocation = [ManagedAllocation("f", asset, year, asset, weights[asset], ppm) for asset, year, ppm in classes]
    run = [ManagedYear("f", year, cost, inflation, withdrawal) for year, cost, inflation, withdrawal in plans]
    fund = ManagedFund("f", "Fondet", opening=opening)
    _, sheet = make_managed_sheets([fund], allocation, run, YEARS, 2026)
    for year, row in run_managed(fund, allocation, run, YEARS).items():
        assert {line: sheet.value("f", line, year) for line in row} == row
    lines = sheet.lines
    assert (lines["closing"] >= 0).all()
    assert (lines["closing"] == lines["opening"] + lines["buffer_allocation"] - lines["buffer_use"]).all()
    assert (lines["withdrawal"] + lines["withdrawal_missing"] == lines["wanted"]).all()


@CHEAP
@given(NOK, SHARE, st.integers(30_000, 90_000), st.integers(0, 30_000), st.integers(2024, 2031))
def test_the_real_value_is_kept_when_only_the_real_return_is_taken_out(opening: int, share: int, ppm: int, inflation: int, price_year: int) -> None:
    allocation = [ManagedAllocation("f", asset, 2020, asset, part, ppm) for asset, part in (("a", share), ("b", 1_000_000 - share))]
    plan = ManagedYear("f", 2020, 0, inflation)
    _, sheet = make_managed_sheets([ManagedFund("f", "Fondet", opening=opening)], allocation, [plan], YEARS, price_year)
    assert (abs(sheet.lines["real_gap"]) <= 40).all()  # a few roundings to the krone, and of the index to a part in a thousand million
    assert (abs(np.diff(sheet.lines["real_value"])) <= 30).all()
