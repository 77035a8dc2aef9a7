"""The financing as it is declared: what does not hold together, and what nobody pays, is told of."""

from tests.support.loan_book import SERIES, YEARS, loan_book, loan_run
from veikart.calc.economy import Assumption, EconomyBook
from veikart.calc.financing import FinancingRule, FinancingSource
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.financing import check_financing, find_financing


def _series(**values: int) -> dict[str, Assumption]:
    return {f"{one}|{year}": Assumption(one, year, value) for one, value in (SERIES | values).items() for year in YEARS}


def _found(book: EconomyBook, **investments: int) -> list[str]:
    return sorted({one.code for one in find_financing(book, loan_run(book, investments))})


def test_sources_pay_in_the_order_that_is_stated() -> None:
    sheet = loan_run(loan_book()).sheets["financing"]
    year = {line: sheet.value("non_self_financing", line, 2026) for line in sheet.lines}
    assert (year["need"], year["left_for_transfer"], year["left_for_funds"], year["left_for_vat_compensation"]) == (
        102_000_000,
        102_000_000,
        72_000_000,
        62_000_000,
    )
    assert (year["loan"], year["gap"]) == (32_000_000, 0)
    assert (year["own_capital"], year["own_capital_base"], year["own_capital_share"]) == (58_000_000, 90_000_000, 644_444)


def test_a_book_that_fits_has_no_findings() -> None:
    assert not list(check_financing(loan_book()))
    assert _found(loan_book()) == []
    assert not list(find_financing(EconomyBook(), Run()))


def test_minimum_above_the_target() -> None:
    (finding,) = check_financing(loan_book(financing_rules={"2026": FinancingRule(2026, "loans_rest", 400_000, 500_000)}))
    assert finding.code == "financing-target"
    assert finding.grade == "stop"


def test_two_sources_in_one_place() -> None:
    order = {one: FinancingSource(one, 1) for one in ("transfer", "funds")}
    (finding,) = check_financing(loan_book(financing_order=order))
    assert finding.code == "financing-order-twice"
    assert "«Bruk av investeringsfond» og «Overføring fra driften»" in finding.sentence


def test_gap_above_the_ceiling() -> None:
    assert _found(loan_book(assumptions=_series(loan_ceiling=20_000_000))) == ["financing-gap"]


def test_shares_are_not_bought_with_loans() -> None:
    book = loan_book(assumptions=_series(share_purchases=70_000_000, transfer_from_operations=0))
    assert "loan-not-allowed" in _found(book)
    assert "financing-gap" not in _found(book)


def test_sources_that_are_not_used() -> None:
    assert _found(loan_book(assumptions=_series(transfer_from_operations=200_000_000))) == ["financing-unused"]


def test_too_little_own_capital() -> None:
    assert _found(loan_book(), gross=150_000_000) == ["own-capital-target"]
    assert _found(loan_book(), gross=200_000_000) == ["own-capital-minimum"]


def test_target_is_reached_by_the_transfer() -> None:
    book = loan_book(financing_rules={"2026": FinancingRule(2026, "reach_target", 500_000, 400_000)})
    sheet = loan_run(book, {"gross": 200_000_000}).sheets["financing"]
    assert sheet.value("non_self_financing", "own_capital_share", 2027) == 500_000
    assert sheet.value("non_self_financing", "transfer", 2027) == 95_000_000 - 28_000_000
