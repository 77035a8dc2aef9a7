"""Funds from year to year, their sums, and the liquidity reserve."""

import numpy as np
import pytest

from veikart.calc.funds import (
    Fund,
    FundMove,
    LiquidityBalance,
    make_fund_group_sheet,
    make_fund_sheet,
    make_fund_total_sheet,
    make_liquidity_sheet,
    make_managed_sheets,
    spread_moves,
    work_out_reserve,
)
from veikart.calc.values import PPB
from veikart.calc.worksheets import Sheet

YEARS = (2026, 2027, 2028)
ONE = np.full(3, PPB, dtype=np.int64)


def _sheet(funds: list[Fund], moves: list[FundMove], *, rate: int = 0, index: np.ndarray = ONE) -> Sheet:
    allocation, use = spread_moves(funds, moves, YEARS, index)
    rates = np.full((len(funds), 3), rate, dtype=np.int64)
    return make_fund_sheet(funds, YEARS, allocation=allocation, planned_use=use, interest_rate=rates, deflator_fixed=ONE)


def test_a_fund_has_what_it_had_and_what_is_put_in_less_what_is_taken_out() -> None:
    sheet = _sheet([Fund("b", "Bufferfond", "buffer", opening=500)], [FundMove("1", "b", 2026, 20, 100), FundMove("2", "b", 2028, use=50)])
    assert sheet.row("b", "opening") == (500, 420, 420)
    assert sheet.row("b", "closing") == (420, 420, 370)
    assert sheet.row("b", "change") == (-80, 0, -50)


def test_no_more_is_taken_out_than_there_is() -> None:
    sheet = _sheet([Fund("b", "Bufferfond", "buffer", opening=100)], [FundMove("1", "b", 2026, use=130), FundMove("2", "b", 2027, 10, 5)])
    assert sheet.row("b", "use") == (100, 5, 0)
    assert sheet.row("b", "use_missing") == (30, 0, 0)
    assert sheet.row("b", "closing") == (0, 5, 5)


def test_interest_is_on_the_opening_balance_and_stays_in_the_fund() -> None:
    sheet = _sheet([Fund("b", "Gavefond", "tied_operating", opening=1_000)], [], rate=25_000)
    assert sheet.row("b", "interest") == (25, 26, 26)
    assert sheet.row("b", "closing") == (1_025, 1_051, 1_077)


def test_floor_target_and_ceiling_are_lines_of_their_own() -> None:
    fund = Fund("b", "Bufferfond", "buffer", opening=90, floor=60, ceiling=80, target=100, target_year=2028)
    sheet = _sheet([fund], [FundMove("1", "b", 2027, use=40)])
    assert sheet.row("b", "above_floor") == (30, -10, -10)
    assert sheet.row("b", "over_ceiling") == (10, 0, 0)
    assert sheet.row("b", "target") == (0, 0, 100)
    assert sheet.row("b", "target_missing") == (0, 0, 50)


def test_a_target_without_a_year_is_for_every_year() -> None:
    assert _sheet([Fund("b", "Bufferfond", "buffer", target=10)], []).row("b", "target") == (10, 10, 10)


def test_a_move_in_fixed_kroner_grows_with_the_deflator_and_one_in_current_kroner_does_not() -> None:
    index = np.array([PPB, 1_100_000_000, 1_210_000_000])
    moves = [FundMove("1", "b", 2027, 100), FundMove("2", "b", 2028, 100, price="current"), FundMove("3", "b", 2028, 100)]
    assert _sheet([Fund("b", "B", "buffer")], moves, index=index).row("b", "allocation") == (0, 110, 221)


def test_moves_of_other_years_and_other_funds_are_left_out() -> None:
    moves = [FundMove("1", "b", 2025, 100), FundMove("2", "b", 2029, 100), FundMove("3", "x", 2026, 100)]
    assert not _sheet([Fund("b", "B", "buffer")], moves).lines["allocation"].any()


def _totals(funds: list[Fund], moves: list[FundMove]) -> Sheet:
    groups = make_fund_group_sheet(_sheet(funds, moves), {"buffer": "Bufferfond"})
    _, managed = make_managed_sheets([], [], [], YEARS, 2026)
    return make_fund_total_sheet(groups, managed, ONE)


def test_the_sums_are_by_kind() -> None:
    funds = [Fund(kind, kind, kind, opening=nok) for kind, nok in (("buffer", 1), ("discretionary", 10), ("risk", 100), ("untied_investment", 1_000))]
    totals = _totals(funds, [])
    assert totals.value("alle", "buffer_fund", 2026) == 1
    assert totals.value("alle", "discretionary_funds", 2026) == 111
    assert totals.value("alle", "total_funds", 2026) == 1_111


def test_without_funds_there_are_sums_of_nothing() -> None:
    assert _totals([], []).row("alle", "total_funds") == (0, 0, 0)


def test_the_reserve_is_working_capital_without_what_is_not_free() -> None:
    balance = LiquidityBalance(2026, 1_000, 300, 50, 40, 30, 20, 200)
    assert work_out_reserve(balance) == 1_000 - 300 - 50 - 40 - 30 + 20 - 200
    assert work_out_reserve(LiquidityBalance(2026, 1_000, reserve=7)) == 7


@pytest.mark.parametrize(("balances", "expected"), [
    ([LiquidityBalance(2025, reserve=500)], (400, 370, 370)),
    ([LiquidityBalance(2025, reserve=500), LiquidityBalance(2027, current_assets=90, short_term_debt=10)], (400, 80, 80)),
    ([], (-100, -130, -130)),
])  # fmt: skip
def test_the_reserve_follows_the_free_funds_until_there_is_a_balance(balances: list[LiquidityBalance], expected: tuple[int, ...]) -> None:
    funds = [Fund("b", "B", "buffer", opening=300), Fund("t", "T", "tied_operating", opening=300), Fund("u", "U", "untied_investment", opening=300)]
    moves = [FundMove("1", "b", 2026, use=100), FundMove("2", "t", 2026, use=200), FundMove("3", "u", 2027, use=25)]
    sheet = make_liquidity_sheet(balances, _totals(funds, moves), {2027: -5})
    assert sheet.row("alle", "closing") == expected
