"""State supervision: the deficits that are being recovered. How near each ground is, is told by `rules.economy.supervising`."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.supervision import make_deficit_sheet
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.rates import get_rate_entry, get_rates, has_rate


def run_supervision(book: EconomyBook, run: Run) -> None:
    """Add the sheet `deficits`."""
    made_of = (book.table("deficits"), book.table("recoveries"), book.years)
    run.add(run.keep("deficits", made_of, lambda: make_deficits(book)))


def make_deficits(book: EconomyBook) -> Sheet:
    """The sheet `deficits` of a book, which must have years."""
    recoveries = tuple(book.table("recoveries").values())
    return make_deficit_sheet(book.table("deficits"), recoveries, book.years, get_dated("recovery_years", book.years[0]))


def get_dated(rate_id: str, year: int) -> int:
    """The rate that holds in a year; the first there ever was in the years before it. Raises KeyError for an unknown rate."""
    return get_rate_entry(rate_id, year).value if has_rate(rate_id, year) else get_rates()[rate_id][0].value
