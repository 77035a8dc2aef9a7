"""Published figures of the income system, and the central revenues of the example beside table 11.1."""

import csv
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.tree import ROOT
from veikart.calc.grants import equalise, make_tax_sheet, weigh
from veikart.calc.grants.rows import TaxBase, TaxYear
from veikart.calc.values import PPM
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking.grants import check_grants
from veikart.rules.economy.engines.grants import RATES
from veikart.rules.economy.income_systems import get_income_system
from veikart.rules.economy.rates import get_rate

BERGEN_2026 = {
    "school": 899_500_000,
    "care": 957_900_000,
    "kindergarten": 1_017_000_000,
    "child_welfare": 938_600_000,
    "social": 1_057_200_000,
    "health": 915_600_000,
    "administration": 865_100_000,
}
"""The sector indices of Bergen in Grønt hefte 2026."""


def test_the_sector_indices_of_bergen_give_the_need_index_that_is_published() -> None:
    system = get_income_system(2026)
    assert system is not None
    assert set(system.sectors) == set(BERGEN_2026)
    index = weigh(BERGEN_2026, system.sectors)
    assert round(Fraction(index, 10**9), 4) == Fraction("0.9506")


def test_the_weights_of_2026_add_up_within_the_four_decimals_they_are_printed_with() -> None:
    system = get_income_system(2026)
    assert system is not None
    assert sum(system.sectors.values()) == PPM
    assert {key: sum(weights.values()) - PPM for key, weights in system.weights.items()} == {
        "school": 0,
        "kindergarten": 0,
        "care": 0,
        "health": 0,
        "child_welfare": -100,
        "social": 100,
        "administration": 100,
    }


def _after(own_percent: int, year: int) -> Fraction:
    """What a small municipality has after the equalisation, of the country's mean, before all pay for the extra."""
    rates = {name: np.int64(get_rate(rate, year)) for name, rate in RATES.items()}
    given = {"population": 1_000, "country_population": 5_000_000, "country_extra_nok": 0, "country_nok": 5_000_000 * 40_000}
    own = 1_000 * 400 * own_percent
    found = equalise(own_nok=np.int64(own), **{name: np.int64(value) for name, value in given.items()}, **rates)
    return Fraction(own + int(found["to_date"]), 1_000 * 40_000)


def test_the_poorest_have_about_93_percent_before_2025_and_at_least_95_after() -> None:
    """As Kommunal Rapport writes of the system that was decided in June 2024."""
    poor = range(40, 90)
    assert min(_after(own, 2024) for own in poor) == Fraction("0.935")
    assert min(_after(own, 2025) for own in poor) == Fraction("0.959")
    assert all(_after(own, 2025) > _after(own, 2024) for own in poor)


def test_the_floor_is_sixty_four_and_thirty_five_percent_together() -> None:
    """Without any tax of its own: 0,64 + 0,35 × 0,90 = 0,955 of the mean, and 0,60 + 0,35 × 0,90 = 0,915 before 2025."""
    assert [_after(0, year) for year in (2024, 2025)] == [Fraction("0.915"), Fraction("0.955")]


PRINTED = {
    "tax": "skatteinntekter",
    "block_grant": "rammetilskudd",
    "host": "vertskommunetilskudd",
    "interest": "rente-og-investeringskompensasjon",
    "integration": "integreringstilskudd",
    "capital": "kalkulatoriske",
}
PLAN_YEARS = (2020, 2021, 2022, 2023)


def _printed(row: str, year: int) -> Decimal:
    """A figure of table 11.1, mill. kroner."""
    with (ROOT / "examples" / "baerum-2020-2023" / "tables" / "11.1.csv").open(encoding="utf-8") as file:
        found = next(one for one in csv.DictReader(file) if one["row"] == row)
    return Decimal(found[str(year)].replace(" ", "").replace(",", "."))


def test_the_central_revenues_of_the_example_are_those_printed_and_their_sum_is_within_the_rounding() -> None:
    """Each source is entered as it is printed; the sum is worked out. In 2023 it is 0,1 above the printed sum, which is rounded from more digits."""
    sheet = get_example_run().sheets["central_revenue"]
    for line, row in PRINTED.items():
        assert [Decimal(sheet.value("alle", line, year)) / 10**6 for year in PLAN_YEARS] == [_printed(row, year) for year in PLAN_YEARS], line
    off = [Decimal(sheet.value("alle", "total", year)) / 10**6 - _printed("sum-sentrale-inntekter", year) for year in PLAN_YEARS]
    assert off == [0, 0, 0, Decimal("0.1")]


def _after_three_years(nominal: str) -> Decimal:
    """The tax of 2020 three years on, mill. kroner, with a nominal growth and the printed deflator of 2,9 percent."""
    growth = int(Decimal(nominal) * 10_000)
    rows = {("own", year): TaxYear("own", year, nominal_growth=growth) for year in PLAN_YEARS[1:]}
    base = {"own": TaxBase("own", 2020, int(_printed("skatteinntekter", 2020) * 10**6))}
    sheet = make_tax_sheet(base, rows, PLAN_YEARS, dict.fromkeys(PLAN_YEARS, 29_000))
    return Decimal(sheet.value("own", "tax", 2023)) / 10**6


def test_the_printed_growth_of_four_and_a_half_percent_gives_the_printed_tax_within_its_rounding() -> None:
    """Chapter 4.4.3: nominal growth of 4,5 percent on average. The deflator is printed for 2020 only, and is taken to hold. Not year by year."""
    assert _after_three_years("4.45") < _printed("skatteinntekter", 2023) < _after_three_years("4.55")
    assert round(_after_three_years("4.5") - _printed("skatteinntekter", 2023), 1) == Decimal("2.7")


def test_a_hundred_kroner_more_in_tax_gives_sixty_less_in_block_grant() -> None:
    """The example's block grant is stated as a whole; it moves with the tax by the symmetric share, and with nothing else."""
    book = get_example_book()
    row = book.table("tax_years")["own|2021"]
    moved = book.with_rows({"tax_years": {"own|2021": replace(row, stated_nok=row.stated_nok + 100_000_000)}})
    before, after = get_example_run().sheets["block_grant"], run_engines(moved).sheets["block_grant"]
    assert after.value("alle", "grant", 2021) - before.value("alle", "grant", 2021) == -60_000_000
    assert set(before.row("alle", "moved")) == {0}


def test_what_the_integration_grant_of_the_document_would_need_is_told() -> None:
    """113 mill. in 2020 and 89 in 2023 are printed, 115 settled a year too. Not printed: the rates of five years, and those settled 2016-2019."""
    found = {(one.code, one.place.file): one.sentence for one in check_grants(get_example_book())}
    rates, cohorts = "Satser i integreringstilskuddet", "Bosatte flyktninger per årskull"
    assert "tilskuddsår 1, 2, 3, 4, 5" in found["refugee-rate-missing", rates]
    assert "2016–2019" in found["refugee-cohort-missing", cohorts]
    persons = get_example_run().sheets["refugees"].lines
    under_grant = ((persons["grant_year"] >= 1) & (persons["grant_year"] <= 5)) * persons["persons"]
    assert under_grant.sum(axis=0)[:4].tolist() == [115, 230, 345, 460]
