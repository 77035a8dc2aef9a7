"""What the pages say of how far the economy's book is filled in."""

from tests.support.economy import YEARS, make_small_economy
from tests.support.economy_example import get_example_book
from veikart.calc.economy import EconomyBook
from veikart.calc.funds.rows import FundMove
from veikart.calc.investments.rows import ProjectYear
from veikart.rules.economy import run_engines
from veikart.web.economy_reach import describe_reach, describe_stated_capital, get_last_invested


def _with_investments(*years: int) -> EconomyBook:
    return make_small_economy().with_rows({"project_years": {f"skole|{year}": ProjectYear("skole", year, 10**6) for year in years}})


def test_a_book_that_is_filled_in_says_nothing():
    book = _with_investments(*YEARS)
    assert describe_reach(book, "economy-loans") == []
    assert describe_reach(EconomyBook({}), "economy") == []


def test_the_last_investment_and_the_last_use_of_a_fund_are_told_where_they_count():
    move = FundMove("m", "buffer", 2027, use=5)
    book = _with_investments(2026, 2028).with_rows({"fund_moves": {"m": move}})
    assert get_last_invested(book) == 2028
    invested = "Investeringene er lagt inn til og med 2028. Årene etter viser bare det som følger av det."
    moved = "Bruk og avsetning av fond er lagt inn til og med 2027. Årene etter viser bare det som følger av det."
    assert describe_reach(book, "economy") == [invested, moved]
    assert describe_reach(book, "economy-financing") == [invested]
    assert describe_reach(book, "economy-funds") == [moved]
    assert describe_reach(book, "economy-supervision") == []


def test_growth_that_is_missing_is_told_together():
    kept = {key: None for key, one in make_small_economy().table("assumptions").items() if one.series != "interest_floating" and one.year == 2030}
    book = make_small_economy().with_rows({"assumptions": kept})
    assert describe_reach(book, "economy-pensions") == [
        "Ikke lagt inn: prisvekst, lønnsvekst og kommunal deflator for 2030. Der regnes det uten vekst, og faste kroner blir like løpende."
    ]


def test_capital_that_is_stated_is_told_beside_what_the_fees_come_to():
    book = get_example_book()
    assert "er oppgitt: 136,4 mill. kr i 2020" in describe_stated_capital(run_engines(book))
    assert describe_stated_capital(run_engines(make_small_economy())) == ""
