"""What is missing or strange in the rows of pensions is told of, and what the deviations do to the accounts."""

from __future__ import annotations

from typing import Any

import pytest

from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.pensions import PensionBalance, PensionScheme, PensionYear, PremiumDeviation
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.pensions import check_pensions, find_pensions
from veikart.rules.economy.engines.pensions import get_amortisation_years, get_contribution_rate, run_pensions
from veikart.rules.findings import Finding

MILL = 1_000_000
FIRST, LAST = 2026, 2028
KLP = PensionScheme("klp", "KLP")
Entered = dict[int, tuple[int, int]]


def _book(scheme: PensionScheme = KLP, years: Entered | None = None, deviations: dict[int, int] | None = None) -> EconomyBook:
    entered = years if years is not None else dict.fromkeys(range(FIRST, LAST + 1), (100, 70))
    known = deviations if deviations is not None else dict.fromkeys(range(2019, FIRST), 0)
    tables: dict[str, Any] = {
        "settings": {"s": Setting("s", "Eksempel", "Eksempel", FIRST, LAST, FIRST)},
        "pension_schemes": {scheme.id: scheme},
        "pension_years": {f"klp|{year}": PensionYear("klp", year, premium * MILL, cost * MILL) for year, (premium, cost) in entered.items()},
        "premium_deviations": {f"klp|{year}": PremiumDeviation("klp", year, nok * MILL) for year, nok in known.items()},
    }
    return EconomyBook(tables)


def _codes(book: EconomyBook) -> list[str]:
    return [one.code for one in check_pensions(book)]


def _found(book: EconomyBook) -> list[Finding]:
    run = Run()
    run_pensions(book, run)
    return list(find_pensions(book, run))


def test_a_book_in_order_has_no_findings() -> None:
    assert _codes(_book()) == []
    assert _codes(EconomyBook()) == []


def test_years_without_premium() -> None:
    (finding,) = check_pensions(_book(years={2026: (100, 70)}))
    assert finding.code == "pension-year-missing"
    assert finding.sentence == "KLP har ikke premie og netto pensjonskostnad for 2027–2028. Da regnes det med null kroner."


def test_years_that_grow_are_not_missing() -> None:
    assert _codes(_book(PensionScheme("klp", "KLP", growth_year=2026), years={2026: (100, 70)})) == []
    assert _codes(_book(PensionScheme("klp", "KLP", growth_year=2027), years={2027: (100, 70)})) == ["pension-year-missing"]


@pytest.mark.parametrize(("year", "words"), [(2025, "regnes ikke ut"), (2027, "ikke lagt inn")])
def test_growth_from_a_year_that_is_not_there(year: int, words: str) -> None:
    found = list(check_pensions(_book(PensionScheme("klp", "KLP", growth_year=year), years={2026: (100, 70), 2028: (100, 70)})))
    assert [one.code for one in found] == ["pension-growth-year", "pension-year-missing"]
    assert words in found[0].sentence
    _found(_book(PensionScheme("klp", "KLP", growth_year=year), years={2026: (100, 70)}))


def test_vintages_that_are_still_charged_are_asked_for() -> None:
    (finding,) = check_pensions(_book(deviations={2020: 0, 2021: 0, 2023: 0}))
    assert finding.code == "pension-vintage-missing"
    assert finding.found == "2019, 2022, 2024–2025"
    assert finding.rule == "premieavvik-amortisering"


def test_only_the_last_vintage_is_asked_for_where_they_are_charged_over_one_year() -> None:
    (finding,) = check_pensions(_book(PensionScheme("klp", "KLP", one_year_from=2014), deviations={}))
    assert finding.found == "2025"


def test_a_vintage_entered_in_two_ways() -> None:
    years = dict.fromkeys(range(2025, LAST + 1), (100, 70))
    assert _codes(_book(years=years, deviations=dict.fromkeys(range(2019, 2026), 30))) == []
    (finding,) = check_pensions(_book(years=years, deviations=dict.fromkeys(range(2019, 2026), 31)))
    assert finding.code == "pension-vintage-twice"
    assert "30,0 mill. kr" in finding.sentence
    assert "31,0 mill. kr" in finding.sentence


def test_years_before_the_first_are_vintages() -> None:
    book = _book(years=dict.fromkeys(range(2019, LAST + 1), (100, 70)), deviations={})
    assert _codes(book) == []
    run = Run()
    run_pensions(book, run)
    assert run.sheets["pensions"].row("alle", "amortisation")[0] == pytest.approx(30 * MILL, abs=7)


def test_the_first_year_the_accounts_carry_more_than_is_paid() -> None:
    assert _found(_book()) == []
    found = _found(_book(deviations=dict.fromkeys(range(2019, FIRST), 35)))
    assert [(one.code, one.place.year or one.sentence[:6]) for one in found] == [("pension-effect-negative", "I 2026")]
    assert "5,0 mill. kr" in found[0].sentence


@pytest.mark.parametrize(
    ("year", "nok", "rounded_to", "codes"),
    [
        (2025, 120, 1, []),
        (2025, 121, 1, ["pension-balance-differs"]),
        (2025, 101, 40 * MILL, []),
        (2025, 99, 40 * MILL, ["pension-balance-differs"]),
        (2026, 120, 1, []),
        (2023, 1, 1, []),
    ],
)
def test_the_balance(year: int, nok: int, rounded_to: int, codes: list[str]) -> None:
    book = _book(deviations=dict.fromkeys(range(2019, FIRST), 30)).with_rows(
        {"pension_balances": {str(year): PensionBalance(year, nok * MILL, max(rounded_to, 100))}}
    )
    assert [one.code for one in _found(book)] == codes


def test_rates_of_a_scheme() -> None:
    plain, own = PensionScheme("a", "A"), PensionScheme("b", "B", contribution="yes", contribution_rate=106_000, one_year_from=2020)
    assert [get_amortisation_years(plain, year) for year in (2001, 2002, 2010, 2011, 2013, 2014, 2030)] == [1, 15, 15, 10, 10, 7, 7]
    assert [get_amortisation_years(own, year) for year in (2019, 2020)] == [7, 1]
    assert (get_contribution_rate(plain, 2026), get_contribution_rate(own, 2026)) == (0, 106_000)
    assert get_contribution_rate(PensionScheme("c", "C", contribution="yes"), 2026) == 141_000


def test_a_book_where_nothing_has_moved_keeps_its_sheets() -> None:
    book, run = _book(), Run()
    run_pensions(book, run)
    again = Run(run)
    run_pensions(book.with_rows({"decisions": {}}), again)
    assert all(again.sheets[one] is run.sheets[one] for one in run.sheets)
