"""Premiums, vintages and sheets of pensions, in numbers that can be added up by head."""

from __future__ import annotations

import numpy as np
import pytest

from veikart.calc.pensions import (
    PensionScheme,
    Vintage,
    amortise,
    make_growth,
    make_pension_sheet,
    make_premium_sheet,
    make_vintage_sheet,
    work_out_premiums,
)
from veikart.calc.values import PPB

YEARS = (2020, 2021, 2022)


def _charged(nok: int, arisen: int, over: int, years: range = range(2020, 2030)) -> list[int]:
    return amortise(np.array([nok]), np.array([arisen]), np.array([over]), years)["amortised"][0].tolist()


def test_a_vintage_is_charged_in_the_years_after_it_arose() -> None:
    assert _charged(70, 2020, 7) == [0, 10, 10, 10, 10, 10, 10, 10, 0, 0]


def test_what_does_not_divide_is_spread_and_the_last_takes_the_rest() -> None:
    assert _charged(10, 2020, 7) == [0, 1, 2, 1, 2, 1, 2, 1, 0, 0]
    assert _charged(3, 2020, 7) == [0, 0, 1, 0, 1, 0, 1, 0, 0, 0]


def test_a_deviation_below_zero_is_charged_as_income() -> None:
    assert _charged(-70, 2020, 7) == [-one for one in _charged(70, 2020, 7)]


def test_one_year_is_the_year_after() -> None:
    assert _charged(70, 2021, 1) == [0, 0, 70, 0, 0, 0, 0, 0, 0, 0]


def test_a_vintage_from_before_comes_in_with_what_is_left() -> None:
    lines = amortise(np.array([70, 150, 70]), np.array([2018, 2006, 2010]), np.array([7, 15, 7]), range(2020, 2023))
    assert lines["brought"].tolist() == [[60, 0, 0], [20, 0, 0], [0, 0, 0]]
    assert lines["amortised"].tolist() == [[10, 10, 10], [10, 10, 0], [0, 0, 0]]
    assert lines["closing"].tolist() == [[50, 40, 30], [10, 0, 0], [0, 0, 0]]
    assert lines["age"].tolist() == [[2, 3, 4], [14, 15, 16], [10, 11, 12]]


def test_growth_begins_the_year_after_the_base_year() -> None:
    index = [PPB, 2 * PPB, 3 * PPB]
    assert make_growth(index, YEARS, [2020, 2021, None, 2019]).tolist() == [[0, 2 * PPB, 3 * PPB], [0, 0, 1_500_000_000], [0, 0, 0], [0, 0, 0]]


def test_what_is_entered_goes_before_what_grows() -> None:
    growth = make_growth([PPB, 2 * PPB, 3 * PPB], YEARS, [2020])
    rates = np.full((1, 3), 141_000)
    lines = work_out_premiums({(0, 2020): (1000, 800), (0, 2022): (5, 9), (0, 2015): (1, 1)}, YEARS, growth, [2020], rates)
    assert lines["premium"].tolist() == [[1000, 2000, 5]]
    assert lines["net_cost"].tolist() == [[800, 1600, 9]]
    assert lines["deviation"].tolist() == [[200, 400, -4]]
    assert lines["contribution"].tolist() == [[28, 56, -1]]


def test_the_cost_is_the_premium_less_the_deviation_and_what_is_amortised() -> None:
    schemes = (PensionScheme("a", "A", unit="felles"), PensionScheme("b", "B"))
    growth = make_growth([PPB] * 3, YEARS, [None, None])
    lines = work_out_premiums({(0, 2020): (791, 520), (1, 2020): (9, 9)}, YEARS, growth, [None, None], np.zeros((2, 3), dtype=np.int64))
    premiums = make_premium_sheet(schemes, YEARS, lines)
    vintages = make_vintage_sheet(schemes, YEARS, [Vintage(0, 2019, 1736, 0, 7), Vintage(0, 2020, 271, 0, 7), Vintage(1, 2020, 0, 0, 7)])
    sheet = make_pension_sheet(schemes, premiums, vintages)
    assert sheet.subjects == ("a", "b", "alle")
    assert sheet.row("alle", "charged")[0] == 791 + 9 - 271 + 248 == 777
    assert sheet.row("a", "effect")[0] == 271 - 248
    assert sheet.row("a", "accumulated") == (1759, 1759 - 248 - 39, 1759 - 2 * 248 - 39 - 39)
    assert vintages.subjects == ("a|2019", "a|2020", "b|2020")
    assert vintages.name("a|2019") == "A, 2019"
    assert vintages.units == ("felles", "felles", "")


@pytest.mark.parametrize("schemes", [(), (PensionScheme("a", "A"),)])
def test_schemes_without_anything_have_zeros(schemes: tuple[PensionScheme, ...]) -> None:
    bases = [None] * len(schemes)
    lines = work_out_premiums({}, YEARS, make_growth([PPB] * 3, YEARS, bases), bases, np.zeros((len(schemes), 3), dtype=np.int64))
    sheet = make_pension_sheet(schemes, make_premium_sheet(schemes, YEARS, lines), make_vintage_sheet(schemes, YEARS, []))
    assert sheet.row("alle", "charged") == (0, 0, 0)
