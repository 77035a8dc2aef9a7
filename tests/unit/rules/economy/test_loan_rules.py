"""Loans as they are declared: every line is what it says, and what does not fit is told of."""

from dataclasses import replace

import pytest

from tests.support.loan_book import LOANS, SETTING, TREASURY, UNDERTAKING, YEARS, loan_book, loan_run
from veikart.calc.economy import EconomyBook
from veikart.calc.loans import BookValue, LoanInstalment
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.loans import check_loans, find_loans
from veikart.rules.economy.engines.financing import run_financing
from veikart.rules.economy.engines.loans import run_loans
from veikart.rules.economy.explaining import FigureAddress, explain_calculation
from veikart.rules.economy.lines import get_sheet_rules

SHEETS = [one.id for one in get_sheet_rules().values() if one.engine in {"loans", "financing"}]


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_line_is_what_it_says(sheet_id) -> None:
    book = loan_book()
    run = loan_run(book)
    sheet, rule = run.sheets[sheet_id], get_sheet_rules()[sheet_id]
    assert set(sheet.lines) == set(rule.lines)
    for subject in sheet.subjects:
        for line in rule.lines:
            for year in YEARS:
                found = explain_calculation(book, run, FigureAddress(sheet_id, subject, line, year))
                assert found.again in (None, found.value), f"{sheet_id}.{subject}.{line}.{year}"


def _codes(book: EconomyBook) -> list[str]:
    return [one.code for one in check_loans(book)]


def _with_loan(key: str, **changes: object) -> EconomyBook:
    return loan_book(loans={**LOANS, key: replace(LOANS[key], **changes)})


def test_a_book_that_fits_has_no_findings() -> None:
    assert _codes(loan_book()) == []
    assert _codes(EconomyBook()) == []
    assert not list(find_loans(EconomyBook(), Run()))


def test_years_in_the_wrong_order() -> None:
    (finding,) = check_loans(_with_loan("skoler", last_instalment=2020))
    assert finding.code == "loan-years"
    assert finding.sentence == "«Skoler»: «Siste avdrag» er 2020, men «Første avdrag» er 2026."
    assert _codes(_with_loan("tomt", first_instalment=2026)) == ["loan-years"]


def test_balance_of_another_year() -> None:
    assert _codes(_with_loan("skoler", year=2023)) == ["loan-balance-old"]


def test_purpose_against_the_basis() -> None:
    assert _codes(_with_loan("skoler", basis="on_lending")) == ["loan-basis"]
    assert _codes(_with_loan("startlan", basis="own")) == ["loan-basis"]


def test_plans_that_are_missing_or_not_used() -> None:
    assert _codes(loan_book(loan_instalments={})) == ["loan-plan-missing"]
    plans = loan_book().table("loan_instalments")
    assert _codes(loan_book(loan_instalments={**plans, "skoler|2026": LoanInstalment("skoler", 2026, 1)})) == ["loan-plan-unused"]


def test_market_rate_of_every_year() -> None:
    rows = {key: one for key, one in loan_book().table("assumptions").items() if key != "interest_floating|2027"}
    (finding,) = check_loans(loan_book(assumptions=rows))
    assert (finding.code, finding.place.year) == ("assumption-missing", 2027)


def test_one_treasury() -> None:
    assert _codes(loan_book(entities={"tomter": UNDERTAKING})) == ["loan-treasury"]
    assert _codes(loan_book(entities={"kassen": TREASURY, "tomter": replace(UNDERTAKING, kind="treasury")})) == ["loan-treasury"]


def test_depreciation_out_of_reach() -> None:
    values = {f"{one}|2026": BookValue(one, 2026, 10**11, 3 * 10**9) for one in ("kassen", "tomter")}
    assert _codes(loan_book(book_values=values)) == ["value-range"]


def _found(book: EconomyBook, **investments: int) -> list[str]:
    return sorted({one.code for one in find_loans(book, loan_run(book, investments))})


def test_least_instalment_is_charged_and_paid() -> None:
    assert _found(loan_book()) == []
    values = {key: replace(one, charged=1_000_000) for key, one in loan_book().table("book_values").items()}
    assert _found(loan_book(book_values=values)) == ["minimum-instalment-charged"]
    finding = next(find_loans(loan_book(book_values=values), loan_run(loan_book(book_values=values))))
    assert finding.sentence.startswith("Kommunekassen fører 1,0 mill. kr i avdrag i driften i 2026. Minimumsavdraget er 18,0 mill. kr")
    slow = {**LOANS, "skoler": replace(LOANS["skoler"], first_instalment=2029)}
    assert "minimum-instalment-paid" in _found(loan_book(loans=slow))


def test_an_entity_without_book_values() -> None:
    assert _found(loan_book(book_values={})) == ["book-value-missing"]


def test_new_loans_without_terms() -> None:
    book = loan_book(loan_terms={})
    finding, of_lending = (one for one in find_loans(book, loan_run(book)) if one.code == "loan-terms-missing")
    assert "«Videreutlån» fra 2026" in of_lending.sentence
    assert finding.sentence.endswith("Da regnes det med serielån med 30 årlige avdrag og flytende rente uten påslag.")


def test_church_loans_are_outside_and_lending_is_never_in() -> None:
    sheet = loan_run(loan_book()).sheets["minimum_instalment"]
    assert sheet.value("kassen", "own_debt", 2026) == 630_000_000
    assert sheet.value("kassen", "church_outside", 2026) == 30_000_000
    assert sheet.value("tomter", "depreciation_rate", 2027) == sheet.value("kassen", "own_rate", 2027)
    assert sheet.subjects == ("kassen", "tomter", "kommunen")


def test_book_with_years_and_nothing_else_is_worked_out() -> None:
    book, run = EconomyBook({"settings": {"s": SETTING}}), Run()
    run_financing(book, run)
    run_loans(book, run)
    assert run.sheets["debt"].row("alle", "closing") == (0, 0, 0)


def test_untouched_sheets_are_kept() -> None:
    book, run = loan_book(), Run()
    run_financing(book, run)
    run_loans(book, run)
    again = Run(run)
    moved = book.with_rows({"book_values": {"kassen|2027": BookValue("kassen", 2027, None, 1)}})
    run_financing(moved, again)
    run_loans(moved, again)
    same = [one for one in run.sheets if again.sheets[one] is run.sheets[one]]
    assert sorted(set(run.sheets) - set(same)) == ["minimum_instalment"]
