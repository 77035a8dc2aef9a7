"""Findings about the totals a projection is made to come to: what they may be of, and what they ask of the rates."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.population.calibration import BIRTHS, PERSONS, PopulationTarget
from veikart.calc.population.inputs import OLDEST
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding

TABLE = "population_targets"


def check_population_targets(book: EconomyBook) -> Iterator[Finding]:
    """Ages the wrong way round, births that are not all births, and totals of years that are not projected."""
    targets = book.table(TABLE)
    for key, one in targets.items():
        if one.age_to < one.age_from:
            yield make_finding("ages-order", _at(key, "age_to"), first=str(one.age_from), second=str(one.age_to))
        elif one.measure == BIRTHS and (one.sex or one.age_from or one.age_to != OLDEST):
            name = get_economy_choices("target_measure")[BIRTHS]
            yield make_finding("target-births", _at(key, "measure"), name=name, year=str(one.year))
    setting = next(iter(book.table("foresight_settings").values()), None)
    outside = [one for one in targets.values() if setting and not setting.first_year <= _year_of(one) <= setting.last_year]
    if outside and setting:
        years = f"{setting.first_year}–{setting.last_year}"
        yield make_finding("target-outside", _at(), found=str(len(outside)), expected=years)


def _at(key: str = "", field: str = "") -> Place:
    return get_economy_tables()[TABLE].place_of(key, field)


def _year_of(one: PopulationTarget) -> int:
    """The year that is projected: persons on 1 January are what the year before ends with."""
    return one.year - 1 if one.measure == PERSONS else one.year
