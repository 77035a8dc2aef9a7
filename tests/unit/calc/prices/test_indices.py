"""Growth becomes indices, and kroner of one year kroner of another."""

from veikart.calc.prices import get_index_years, make_price_sheet
from veikart.calc.values import PPB, scale

YEARS = (2026, 2027, 2028)


def test_the_index_is_one_in_the_price_year_and_grows_after_it() -> None:
    sheet = make_price_sheet({"price_growth": {2026: 17_000, 2027: 20_000, 2028: 30_000}}, YEARS, 2026)
    assert sheet.subjects == ("alle",)
    assert sheet.row("alle", "price_growth") == (17_000, 20_000, 30_000)
    assert sheet.row("alle", "price_index") == (PPB, 1_020_000_000, 1_050_600_000)


def test_a_price_year_before_the_first_year_counts_the_growth_on_the_way() -> None:
    sheet = make_price_sheet({"wage_growth": {2025: 100_000, 2026: 100_000}}, YEARS, 2024)
    assert list(get_index_years(YEARS, 2024)) == [2024, 2025, 2026, 2027, 2028]
    assert sheet.row("alle", "wage_index") == (1_210_000_000,) * 3


def test_a_price_year_after_the_last_year_makes_the_years_before_it_cheaper() -> None:
    sheet = make_price_sheet({"deflator": {2028: 250_000, 2029: 600_000}}, YEARS, 2029)
    assert sheet.row("alle", "deflator_index") == (500_000_000, 500_000_000, 625_000_000)


def test_years_without_growth_keep_their_prices() -> None:
    sheet = make_price_sheet({}, YEARS, 2027)
    assert sheet.row("alle", "deflator_index") == sheet.row("alle", "deflator_fixed") == (PPB,) * 3


def test_current_kroner_become_fixed_and_fixed_ones_current() -> None:
    sheet = make_price_sheet({"deflator": {2027: 29_000, 2028: 31_000}}, YEARS, 2026)
    for year in YEARS:
        current = scale(1_000_000_000, sheet.value("alle", "deflator_index", year))
        assert abs(scale(current, sheet.value("alle", "deflator_fixed", year)) - 1_000_000_000) <= 1
