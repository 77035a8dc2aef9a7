"""All engines, one after the other: from the rows of the book to the sheets."""

from __future__ import annotations

from collections.abc import Callable

from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.climate import run_climate
from veikart.rules.economy.engines.demography import run_demography
from veikart.rules.economy.engines.fees import run_fees
from veikart.rules.economy.engines.financing import run_financing
from veikart.rules.economy.engines.funds import run_funds
from veikart.rules.economy.engines.grants import run_grants
from veikart.rules.economy.engines.investments import run_investments
from veikart.rules.economy.engines.loans import run_loans
from veikart.rules.economy.engines.pensions import run_pensions
from veikart.rules.economy.engines.prices import run_prices
from veikart.rules.economy.engines.supervision import run_supervision

Engine = Callable[[EconomyBook, Run], None]
ENGINES: tuple[Engine, ...] = (
    run_prices,
    run_investments,
    run_fees,
    run_grants,
    run_demography,
    run_pensions,
    run_funds,
    run_financing,
    run_loans,
    run_supervision,
    run_climate,
)
"""In the order they need each other's sheets."""


def run_engines(book: EconomyBook, earlier: Run | None = None) -> Run:
    """The sheets of every engine for this book; those of `earlier` that nothing has moved in, as they are. A book without settings has none."""
    run = Run(earlier)
    if book.years:
        for engine in ENGINES:
            engine(book, run)
    return run.forget_earlier()
