"""Loans worked out slowly and plainly: one loan and one year at a time, with fractions. It judges the fast engine."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from veikart.calc.loans import BookValue, Entity, Loan

Year = dict[str, int]


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def plain_due_share(kind: str, rate: int, left: int) -> int:
    """The part of what is owed that falls due, in parts per thousand million: an annuity by its definition, a sum of powers."""
    if left == 0:
        return 0
    if left == 1:
        return 10**9
    if kind == "serial":
        return nearest(Fraction(10**9, left))
    if kind == "annuity":
        growth = 1 + Fraction(rate, 10**6)
        return nearest(10**9 / sum((growth**power for power in range(left)), Fraction(0)))
    return 0


def plain_rate(loan: Loan, year: int, market: int) -> tuple[int, bool]:
    """The rate of a year, and whether it is agreed."""
    if loan.rate is not None and (loan.fixed_until is None or year <= loan.fixed_until):
        return max(0, loan.rate), True
    return max(0, market + loan.margin), False


def plain_loan(loan: Loan, years: Sequence[int], market: Sequence[int], planned: Mapping[tuple[str, int], int]) -> list[Year]:
    """A loan year by year."""
    found: list[Year] = []
    owed = loan.principal if loan.year < years[0] else 0
    for year, market_rate in zip(years, market, strict=True):
        raised = loan.principal if year == loan.year else 0
        rate, fixed = plain_rate(loan, year, market_rate)
        left = 0 if year < loan.first_instalment else max(1, loan.last_instalment - year + 1)
        asked = planned.get((loan.id, year), 0) if loan.kind == "planned" and year >= loan.first_instalment else 0
        instalment = min(owed, asked + nearest(Fraction(owed * plain_due_share(loan.kind, rate, left), 10**9)))
        base = owed + nearest(Fraction(raised, 2))
        closing = owed + raised - instalment
        found.append(
            {
                "opening": owed,
                "raised": raised,
                "rate": rate,
                "interest": nearest(Fraction(base * rate, 10**6)),
                "one_point": 0 if fixed else nearest(Fraction(base, 100)),
                "instalment": instalment,
                "closing": closing,
            }
        )
        owed = closing
    return found


def plain_minimum(
    entity: Entity,
    treasury_rate: int | None,
    loans: Mapping[str, tuple[Loan, list[Year]]],
    values: Mapping[tuple[str, int], BookValue],
    years: Sequence[int],
) -> list[Year]:
    """An entity's least instalment year by year; `treasury_rate` by year stands in where there is nothing to depreciate."""
    found, assets = [], 0
    for at, year in enumerate(years):
        value = values.get((entity.id, year))
        if value and value.depreciable_assets is not None:
            assets = value.depreciable_assets
        depreciation = value.depreciation if value else 0
        debt = paid = 0
        for loan, rows in loans.values():
            if loan.entity == entity.id and loan.basis != "on_lending" and not (loan.purpose == "church" and entity.church_loans == "outside"):
                debt += rows[at]["opening"]
                paid += rows[at]["instalment"]
        rate = min(10**9, nearest(Fraction(depreciation * 10**9, assets))) if assets else (treasury_rate or 0)
        charged = paid if value is None or value.charged is None else value.charged
        found.append({"rate": rate, "debt": debt, "minimum": nearest(Fraction(debt * rate, 10**9)), "paid": paid, "charged": charged})
        assets = max(0, assets - depreciation)
    return found
