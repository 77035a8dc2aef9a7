"""The managed fund of Bærum's action programme 2020–2023, 11.3: worked out from the printed holding, shares, rates, cost and inflation.

Nothing is fitted. Where a printed figure cannot be had from the printed inputs, the test says which input is missing or too rounded.
"""

import csv
from fractions import Fraction
from functools import cache

import pytest

from tests.support.tree import ROOT
from veikart.calc.documents.printed import parse_printed
from veikart.calc.funds import ManagedAllocation, ManagedFund, ManagedYear, make_managed_sheets
from veikart.calc.values import PPM
from veikart.calc.values.intervals import Interval
from veikart.calc.worksheets import Sheet
from veikart.rules.words.numbers import MINUS, NARROW_SPACE, format_decimal

TABLES = ROOT / "examples" / "baerum-2020-2023" / "tables"
YEARS = (2019, 2020, 2021, 2022, 2023)
SHARES_PPM = {"aksjer": 400_000, "obligasjoner": 600_000}
"""Printed in the names of the rows: «Aksjer, 40%» and «Obligasjoner, 60%»."""

LINES = {
    "avkastning.belop": ("total_return", 1),
    "driftskostnader.belop": ("cost", -1),
    "inflasjonsjustering.belop": ("inflation_adjustment", -1),
    "netto-avkastning.belop": ("withdrawal", 1),
    "avkastning.prosent": ("total_return_rate", 1),
    "driftskostnader.prosent": ("cost_rate", -1),
    "inflasjonsjustering.prosent": ("inflation", -1),
    "netto-avkastning.prosent": ("withdrawal_rate", 1),
}
"""The rows of the printed table and the engine's lines; what takes from the return is printed with minus."""
SUM_OF_ROUNDED = "printed as 3,8 − 0,2 − 2,0, which are already rounded; 41 of 2 433 is 1,7 per cent"
TOO_ROUNDED = "worked out it is 43,5; the rates are printed with one decimal and the cost in whole millions, and within those it can be 43"
NOT_AS_PRINTED = {("netto-avkastning.prosent", 2019): SUM_OF_ROUNDED, ("netto-avkastning.belop", 2022): TOO_ROUNDED}


@cache
def _rows(table: str) -> dict[str, dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"]: row for row in csv.DictReader(file)}


def _text(table: str, row: str, year: int) -> str:
    return _rows(table)[row][str(year)]


def _figure(table: str, row: str, year: int) -> tuple[Fraction, Fraction]:
    """The value in kroner or as a share, and half of its last digit."""
    return parse_printed(_text(table, row, year), _rows(table)[row]["unit"] or "mill_nok")


def _nok(table: str, row: str, year: int) -> int:
    return int(_figure(table, row, year)[0])


def _ppm(row: str, year: int) -> int:
    return int(_figure("11.3-bkff", row, year)[0] * PPM)


def _interval(row: str, year: int) -> Interval:
    value, half = _figure("11.3-bkff", row, year)
    return Interval.rounded(value, half_width=half)


def _run(opening: int, years: tuple[int, ...], price_year: int = 2020, real_target: int | None = None) -> tuple[Sheet, Sheet]:
    """The engine on what is printed for each of the years, and the holding of the first."""
    fund = ManagedFund("bkff", "Forvaltningsfondet", opening=opening, base_capital=1_500_000_000, real_target=real_target)
    shares = [
        ManagedAllocation("bkff", asset, year, asset, share, _ppm(f"{asset}.prosent", year)) for asset, share in SHARES_PPM.items() for year in years
    ]
    plan = [
        ManagedYear("bkff", year, -_nok("11.3-bkff", "driftskostnader.belop", year), -_ppm("inflasjonsjustering.prosent", year)) for year in years
    ]
    return make_managed_sheets([fund], shares, plan, years, price_year)


def _as_printed(value: int, like: str) -> str:
    if like.endswith("%"):
        return f"{format_decimal(Fraction(value, 10_000), 1)} %".replace(MINUS, "-")
    return format_decimal(Fraction(value, 1_000_000), 0).replace(MINUS, "-").replace(NARROW_SPACE, " ")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("row", LINES)
def test_the_table_figure_by_figure_from_the_holding_of_the_year(row: str, year: int) -> None:
    _, fund = _run(_nok("11.3-bkff", "beholdning", year), (year,))
    line, sign = LINES[row]
    printed = _text("11.3-bkff", row, year)
    same = _as_printed(sign * fund.value("bkff", line, year), printed) == printed
    assert same == ((row, year) not in NOT_AS_PRINTED), _as_printed(sign * fund.value("bkff", line, year), printed)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("asset", SHARES_PPM)
def test_the_return_of_each_class(asset: str, year: int) -> None:
    classes, _ = _run(_nok("11.3-bkff", "beholdning", year), (year,))
    printed = _text("11.3-bkff", f"{asset}.belop", year)
    assert _as_printed(classes.value(f"bkff|{asset}", "gain", year), printed) == printed


@pytest.mark.parametrize("year", YEARS)
def test_every_printed_withdrawal_is_within_what_the_printed_inputs_can_be(year: int) -> None:
    holding = _interval("beholdning", year)
    gain = sum((holding * Interval.exact(Fraction(share, PPM)) * _interval(f"{asset}.prosent", year) for asset, share in SHARES_PPM.items()),
               start=Interval.exact(0))  # fmt: skip
    left = gain + _interval("driftskostnader.belop", year) + holding * _interval("inflasjonsjustering.prosent", year)
    assert left.meets(_interval("netto-avkastning.belop", year))


def test_the_holdings_follow_from_the_first_one() -> None:
    """2 482, 2 531 and 2 582 are reproduced from 2 433 to the last digit; so is 2 633, but for the rounding of 2 433 itself."""
    _, fund = _run(_nok("11.3-bkff", "beholdning", 2019), YEARS)
    found = [_as_printed(one, "") for one in fund.row("bkff", "opening")]
    assert found == ["2 433", "2 482", "2 531", "2 582", "2 634"]
    assert [_text("11.3-bkff", "beholdning", year) for year in YEARS] == [*found[:4], "2 633"]
    for half in (-499_999, 499_999):
        _, other = _run(_nok("11.3-bkff", "beholdning", 2019) + half, YEARS)
        assert (_as_printed(other.value("bkff", "opening", 2023), "") == "2 633") == (half < 0)


def test_the_real_value_is_kept_and_what_was_missing_in_2018_is_still_missing() -> None:
    """4.6.2: at the end of 2018 the fund was 52 million under the target of an unchanged real value."""
    opening = _nok("11.3-bkff", "beholdning", 2019)
    _, fund = _run(opening, YEARS, price_year=2018, real_target=opening + 52_000_000)
    assert {abs(one - fund.row("bkff", "real_value")[0]) <= 5 for one in fund.row("bkff", "real_value")} == {True}
    assert {abs(one + 52_000_000) <= 5 for one in fund.row("bkff", "real_gap")} == {True}


@pytest.mark.parametrize(("row", "line", "sign"), [
    ("avkastning", "total_return_fixed", 1), ("etter-driftskostnader", "return_after_cost_fixed", 1),
    ("driftskostnader", "cost_fixed", -1), ("uttak", "withdrawal_fixed", 1),
])  # fmt: skip
def test_the_table_in_fixed_kroner(row: str, line: str, sign: int) -> None:
    """In 2020-kroner by the inflation the fund is adjusted with. The return after cost of 2023 is 91,5, printed as 95 − 4."""
    _, fund = _run(_nok("11.3-bkff", "beholdning", 2020), YEARS[1:])
    found = [_as_printed(sign * one, "") for one in fund.row("bkff", line)]
    printed = [_text("11.3-bkff-fast", row, year) for year in YEARS[1:]]
    assert found[:3] == printed[:3]
    assert found[3] == ("92" if row == "etter-driftskostnader" else printed[3])


def test_the_accounts_of_2018_cannot_be_worked_out() -> None:
    """The shares through the year are missing: 40 and 60 per cent are those of the budget. So are the inflation and the withdrawal."""
    holding = _interval("beholdning", 2018)
    for asset, share in SHARES_PPM.items():
        gain = holding * Interval.exact(Fraction(share, PPM)) * _interval(f"{asset}.prosent", 2018)
        assert not gain.meets(_interval(f"{asset}.belop", 2018)), asset
    assert _text("11.3-bkff", "inflasjonsjustering.belop", 2018) == ""


def test_the_holdings_in_2020_kroner_need_a_price_growth_that_is_not_printed() -> None:
    """11.3, Fond: 2 524 for 2019 is 2 482 with the printed price growth of 1,7 per cent. After 2020 no growth is printed, and that of the table
    for the fund, 2,0 per cent, keeps 2 531, while 2 534 is printed."""
    _, fund = _run(_nok("11.3-bkff", "beholdning", 2019), YEARS)
    closing = [Fraction(one) for one in fund.row("bkff", "closing")]
    assert _as_printed(round(closing[0] * Fraction(1017, 1000)), "") == _text("11.3-fond", "bkff", 2019) == "2 524"
    assert _as_printed(int(closing[1]), "") == _text("11.3-fond", "bkff", 2020) == "2 531"
    assert [_as_printed(one, "") for one in fund.row("bkff", "real_value")[2:]] == ["2 531"] * 3
    assert [_text("11.3-fond", "bkff", year) for year in YEARS[2:]] == ["2 534"] * 3
