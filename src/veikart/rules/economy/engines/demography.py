"""The services that follow the population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veikart.calc.demography import (
    DemographyService,
    Population,
    PopulationTable,
    ServiceUse,
    get_ages,
    make_demography_sheet,
    make_users_sheet,
)
from veikart.calc.demography.population import OLDEST
from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.rates import get_rate, has_rate

SHARE_RATES = {"kindergarten": "demography_share_kindergarten", "school": "demography_share_school", "care": "demography_share_care"}
"""The rate of the share that follows the population, by kind of service."""


def run_demography(book: EconomyBook, run: Run) -> None:
    """Add the sheets `service_users` and `demography`."""
    years, services, uses = book.years, book.table("demography_services"), book.table("service_use")
    tables = run.keep("populations", (book.table("population"), book.table("population_projections")), lambda: get_populations(book))
    made_of = (tables, services, uses, years)
    users = run.keep("service_users", made_of, lambda: make_users_sheet(uses, services, tables, years, _names(book)))
    made_of = (users, services)
    demography = run.keep("demography", made_of, lambda: _make_demography(services, users, years))
    run.add(users, demography)


def get_populations(book: EconomyBook) -> dict[str, PopulationTable]:
    """The persons of every projection, one without any rows too."""
    rows: dict[str, list[Population]] = {key: [] for key in book.table("population_projections")}
    for one in book.table("population").values():
        rows[one.projection].append(one)
    return {key: PopulationTable(one) for key, one in rows.items()}


def get_share(service: DemographyService, year: int) -> int:
    """The part of the budget that follows the population, parts per million: as entered, or the dated rate of its kind; 0 where neither is."""
    if service.share is not None:
        return service.share
    rate = SHARE_RATES.get(service.kind, "")
    return get_rate(rate, year) if has_rate(rate, year) else 0


def name_ages(row: ServiceUse) -> str:
    """The ages of a row as people say them.

    >>> name_ages(ServiceUse("a", 1, 0, 5)), name_ages(ServiceUse("a", 80, 0)), name_ages(ServiceUse("a", 0, 0, 0))
    ('1–5 år', '80 år og over', '0 år')
    """
    first, last = get_ages(row)
    if last >= OLDEST:
        return f"{first} år og over"
    return f"{first} år" if first == last else f"{first}–{last} år"


def _names(book: EconomyBook) -> list[str]:
    services = book.table("demography_services")
    return [f"{services[one.service].name}, {name_ages(one)}" for one in book.table("service_use").values()]


def _make_demography(services: Mapping[str, DemographyService], users: Sheet, years: Sequence[int]) -> Sheet:
    shares = {key: [get_share(one, year) for year in years] for key, one in services.items()}
    return make_demography_sheet(services, users, shares)
