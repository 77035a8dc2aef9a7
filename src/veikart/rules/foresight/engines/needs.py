"""The places people need, the places there are, and how many are free, for the municipality and its areas."""

from __future__ import annotations

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook.needs import count_users, make_area_needs, make_capacities_sheet, make_service_needs
from veikart.calc.outlook.odds import Numbers
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.foresight.engines.population import keep_areas, keep_projected
from veikart.rules.foresight.needs import list_area_services, make_need_weights
from veikart.rules.foresight.population import get_foresight_years, get_projected_areas

USES = ("need_services", "need_use", "service_use")


def run_needs(book: EconomyBook, run: Run, plan: PlanFigures) -> None:
    """Add the sheets `capacities`, `service_needs` and `area_needs`."""
    del plan
    years, there = get_foresight_years(book), (book.table("capacities"), book.table("projects"))
    capacities = run.keep("capacities", (*there, years), lambda: make_capacities_sheet(*there, years))
    projected, areas = keep_projected(book, run), keep_areas(book, run)
    made_of = (projected, areas, capacities, *(book.table(one) for one in (*USES, "population_areas")))
    run.add(capacities, *run.keep("needs", made_of, lambda: _make_needs(book, projected.persons[1:], areas.persons[:, 1:], capacities)))


def _make_needs(book: EconomyBook, persons: Numbers, by_area: Numbers, capacities: Sheet) -> tuple[Sheet, Sheet]:
    services, weights, chosen = book.table("need_services"), make_need_weights(book), list_area_services(book)
    needs = make_service_needs(services, count_users(persons, weights), capacities)
    users = count_area_users(by_area, weights[[key in chosen for key in services]])
    names = {key: one.name for key, one in get_projected_areas(book).items()}
    return needs, make_area_needs(chosen, names, users, (book.table("capacities"), capacities))


def count_area_users(persons: Numbers, weights: Numbers) -> Numbers:
    """Users by service and area, the service first, shape (services × areas, years). `persons` is (areas, years, sexes, ages)."""
    found: Numbers = np.einsum("kysa,gsa->gky", persons, weights).reshape(len(weights) * len(persons), persons.shape[1])
    return found
