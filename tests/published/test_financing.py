"""The financing of Bærum's investments 2020–2023 (11.2, 4.1.6): the use of loans as printed, from the other printed lines.

11.2 shows one programme and not what part of it is non-self-financing, so the own capital of 50 percent in 4.3 cannot be worked out from what is
printed: the split of investments, transfer and funds on the two is the input that is missing.
"""

import csv
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from tests.support.tree import ROOT
from veikart.calc.documents.printed import parse_printed
from veikart.calc.financing import CLASSES, FinancingRule, FinancingSource, make_financing_sheet, make_new_lending, make_order, make_own_sources
from veikart.calc.values import Interval
from veikart.calc.worksheets import Sheet

TABLE = ROOT / "examples" / "baerum-2020-2023" / "tables" / "11.2.csv"
YEARS = (2020, 2021, 2022, 2023)
MILL = 10**6
ORDER = {one: FinancingSource(one, at, counts) for at, (one, counts) in enumerate((("vat_compensation", "own_capital"), ("grants", "deducted")), 1)}


@cache
def _rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return {one["row"]: one for one in csv.DictReader(file)}


def _printed(row: str, year: int) -> Interval:
    value, half = parse_printed(_rows()[row][str(year)].lstrip("-"), "mill_nok")
    return Interval.rounded(value, half_width=half)


def _nok(row: str) -> dict[int, int]:
    return {year: round(_printed(row, year).value) for year in YEARS}


def _first(row: str) -> np.ndarray:
    """A printed line as one class; lending on has its own lines in 11.2."""
    return np.array([list(_nok(row).values())] + [[0] * len(YEARS)] * (len(CLASSES) - 1))


@cache
def _sheet(mode: str = "loans_rest", *, transfer_nok: int | None = None) -> Sheet:
    """Everything in 11.2 as one class, with what is lent on beside it; or with another transfer and no funds."""
    investments = {
        "gross": _first("brutto-investeringsutgifter"),
        "vat_compensation": _first("mva-kompensasjon"),
        "grants": _first("tilskudd"),
        "sales": _first("salgsinntekter"),
    }
    series = {"share_purchases": _nok("aksjer"), "planned_transfer": _nok("fra-drift"), "untied_use": _nok("bruk-ubundne")}
    if transfer_nok is not None:
        series |= {"planned_transfer": dict.fromkeys(YEARS, transfer_nok), "untied_use": {}}
    own = make_own_sources(YEARS, series, {"2020": FinancingRule(2020, mode, 500_000, 400_000)}, "Alt")
    return make_financing_sheet(investments, own, make_new_lending(YEARS, _nok("utlaan"), "Utlån"), make_order(ORDER), CLASSES)


@pytest.mark.parametrize("year", YEARS)
def test_use_of_loans_is_as_printed(year: int) -> None:
    """Loans take the rest: to the printed decimal, or a tenth beside it where the printed lines themselves are a tenth apart."""
    found, printed = _sheet().value(CLASSES[0], "loan", year), _printed("bruk-av-laan", year)
    assert abs(found - printed.value) <= MILL // 10
    parts = ("brutto-investeringsutgifter", "aksjer", "mva-kompensasjon", "tilskudd", "salgsinntekter", "fra-drift", "bruk-ubundne")
    rounding = sum((_printed(one, year).high - _printed(one, year).low for one in parts), Fraction(0)) / 2
    assert printed.low - rounding <= found <= printed.high + rounding
    assert _sheet().value(CLASSES[0], "gap", year) == 0


@pytest.mark.parametrize("year", YEARS)
def test_what_is_lent_on_is_borrowed(year: int) -> None:
    """«Bruk av lån, formidlingslån» is «Utlån», 200 every year."""
    lent = CLASSES.index("lending")
    assert _sheet().value(CLASSES[lent], "loan", year) == _printed("formidlingslaan", year).value == 200 * MILL
    assert _sheet().value(CLASSES[lent], "own_capital", year) == 0


@pytest.mark.parametrize("year", YEARS)
def test_the_financing_need_is_as_printed(year: int) -> None:
    """«Finansieringsbehov»: what is invested, lent and bought, less grants and sales, with the instalments of on-lending. 2022 and 2023 are a tenth
    off, as the printed lines themselves are."""
    sheet = _sheet()
    need = sum(sheet.value(one, "need", year) - sheet.value(one, "grants_used", year) - sheet.value(one, "sales_used", year) for one in CLASSES)
    off = need + round(_printed("avdrag", year).value) - _printed("finansieringsbehov", year).value
    assert off == {2020: 0, 2021: 0, 2022: MILL // 10, 2023: -MILL // 10}[year]


def test_loans_of_2020_and_2021_are_to_the_decimal() -> None:
    assert [_sheet().value(CLASSES[0], "loan", year) for year in (2020, 2021)] == [1_393_300_000, 957_300_000]


def test_four_years_are_as_4_1_6_says() -> None:
    """«10,8 milliarder», «4,7 mrd. i lån, 2,0 mrd. i tilskudd/inntekter og 4,2 mrd. i egenkapital» — shares in companies held apart."""
    sheet = _sheet()
    total = {line: int(sheet.lines[line][0].sum()) for line in sheet.lines}
    assert [round(Fraction(one, 10**8)) for one in (total["gross"], total["loan"], total["grants_used"] + total["sales_used"])] == [108, 47, 20]
    own = total["vat_compensation_used"] + total["transfer_used"] + total["funds_used"] - total["share_purchases"]
    assert round(Fraction(own, 10**8)) == 42


def test_share_of_own_capital_cannot_be_had_from_one_programme() -> None:
    """Of the whole programme own capital is 45 to 54 percent; 4.3 prints 50 in every year, of the part that is not printed."""
    shares = [_sheet().value(CLASSES[0], "own_capital_share", year) for year in YEARS]
    assert [round(one / 10_000, 1) for one in shares] == [46.6, 54.1, 44.7, 53.4]


def test_mode_that_reaches_the_target_is_exact_on_the_printed_programme() -> None:
    sheet = _sheet("reach_target")
    assert [sheet.value(CLASSES[0], "own_capital_share", year) for year in YEARS] == [500_000] * 4
    assert not sheet.lines["missing_to_target"].any()


def test_loans_do_not_pay_for_shares_in_companies() -> None:
    """The rule `koml-14-15` on the printed programme of 2020: with a transfer of one million only, sales pay 37,5 of the shares of 42 millions,
    the transfer 1, and nobody the last 3,5."""
    sheet = _sheet(transfer_nok=MILL)
    assert sheet.value(CLASSES[0], "loan", 2020) == 2_977_100_000 - 473_800_000 - 408_400_000
    assert sheet.value(CLASSES[0], "gap", 2020) == 3_500_000
