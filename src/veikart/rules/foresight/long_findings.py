"""Findings in the long economy: what it lacks to begin from, and the limits that break on the way."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding
from veikart.rules.foresight.long_inputs import get_long_years
from veikart.rules.words import MINUS
from veikart.rules.words.sentences import list_years

_UNITS = {"long_limits": "nok", "long_limit_shares": "ppm"}


def find_long_economy(book: EconomyBook, run: Run, plan: PlanFigures) -> Iterator[Finding]:
    """That there is no plan to begin from, figures that the programme does not have, and the first year each limit is broken."""
    if not book.table("foresight_settings"):
        return
    years, planned = get_long_years(book, plan)
    if not planned:
        yield make_finding("long-plan-missing", get_economy_tables()["outlook_lines"].place_of(""))
        return
    yield from _find_figures(book, plan, years[:planned])
    for sheet_id, unit in _UNITS.items():
        sheet = run.sheets[sheet_id]
        for limit in sheet.subjects:
            broken = [year for year, one in zip(sheet.years, sheet.row(limit, "broken"), strict=True) if one]
            if broken:
                found, expected = (_write(sheet.value(limit, line, broken[0]), unit) for line in ("measured", "limit"))
                words = {"name": sheet.name(limit), "found": found, "expected": expected, "year": str(broken[0])}
                yield make_finding("long-limit-broken", get_economy_tables()["outlook_limits"].place_of(limit), **words)


def _write(value: int, unit: str) -> str:
    text = short_figure_words(value, unit).replace("-", MINUS)
    return f"{text} mill. kr" if unit == "nok" else text


def _find_figures(book: EconomyBook, plan: PlanFigures, years: tuple[int, ...]) -> Iterator[Finding]:
    """Addresses that the programme has nothing at, in years without an amount entered either."""
    amounts = book.table("outlook_amounts")
    for table in ("outlook_lines", "outlook_figures"):
        rule = get_economy_tables()[table]
        for key, row in book.table(table).items():
            known = plan.amounts.get(row.figure, {})
            missing = [year for year in years if row.figure and year not in known and f"{key}|{year}" not in amounts]
            if plan.years and missing:
                name = row.name if table == "outlook_lines" else rule.fields["item"].words[key]
                words = {"name": name, "found": row.figure, "year": list_years(missing), "expected": "0 kr"}
                yield make_finding("long-figure-missing", rule.place_of(key, "figure"), **words)
