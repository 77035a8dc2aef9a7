"""The services with places, from the rows of the economy's book: who uses them, and where the places are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from veikart.calc.demography import ServiceUse
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.need_rows import NeedService, NeedUse
from veikart.calc.outlook.needs import make_use_weights
from veikart.calc.outlook.odds import Numbers
from veikart.calc.population import AGES, OLDEST, SEXES


def get_need_uses(book: EconomyBook) -> dict[str, list[NeedUse]]:
    """Who uses each service: what is entered for it, or else for its service of the budget."""
    found: dict[str, list[NeedUse]] = {key: [] for key in book.table("need_services")}
    for row in book.table("need_use").values():
        found[row.service].append(row)
    shared = _by_service(book.table("service_use").values())
    return {
        key: rows or _of_budget(service, shared) for (key, rows), service in zip(found.items(), book.table("need_services").values(), strict=True)
    }


def _by_service(rows: Iterable[ServiceUse]) -> Mapping[str, list[ServiceUse]]:
    found: dict[str, list[ServiceUse]] = {}
    for row in rows:
        found.setdefault(row.service, []).append(row)
    return found


def _of_budget(service: NeedService, shared: Mapping[str, list[ServiceUse]]) -> list[NeedUse]:
    rows = shared.get(service.service, [])
    return [NeedUse(service.id, one.age_from, one.use, age_to=one.age_to) for one in rows if one.age_from <= OLDEST]


def make_need_weights(book: EconomyBook) -> Numbers:
    """Users per inhabitant of every service with places, shape (services, sexes, ages), in the order of the table."""
    services = book.table("need_services")
    weights = [make_use_weights(rows, services[key].coverage) for key, rows in get_need_uses(book).items()]
    return np.array(weights).reshape(len(services), len(SEXES), AGES)


def list_area_services(book: EconomyBook) -> dict[str, NeedService]:
    """The services whose need is worked out for each area."""
    return {key: one for key, one in book.table("need_services").items() if one.by_area == "yes"}
