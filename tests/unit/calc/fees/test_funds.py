"""Funds by vintage: first in first out, and settled within five years. Amounts are chosen to be checked by head."""

import numpy as np
import pytest

from veikart.calc.fees.vintages import FundRules, advance_fund, net_openings, settle, work_fund_interest


def _rules(*, carries: bool = True, keeps: bool = False) -> FundRules:
    return FundRules(np.full((1, 6), carries), np.array([keeps]), np.full(6, 5))


def _left(*values: int) -> np.ndarray:
    return np.array([values], dtype=np.int64)


def test_a_deficit_uses_the_oldest_surplus_first() -> None:
    arisen, used = settle(_left(30, 50, 0), np.array([-40]), 2)
    assert used.tolist() == [[30, 10, 0]]
    assert arisen.tolist() == [[0, 0, 0]]


def test_a_surplus_covers_the_oldest_deficit_and_the_rest_is_a_new_vintage() -> None:
    arisen, used = settle(_left(-30, -5, 0), np.array([40]), 2)
    assert used.tolist() == [[-30, -5, 0]]
    assert arisen.tolist() == [[0, 0, 5]]


def test_openings_are_settled_against_each_other_in_the_order_they_arose() -> None:
    assert net_openings(_left(100, -30, 20, -100)).tolist() == [[0, 0, 0, -10]]


def test_interest_is_the_rate_times_the_mean_of_the_fund_before_and_after_the_result() -> None:
    interest = work_fund_interest(np.array([1_000_000]), np.array([500_000]), 20_000, np.array([True]))
    assert interest.tolist() == [25_000]  # 2 % of 1 250 000


def test_a_deficit_that_may_not_be_carried_bears_no_interest_and_is_lost() -> None:
    year = advance_fund(_left(-500, 0, 0, 0, 0, 0), np.array([-200]), 50_000, at=0, place=1, rules=_rules(carries=False))
    assert year.interest.tolist() == [0]
    assert year.lost.tolist() == [[-500, -200, 0, 0, 0, 0]]
    assert not year.closing.any()


def test_a_surplus_is_given_back_where_a_deficit_may_not_be_carried() -> None:
    year = advance_fund(_left(500, 0, 0, 0, 0, 0), np.array([-200]), 0, at=0, place=1, rules=_rules(carries=False))
    assert year.used.tolist() == [[200, 0, 0, 0, 0, 0]]
    assert year.closing.sum() == 300


@pytest.mark.parametrize(("keeps", "lost"), [(False, -100), (True, 0)])
def test_a_deficit_is_lost_after_its_fifth_year_unless_an_exception_is_documented(keeps: bool, lost: int) -> None:
    before = advance_fund(_left(-100, 0, 0, 0, 0, 0), np.array([0]), 0, at=4, place=4, rules=_rules(keeps=keeps))
    fifth = advance_fund(before.closing, np.array([0]), 0, at=5, place=5, rules=_rules(keeps=keeps))
    assert before.lost.sum() == 0
    assert fifth.lost.sum() == lost


def test_a_surplus_stands_after_its_fifth_year_and_is_not_forgotten() -> None:
    year = advance_fund(_left(100, 0, 0, 0, 0, 0), np.array([0]), 0, at=5, place=5, rules=_rules())
    assert year.closing.tolist() == [[100, 0, 0, 0, 0, 0]]
