"""What is taken for granted, year by year, as the engines ask for it."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.calc.economy import EconomyBook


def get_series(book: EconomyBook, series: str) -> Mapping[int, int]:
    """The values of a series by year, in its own unit (parts per million, kroner or a count); years without a value are left out."""
    return {one.year: one.value for one in book.table("assumptions").values() if one.series == series}
