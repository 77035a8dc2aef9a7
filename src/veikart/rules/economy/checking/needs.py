"""Findings about the services with places: who uses them, and the places there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.need_rows import Capacity, NeedUse
from veikart.calc.population import OLDEST, SEXES
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding


def check_needs(book: EconomyBook) -> Iterator[Finding]:
    """Ages that overlap or go the wrong way, services without users, places without a number, a year or an area."""
    for key, use in book.table("need_use").items():
        if _upper(use) < use.age_from:
            yield make_finding("ages-order", _at("need_use", key, "age_to"), first=str(use.age_from), second=str(use.age_to))
    yield from _check_use(book)
    for key, one in book.table("capacities").items():
        yield from _check_capacity(book, key, one)


def _at(table: str, key: str, field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _upper(row: NeedUse) -> int:
    return OLDEST if row.age_to is None else row.age_to


def _check_use(book: EconomyBook) -> Iterator[Finding]:
    """Each age stands once for each sex; and somebody uses every service."""
    used = {row.service for row in book.table("service_use").values()}
    for key, service in book.table("need_services").items():
        rows = {at: one for at, one in book.table("need_use").items() if one.service == key}
        if not rows and service.service not in used:
            yield make_finding("place-use-missing", _at("need_services", key), name=service.name)
        for at in sorted({at for sex in SEXES for at in _find_overlaps(rows, sex)}):
            yield make_finding("ages-overlap", _at("need_use", at, "age_from"), name=service.name, found=str(rows[at].age_from))


def _find_overlaps(rows: Mapping[str, NeedUse], sex: str) -> list[str]:
    """The rows that begin before the one below them has ended, for one sex."""
    ordered = sorted(((at, one) for at, one in rows.items() if one.sex in {"", sex}), key=lambda item: item[1].age_from)
    return [at for (_, before), (at, one) in pairwise(ordered) if one.age_from <= _upper(before)]


def _check_capacity(book: EconomyBook, key: str, row: Capacity) -> Iterator[Finding]:
    project = book.table("projects").get(row.project)
    if project is None and (row.places is None or row.first_year is None):
        yield make_finding("places-unknown", _at("capacities", key, "places"), name=row.name)
    elif project is not None:
        wanted = {"et år det er ferdig": (row.first_year, project.completion_year), "kapasitet": (row.places, project.capacity)}
        missing = [name for name, (own, other) in wanted.items() if own is None and other is None]
        if missing:
            yield make_finding("places-project", _at("capacities", key, "project"), name=row.name, found=project.name, expected=" og ".join(missing))
    if row.first_year is not None and row.last_year is not None and row.last_year < row.first_year:
        yield make_finding("places-years", _at("capacities", key, "last_year"), name=row.name, first=str(row.first_year), second=str(row.last_year))
    service = book.table("need_services")[row.service]
    if service.by_area == "yes" and not row.area:
        yield make_finding("places-area", _at("capacities", key, "area"), name=service.name, found=row.name)
