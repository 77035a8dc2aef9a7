"""Each fund from year to year: what is put in and taken out, and never more out than there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from veikart.calc.funds.rows import Fund, FundMove
from veikart.calc.values import PPB, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

DISCRETIONARY_KINDS = ("buffer", "discretionary", "pay_reserve", "risk")
"""Kinds of funds that the council may use freely, in operations."""
FUND_KINDS = (*DISCRETIONARY_KINDS, "tied_operating", "untied_investment", "tied_investment")
CURRENT = "current"


def spread_moves(funds: Sequence[Fund], moves: Iterable[FundMove], years: tuple[int, ...], index: Lines) -> tuple[Lines, Lines]:
    """What is planned put in and taken out, current whole kroner, each of shape (funds, years).

    A move in fixed kroner is made current by `index` (parts per thousand million, shape (years,)), rounded move by move, so their order does
    not matter. Moves of other years, and of funds that are not there, are left out.
    """
    places = {one.id: at for at, one in enumerate(funds)}
    columns = {year: at for at, year in enumerate(years)}
    known = [
        (places[one.fund], columns[one.year], one.allocation or 0, one.use or 0, one.price != CURRENT)
        for one in moves
        if one.fund in places and one.year in columns
    ]
    row, column, allocated, used, is_fixed = np.array(known, dtype=np.int64).reshape(-1, 5).T
    growth = np.where(is_fixed == 1, index[column], PPB)
    allocation, use = (np.zeros((len(funds), len(years)), dtype=np.int64) for _ in range(2))
    np.add.at(allocation, (row, column), scale(allocated, growth))
    np.add.at(use, (row, column), scale(used, growth))
    return allocation, use


def make_fund_sheet(
    funds: Sequence[Fund], years: tuple[int, ...], *, allocation: Lines, planned_use: Lines, interest_rate: Lines, deflator_fixed: Lines
) -> Sheet:
    """The sheet `funds`: one subject per fund, current whole kroner, everything positive.

    Formula: closing = opening + interest + allocation − use, where use is what is planned, but never more than the other three; the rest is
    `use_missing`. `allocation`, `planned_use` and `interest_rate` (parts per million of the opening balance) have shape (funds, years),
    `deflator_fixed` (parts per thousand million) shape (years,). A fund without floor has 0; a year without target or ceiling has 0.
    """
    lines = _empty_lines(funds, years)
    lines["interest_rate"], lines["allocation"], lines["planned_use"] = interest_rate, allocation, planned_use
    lines["entered"][:, 0] = [one.opening for one in funds]
    lines["floor"][:] = np.array([one.floor or 0 for one in funds], dtype=np.int64)[:, None]
    lines["ceiling"][:] = np.array([one.ceiling or 0 for one in funds], dtype=np.int64)[:, None]
    lines["target"][:] = _targets(funds, years)
    closing = np.zeros(len(funds), dtype=np.int64)
    for at in range(len(years)):
        opening = closing + lines["entered"][:, at]
        interest = share_of(opening, interest_rate[:, at])
        available = opening + interest + allocation[:, at]
        use = np.minimum(planned_use[:, at], available)
        closing = available - use
        for line, values in (("opening", opening), ("interest", interest), ("available", available), ("use", use), ("closing", closing)):
            lines[line][:, at] = values
    lines["use_missing"] = planned_use - lines["use"]
    lines["change"] = lines["closing"] - lines["opening"]
    lines["above_floor"] = lines["closing"] - lines["floor"]
    lines["target_missing"] = np.maximum(lines["target"] - lines["closing"], 0)
    lines["over_ceiling"] = np.where(lines["ceiling"] == 0, 0, np.maximum(lines["closing"] - lines["ceiling"], 0))
    lines["deflator_fixed"] = np.broadcast_to(deflator_fixed, allocation.shape)
    lines["closing_fixed"] = scale(lines["closing"], lines["deflator_fixed"])
    texts = {"names": [one.name for one in funds], "units": [one.unit for one in funds], "groups": [one.kind for one in funds]}
    return make_sheet("funds", [one.id for one in funds], years, lines, **texts, of_table="funds")


def _empty_lines(funds: Sequence[Fund], years: tuple[int, ...]) -> dict[str, Lines]:
    names = ("entered", "opening", "interest", "available", "use", "closing", "floor", "ceiling", "target")
    return {line: np.zeros((len(funds), len(years)), dtype=np.int64) for line in names}


def _targets(funds: Sequence[Fund], years: tuple[int, ...]) -> Lines:
    """The target in the years it is for."""
    found = np.zeros((len(funds), len(years)), dtype=np.int64)
    for row, one in enumerate(funds):
        for column, year in enumerate(years):
            if one.target and one.target_year in (None, year):
                found[row, column] = one.target
    return found
