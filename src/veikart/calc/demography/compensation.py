"""What a changed population does to the budgets of the services, by two methods.

The municipality's own: part of the base budget follows the number of weighted users. The other, of the Technical Calculation Committee (TBU):
the change in persons of each age times what an inhabitant of that age costs. Both keep coverage and use of resources as they are.
**Source**: the rules `demografi-andel` and `tbu-demografi`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.demography.population import OLDEST, PopulationTable
from veikart.calc.demography.rows import DemographyService, ServiceUse
from veikart.calc.values import PPB, divide_rounded, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

THOUSANDTHS = 1_000
"""Weighted users are counted in thousandths, so that rounding does not show in the kroner."""


def get_ages(row: ServiceUse) -> tuple[int, int]:
    """The first and last age of a row, both included."""
    return row.age_from, OLDEST if row.age_to is None else row.age_to


def make_users_sheet(
    uses: Mapping[str, ServiceUse],
    services: Mapping[str, DemographyService],
    populations: Mapping[str, PopulationTable],
    years: Sequence[int],
    names: Sequence[str] = (),
) -> Sheet:
    """The sheet `service_users`: a subject for each age group of each service.

    Persons are whole; weighted users are thousandths of a user, rounded once; `tbu` is kroner, expense positive.
    """
    rows = list(uses.values())
    shape = (len(rows), len(years))
    persons, base_persons = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for service in {one.service for one in rows}:
        chosen = [at for at, one in enumerate(rows) if one.service == service]
        ages, table = [get_ages(rows[at]) for at in chosen], populations[services[service].projection]
        persons[chosen] = table.count_persons(ages, years)
        base_persons[chosen] = table.count_persons(ages, [services[service].base_year])
    use = _spread([one.use for one in rows], shape)
    cost = _spread([one.cost_nok or 0 for one in rows], shape)
    per_inhabitant = share_of(cost, use)
    lines = {
        "persons": persons,
        "base_persons": base_persons,
        "use": use,
        "weighted": divide_rounded(persons * use, THOUSANDTHS),
        "base_weighted": divide_rounded(base_persons * use, THOUSANDTHS),
        "cost": cost,
        "per_inhabitant": per_inhabitant,
        "tbu": (persons - base_persons) * per_inhabitant,
    }
    return make_sheet("service_users", tuple(uses), years, lines, names=names, groups=[one.service for one in rows], of_table="service_use")


def make_demography_sheet(services: Mapping[str, DemographyService], users: Sheet, shares: Mapping[str, Sequence[int]]) -> Sheet:
    """The sheet `demography`: compensation since the base year by both methods, kroner, expense positive. `shares` are parts per million by year.

    `users_index` is the weighted users over those of the base year, parts per thousand million; 1,0 where the base year has none.
    """
    years, rows = users.years, list(services.values())
    shape = (len(rows), len(years))
    weighted, base_weighted, tbu = (_sum_by_service(users, line, tuple(services), shape) for line in ("weighted", "base_weighted", "tbu"))
    budget = _spread([one.base_budget_nok for one in rows], shape)
    share = np.array([shares[key] for key in services], dtype=np.int64).reshape(shape)
    adjustable = share_of(budget, share)
    index = np.where(base_weighted > 0, divide_rounded(weighted * PPB, np.maximum(base_weighted, 1)), PPB)
    compensation = scale(adjustable, index) - adjustable
    lines = {
        "base_budget": budget,
        "share": share,
        "adjustable": adjustable,
        "weighted": weighted,
        "base_weighted": base_weighted,
        "users_index": index,
        "compensation": compensation,
        "change": np.diff(compensation, prepend=0),
        "tbu": tbu,
        "tbu_change": np.diff(tbu, prepend=0),
        "difference": tbu - compensation,
    }
    texts = {"names": [one.name for one in rows], "units": [one.unit for one in rows], "groups": ["alle"] * len(rows)}
    return make_sheet("demography", tuple(services), years, lines, **texts, of_table="demography_services")


def _spread(values: Sequence[int], shape: tuple[int, int]) -> Lines:
    return np.broadcast_to(np.array(values, dtype=np.int64).reshape(-1, 1), shape).copy()


def _sum_by_service(users: Sheet, line: str, services: tuple[str, ...], shape: tuple[int, int]) -> Lines:
    """Sums without a loop over subjects: each row of the line is added where its service stands."""
    found = np.zeros(shape, dtype=np.int64)
    place = {key: at for at, key in enumerate(services)}
    if users.groups:
        np.add.at(found, [place[one] for one in users.groups], users.lines[line])
    return found
