"""Loans: those there are, those the financing takes up, the debt they make, and the least instalment."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.calc.economy import EconomyBook
from veikart.calc.loans import (
    PURPOSES,
    TREASURY,
    Loan,
    LoanTerm,
    NewAssets,
    make_debt_sheet,
    make_lending_sheet,
    make_loan_sheet,
    make_minimum_sheet,
    make_net_debt_sheet,
    make_vintages,
)
from veikart.calc.values import PPB
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices

DEFAULT_KIND, DEFAULT_INSTALMENTS = "serial", 30
"""What a new loan is taken up on where no terms are stated for its purpose: thirty equal yearly instalments, floating rate without margin."""
EVERYTHING = "alle"
MUNICIPALITY_NAME = "Kommunen"


def run_loans(book: EconomyBook, run: Run) -> None:
    """Add the sheets `loans`, `new_loans`, `debt`, `net_debt`, `lending` and `minimum_instalment`."""
    assumptions, years = book.table("assumptions"), book.years
    loans_of = (book.table("loans"), book.table("loan_instalments"), assumptions, years)
    loans = run.keep("loans", loans_of, lambda: _loans(book))
    new_of = (book.table("loan_terms"), book.table("entities"), run.sheets.get("financing"), assumptions, years)
    vintages, new_loans = run.keep("new_loans", new_of, lambda: _new_loans(book, run.sheets.get("financing")))
    debt_of = (loans, new_loans, run.sheets.get("prices"), assumptions)
    run.add(loans, new_loans, *run.keep("debt", debt_of, lambda: _debt(book, run, loans, new_loans)))
    minimum_of = (loans, new_loans, book.table("loans"), book.table("entities"), book.table("book_values"), run.sheets.get("projects"))
    run.add(run.keep("minimum_instalment", minimum_of, lambda: _minimum(book, run, (loans, new_loans), vintages)))


def _loans(book: EconomyBook) -> Sheet:
    planned = {(one.loan, one.year): one.nok for one in book.table("loan_instalments").values()}
    return make_loan_sheet("loans", book.table("loans"), book.years, _market_rates(book), planned, of_table="loans")


def _market_rates(book: EconomyBook) -> list[int]:
    rates = get_series(book, "interest_floating")
    return [rates.get(year, 0) for year in book.years]


def get_terms(book: EconomyBook) -> dict[str, LoanTerm]:
    """The terms of new loans by purpose, in the order of PURPOSES; the default ones where none are stated.

    What is taken up on default terms is owed by the municipality itself, or by whoever is first where nobody is.
    """
    entities = book.table("entities").values()
    owner = next((one.id for one in entities if one.kind == TREASURY), next((one.id for one in entities), ""))
    default = {one: LoanTerm(one, owner, DEFAULT_KIND, DEFAULT_INSTALMENTS) for one in PURPOSES}
    return {one: book.table("loan_terms").get(one, default[one]) for one in PURPOSES}


def _new_loans(book: EconomyBook, financing: Sheet | None) -> tuple[Mapping[str, Loan], Sheet]:
    raised = {one: financing.row(one, "loan") for one in financing.subjects} if financing else {}
    vintages = make_vintages(get_terms(book), raised, book.years, get_economy_choices("loan_purpose"))
    return vintages, make_loan_sheet("new_loans", vintages, book.years, _market_rates(book), {})


def _debt(book: EconomyBook, run: Run, loans: Sheet, new_loans: Sheet) -> tuple[Sheet, ...]:
    names = [MUNICIPALITY_NAME, *(get_economy_choices("loan_purpose")[one] for one in PURPOSES)]
    prices = run.sheets.get("prices")
    to_fixed = prices.row(EVERYTHING, "deflator_fixed") if prices else (PPB,) * len(book.years)
    debt = make_debt_sheet(loans, new_loans, _values(book, "inhabitants"), to_fixed, names)
    net = make_net_debt_sheet(debt, _values(book, "unused_loans"), MUNICIPALITY_NAME)
    return debt, net, make_lending_sheet(debt, _values(book, "received_instalments"), names[-1])


def _values(book: EconomyBook, series: str) -> list[int]:
    values = get_series(book, series)
    return [values.get(year, 0) for year in book.years]


def _minimum(book: EconomyBook, run: Run, sheets: tuple[Sheet, Sheet], vintages: Mapping[str, Loan]) -> Sheet:
    values = {(one.entity, one.year): one for one in book.table("book_values").values()}
    entities, projects = book.table("entities"), run.sheets.get("projects")
    owner = next((key for key, one in entities.items() if one.kind == TREASURY), None)
    assets = NewAssets()
    if projects and owner:
        assets = NewAssets({owner: projects.total("asset_opening")}, {owner: projects.total("depreciation")})
    portfolios = list(zip(sheets, (book.table("loans"), vintages), strict=True))
    return make_minimum_sheet(entities, portfolios, values, assets, name=MUNICIPALITY_NAME)
