"""Kroner of 2019 as kroner of 2020: Bærum prints the same amounts in both, and the price growth between them (4.3.1)."""

import csv
from fractions import Fraction

import pytest

from tests.support.tree import ROOT
from veikart.calc.documents.printed import parse_printed
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.values import PPM, Interval, scale
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.engines.prices import run_prices
from veikart.rules.words.numbers import NARROW_SPACE, format_decimal

TABLES = ROOT / "examples" / "baerum-2020-2023" / "tables"


def _cell(table: str, row: str, column: str) -> tuple[str, Interval]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        one = next(one for one in csv.DictReader(file) if one["row"] == row)
    value, half = parse_printed(one[column].lstrip("-"), one["unit"] or ("percent" if one[column].endswith("%") else "mill_nok"))
    return one[column].lstrip("-"), Interval.rounded(value, half_width=half)


def _prices() -> Sheet:
    """2019 and 2020, with the printed growth and 2020 as the price year."""
    growth = int(_cell("tekst-4.3.1", "prisvekst", "verdi")[1].value * PPM)
    tables = {
        "settings": {"s": Setting("s", "Bærum", "Bærum", 2019, 2020, 2020)},
        "assumptions": {"price_growth|2020": Assumption("price_growth", 2020, growth)},
    }
    run = Run()
    run_prices(EconomyBook(tables), run)
    return run.sheets["prices"]


def _in_2020_kroner(table: str, row: str, column: str) -> int:
    return scale(round(_cell(table, row, column)[1].value), _prices().value("alle", "price_fixed", 2019))


def test_the_growth_is_one_point_seven_percent() -> None:
    assert _prices().value("alle", "price_growth", 2020) == 17_000


@pytest.mark.parametrize(
    ("table", "row", "fixed_table", "fixed_row"),
    [("11.2", "brutto-investeringsutgifter", "11.3-investeringer", "brutto-investeringsutgifter"), ("11.3-bkff", "beholdning", "11.3-fond", "bkff")],
)
def test_amounts_of_2019_are_those_printed_in_2020_kroner(table: str, row: str, fixed_table: str, fixed_row: str) -> None:
    """Investments of 2 706,8 are 2 753. The managed fund's 2 482 on 1 January 2020 are 2 524 at the end of 2019."""
    year = "2019" if table == "11.2" else "2020"
    nok = _in_2020_kroner(table, row, year)
    text, _ = _cell(fixed_table, fixed_row, "2019")
    assert format_decimal(Fraction(nok, 10**6), 0).replace(NARROW_SPACE, " ") == text


def test_the_transfer_of_2019_is_printed_as_another_amount() -> None:
    """435,4 in 11.2 is 442,8 in 2020-kroner; 11.1 prints 510,0. The document disagrees with itself, by more than prices."""
    assert format_decimal(Fraction(_in_2020_kroner("11.2", "fra-drift", "2019"), 10**6)) == "442,8"
    assert _cell("11.1", "overfort-investering", "2019")[0] == "510,0"


def test_2018_lacks_the_price_growth_of_2019() -> None:
    """1 751,0 of the accounts 2018 is printed as 1 825 in 2020-kroner. What 2019 would need is between 2,4 and 2,6 percent, and is not printed."""
    (_, before), (_, after) = _cell("11.2", "brutto-investeringsutgifter", "2018"), _cell("11.3-investeringer", "brutto-investeringsutgifter", "2018")
    needed = after / before / Interval.exact(Fraction(1017, 1000))
    assert Fraction(1024, 1000) < needed.low < needed.high < Fraction(1026, 1000)
