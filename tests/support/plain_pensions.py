"""The engine of pensions written plainly: one vintage at a time, one year at a time, exact fractions rounded half away from zero."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.economy import EconomyBook

Years = dict[int, int]


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = abs(value)
    whole = size.numerator // size.denominator
    whole += 1 if size - whole >= Fraction(1, 2) else 0
    return whole if value >= 0 else -whole


def years_of(year: int, one_year_from: int | None) -> int:
    """Years a deviation of `year` is charged over."""
    if one_year_from is not None and year >= one_year_from:
        return 1
    return 15 if year <= 2010 else 10 if year <= 2013 else 7


def charge(nok: int, arisen: int, over: int) -> Years:
    """What is charged of a vintage in each of the years after it arose."""
    left, charged = nok, {}
    for step in range(over):
        charged[arisen + 1 + step] = nearest(Fraction(left, over - step))
        left -= charged[arisen + 1 + step]
    return charged


def plain_premiums(book: EconomyBook, scheme: str, wages: Years) -> tuple[Years, Years]:
    """Premium and net cost by year; `wages` is the wage index by year as parts per thousand million."""
    row = book.table("pension_schemes")[scheme]
    entered = {one.year: one for one in book.table("pension_years").values() if one.scheme == scheme}
    premium, cost = {}, {}
    base = row.growth_year if row.growth_year in book.years else None
    for year in book.years:
        premium[year] = cost[year] = 0
        if year in entered:
            premium[year], cost[year] = entered[year].premium, entered[year].net_cost
        elif base is not None and base in entered and year > base:
            growth = nearest(Fraction(wages[year] * 10**9, wages[base]))
            premium[year] = nearest(Fraction(entered[base].premium * growth, 10**9))
            cost[year] = nearest(Fraction(entered[base].net_cost * growth, 10**9))
    return premium, cost


def plain_pensions(book: EconomyBook, wages: Years) -> dict[str, dict[str, Years]]:
    """The lines of the sheet `pensions` by scheme, «alle» last."""
    found: dict[str, dict[str, Years]] = {}
    for scheme, row in book.table("pension_schemes").items():
        premium, cost = plain_premiums(book, scheme, wages)
        vintages = {one.year: one.premium - one.net_cost for one in book.table("pension_years").values() if one.scheme == scheme}
        vintages |= {one.year: one.nok for one in book.table("premium_deviations").values() if one.scheme == scheme}
        vintages = {year: nok for year, nok in vintages.items() if year < book.years[0]}
        vintages |= {year: premium[year] - cost[year] for year in book.years}
        found[scheme] = _add_up(book, vintages, premium, row.one_year_from)
        rate = 0 if row.contribution != "yes" else 141_000 if row.contribution_rate is None else row.contribution_rate
        contributions = {year: nearest(Fraction(nok * rate, 10**6)) for year, nok in vintages.items()}
        of_contribution = _add_up(book, contributions, premium, row.one_year_from)
        names = {"contribution": "deviation", "contribution_amortisation": "amortisation", "contribution_accumulated": "accumulated"}
        found[scheme] |= {name: of_contribution[line] for name, line in names.items()}
    lines = next(iter(found.values()), {})
    everything = {line: {year: sum(one[line][year] for one in found.values()) for year in book.years} for line in lines}
    return {**found, "alle": everything}


def _add_up(book: EconomyBook, vintages: Years, premium: Years, one_year_from: int | None) -> dict[str, Years]:
    charged = {year: charge(nok, year, years_of(year, one_year_from)) for year, nok in vintages.items()}
    lines: dict[str, Years] = {name: {} for name in ("premium", "deviation", "amortisation", "charged", "accumulated")}
    for year in book.years:
        lines["premium"][year] = premium[year]
        lines["deviation"][year] = vintages[year]
        lines["amortisation"][year] = sum(one.get(year, 0) for one in charged.values())
        lines["charged"][year] = premium[year] - vintages[year] + lines["amortisation"][year]
        arisen = sum(nok for one, nok in vintages.items() if one <= year)
        gone = sum(nok for one in charged.values() for at, nok in one.items() if at <= year)
        lines["accumulated"][year] = arisen - gone
    return lines
