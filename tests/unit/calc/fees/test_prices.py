"""The price list."""

from veikart.calc.fees import FeeItem, FeePrice, get_price_years, make_price_sheet

YEARS = (2020, 2021)
PRICES = (FeePrice("forskudd", 2018, 500), FeePrice("kubikk", 2019, 16, 0), FeePrice("kubikk", 2020, 16, 50))


def test_the_list_begins_with_the_first_price() -> None:
    assert get_price_years(PRICES, {}, YEARS) == (2018, 2019, 2020, 2021)
    assert get_price_years((), {("vann", 2019): 100}, YEARS) == (2019, 2020, 2021)
    assert get_price_years((), {}, YEARS) == YEARS


def test_a_price_is_stated_in_kroner_and_ore_and_stands_until_the_next() -> None:
    items = (FeeItem("kubikk", "avlop", "Avløp per kubikkmeter"),)
    sheet = make_price_sheet(items, PRICES, {}, (2019, 2020, 2021))
    assert sheet.row("kubikk", "price") == (1_600, 1_650, 1_650)
    assert sheet.row("kubikk", "growth") == (0, 31_250, 0)


def test_a_share_of_the_fee_is_divided_by_its_volume() -> None:
    items = (FeeItem("kubikk", "vann", "Vann per kubikkmeter", share=1_000_000, volume=180), FeeItem("halvt", "vann", "Halvt gebyr", share=500_000))
    sheet = make_price_sheet(items, (), {("vann", 2020): 2_250, ("vann", 2021): 2_430}, YEARS)
    assert sheet.row("kubikk", "price") == (1_250, 1_350)
    assert sheet.row("halvt", "price") == (112_500, 121_500)


def test_a_stated_price_goes_before_the_share() -> None:
    items = (FeeItem("kubikk", "vann", "Vann", share=1_000_000, volume=180),)
    sheet = make_price_sheet(items, (FeePrice("kubikk", 2020, 13),), {("vann", 2020): 2_250, ("vann", 2021): 2_250}, YEARS)
    assert sheet.row("kubikk", "price") == (1_300, 1_250)


def test_an_item_costs_nothing_after_its_last_year() -> None:
    items = (FeeItem("forskudd", "", "Forskudd", last_year=2019), FeeItem("halvt", "vann", "Halvt", share=500_000, last_year=2020))
    sheet = make_price_sheet(items, PRICES, {("vann", 2020): 100, ("vann", 2021): 100}, (2018, 2019, 2020, 2021))
    assert sheet.row("forskudd", "price") == (50_000, 50_000, 0, 0)
    assert sheet.row("halvt", "price") == (0, 0, 5_000, 0)
