"""What the investment budget spends money on, and where the money comes from: one total, with the same words on the site and in print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veikart.exchange.charts.colours import FINANCING
from veikart.exchange.sourcing.tables import join_words
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, in_mill

FORM, NEED, TOTAL = "2A", "finansieringsbehov", "sum-finansiering"
"""The form both sides stand in, the line that sums what is spent, and the line that sums what pays."""


@dataclass(frozen=True)
class MoneySource:
    """One line that pays. `nok_by_year` is whole kroner, positive where it pays; `colour` is a meaning."""

    line: str
    label: str
    colour: str
    nok_by_year: Mapping[int, int]


def money_sources(programme: Programme) -> list[MoneySource]:
    """Every line of the form that pays for something in a year that is shown, in the order they are drawn; empty without the form."""
    if FORM not in programme.forms:
        return []
    lines = programme.forms[FORM].line_by_id
    found = [MoneySource(line, lines[line].label, colour, _nok(programme, line, -1)) for line, colour in FINANCING.items() if line in lines]
    return [one for one in found if any(one.nok_by_year.values())]


def financed_nok(programme: Programme) -> Mapping[int, int]:
    """The sum that pays, by year: whole kroner, positive. It pays for lending, instalments and shares too, not for investments alone."""
    return _nok(programme, TOTAL, -1)


def coverage_words(programme: Programme) -> str:
    """What the total of the first plan year covers, line by line, so that nobody takes it for the investments alone."""
    year = programme.dataset.plan_years[0]
    spent = []
    for row in programme.rows(FORM, programme.columns):
        if row.id == NEED:
            break
        nok = _nok(programme, row.id, 1)[year]
        if nok:
            spent.append(f"{row.label[:1].lower()}{row.label[1:]} {format_mill(nok)}")
    return f"Summen i {year}, {in_mill(financed_nok(programme)[year])}, betaler {join_words(spent)}."


def _nok(programme: Programme, line: str, sign: int) -> Mapping[int, int]:
    cells = {column.year: programme.cell(FORM, line, column) for column in programme.columns}
    return {year: sign * cell.nok if cell else 0 for year, cell in cells.items()}
