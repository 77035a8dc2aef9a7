"""Loans one by one, worked out by hand."""

from veikart.calc.loans import Loan, LoanTerm, make_loan_sheet, make_vintages

YEARS = (2026, 2027, 2028, 2029)


def _sheet(rates=(40_000,) * 4, planned=None, **changes):
    given = {"kind": "serial", "principal": 400, "year": 2025, "first_instalment": 2026, "last_instalment": 2029} | changes
    loan = Loan("l", "Lån", "kassen", "housing", "own", **given)
    return make_loan_sheet("loans", {"l": loan}, YEARS, rates, planned or {})


def test_a_serial_loan_is_paid_in_equal_parts() -> None:
    sheet = _sheet()
    assert sheet.row("l", "instalment") == (100, 100, 100, 100)
    assert sheet.row("l", "closing") == (300, 200, 100, 0)
    assert sheet.row("l", "interest") == (16, 12, 8, 4)


def test_an_annuity_costs_the_same_every_year() -> None:
    sheet = _sheet(kind="annuity", principal=1_000_000_000)
    service = [one + two for one, two in zip(sheet.row("l", "interest"), sheet.row("l", "instalment"), strict=True)]
    assert max(service) - min(service) <= 3
    assert abs(service[0] - 275_490_045) <= 1
    assert sheet.row("l", "closing")[-1] == 0


def test_a_bullet_is_paid_at_the_end_and_the_last_instalment_takes_the_rest() -> None:
    assert _sheet(kind="bullet").row("l", "instalment") == (0, 0, 0, 400)
    assert _sheet(principal=401).row("l", "instalment") == (100, 100, 101, 100)
    assert _sheet(kind="planned", planned={("l", 2026): 50, ("l", 2028): 1_000}).row("l", "instalment") == (50, 0, 350, 0)


def test_what_is_overdue_is_paid_at_once() -> None:
    assert _sheet(first_instalment=2020, last_instalment=2024).row("l", "instalment") == (400, 0, 0, 0)


def test_a_loan_taken_up_costs_half_a_years_interest_and_is_paid_from_the_first_instalment() -> None:
    sheet = _sheet(year=2027, first_instalment=2029, last_instalment=2038)
    assert sheet.row("l", "raised") == (0, 400, 0, 0)
    assert sheet.row("l", "interest") == (0, 8, 16, 16)
    assert sheet.row("l", "instalment") == (0, 0, 0, 40)


def test_an_agreed_rate_holds_until_it_does_not() -> None:
    sheet = _sheet(principal=40_000, rate=20_000, fixed_until=2027, margin=5_000)
    assert sheet.row("l", "rate") == (20_000, 20_000, 45_000, 45_000)
    assert sheet.row("l", "one_point") == (0, 0, 200, 100)
    assert _sheet(rate=20_000).row("l", "is_fixed") == (1, 1, 1, 1)
    assert _sheet(rates=(1_000,) * 4, margin=-5_000).row("l", "rate") == (0, 0, 0, 0)


def test_new_loans_follow_the_terms() -> None:
    terms = {"housing": LoanTerm("housing", "kassen", "serial", 20, 2, 30_000, 5)}
    vintages = make_vintages(terms, {"housing": (0, 100, 0, 50)}, YEARS, {"housing": "Boliger"})
    loan = vintages["housing|2027"]
    assert (loan.principal, loan.first_instalment, loan.last_instalment, loan.fixed_until) == (100, 2029, 2048, 2032)
    assert loan.name == "Boliger, tatt opp 2027"
    assert make_loan_sheet("new_loans", vintages, YEARS, (0,) * 4, {}).total("closing").tolist() == [0, 100, 100, 145]
