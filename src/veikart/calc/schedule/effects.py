"""What a project does to the economy in each year, for each year it may begin. Whole numbers throughout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.schedule.problem import Candidate, Path, list_starts
from veikart.calc.values import PPB, PPM, divide_rounded, make_index, scale, share_of

Lines = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Effects:
    """What one project does for each start, shape (starts, years), whole kroner of the year: `investment` what is spent, `debt` what is owed at the
    end of the year, `burden` what it takes from the result (running costs, interest and instalments less savings) and `drain` what it has taken from
    the funds so far (the burden and what is paid without a loan, added up)."""

    starts: tuple[int, ...]
    investment: Lines
    debt: Lines
    burden: Lines
    drain: Lines


def work_out_effects(one: Candidate, path: Path) -> Effects:
    """The effects of a project in an economy.

    What is borrowed is paid back in equal parts over the life, the first the year after; interest is of what is owed on 1 January and half of
    what is borrowed in the year, each rounded to the krone. What is owed, and what has been taken from the funds, is carried on to the next year
    as what it is worth then.
    """
    starts = list_starts(one, path.years)
    years, rows = len(path.years), len(starts)
    spent = np.zeros((rows, years), dtype=np.int64)
    running = np.zeros((rows, years), dtype=np.int64)
    index = np.array(path.row("cost_index"), dtype=np.int64)
    for row, start in enumerate(starts):
        at = start - path.years[0]
        spent[row, at : at + len(one.costs)] = one.costs
        running[row, at + len(one.costs) :] = one.running_nok - one.saving_nok
    spent, running = scale(spent, index), scale(running, index)
    loan, given = share_of(spent, one.loan_share), share_of(spent, one.given_share)
    debt, finance = _pay_back(loan, one.life, path)
    burden = running + finance
    return Effects(tuple(starts), spent, debt, burden, _add_up(burden + spent - loan - given, path))


def _pay_back(loan: Lines, life: int, path: Path) -> tuple[Lines, Lines]:
    """What is owed at the end of each year, and interest with instalments of the year."""
    interest, worth = path.row("interest"), path.row("worth")
    debt, finance, borrowed = np.zeros_like(loan), np.zeros_like(loan), loan.copy()
    owed = np.zeros(loan.shape[0], dtype=np.int64)
    for year in range(loan.shape[1]):
        borrowed[:, :year] = scale(borrowed[:, :year], worth[year])
        owed = scale(owed, worth[year])
        instalment = np.minimum(owed, divide_rounded(borrowed[:, max(0, year - life) : year].sum(axis=1), life))
        finance[:, year] = instalment + divide_rounded((2 * owed + loan[:, year]) * interest[year], 2 * PPM)
        owed = owed + loan[:, year] - instalment
        debt[:, year] = owed
    return debt, finance


def _add_up(taken: Lines, path: Path) -> Lines:
    """What has been taken so far, in kroner of each year."""
    worth, total = path.row("worth"), np.zeros_like(taken)
    so_far = np.zeros(taken.shape[0], dtype=np.int64)
    for year in range(taken.shape[1]):
        so_far = scale(so_far, worth[year]) + taken[:, year]
        total[:, year] = so_far
    return total


def work_out_costs(one: Candidate, years: tuple[int, ...], discount: int) -> tuple[int, ...]:
    """What each start costs, whole kroner of the first year: for each year in use, the yearly cost of the money tied up (an annuity over the life)
    and running costs less savings, counted down to the first year. So a project begun late is not cheaper because less of its life is seen.

    >>> work_out_costs(Candidate("a", "A", (1_000_000,), 2024, 2025, life=10, running_nok=50_000), (2024, 2025, 2026), 0)
    (300000, 150000)
    """
    yearly = get_annuity(sum(one.costs), one.life, discount) + one.running_nok - one.saving_nok
    index = make_index([discount] * len(years), 0)
    each = [divide_rounded(yearly * PPB, part) for part in index]
    return tuple(sum(each[start + len(one.costs) - years[0] :]) for start in list_starts(one, years))


def get_annuity(nok: int, life: int, rate: int) -> int:
    """The equal yearly payment that pays `nok` back over `life` years at `rate` (parts per million), first after one year, to the krone.

    >>> get_annuity(1_000_000, 10, 0), get_annuity(1_000_000, 2, 100_000)
    (100000, 576190)
    """
    index = make_index([rate] * (life + 1), 0)
    return divide_rounded(nok * PPB, sum(divide_rounded(PPB * PPB, part) for part in index[1:]))
