"""Findings about the population and the services that follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from veikart.calc.demography import OLDEST, Population, ServiceUse, get_ages, select_years
from veikart.calc.economy import EconomyBook
from veikart.calc.values import PPM
from veikart.rules.economy.engines.demography import SHARE_RATES, get_populations, name_ages
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words.sentences import list_years

MOST_GROWTH = 8
"""How many times the users of the base year a compensation is worked out for."""
MOST_USERS = 4_000_000
"""Weighted users that an index is worked out of."""
Rows = Mapping[str, Population]


def check_demography(book: EconomyBook) -> Iterator[Finding]:
    """Ages that overlap, are missing or cannot be parted, years and shares that are missing, and users the calculation cannot reach."""
    if not book.years:
        return
    wrong = [*_check_ages(book), *_check_population(book), *_check_use(book)]
    yield from wrong
    yield from _check_services(book)
    if not any(one.grade == "stop" for one in wrong):
        yield from _check_reach(book)


def _at(table: str, key: str = "", field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _upper(row: Population | ServiceUse) -> int:
    return OLDEST if row.age_to is None else row.age_to


def _check_ages(book: EconomyBook) -> Iterator[Finding]:
    for table in ("population", "service_use"):
        for key, one in book.table(table).items():
            if _upper(one) < one.age_from:
                yield make_finding("ages-order", _at(table, key, "age_to"), first=str(one.age_from), second=str(one.age_to))


def _check_population(book: EconomyBook) -> Iterator[Finding]:
    """In each year and for each sex every age stands once; both sexes apart, or neither."""
    groups: dict[tuple[str, int, str], dict[str, Population]] = defaultdict(dict)
    for key, one in book.table("population").items():
        groups[one.projection, one.year, one.sex][key] = one
    for (projection, year, sex), rows in groups.items():
        name = book.table("population_projections")[projection].name
        yield from _check_row_of_ages(rows, f"{name}, {year}")
        if sex and (projection, year, "") in groups:
            yield make_finding("population-both", _at("population", next(iter(rows)), "sex"), name=name, year=str(year))


def _check_row_of_ages(rows: Rows, name: str) -> Iterator[Finding]:
    """Overlaps, and ages that are missing between the first and the oldest."""
    expected = 0
    for key, one in sorted(rows.items(), key=lambda item: item[1].age_from):
        if one.age_from < expected:
            yield make_finding("ages-overlap", _at("population", key, "age_from"), name=name, found=str(one.age_from))
        elif one.age_from > expected:
            yield make_finding("population-gap", _at("population", key, "age_from"), name=name, first=str(expected), second=str(one.age_from - 1))
        expected = max(expected, _upper(one) + 1)


def _check_use(book: EconomyBook) -> Iterator[Finding]:
    by_service: dict[str, dict[str, ServiceUse]] = defaultdict(dict)
    for key, one in book.table("service_use").items():
        by_service[one.service][key] = one
    for service, rows in by_service.items():
        row, expected = book.table("demography_services")[service], -1
        edges = {_upper(one) for one in book.table("population").values() if one.projection == row.projection} | {OLDEST}
        starts = {one.age_from for one in book.table("population").values() if one.projection == row.projection}
        for key, one in sorted(rows.items(), key=lambda item: item[1].age_from):
            if one.age_from <= expected:
                yield make_finding("ages-overlap", _at("service_use", key, "age_from"), name=row.name, found=str(one.age_from))
            expected = max(expected, _upper(one))
            if starts and (one.age_from not in starts or get_ages(one)[1] not in edges):
                yield make_finding("ages-parted", _at("service_use", key, "age_from"), name=row.name, found=name_ages(one))
    for key, service in book.table("demography_services").items():
        rows = by_service.get(key, {})
        if not rows:
            yield make_finding("service-use-missing", _at("demography_services", key), name=service.name)
        elif any(one.cost_nok is None and one.use for one in rows.values()):
            without = [name_ages(one) for one in rows.values() if one.cost_nok is None and one.use]
            yield make_finding("service-cost-missing", _at("demography_services", key), name=service.name, found=", ".join(without))


def _check_services(book: EconomyBook) -> Iterator[Finding]:
    """Shares that are missing; and for each projection that is used, the years it lacks."""
    base_years: dict[str, set[int]] = defaultdict(set)
    for key, service in book.table("demography_services").items():
        base_years[service.projection].add(service.base_year)
        if service.share is None and service.kind not in SHARE_RATES:
            yield make_finding("service-share-missing", _at("demography_services", key, "share"), name=service.name)
    for projection, needed in base_years.items():
        known = {one.year for one in book.table("population").values() if one.projection == projection}
        missing = sorted((needed | set(book.years)) - known)
        if missing:
            used = sorted({one for one in select_years(known, missing) if one is not None})
            name = book.table("population_projections")[projection].name
            place = _at("population_projections", projection)
            yield make_finding("population-missing", place, name=name, found=list_years(missing), expected=list_years(used) or "ingen år")


def _check_reach(book: EconomyBook) -> Iterator[Finding]:
    """Users that a budget can follow: some in the base year, and never many times as many."""
    tables = get_populations(book)
    for key, service in book.table("demography_services").items():
        rows = [one for one in book.table("service_use").values() if one.service == key]
        persons = tables[service.projection].count_persons([get_ages(one) for one in rows], [service.base_year, *book.years])
        users = [sum(int(count) * row.use for count, row in zip(column, rows, strict=True)) for column in persons.T] if rows else [0]
        most = max(users)
        if most > MOST_USERS * PPM:
            place, found = _at("demography_services", key), f"{most // PPM}"
            yield make_finding("service-users", place, name=service.name, found=found, expected=str(MOST_USERS))
        elif most and most > MOST_GROWTH * users[0]:
            place = _at("demography_services", key, "base_year")
            yield make_finding("service-growth", place, name=service.name, year=str(service.base_year), expected=str(MOST_GROWTH))
