"""Current kroner as fixed ones: divided by the deflator's index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veikart.calc.economy import EconomyBook
from veikart.calc.values import PPB, divide_rounded
from veikart.calc.worksheets import Run
from veikart.rules.economy.explaining import EVERYTHING, FigureAddress
from veikart.rules.economy.lines import LineRule
from veikart.rules.economy.lines.reading import CURRENT

PRICES, DEFLATOR = "prices", "deflator_index"


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """The year whose kroner fixed amounts are in, and the deflator's index by year (parts per thousand million)."""

    year: int
    index: Mapping[int, int]

    def can_fix(self, line: LineRule, year: int) -> bool:
        """Whether a figure of the line can be told in fixed kroner: kroner, in current ones, in a year with an index."""
        return line.unit == "nok" and line.price == CURRENT and self.index.get(year, 0) > 0

    def to_fixed(self, nok: int, year: int) -> int:
        """Kroner of a year in kroner of the price year, to the nearest krone. Raises KeyError for a year without an index.

        >>> PriceLevel(2020, {2021: 1_020_000_000}).to_fixed(1_020, 2021)
        1000
        """
        return divide_rounded(nok * PPB, self.index[year])

    def address(self, year: int) -> FigureAddress:
        """Where the index of a year is."""
        return FigureAddress(PRICES, EVERYTHING, DEFLATOR, year)


def get_price_level(book: EconomyBook, run: Run) -> PriceLevel | None:
    """The price level of a book; None where it has no settings."""
    setting = next(iter(book.table("settings").values()), None)
    sheet = run.sheets.get(PRICES)
    if setting is None or sheet is None:
        return None
    return PriceLevel(setting.price_year, dict(zip(sheet.years, sheet.row(EVERYTHING, DEFLATOR), strict=True)))
