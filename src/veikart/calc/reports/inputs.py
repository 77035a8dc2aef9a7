"""What a unit's report is filled in with: figures from the ledger, indicators, tasks, measures, people. All of it plain, so that it can be frozen.

Money is whole kroner, expenses positive and income negative. A deviation is the budget less what it is held against: positive is less used than
budgeted. None is «not known», never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

MILLION = 1_000_000
_SUMMED = ("original", "revised", "budget_to_date", "actual_to_date", "forecast")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of a unit's money in whole kroner: the adopted and the revised budget of the year, the part of it that belongs to the time so far, what
    the ledger says so far, and the forecast of the year. `method` says how the forecast is made, `source` where the figures come from, and `is_over`
    whether the ledger's own threshold for the unit is passed."""

    id: str
    name: str
    original: int | None = None
    revised: int | None = None
    budget_to_date: int | None = None
    actual_to_date: int | None = None
    forecast: int | None = None
    method: str = ""
    source: str = ""
    is_over: bool = False

    @property
    def deviation_to_date(self) -> int | None:
        """The budget so far less the ledger so far, whole kroner; positive is less used."""
        return _less(self.budget_to_date, self.actual_to_date)

    @property
    def deviation(self) -> int | None:
        """The revised budget of the year less the forecast, whole kroner; positive is less used."""
        return _less(self.revised, self.forecast)

    @property
    def share(self) -> int | None:
        """The year's deviation in parts per million of the size of the revised budget; None without a budget. Truncated toward zero."""
        deviation = self.deviation
        if deviation is None or not self.revised:
            return None
        share = abs(deviation) * MILLION // abs(self.revised)
        return share if deviation >= 0 else -share


def _less(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first - second


@dataclass(frozen=True, slots=True)
class IndicatorSeen:
    """An indicator as it stood: its value, target and verdict in words. `verdict` and `moved` are the keys of rules.indicators."""

    id: str
    name: str
    value: str
    target: str = ""
    previous: str = ""
    change: str = ""
    verdict: str = ""
    verdict_words: str = ""
    moved: str = ""
    moved_words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """A task or a climate measure as it stood. `sentiment` is good, neutral or attention; `days_late` counts from a day that has passed, 0 where none
    has, also for one that is late because it cannot be finished in time. `words` is what says so."""

    id: str
    name: str
    status: str
    sentiment: str = "neutral"
    owner: str = ""
    deadline: str = ""
    days_late: int = 0
    is_late: bool = False
    is_done: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """A proposed change of the budget in the year, whole kroner with the budget's sign: positive is more expense."""

    id: str
    name: str
    unit: str
    amount_nok: int
    status: str = ""
    reason: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class InvestmentSeen:
    """A project's year in whole kroner, expenses positive: its budget of the year, what is used so far, what was used by the same time the year
    before, and the forecast. `project` is its code in the ledger, empty for what has none; `accounts` the class and art of what is used."""

    project: str
    name: str
    budget: int
    used: int
    last_year: int
    forecast: int
    accounts: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """The budget of the year less what is used, whole kroner."""
        return self.budget - self.used

    @property
    def deviation(self) -> int:
        """The budget of the year less the forecast, whole kroner; positive is less used."""
        return self.budget - self.forecast


@dataclass(frozen=True, slots=True)
class UnitInputs:
    """Everything a unit's report is filled in with, the units below included in its money. `absence_short` and `absence_long` are parts per million,
    `man_years` millionths; `absence_source` and `staff_source` where they come from."""

    unit: str
    name: str
    parent: str = ""
    money: MoneyLine | None = None
    lines: tuple[MoneyLine, ...] = ()
    indicators: tuple[IndicatorSeen, ...] = ()
    tasks: tuple[TaskSeen, ...] = ()
    climate: tuple[TaskSeen, ...] = ()
    proposals: tuple[ProposalSeen, ...] = ()
    absence_short: int | None = None
    absence_long: int | None = None
    absence_source: str = ""
    man_years: int | None = None
    staff_source: str = ""

    @property
    def absence(self) -> int | None:
        """All sick leave in parts per million; None where neither part is known."""
        known = [one for one in (self.absence_short, self.absence_long) if one is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Limits:
    """When a deviation is large: from `amount` whole kroner, or from `share` parts per million of the budget; both where `both`. None is
    no limit."""

    amount: int | None = None
    share: int | None = None
    both: bool = False

    def is_passed(self, line: MoneyLine) -> bool:
        """Whether the year's deviation is large, whichever way it goes; never where it is not known. Without limits the ledger's own counts.

        >>> Limits(1_000_000).is_passed(MoneyLine("total", "", revised=50_000_000, forecast=51_000_000))
        True
        """
        deviation = line.deviation
        if deviation is None:
            return False
        if self.amount is None and self.share is None:
            return line.is_over
        tests = [] if self.amount is None else [abs(deviation) >= self.amount]
        if self.share is not None:
            tests.append(abs(deviation) * MILLION >= self.share * abs(line.revised or 0) and deviation != 0)
        return all(tests) if self.both else any(tests)


def divide_money(total: MoneyLine, below: Sequence[MoneyLine], *, rest: str) -> tuple[MoneyLine, ...]:
    """The units below, and what of the total none of them has, named `rest`: the lines always add up to the total, figure by figure. A figure that
    one of them does not know is not known for the rest either. A rest of no more than each line's own rounding to whole kroner is left out."""
    left = {name: _rest(getattr(total, name), [getattr(one, name) for one in below]) for name in _SUMMED}
    remainder = replace(total, id="rest", name=rest, **left)
    rounding = len(below) + 1
    return (*below, remainder) if any(abs(nok or 0) > rounding for nok in left.values()) else tuple(below)


def _rest(total: int | None, parts: Sequence[int | None]) -> int | None:
    known = [one for one in parts if one is not None]
    return None if total is None or len(known) < len(parts) else total - sum(known)


def add_staff(inputs: Mapping[str, UnitInputs], order: Iterable[str]) -> dict[str, UnitInputs]:
    """The inputs with man-years added up where a unit has none of its own and those below all have; in `order` those below come first."""
    found = dict(inputs)
    below: dict[str, list[str]] = {}
    for unit in order:
        one = found[unit]
        parts = [found[child].man_years for child in below.get(unit, ())]
        known = [part for part in parts if part is not None]
        if one.man_years is None and known and len(known) == len(parts):
            found[unit] = replace(one, man_years=sum(known), staff_source="")
        below.setdefault(one.parent, []).append(unit)
    return found
