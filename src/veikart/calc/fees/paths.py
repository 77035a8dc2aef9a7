"""The path of a fee: from the last fee that is decided, smoothly, until the fund is where it shall be.

Three shapes, each with one step to find. `even`: the fee moves by the same kroner each year. `level`: one new fee, the same in every year.
`arch`: from the last fee to the fee that covers the cost the year after the path, in an arch as high as the fund needs.

Where a path would leave a surplus past its last year, or lose a deficit, it is broken in that year: the first part goes just far enough, and the
rest begins anew from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.fees.funds import ORE, FeeCase, FundPath, run_funds, work_cost_fee
from veikart.calc.fees.vintages import Column
from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines

EVEN, LEVEL, ARCH = "even", "level", "arch"
DECIDED, ON_PATH, LANDING = 0, 1, 2
"""Where a year stands: its fee is decided, it is on the path, or its fee brings the fund to its aim by the end of the year."""
LARGEST_GROWTH = 8
"""How many times what is missing the bisection looks for: more than interest can add in the years worked out."""
INTEREST_ROUNDING = 2
"""Kroner that the rounding of a year's interest may leave."""
MOST_ROUNDS = 4
"""How many times a part of a path may be mended, for each year."""


@dataclass(frozen=True, slots=True)
class PathChoice:
    """How an area's fee shall go: over how many years, in which shape (EVEN, LEVEL or ARCH), and from which fee, None where none is known."""

    years: int
    shape: str
    start_fee: int | None


@dataclass(frozen=True)
class FeePaths:
    """The paths found: arrays of shape (areas, years).

    `phase` is DECIDED, ON_PATH or LANDING. On the path the fee is `straight` (whole kroner) plus `weight` times `step` (øre), rounded, and not
    below 0. A landing goes for `aim` in the fund. `cost_fee` covers the cost of the year alone. `funds` is what becomes of fees and funds.
    """

    phase: Lines
    straight: Lines
    weight: Lines
    step: Lines
    aim: Lines
    cost_fee: Lines
    funds: FundPath


@dataclass
class _Part:
    """The part of a path that is being found: its first and last place among the years, the fee before it, and the fund it goes for."""

    begins: int
    ends: int
    start: int
    aim: int


def find_paths(case: FeeCase, choices: Sequence[PathChoice]) -> FeePaths:
    """The path of each area's fee: as long and of the shape that is wished, in parts where a whole one would break the five-year rule.

    The step of a part is the smallest number of øre for which the fund reaches its aim at the end of it, where every deficit is carried and
    nothing is rounded away; the last year of a part is a landing, and takes the rounding.
    """
    return _Search(case, choices).run()


class _Search:
    """The search for all areas at once: in each round every area that is not done tries its part, and takes it or mends it."""

    def __init__(self, case: FeeCase, choices: Sequence[PathChoice]) -> None:
        shape = case.fee_basis.shape
        self.case, self.choices, self.years = case, choices, shape[1]
        self.cost_fee = work_cost_fee(case)
        self.aim = np.repeat(case.fund_aim[:, None], self.years, axis=1)
        self.on_path = np.zeros(shape, dtype=np.bool_)
        self.straight, self.weight, self.step = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        begins = [int(decided.nonzero()[0].max(initial=-1)) + 1 for decided in case.decided]
        self.last = [min(first + choice.years, self.years) - 1 for first, choice in zip(begins, choices, strict=True)]
        self.parts = [_Part(first, self.last[area], self._start_fee(area, first), int(case.fund_aim[area])) for area, first in enumerate(begins)]
        self.open = {area for area, part in enumerate(self.parts) if part.begins < self.years}

    def run(self) -> FeePaths:
        funds = self._run_funds()
        for _ in range(MOST_ROUNDS * self.years):
            if not self.open:
                break
            self._lay_parts(funds)
            funds = self._run_funds()
            overdue, breached = self._find_breaches(funds)
            for area in sorted(self.open):
                self._take_or_mend(area, funds, overdue, breached)
        phase = np.where(self.case.decided, DECIDED, np.where(self.on_path, ON_PATH, LANDING))
        return FeePaths(phase, self.straight, self.weight, self.step, self.aim, self.cost_fee, funds)

    def _start_fee(self, area: int, begins: int) -> int:
        """The last fee that is stated before the path; where none is, what covers the cost of its first year."""
        stated = self.case.has_fee[area, :begins].nonzero()[0]
        if len(stated):
            return int(self.case.stated_fee[area, stated[-1]])
        known = self.choices[area].start_fee
        return int(self.cost_fee[area, min(begins, self.years - 1)]) if known is None else known

    def _run_funds(self) -> FundPath:
        fee = np.maximum(self.straight + divide_rounded(self.weight * self.step, ORE), 0)
        return run_funds(self.case, fee, self.on_path, self.aim)

    def _lay_parts(self, funds: FundPath) -> None:
        """Write the part of every open area: its lines, its aim, and its step."""
        for area in self.open:
            part = self.parts[area]
            on = slice(part.begins, part.ends + 1)
            self.straight[area, on], self.weight[area, on] = _shape(self.choices[area].shape, part, self.cost_fee[area])
            self.on_path[area, part.begins :] = False
            self.on_path[area, part.begins : part.ends] = True
            self.aim[area, part.ends] = part.aim
        areas = np.array(sorted(self.open), dtype=np.intp)
        steps = self._find_steps(areas, self._fund_before(funds, areas))
        for area, step in zip(areas.tolist(), steps.tolist(), strict=True):
            part = self.parts[area]
            self.step[area, part.begins : part.ends + 1] = step

    def _fund_before(self, funds: FundPath, areas: NDArray[np.intp]) -> Column:
        """What each fund holds on 1 January of the first year of its part, when deficits that may not be carried are gone."""
        begins = np.array([self.parts[area].begins for area in areas], dtype=np.intp)
        left = funds.opening[areas, :, begins]
        carries = self.case.rules.carries[areas, begins]
        fund: Column = np.where(carries[:, None], left, np.maximum(left, 0)).sum(axis=1)
        return fund

    def _find_steps(self, areas: NDArray[np.intp], fund: Column) -> Column:
        """The smallest step in øre for which each fund is not below its aim at the end of its part, found by halving what is between."""
        case = self.case
        at = np.arange(self.years)[None, :]
        spans = np.array([(self.parts[area].begins, self.parts[area].ends) for area in areas], dtype=np.int64)
        inside = (at >= spans[:, :1]) & (at <= spans[:, 1:])
        straight, weight, subscribers = (np.where(inside, one[areas], 0) for one in (self.straight, self.weight, case.subscribers))
        needed = np.where(inside, case.fee_basis[areas] - case.other_fees[areas], 0)
        aim = np.array([self.parts[area].aim for area in areas], dtype=np.int64)

        def reaches(step: Column) -> NDArray[np.bool_]:
            fee = np.maximum(straight + divide_rounded(weight * step[:, None], ORE), 0)
            reached: NDArray[np.bool_] = _carry_on(fund, fee * subscribers - needed, inside, case.rate) >= aim
            return reached

        rise = (subscribers * weight).sum(axis=1)
        missing = np.abs(fund) + np.abs(aim) + np.abs(needed).sum(axis=1)
        high = np.where(rise > 0, ORE * (LARGEST_GROWTH * missing // np.maximum(rise, 1) + 1), 0)
        low = np.where(rise > 0, -ORE * (straight.max(axis=1) + 1), 0)
        while (low < high).any():
            middle = (low + high) // 2
            reached = reaches(middle)
            low, high = np.where(reached, low, np.minimum(middle + 1, high)), np.where(reached, middle, high)
        return high

    def _find_breaches(self, funds: FundPath) -> tuple[Lines, NDArray[np.bool_]]:
        """The surplus past its last year, and whether a year breaks the rule: by such a surplus, or by losing more than rounding has made."""
        rules, opening = self.case.rules, funds.opening
        settled = np.arange(opening.shape[1])[:, None] + rules.lasts[:, None] <= self.case.first_place + np.arange(self.years)[None, :]
        overdue = (np.maximum(funds.closing, 0) * settled[None, :, :]).sum(axis=1)
        uncarried = np.where(rules.carries[:, None, :], 0, np.minimum(opening, 0)).sum(axis=1)
        lost = uncarried - funds.lost.sum(axis=1)
        return overdue, (overdue > INTEREST_ROUNDING) | (lost > np.where(self.on_path, 0, 2 * self.case.subscribers))

    def _take_or_mend(self, area: int, funds: FundPath, overdue: Lines, breached: NDArray[np.bool_]) -> None:
        """Take the part as it is, and go on to the rest of the path; or break it in the first year that breaks the rule."""
        part = self.parts[area]
        wrong = breached[area, part.begins : part.ends + 1].nonzero()[0]
        if len(wrong):
            ends = part.begins + int(wrong[0])
            is_stubborn = ends == part.ends and overdue[area, ends] > INTEREST_ROUNDING
            aim = self._strictest_aim(area, funds) if is_stubborn else int(funds.closing[area, :, ends].sum() - overdue[area, ends])
            if (ends, aim) != (part.ends, part.aim):
                self.aim[area, part.ends] = self.case.fund_aim[area]
                part.ends, part.aim = ends, aim
                return
        if part.ends >= self.last[area]:
            self.open.discard(area)
            return
        begins = part.ends + 1
        self.parts[area] = _Part(begins, self.last[area], int(funds.fee[area, part.ends]), int(self.case.fund_aim[area]))

    def _strictest_aim(self, area: int, funds: FundPath) -> int:
        """What is left when every vintage that must be settled in the part is, and nothing has arisen in it."""
        part, rules = self.parts[area], self.case.rules
        left = funds.opening[area, :, part.begins]
        left = left if rules.carries[area, part.begins] else np.maximum(left, 0)
        settled = np.arange(len(left)) + rules.lasts <= self.case.first_place + part.ends
        return int(left.sum() - np.maximum(left, 0)[settled].sum())


def _shape(shape: str, part: _Part, cost_fee: Column) -> tuple[Column, Column]:
    """The straight part of each year's fee in kroner, and how many times the step is added to it; shape (years of the part,)."""
    length = part.ends - part.begins + 1
    number = np.arange(1, length + 1)
    straight = np.full(length, part.start, dtype=np.int64)
    if shape == ARCH:
        target = int(cost_fee[min(part.ends + 1, len(cost_fee) - 1)])
        return straight + divide_rounded((target - part.start) * number, length + 1), number * (length + 1 - number)
    return straight, np.ones_like(number) if shape == LEVEL else number


def _carry_on(fund: Column, result: Lines, inside: NDArray[np.bool_], rate: Column) -> Column:
    """What funds hold after these results with interest on the mean of each year, where every deficit is carried."""
    for at in range(result.shape[1]):
        mean = divide_rounded(2 * fund + result[:, at], 2)
        fund = np.where(inside[:, at], fund + result[:, at] + share_of(mean, int(rate[at])), fund)
    return fund
