"""The central revenues written plainly: one year, one month and one person at a time, with fractions rounded half away from zero."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.economy import EconomyBook

Years = dict[int, int]
PPM, PPB = 10**6, 10**9


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = abs(value)
    whole = size.numerator // size.denominator
    whole += 1 if size - whole >= Fraction(1, 2) else 0
    return whole if value >= 0 else -whole


def plain_tax(book: EconomyBook, area: str, last: int) -> int:
    """The tax of one year, worked out from the start each time."""
    base = book.table("tax_bases").get(area)
    first = base.base_year if base else book.years[0]
    if last < first:
        return 0
    row = book.table("tax_years").get(f"{area}|{last}")
    if row and row.stated_nok:
        return row.stated_nok
    if last == first and base:
        return base.base_nok
    before = plain_tax(book, area, last - 1)
    if row is None:
        return before
    real = row.real_growth
    if real is None:
        deflator = book.table("assumptions").get(f"deflator|{last}")
        part = deflator.value if deflator else 0
        real = 0 if row.nominal_growth is None else nearest(Fraction((PPM + row.nominal_growth) * PPM, PPM + part)) - PPM
    growth = nearest(Fraction((PPM + real) * (PPM + (row.population_growth or 0)), PPM)) - PPM
    return before + nearest(Fraction(before * growth, PPM)) + (row.rule_change_nok or 0)


def held(book: EconomyBook, field: str, year: int) -> int:
    """A field of the block grant as it holds in a year."""
    value = 0
    for row in sorted(book.table("grant_years").values(), key=lambda one: one.year):
        if row.year <= year and getattr(row, field) is not None:
            value = getattr(row, field)
    return value


def plain_equalisation(
    own: int, country: int, people: tuple[int, int], country_extra: int, shares: tuple[Fraction, Fraction, Fraction]
) -> tuple[int, int, int]:
    """Symmetric, extra and draw of a tax so far: each to the krone."""
    mine, all_people = people
    symmetric_share, extra_share, limit = shares
    even = nearest(Fraction(country * mine, max(all_people, 1)))
    draw = nearest(Fraction(country_extra * mine, max(all_people, 1)))
    if even <= 0:
        return 0, 0, draw
    floor = nearest(even * limit)
    extra = nearest((floor - own) * extra_share) if own < floor else 0
    return nearest((even - own) * symmetric_share), extra, draw


def rate_of(year: int) -> tuple[Fraction, Fraction, Fraction]:
    """The shares of the income equalisation in a year."""
    return Fraction(64 if year >= 2025 else 60, 100), Fraction(35, 100), Fraction(9, 10)


def month_shares(book: EconomyBook, year: int, month: int) -> tuple[Fraction, Fraction]:
    """The part of the year's tax that has come by the end of a month."""
    years = {one.year for one in book.table("tax_months").values() if one.year <= year}
    if month == 12:
        return Fraction(1), Fraction(1)
    if not years:
        twelfth = Fraction(nearest(Fraction(month * PPM, 12)), PPM)
        return twelfth, twelfth
    rows = [one for one in book.table("tax_months").values() if one.year == max(years) and one.month <= month]
    return Fraction(sum(one.own_share for one in rows), PPM), Fraction(sum(one.country_share for one in rows), PPM)


def plain_settlements(book: EconomyBook, year: int) -> list[int]:
    """What is paid each month."""
    own, country = plain_tax(book, "own", year), plain_tax(book, "country", year)
    people = (held(book, "population", year), held(book, "country_population", year))
    before, found = 0, []
    for month in range(1, 13):
        mine, theirs = month_shares(book, year, month)
        extra = nearest(held(book, "country_extra_nok", year) * theirs)
        symmetric, more, draw = plain_equalisation(nearest(own * mine), nearest(country * theirs), people, extra, rate_of(year))
        found.append(symmetric + more - draw - before)
        before += found[-1]
    return found


def plain_block_grant(book: EconomyBook, year: int) -> int:
    """The block grant where nothing is entered for the need equalisation."""
    row = book.table("grant_years").get(str(year))
    if row and row.stated_grant_nok:
        own = plain_tax(book, "own", year)
        return row.stated_grant_nok + nearest(((row.stated_tax_nok or own) - own) * rate_of(year)[0])
    parts = sum(one.nok for one in book.table("grant_amounts").values() if one.year == year)
    return held(book, "per_inhabitant_nok", year) * held(book, "population", year) + sum(plain_settlements(book, year)) + parts


def plain_refugees(book: EconomyBook, year: int) -> int:
    """The integration grant, cohort by cohort."""
    total = 0
    for cohort in book.table("refugee_cohorts").values():
        rates = [
            one
            for one in book.table("refugee_rates").values()
            if one.kind == cohort.kind and one.number == year - cohort.settled + 1 and one.year <= year
        ]
        if rates:
            total += cohort.persons * max(rates, key=lambda one: one.year).nok
    return total


def plain_compensation(book: EconomyBook, key: str, year: int) -> int:
    """What the state pays of one compensation in a year."""
    row = book.table("compensations")[key]
    start = row.basis_year if row.basis_year is not None else book.years[0]
    yearly, left = row.instalment_nok or 0, 0
    paid = interest = 0
    for one in range(min(start, book.years[0]), year + 1):
        left = left - paid + ((row.basis_nok or 0) if one == start else 0)
        paid = min(left, yearly)
        rate = book.table("assumptions").get(f"interest_housing_bank|{one}")
        interest = nearest(Fraction(left * (rate.value if rate else 0), PPM))
    stated = book.table("compensation_amounts").get(f"{key}|{year}")
    return interest + nearest(Fraction(paid * (row.covered_share or 0), PPM)) + (stated.nok if stated else 0)
