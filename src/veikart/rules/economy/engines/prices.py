"""Prices and wages: the indices every other engine turns current kroner into fixed ones with."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.prices import GROWTHS, make_price_sheet
from veikart.calc.worksheets import Run
from veikart.rules.economy.assumptions import get_series


def run_prices(book: EconomyBook, run: Run) -> None:
    """Add the sheet `prices`: one subject, «alle»."""
    price_year = next(iter(book.table("settings").values())).price_year
    made_of = (book.table("assumptions"), book.years, price_year)
    run.add(run.keep("prices", made_of, lambda: make_price_sheet(_growth(book), book.years, price_year)))


def _growth(book: EconomyBook) -> dict[str, dict[int, int]]:
    return {line: dict(get_series(book, line)) for line in GROWTHS.values()}
