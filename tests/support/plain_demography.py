"""Compensation for a changed population written plainly: one person group at a time, with exact fractions."""

from __future__ import annotations

from fractions import Fraction

from tests.support.plain_grants import nearest
from veikart.calc.economy import EconomyBook

SHARES = {"kindergarten": 900_000, "school": 700_000, "care": 600_000}


def plain_persons(book: EconomyBook, projection: str, year: int, ages: range) -> int:
    """Persons of the ages in the year, or in the last year before it that is known, or else the first."""
    rows = [one for one in book.table("population").values() if one.projection == projection]
    years = sorted({one.year for one in rows})
    if not years:
        return 0
    chosen = max([one for one in years if one <= year] or years[:1])
    return sum(one.persons for one in rows if one.year == chosen and one.age_from in ages)


def plain_compensation(book: EconomyBook, service: str, year: int) -> tuple[int, int]:
    """By the municipality's model, and by TBU's method, in kroner."""
    row = book.table("demography_services")[service]
    now = before = tbu = 0
    for one in book.table("service_use").values():
        if one.service == service:
            ages = range(one.age_from, 121 if one.age_to is None else one.age_to + 1)
            people, base = (plain_persons(book, row.projection, at, ages) for at in (year, row.base_year))
            now += nearest(Fraction(people * one.use, 1_000))
            before += nearest(Fraction(base * one.use, 1_000))
            tbu += (people - base) * nearest(Fraction((one.cost_nok or 0) * one.use, 10**6))
    share = row.share if row.share is not None else SHARES.get(row.kind, 0)
    follows = nearest(Fraction(row.base_budget_nok * share, 10**6))
    index = nearest(Fraction(now * 10**9, before)) if before else 10**9
    return nearest(Fraction(follows * index, 10**9)) - follows, tbu
