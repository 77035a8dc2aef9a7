"""The figures of the action programme that the rows of the long economy ask for."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.rules.explaining import UnknownFigure, explain_figure
from veikart.rules.programme import Programme

ASKING = ("outlook_lines", "outlook_figures")
"""The tables with rows that name a figure."""


def list_addresses(book: EconomyBook) -> list[str]:
    """The addresses (without the year) that the book asks for, each once, in order."""
    return sorted({one.figure for table in ASKING for one in book.table(table).values() if one.figure})


def read_plan_figures(programme: Programme, addresses: Iterable[str], made_of: str) -> PlanFigures:
    """The programme's figures at the addresses in the years of the plan, as the page of each figure has them; those it does not have are left out.

    Whole kroner with the sign they are shown with there; part of a krone is rounded. `made_of` is what the programme was made of.
    """
    years = programme.dataset.plan_years
    amounts = {address: _read_years(programme, address, years) for address in addresses}
    return PlanFigures(years, programme.main_version, made_of, {address: found for address, found in amounts.items() if found})


def _read_years(programme: Programme, address: str, years: tuple[int, ...]) -> dict[int, int]:
    found = {}
    for year in years:
        try:
            found[year] = round(explain_figure(programme, name_year(address, year)).value)
        except UnknownFigure:
            continue
    return found


def name_year(address: str, year: int) -> str:
    """The address of a figure in a year.

    >>> name_year("frame:barnehager", 2020)
    'frame:barnehager@2020'
    """
    return f"{address}@{year}"
