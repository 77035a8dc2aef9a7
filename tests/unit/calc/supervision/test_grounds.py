"""Each ground for state supervision: not near, near, met, and what cannot be told."""

from __future__ import annotations

from datetime import date

import pytest

from veikart.calc.supervision import (
    FAR,
    MET,
    NEAR,
    UNKNOWN,
    BudgetFigures,
    Decision,
    Deficit,
    Ground,
    Limits,
    Recovery,
    judge_accumulated,
    judge_balance,
    judge_boundary,
    judge_deadline,
    judge_recovery,
    make_deficit_sheet,
    worst_of,
)
from veikart.calc.values import PPM

LIMITS = Limits(2, 30_000, 5_000, 50_000, 60)
TODAY, LAST = date(2026, 11, 22), date(2026, 12, 31)


def _figures(flexible: int = 0, carried: int = 0, revenue: int | None = 1000, **fields: bool) -> BudgetFigures:
    return BudgetFigures(2026, 10, flexible, carried, revenue, **fields)


@pytest.mark.parametrize(
    ("figures", "state", "nok", "reach"),
    [
        (_figures(60), FAR, 60, 0),
        (_figures(25), FAR, 25, PPM // 2),
        (_figures(5), FAR, 5, PPM - PPM // 10),
        (_figures(4), NEAR, 4, PPM - 80_000),
        (_figures(-40), NEAR, 0, PPM),
        (_figures(60, carried=1), MET, -1, PPM),
        (_figures(60, revenue=None), FAR, 60, 0),
        (_figures(0, revenue=None), NEAR, 0, PPM),
        (_figures(0, revenue=0), NEAR, 0, PPM),
        (_figures(60, is_known=False), UNKNOWN, None, 0),
    ],
)
def test_balance(figures: BudgetFigures, state: str, nok: int | None, reach: int) -> None:
    found = judge_balance("a", figures, LIMITS)
    assert (found.letter, found.state, found.nok, found.reach) == ("a", state, nok, reach)


def _recovery(recoveries: dict[int, int], arisen: int = 2025) -> list[Ground]:
    years = range(2026, 2030)
    sheet = make_deficit_sheet({"m": Deficit("m", arisen, 10)}, [Recovery("m", year, nok) for year, nok in recoveries.items()], years, 2)
    return list(judge_recovery(sheet, years, LIMITS))


def test_recovery_in_time() -> None:
    assert [(one.state, one.years) for one in _recovery({2026: 4, 2027: 6})] == [(FAR, 1), (NEAR, 0), (FAR, None), (FAR, None)]


def test_recovery_in_the_third_year_is_too_late() -> None:
    found = _recovery({2026: 4, 2028: 6})
    assert [one.state for one in found] == [FAR, MET, MET, FAR]
    assert [one.nok for one in found] == [0, -6, -6, None]


def test_what_is_never_recovered_stays_overdue() -> None:
    assert [one.state for one in _recovery({})] == [FAR, MET, MET, MET]


def test_what_was_recovered_before_the_plan_is_forgotten() -> None:
    assert {one.state for one in _recovery({2021: 10}, arisen=2018)} == {FAR}


@pytest.mark.parametrize(("left", "state", "nok"), [(0, FAR, 30), (15, FAR, 15), (16, NEAR, 14), (30, NEAR, 0), (31, MET, -1)])
def test_accumulated_deficit(left: int, state: str, nok: int) -> None:
    sheet = make_deficit_sheet({"m": Deficit("m", 2025, left)} if left else {}, [], [2026], 2)
    (found,) = judge_accumulated(sheet, [_figures()], LIMITS)
    assert (found.state, found.nok, found.ppm) == (state, nok, 30_000 - left * 1000)


def test_a_deficit_in_the_plan_adds_to_the_accumulated_one_and_one_in_the_accounts_does_not() -> None:
    sheet = make_deficit_sheet({"m": Deficit("m", 2025, 20)}, [], [2026, 2027], 2)
    figures = [BudgetFigures(2026, 0, 0, 5, 1000, is_accounts=True), BudgetFigures(2027, 0, 0, 7, 1000)]
    assert [one.nok for one in judge_accumulated(sheet, figures, LIMITS)] == [10, 3]


def test_without_revenue_the_limit_is_not_known() -> None:
    sheet = make_deficit_sheet({"m": Deficit("m", 2025, 20)}, [], [2026], 2)
    assert [one.state for one in judge_accumulated(sheet, [_figures(revenue=None)], LIMITS)] == [UNKNOWN]
    assert [one.state for one in judge_accumulated(make_deficit_sheet({}, [], [2026], 2), [_figures(revenue=None)], LIMITS)] == [FAR]


@pytest.mark.parametrize(
    ("decision", "today", "state", "days"),
    [
        (None, date(2026, 9, 1), FAR, 121),
        (None, TODAY, NEAR, 39),
        (None, LAST, NEAR, 0),
        (None, date(2027, 1, 1), UNKNOWN, None),
        (Decision("budget", 2027), date(2027, 1, 1), MET, -1),
        (Decision("budget", 2027, date(2026, 12, 10)), date(2027, 1, 5), FAR, 21),
        (Decision("budget", 2027, date(2027, 1, 2)), date(2027, 1, 5), MET, -2),
        (Decision("budget", 2027, date(2027, 1, 2), date(2027, 2, 1)), date(2027, 1, 5), FAR, 30),
    ],
)
def test_deadline(decision: Decision | None, today: date, state: str, days: int | None) -> None:
    found = judge_deadline("e", 2027, LAST, decision, today, LIMITS)
    assert (found.state, found.days) == (state, days)


def test_boundary() -> None:
    made = Decision("boundary", 2026, date(2026, 6, 1))
    assert judge_boundary({}, "boundary", TODAY).state == FAR
    assert judge_boundary({"x": Decision("boundary", 2027)}, "boundary", TODAY).state == FAR
    assert judge_boundary({"x": made}, "boundary", TODAY).state == MET
    assert judge_boundary({"x": made}, "boundary", date(2026, 5, 31)).state == FAR
    assert judge_boundary({"x": Decision("budget", 2026, date(2026, 6, 1))}, "boundary", TODAY).state == FAR


def test_the_worst_is_the_one_that_is_met_then_the_nearest_then_the_first() -> None:
    grounds = [Ground("b", 2026, FAR, 900), Ground("b", 2027, NEAR, 100), Ground("b", 2028, NEAR, 100), Ground("b", 2029, UNKNOWN, 0)]
    worst = worst_of(grounds)
    assert worst is not None
    assert worst.year == 2027
    assert worst_of([]) is None
