"""A KOSTRA account: what a municipality reports to Statistics Norway, in thousand kroner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KostraLine:
    """One line. `amount` is whole thousand kroner: expenses and assets positive, income, debt and equity negative. `function` is the chapter, and
    `art` the sector, in balance accounts. `row` is the line in the file, 1 first."""

    account_class: str
    function: str
    art: str
    amount: int
    row: int = 0


@dataclass(frozen=True)
class KostraFile:
    """A whole account: the form (0A, 0B, …), the year, the quarter (0 for the whole year), the region (municipality number and 00), the numbers of
    the organisation where the form is of one, and the lines."""

    form: str
    year: int
    quarter: int
    region: str
    lines: tuple[KostraLine, ...]
    organisation: str = ""
    company: str = ""

    @property
    def municipality(self) -> str:
        """The municipality's number, four digits."""
        return self.region[:4]
