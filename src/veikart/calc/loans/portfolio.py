"""Loans year by year: what is owed, what it costs, and what is paid back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.loans.annuities import make_due_shares
from veikart.calc.loans.rows import KINDS, Loan
from veikart.calc.values import divide_rounded, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

ONE_POINT = 10_000
"""One percentage point, in parts per million."""
NEVER = 9_999
"""The year an agreed rate holds to where it holds for the whole loan."""


def make_loan_sheet(
    sheet_id: str,
    loans: Mapping[str, Loan],
    years: Sequence[int],
    market_rates: Sequence[int],
    planned: Mapping[tuple[str, int], int],
    *,
    of_table: str = "",
) -> Sheet:
    """The loans by key over the years, grouped by purpose. Whole kroner, all positive; rates in parts per million.

    `market_rates` is the floating rate of each year, `planned` what is to be paid by loan and year on loans that are paid as planned. Interest
    runs on what is owed on 1 January, and for half a year on what is taken up in the year; instalments are paid on 31 December. So
    `closing` = `opening` + `raised` - `instalment`, and no instalment is below 0 or above what is owed. The last instalment takes the rest.
    `one_point` is what interest would rise with in the year if the floating rate were one percentage point higher, instalments as they are.
    """
    schedule = make_schedule(loans, years, market_rates, planned)
    return make_scheduled_sheet(sheet_id, schedule, _column(schedule.loans, "principal"), of_table=of_table)


@dataclass(frozen=True)
class LoanSchedule:
    """What there is to say of loans whatever they amount to: rates and parts that fall due, and 1 where what they amount to is brought or raised.

    `texts` are the subjects, names and groups of a sheet.
    """

    loans: tuple[Loan, ...]
    texts: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]
    lines: Mapping[str, Lines]
    is_brought: Lines
    is_raised: Lines


def make_schedule(
    loans: Mapping[str, Loan], years: Sequence[int], market_rates: Sequence[int], planned: Mapping[tuple[str, int], int]
) -> LoanSchedule:
    """The schedule of the loans by key; the arguments are those of `make_loan_sheet`."""
    rows = tuple(loans.values())
    when, year = np.array(years, dtype=np.int64), _column(rows, "year")
    lines = {"instalments_left": _instalments_left(rows, when), **_rates(rows, when, market_rates), "planned": _planned(rows, years, planned)}
    kinds = np.array([KINDS.index(one.kind) for one in rows], dtype=np.int64)
    lines["due_share"] = make_due_shares(kinds, KINDS, lines["rate"], lines["instalments_left"])
    texts = {"subjects": tuple(loans), "names": tuple(one.name for one in rows), "groups": tuple(one.purpose for one in rows)}
    is_brought, is_raised = (when == years[0]) & (year < years[0]), when == year
    return LoanSchedule(rows, texts, tuple(years), lines, is_brought.astype(np.int64), is_raised.astype(np.int64))


def make_scheduled_sheet(sheet_id: str, schedule: LoanSchedule, principal: Lines, *, of_table: str = "") -> Sheet:
    """The sheet of the loans as `make_loan_sheet` tells; `principal` is whole kroner, shape (loans, 1)."""
    lines = {
        "principal": np.repeat(principal, len(schedule.years), axis=1),
        "brought": principal * schedule.is_brought,
        "raised": principal * schedule.is_raised,
        **schedule.lines,
    }
    lines |= _balances(lines)
    base = lines["opening"] + divide_rounded(lines["raised"], 2)
    lines["interest_base"] = base
    lines["interest"] = share_of(base, lines["rate"])
    lines["one_point"] = np.where(lines["is_fixed"] == 1, 0, share_of(base, ONE_POINT))
    return make_sheet(sheet_id, years=schedule.years, lines=lines, of_table=of_table, **schedule.texts)


def _column(rows: Sequence[Loan], name: str) -> Lines:
    return np.array([getattr(one, name) for one in rows], dtype=np.int64).reshape(len(rows), 1)


def _instalments_left(rows: Sequence[Loan], when: Lines) -> Lines:
    first, last = _column(rows, "first_instalment"), _column(rows, "last_instalment")
    found: Lines = np.where(when < first, 0, np.maximum(1, last - when + 1))
    return found


def _rates(rows: Sequence[Loan], when: Lines, market_rates: Sequence[int]) -> dict[str, Lines]:
    until = [0 if one.rate is None else NEVER if one.fixed_until is None else one.fixed_until for one in rows]
    is_fixed = (when <= np.array(until, dtype=np.int64)[:, None]).astype(np.int64)
    agreed = np.array([one.rate or 0 for one in rows], dtype=np.int64).reshape(len(rows), 1) + 0 * when
    market = np.zeros((len(rows), 1), dtype=np.int64) + np.array(market_rates, dtype=np.int64)
    margin = _column(rows, "margin") + 0 * when
    rate = np.maximum(0, np.where(is_fixed == 1, agreed, market + margin))
    return {"agreed_rate": agreed, "is_fixed": is_fixed, "market_rate": market, "margin": margin, "rate": rate}


def _planned(rows: Sequence[Loan], years: Sequence[int], planned: Mapping[tuple[str, int], int]) -> Lines:
    found = np.zeros((len(rows), len(years)), dtype=np.int64)
    place = {one.id: at for at, one in enumerate(rows) if one.kind == "planned"}
    at_year = {year: at for at, year in enumerate(years)}
    for (loan, year), nok in planned.items():
        if loan in place and year in at_year and year >= rows[place[loan]].first_instalment:
            found[place[loan], at_year[year]] = nok
    return found


def _balances(lines: Mapping[str, Lines]) -> dict[str, Lines]:
    openings, instalments, closings, closing = [], [], [], np.zeros_like(lines["raised"][:, 0])
    for brought, raised, planned, share in zip(*(lines[name].T.copy() for name in ("brought", "raised", "planned", "due_share")), strict=True):
        opening = brought + closing
        instalment = np.minimum(opening, planned + scale(opening, share))
        closing = opening + raised - instalment
        openings.append(opening)
        instalments.append(instalment)
        closings.append(closing)
    found = {"opening": openings, "instalment": instalments, "closing": closings}
    return {name: np.array(years).T.copy() for name, years in found.items()}
