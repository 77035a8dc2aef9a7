"""The year, column and version an address asks for, and how they are written back."""

from __future__ import annotations

import re

from veikart.calc.documents.resolving import Context
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.programme import Programme, StatementColumn

YEAR = re.compile("[0-9]{4}")


def year_of(address: Address) -> int:
    """The year of an address. Raises UnknownFigure."""
    if not YEAR.fullmatch(address.column):
        raise UnknownFigure(f"«{address.column[:60]}» er ikke et år.")
    return int(address.column)


def column_for(programme: Programme, address: Address) -> StatementColumn:
    """The statement column of an address. Raises UnknownFigure."""
    year = year_of(address)
    try:
        columns = {column.year: column for column in programme.columns_for(address.version)}
    except KeyError:
        raise UnknownFigure(f"Versjonen «{address.version[:60]}» finnes ikke.") from None
    if year not in columns:
        raise UnknownFigure(f"Året {year} er ikke med i datasettet.")
    return columns[year]


def context_for(programme: Programme, address: Address) -> Context:
    """The context of an address; a year without a column is one of printed figures only. Raises UnknownFigure."""
    year = year_of(address)
    if year not in programme.dataset.column_by_year and not address.version:
        return Context(str(year), year)
    return Context(str(year), year, column_for(programme, address).version)


def year_and_version(programme: Programme, year: int | None, version: str) -> str:
    """`@year`, with `~version` where it is not the one the year's column shows."""
    own = programme.dataset.column_by_year.get(year or 0)
    return f"@{year}" + (f"~{version}" if version and not (own and own.version == version) else "")
