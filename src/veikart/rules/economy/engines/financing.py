"""Financing: what pays for the investments, and the new loans it takes."""

from __future__ import annotations

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.financing import (
    CLASSES,
    INVESTMENT_LINES,
    make_financing_sheet,
    make_financing_total,
    make_new_lending,
    make_order,
    make_own_sources,
)
from veikart.calc.worksheets import Lines, Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices

EVERYTHING = "alle"
_SERIES = {"share_purchases": "share_purchases", "planned_transfer": "transfer_from_operations", "loan_ceiling": "loan_ceiling"}
"""The line and the series behind it."""
_FUND_KINDS = {"untied_use": "untied_investment", "tied_use": "tied_investment"}
"""The line and the kind of fund behind it."""


def run_financing(book: EconomyBook, run: Run) -> None:
    """Add the sheets `own_sources`, `new_lending`, `financing` and `financing_total`. What has no sheet counts as nothing."""
    investments, groups = run.sheets.get("investments"), run.sheets.get("fund_groups")
    own_of = (book.table("assumptions"), book.table("financing_rules"), groups, book.years)
    own = run.keep("own_sources", own_of, lambda: _own_sources(book, groups))
    lending = run.keep("new_lending", (book.table("assumptions"), book.years), lambda: _new_lending(book))
    made_of = (investments, own, lending, book.table("financing_order"))
    financing = run.keep("financing", made_of, lambda: _financing(book, investments, own, lending))
    run.add(
        own, lending, financing, run.keep("financing_total", (financing,), lambda: make_financing_total(financing, EVERYTHING, "Alle investeringer"))
    )


def _own_sources(book: EconomyBook, groups: Sheet | None) -> Sheet:
    series = {line: get_series(book, source) for line, source in _SERIES.items()}
    series |= {line: _fund_use(groups, kind) for line, kind in _FUND_KINDS.items()}
    return make_own_sources(book.years, series, book.table("financing_rules"), get_economy_choices("project_group")[CLASSES[0]])


def _fund_use(groups: Sheet | None, kind: str) -> dict[int, int]:
    return dict(zip(groups.years, groups.row(kind, "use"), strict=True)) if groups and kind in groups.place else {}


def _new_lending(book: EconomyBook) -> Sheet:
    return make_new_lending(book.years, get_series(book, "lending_out"), get_economy_choices("project_group")[CLASSES[-1]])


def _financing(book: EconomyBook, investments: Sheet | None, own: Sheet, lending: Sheet) -> Sheet:
    names = get_economy_choices("project_group")
    order = make_order(book.table("financing_order"))
    asked = {line: _by_class(investments, line, own) for line in INVESTMENT_LINES}
    return make_financing_sheet(asked, own, lending, order, [names[one] for one in CLASSES])


def _by_class(investments: Sheet | None, line: str, own: Sheet) -> Lines:
    nothing = np.zeros(len(own.years), dtype=np.int64)
    if investments is None:
        return np.array([nothing] * len(CLASSES))
    return np.array([investments.lines[line][investments.place[one]] if one in investments.place else nothing for one in CLASSES])
