"""The book of the economy: every row of every table."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.books import TableBook


@dataclass(frozen=True)
class EconomyBook(TableBook):
    """The rows that the engines work from."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are worked out; none in an empty book."""
        setting = next(iter(self.table("settings").values()), None)
        return tuple(range(setting.first_year, setting.last_year + 1)) if setting else ()
