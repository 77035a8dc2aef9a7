"""The account plan by year."""

from veikart.calc.statements import Account, AccountPlan

PLAN = AccountPlan((Account("1000", "Gammel", "expense", 2001, 2019), Account("1000", "Ny", "expense", 2021), Account("0900", "Lån", "income", 2001)))


def test_the_account_of_the_year() -> None:
    assert PLAN.for_year(2019)["1000"].name == "Gammel"
    assert "1000" not in PLAN.for_year(2020)
    assert PLAN.for_year(2021)["1000"].name == "Ny"
    assert PLAN.for_year(2000) == {}


def test_codes_stand_once_in_order() -> None:
    assert PLAN.codes == ("0900", "1000")
    assert PLAN.sides == {"0900": "income", "1000": "expense"}


def test_the_class_is_the_first_digit() -> None:
    assert PLAN.accounts[2].account_class == "0"
