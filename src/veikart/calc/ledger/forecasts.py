"""What a year may come to, from what has come so far. Each way is one short formula that people can follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from veikart.calc.ledger.profiles import MONTHS, Amounts, get_weights, sum_to_month
from veikart.calc.values import divide_rounded

LAST_YEAR, LINEAR, TREND, OWN, BUDGET = "last_year_profile", "linear", "trend", "own", "budget"
METHODS = (LAST_YEAR, LINEAR, TREND, BUDGET, OWN)
_LARGEST_AT_ONCE = 2**61


@dataclass(frozen=True)
class LedgerMonths:
    """The year so far of n units: accounts this year and last by month, shape (n, 12) or (n, 13) with what closes the year last, and the budget by
    month, (n, 12). `month` is the last month of this year that is complete (1–12). Any whole unit of money; expenses positive. `pattern` is the
    year whose profile a row follows where it is not its own last year, (n, 12) or (n, 13): then forecasts of parts come to that of the whole."""

    actual: Amounts
    last_year: Amounts
    budget: Amounts
    month: int
    pattern: Amounts | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS:
            raise ValueError(f"a month is 1–12, not {self.month}")

    @property
    def followed(self) -> Amounts:
        """The months whose profile each row follows."""
        return self.last_year if self.pattern is None else self.pattern

    @property
    def so_far(self) -> Amounts:
        """Accounts to and with the month, shape (n,)."""
        return sum_to_month(self.actual, self.month)


def forecast_linear(months: LedgerMonths) -> Amounts:
    """So far, divided by the number of months so far, times twelve. Shape (n,), nearest whole number, halves away from zero.

    >>> forecast_linear(_example([10, 20]))[0]
    np.int64(180)
    """
    return divide_rounded(months.so_far * MONTHS, months.month)


def forecast_by_last_year(months: LedgerMonths) -> Amounts:
    """So far, divided by the share of last year that had come by the same month. Linear for units that had nothing, or too little to divide by,
    last year: less than half of what an even year would have had by then. Shape (n,).

    >>> forecast_by_last_year(_example([10, 20], last_year=[30, 10, 20]))[0]
    np.int64(45)
    """
    weights = get_weights(months.followed)
    had, whole = weights[:, : months.month].sum(axis=1), weights.sum(axis=1)
    is_usable = (np.abs(months.followed).sum(axis=1) > 0) & (2 * MONTHS * had >= months.month * whole)
    found = _multiply_rounded(months.so_far, np.where(is_usable, whole, 1), np.where(is_usable, had, 1))
    return np.where(is_usable, found, forecast_linear(months))


def forecast_trend(months: LedgerMonths) -> Amounts:
    """So far, and for the months that are left last year's same months and the growth so far: so far less last year's so far, divided by the months
    so far, for each of them. Shape (n,). Linear for units that had nothing last year.

    >>> forecast_trend(_example([10, 20], last_year=[5, 15, 7]))[0]
    np.int64(87)
    """
    before = sum_to_month(months.last_year, months.month)
    left = months.last_year.sum(axis=1) - before
    growth = divide_rounded((months.so_far - before) * (MONTHS - months.month), months.month)
    has_last_year = np.abs(months.followed).sum(axis=1) > 0
    return np.where(has_last_year, months.so_far + left + growth, forecast_linear(months))


def forecast_by_budget(months: LedgerMonths) -> Amounts:
    """So far, and the budget of the months that are left. Shape (n,)."""
    found: Amounts = months.so_far + months.budget[:, months.month :].sum(axis=1)
    return found


_WAYS = {LAST_YEAR: forecast_by_last_year, LINEAR: forecast_linear, TREND: forecast_trend, BUDGET: forecast_by_budget}


def make_forecast(months: LedgerMonths, methods: list[str], own: Amounts | None = None, has_own: Amounts | None = None) -> Amounts:
    """The year of each unit by the method it has, shape (n,). `own` is the units' own estimates, and `has_own` says who has one; a unit that should
    give its own and has not gets last year's profile. In December (12) it is what has come, whatever the
    method. Raises KeyError for an unknown method.
    """
    if months.month == MONTHS:
        return months.so_far
    found = np.zeros(len(methods), dtype=np.int64)
    chosen = np.array(methods)
    if own is None or has_own is None:
        own, has_own = np.zeros(len(methods), dtype=np.int64), np.zeros(len(methods), dtype=bool)
    is_own = (chosen == OWN) & has_own.astype(bool)
    chosen = np.where((chosen == OWN) & ~is_own, LAST_YEAR, chosen)
    for method in sorted(set(chosen[~is_own].tolist())):
        found = np.where((chosen == method) & ~is_own, _WAYS[method](months), found)
    return np.where(is_own, own, found)


def _multiply_rounded(amounts: Amounts, above: Amounts, below: Amounts) -> Amounts:
    """amounts × above / below, without a product too large for 64 bits."""
    if int(np.abs(amounts).max(initial=0)) * int(above.max(initial=0)) < _LARGEST_AT_ONCE:
        return divide_rounded(amounts * above, below)
    rows = zip(amounts.tolist(), above.tolist(), below.tolist(), strict=True)
    return np.array([divide_rounded(amount * one, other) for amount, one, other in rows], dtype=np.int64)


def _example(actual: list[int], last_year: list[int] | None = None) -> LedgerMonths:
    """One unit, for the examples above."""
    fill = [np.array([[*some, *[0] * (MONTHS - len(some))]]) for some in (actual, last_year or [], [])]
    return LedgerMonths(fill[0], fill[1], fill[2], month=len(actual))
