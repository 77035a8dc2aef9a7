"""A slow, plain engine for funds: one fund and one year at a time, with exact fractions that are rounded where the rules say so."""

from collections.abc import Sequence
from fractions import Fraction

from veikart.calc.funds import Fund, FundMove, ManagedAllocation, ManagedFund, ManagedYear

PPM, PPB = 10**6, 10**9
Row = dict[str, int]


def nearest(number: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = abs(number)
    whole = int(size + Fraction(1, 2))
    return whole if number >= 0 else -whole


def part(nok: int, ppm: int) -> int:
    return nearest(Fraction(nok * ppm, PPM))


def run_fund(fund: Fund, moves: Sequence[FundMove], years: Sequence[int], deflator: dict[int, int], rates: dict[int, int]) -> dict[int, Row]:
    """Every year of one fund."""
    found, balance = {}, fund.opening
    for year in years:
        put_in = wanted = 0
        for move in moves:
            if move.fund == fund.id and move.year == year:
                index = Fraction(deflator[year], PPB) if move.price == "fixed" else Fraction(1)
                put_in += nearest(move.allocation * index)
                wanted += nearest(move.use * index)
        interest = part(balance, rates.get(year, 0))
        there = balance + interest + put_in
        taken = min(wanted, there)
        found[year] = {
            "opening": balance,
            "interest": interest,
            "allocation": put_in,
            "use": taken,
            "use_missing": wanted - taken,
            "closing": there - taken,
        }
        balance = there - taken
    return found


def _in_force(rows: Sequence, year: int):
    begun = [one for one in rows if one.year <= year]
    return max(begun, key=lambda one: one.year) if begun else None


def run_managed(fund: ManagedFund, allocation: Sequence[ManagedAllocation], run: Sequence[ManagedYear], years: Sequence[int]) -> dict[int, Row]:
    """Every year of one managed fund, in current kroner."""
    found, value = {}, fund.opening
    assets = {one.asset for one in allocation if one.fund == fund.id}
    for year in years:
        gain = 0
        for asset in assets:
            row = _in_force([one for one in allocation if one.fund == fund.id and one.asset == asset], year)
            gain += part(part(value, row.share), row.expected_return) if row else 0
        plan = _in_force([one for one in run if one.fund == fund.id], year)
        cost = min(plan.cost if plan else 0, value + gain)
        kept = part(value, plan.inflation if plan else 0)
        rule = max(gain - cost - kept, 0)
        wanted = plan.withdrawal if plan and plan.year == year and plan.withdrawal is not None else rule
        withdrawal = min(wanted, value + gain - cost)
        closing = value + gain - cost - withdrawal
        found[year] = {
            "opening": value,
            "total_return": gain,
            "cost": cost,
            "inflation_adjustment": kept,
            "withdrawal": withdrawal,
            "closing": closing,
        }
        value = closing
    return found
