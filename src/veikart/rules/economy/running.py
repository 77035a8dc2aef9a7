"""All engines, one after the other: from the rows of the book to the sheets."""

from __future__ import annotations

from collections.abc import Callable

from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run

Engine = Callable[[EconomyBook, Run], None]
ENGINES: tuple[Engine, ...] = ()
"""In the order they need each other's sheets."""


def run_engines(book: EconomyBook, earlier: Run | None = None) -> Run:
    """The sheets of every engine for this book; those of `earlier` that nothing has moved in, as they are. A book without settings has none."""
    run = Run(earlier)
    if book.years:
        for engine in ENGINES:
            engine(book, run)
    return run.forget_earlier()
