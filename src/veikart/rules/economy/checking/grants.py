"""Findings about the central revenues: what is missing for the calculation, and what cannot be so."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.grants import AREAS, make_criterion_index, roll_tax
from veikart.calc.grants.rows import TaxBase
from veikart.calc.values import LARGEST_NOK, PPB, PPM
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.grants import get_criteria_year, hold_grant_year
from veikart.rules.economy.income_systems import get_income_system
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words.sentences import list_years

AGES = ("age_0", "age_1_5", "age_6_12", "age_13_15", "age_16_22", "age_23_24", "age_25_66", "age_67_79", "age_80_89", "age_90")
"""The criteria that together are everybody."""
MONTHS_IN_YEAR = 12
MOST_INDEX = 1_000 * PPB
"""The index of a criterion that a need is worked out from."""
GRANT_YEARS = 5
"""Years that the integration grant is given for."""


def check_grants(book: EconomyBook) -> Iterator[Finding]:
    """Everything to say about what is entered for the central revenues."""
    if not book.years:
        return
    yield from _check_tax_base(book)
    yield from _check_growth(book)
    yield from _check_reach(book)
    yield from _check_months(book)
    yield from _check_block_grant(book)
    yield from _check_criteria(book)
    yield from _check_refugees(book)
    yield from _check_compensations(book)


def _at(table: str, key: str = "", field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _check_tax_base(book: EconomyBook) -> Iterator[Finding]:
    """The growth of an area needs something to grow from."""
    stated = {(one.area, one.year) for one in book.table("tax_years").values() if one.stated_nok}
    for area in AREAS:
        rows = [one for one in book.table("tax_years").values() if one.area == area]
        if rows and area not in book.table("tax_bases") and (area, book.years[0]) not in stated:
            yield make_finding("tax-missing", _at("tax_bases"), name=get_economy_choices("tax_area")[area], year=str(book.years[0]))


def _check_growth(book: EconomyBook) -> Iterator[Finding]:
    given = {(one.area, one.year): one for one in book.table("tax_years").values()}
    words = get_economy_choices("tax_area")
    for key, one in book.table("tax_years").items():
        if one.nominal_growth is not None and one.real_growth is not None:
            yield make_finding("tax-growth-twice", _at("tax_years", key, "nominal_growth"), name=words[one.area], year=str(one.year))
        base = book.table("tax_bases").get(one.area)
        if base is not None and one.year < base.base_year:
            yield make_finding("tax-year-early", _at("tax_years", key, "year"), found=str(one.year), expected=str(base.base_year))
    for area, base in book.table("tax_bases").items():
        needed = range(base.base_year + 1, book.years[-1] + 1)
        missing = [year for year in needed if not _has_growth(given.get((area, year)))]
        if missing:
            yield make_finding("tax-growth-missing", _at("tax_bases", area), name=words[area], found=list_years(missing))


def _check_reach(book: EconomyBook) -> Iterator[Finding]:
    """A tax that grows out of what can be counted, or falls below nothing."""
    given = {(one.area, one.year): one for one in book.table("tax_years").values()}
    for area in AREAS:
        base = book.table("tax_bases").get(area) or TaxBase(area, book.years[0], 0)
        taxes = roll_tax(base, given, book.years, get_series(book, "deflator"))["tax"]
        wrong = [year for year, tax in zip(book.years, taxes, strict=True) if not 0 <= tax <= LARGEST_NOK]
        if wrong:
            place = _at("tax_bases", area) if area in book.table("tax_bases") else _place_of_last(book, area, wrong[0])
            yield make_finding("tax-reach", place, name=get_economy_choices("tax_area")[area], year=str(wrong[0]))


def _place_of_last(book: EconomyBook, area: str, year: int) -> Place:
    """The row of the area that is nearest before a year, or in it."""
    before = {one.year: key for key, one in book.table("tax_years").items() if one.area == area and one.year <= year}
    return _at("tax_years", before[max(before)]) if before else _at("tax_bases")


def _has_growth(row: object) -> bool:
    return row is not None and any(getattr(row, name) is not None for name in ("stated_nok", "nominal_growth", "real_growth"))


def _check_months(book: EconomyBook) -> Iterator[Finding]:
    for year in sorted({one.year for one in book.table("tax_months").values()}):
        rows = [one for one in book.table("tax_months").values() if one.year == year]
        for field in ("own_share", "country_share"):
            total = sum(getattr(one, field) for one in rows)
            if total != PPM or len(rows) != MONTHS_IN_YEAR:
                label = get_economy_tables()["tax_months"].fields[field].label
                found = f"{len(rows)} måneder og {total / 10_000:g}".replace(".", ",") + " prosent"
                yield make_finding("tax-months-sum", _at("tax_months", f"{year}|{rows[-1].month}", field), name=label, year=str(year), found=found)


def _check_block_grant(book: EconomyBook) -> Iterator[Finding]:
    """Inhabitants are needed for all that is per inhabitant, and the country's tax for the equalisation."""
    rows = {one.year: one for one in book.table("grant_years").values()}
    for key, one in book.table("grant_years").items():
        if one.population and one.country_population and one.population > one.country_population:
            found, expected = str(one.population), str(one.country_population)
            name = get_economy_tables()["grant_years"].fields["population"].label
            yield make_finding("count-above-country", _at("grant_years", key, "population"), name=name, found=found, expected=expected)
    calculated = [year for year in book.years if not (year in rows and rows[year].stated_grant_nok)] if rows else []
    lacking = [year for year in calculated if not _has_inhabitants(book, year)]
    if lacking:
        yield make_finding("inhabitants-missing", _at("grant_years"), found=list_years(lacking))
    country = [one for one in book.table("tax_years").values() if one.area == "country" and one.stated_nok]
    if calculated and not country and "country" not in book.table("tax_bases"):
        yield make_finding("equalisation-missing", _at("tax_bases"), found=list_years(calculated))


def _has_inhabitants(book: EconomyBook, year: int) -> bool:
    row = hold_grant_year(book, year)
    return bool(row.population and row.country_population)


def _check_criteria(book: EconomyBook) -> Iterator[Finding]:
    words = get_economy_choices("need_criterion")
    for key, one in book.table("need_criteria").items():
        if one.own_count > one.country_count:
            found, expected = str(one.own_count), str(one.country_count)
            yield make_finding(
                "count-above-country", _at("need_criteria", key, "own_count"), name=words[one.criterion], found=found, expected=expected
            )
    for year in sorted({one.year for one in book.table("need_criteria").values()}):
        yield from _check_criteria_year(book, year)
    if book.table("need_criteria"):
        without = [year for year in book.years if get_criteria_year(book, year) is None or get_income_system(year) is None]
        if without:
            yield make_finding("need-weights-missing", _at("need_criteria"), found=list_years(without))


def _check_criteria_year(book: EconomyBook, year: int) -> Iterator[Finding]:
    words = get_economy_choices("need_criterion")
    rows = {one.criterion: one for one in book.table("need_criteria").values() if one.year == year}
    place = _at("need_criteria", f"{year}|{next(iter(rows))}")
    system = get_income_system(max(year, book.years[0]))
    needed = {criterion for weights in system.weights.values() for criterion in weights} if system else set()
    missing = [words[one] for one in words if one in needed - set(rows)]
    if missing:
        yield make_finding("need-criteria-missing", place, year=str(year), found=", ".join(missing))
    inhabitants = hold_grant_year(book, year)
    for one in rows.values():
        if make_criterion_index(one.own_count, inhabitants.population or 0, one.country_count, inhabitants.country_population or 0) > MOST_INDEX:
            place = _at("need_criteria", f"{year}|{one.criterion}", "own_count")
            yield make_finding("need-index-reach", place, name=words[one.criterion], year=str(year))
    for field, people in (("own_count", inhabitants.population), ("country_count", inhabitants.country_population)):
        total = sum(getattr(rows[one], field) for one in AGES if one in rows)
        if people and set(AGES) <= set(rows) and total != people:
            name = get_economy_tables()["need_criteria"].fields[field].label
            yield make_finding("need-criteria-sum", place, name=name, year=str(year), found=str(total), expected=str(people))


def _check_refugees(book: EconomyBook) -> Iterator[Finding]:
    words, cohorts = get_economy_choices("refugee_kind"), book.table("refugee_cohorts").values()
    rates = {(one.kind, one.number): one.year for one in sorted(book.table("refugee_rates").values(), key=lambda row: -row.year)}
    for kind in sorted({one.kind for one in cohorts}):
        unpaid = [number for number in range(1, GRANT_YEARS + 1) if rates.get((kind, number), book.years[0] + 1) > book.years[0]]
        if unpaid:
            found = ", ".join(str(number) for number in unpaid)
            yield make_finding("refugee-rate-missing", _at("refugee_rates"), name=words[kind], found=found, year=str(book.years[0]))
        settled = {one.settled for one in cohorts if one.kind == kind}
        missing = [year for year in range(book.years[0] - GRANT_YEARS + 1, book.years[-1] + 1) if year not in settled]
        if missing:
            yield make_finding("refugee-cohort-missing", _at("refugee_cohorts"), name=words[kind], found=list_years(missing))


def _check_compensations(book: EconomyBook) -> Iterator[Finding]:
    rates = get_series(book, "interest_housing_bank")
    for key, one in book.table("compensations").items():
        missing = [year for year in book.years if year not in rates and year >= (one.basis_year or book.years[0])]
        if one.basis_nok and missing:
            yield make_finding("compensation-rate-missing", _at("compensations", key, "basis_nok"), name=one.name, found=list_years(missing))
