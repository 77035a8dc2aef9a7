"""Findings in what the engines worked out: limits that are broken, targets that are missed, and money that runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.climate import find_climate
from veikart.rules.economy.checking.fees import find_fees
from veikart.rules.economy.checking.financing import find_financing
from veikart.rules.economy.checking.funds import find_funds
from veikart.rules.economy.checking.loans import find_loans
from veikart.rules.economy.checking.pensions import find_pensions
from veikart.rules.findings import Finding

FINDERS: tuple[Callable[[EconomyBook, Run], Iterable[Finding]], ...] = (
    find_financing,
    find_loans,
    find_funds,
    find_fees,
    find_pensions,
    find_climate,
)
"""What each engine asks of its results. Each takes a book that passes the checks, and the run of it."""


def find_in_results(book: EconomyBook, run: Run) -> list[Finding]:
    """The findings in the sheets of a run, engine by engine; none for a book without years."""
    return [finding for find in FINDERS for finding in find(book, run)] if book.years else []
