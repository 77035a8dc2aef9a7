"""Loans: those there are, those the financing takes up, the debt they make, and the least instalment."""

from __future__ import annotations

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.loans import (
    PURPOSES,
    TREASURY,
    LoanSchedule,
    LoanTerm,
    NewAssets,
    count_loans,
    make_debt_sheet,
    make_lending_sheet,
    make_loan_sheet,
    make_minimum_sheet,
    make_net_debt_sheet,
    make_schedule,
    make_scheduled_sheet,
    make_vintages,
)
from veikart.calc.values import PPB
from veikart.calc.worksheets import Lines, Run, Sheet
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
    schedule_of = (book.table("loan_terms"), book.table("entities"), assumptions, years)
    schedule = run.keep("new_loan_terms", schedule_of, lambda: _schedule(book))
    financing, entities = run.sheets.get("financing"), book.table("entities")
    new_loans = run.keep("new_loans", (schedule, financing), lambda: make_scheduled_sheet("new_loans", schedule, _get_raised(schedule, financing)))
    debt_of = (loans, new_loans, run.sheets.get("prices"), assumptions)
    run.add(loans, new_loans, *run.keep("debt", debt_of, lambda: _debt(book, run, loans, new_loans)))
    counted = (
        run.keep("counted_loans", (loans, entities), lambda: count_loans(entities, loans, tuple(book.table("loans").values()))),
        run.keep("counted_new_loans", (new_loans, entities), lambda: count_loans(entities, new_loans, schedule.loans)),
    )
    minimum_of = (*counted, entities, book.table("book_values"), run.sheets.get("projects"))
    run.add(run.keep("minimum_instalment", minimum_of, lambda: _minimum(book, run, counted)))


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


def _schedule(book: EconomyBook) -> LoanSchedule:
    vintages = make_vintages(get_terms(book), {}, book.years, get_economy_choices("loan_purpose"))
    return make_schedule(vintages, book.years, _market_rates(book), {})


def _get_raised(schedule: LoanSchedule, financing: Sheet | None) -> Lines:
    """What is borrowed for each purpose in each year, in the order of the new loans, shape (loans, 1)."""
    nothing = np.zeros(len(schedule.years), dtype=np.int64)
    raised = [financing.lines["loan"][financing.place[one]] if financing and one in financing.place else nothing for one in PURPOSES]
    return np.concatenate(raised)[:, np.newaxis]


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


def _minimum(book: EconomyBook, run: Run, counted: tuple[Sheet, Sheet]) -> Sheet:
    values = {(one.entity, one.year): one for one in book.table("book_values").values()}
    entities, projects = book.table("entities"), run.sheets.get("projects")
    owner = next((key for key, one in entities.items() if one.kind == TREASURY), None)
    assets = NewAssets()
    if projects and owner:
        assets = NewAssets({owner: projects.total("asset_opening")}, {owner: projects.total("depreciation")})
    return make_minimum_sheet(entities, counted, values, assets, name=MUNICIPALITY_NAME)
