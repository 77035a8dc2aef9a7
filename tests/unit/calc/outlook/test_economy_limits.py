"""Limits: which side they are on, the years they are asked for, and how near is near enough."""

import numpy as np

from veikart.calc.outlook.economy_limits import Limit, list_limits
from veikart.calc.outlook.rows import OutlookLimit

YEARS = (2025, 2026, 2027)


def test_a_limit_breaks_on_its_own_side_in_its_own_years() -> None:
    values = np.array([[1.0, 9.0], [1.0, 9.0], [1.0, 9.0]])
    least, most = Limit("a", "buffer", True, 5, 2026, 2027), Limit("b", "buffer", False, 5, 2025, 2025)
    assert least.is_broken(values, YEARS).tolist() == [[False, False], [True, False], [True, False]]
    assert most.is_broken(values, YEARS).tolist() == [[False, True], [False, False], [False, False]]


def test_half_a_krone_is_no_break() -> None:
    limit = Limit("a", "buffer", True, 100, 2025, 2027)
    assert limit.is_broken(np.array([[99.6], [99.4], [100.0]]), YEARS)[:, 0].tolist() == [False, True, False]


def test_rows_give_limits_in_the_unit_of_what_is_measured() -> None:
    rows = {
        "share": OutlookLimit("share", "Share", "debt_ratio", "most", value_nok=3, value_share=1_100_000),
        "nok": OutlookLimit("nok", "Kroner", "buffer", "least", value_nok=7, first_year=2026),
        "none": OutlookLimit("none", "None", "buffer", "least", value_share=7),
    }
    found = list_limits(rows, YEARS)
    assert [(one.id, one.is_least, one.value, one.first_year, one.last_year) for one in found] == [
        ("share", False, 1_100_000, 2025, 2027),
        ("nok", True, 7, 2026, 2027),
    ]
