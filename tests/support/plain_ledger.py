"""Ledgers worked out slowly and plainly, with whole numbers, loops and dictionaries: what the fast ways are judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction


def round_away(number: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = int(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """A year's amount by month, by largest remainder."""
    weights = list(weights) if sum(weights) else [1] * 12
    size, sign = abs(amount), 1 if amount >= 0 else -1
    exact = [Fraction(size * one, sum(weights)) for one in weights]
    months = [int(one) for one in exact]
    lost = sorted(range(12), key=lambda at: (-(exact[at] - months[at]), at))
    for at in lost[: size - sum(months)]:
        months[at] += 1
    return [one * sign for one in months]


def weigh(months: Sequence[int]) -> list[int]:
    """The weights of a year's own months, the thirteenth in December."""
    year = list(months[:12])
    year[11] += sum(months[12:])
    sign = (sum(year) > 0) - (sum(year) < 0)
    weights = [max(one * sign, 0) for one in year]
    return weights if sum(weights) else [1] * 12


def so_far(months: Sequence[int], month: int) -> int:
    """To and with a month; December takes everything."""
    return sum(months[:month] if month < 12 else months)


def forecast(method: str, actual: Sequence[int], last_year: Sequence[int], budget: Sequence[int], month: int, own: int | None) -> int:
    """The year by a method."""
    had = so_far(actual, month)
    if month == 12:
        return had
    linear = round_away(Fraction(had * 12, month))
    if method == "own" and own is not None:
        return own
    if method == "linear":
        return linear
    if method == "budget":
        return had + sum(budget[month:])
    if not any(last_year):
        return linear
    if method == "trend":
        before = so_far(last_year, month)
        return had + sum(last_year) - before + round_away(Fraction((had - before) * (12 - month), month))
    weights = weigh(last_year)
    if Fraction(sum(weights[:month]), sum(weights)) < Fraction(month, 24):
        return linear
    return round_away(Fraction(had * sum(weights), sum(weights[:month])))


def list_above(unit: str, parents: dict[str, str]) -> list[str]:
    """The unit itself and those it stands below, nearest first."""
    found = [unit]
    while found[-1] in parents:
        found.append(parents[found[-1]])
    return found


def add_up(ids: Sequence[str], parents: Mapping[str, str], amounts: Sequence[int]) -> list[int]:
    """Every unit's own amount and all below it."""
    total = dict.fromkeys(ids, 0)
    for one, amount in zip(ids, amounts, strict=True):
        at = one
        while at in total:
            total[at] += amount
            at = parents.get(at, "")
    return [total[one] for one in ids]


def roll_up(lines: Sequence[tuple[int, str, str, str, str, int]]) -> dict[tuple[int, str, str, str, str], tuple[int, int]]:
    """(month, account, function, cost centre, project, øre) added up: øre and how many lines."""
    found: dict[tuple[int, str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for *key, ore in lines:
        found[tuple(key)][0] += ore  # type: ignore[index]
        found[tuple(key)][1] += 1  # type: ignore[index]
    return {key: (ore, count) for key, (ore, count) in found.items()}
