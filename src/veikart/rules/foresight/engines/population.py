"""The population twenty years ahead: in all, by age, in every alternative, the homes and the areas."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.population import Projected, project
from veikart.calc.population.account import make_account_sheet
from veikart.calc.population.areas import AreasProjected, project_areas
from veikart.calc.population.sheets import (
    make_ages_sheet,
    make_alternatives_sheet,
    make_areas_sheet,
    make_dependency_sheet,
    make_housing_sheet,
    make_sexes_sheet,
)
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.foresight.age_bands import STATE_BANDS, get_band_names, get_bands, name_band
from veikart.rules.foresight.population import get_area_inputs, get_housing_homes, get_population_inputs, get_projected_areas

RATES = ("fertility_rates", "mortality_rates", "out_migration", "in_migration", "in_migration_ages", "component_levels")
HOUSING = ("dwelling_types", "dwelling_movers", "housing_programme", "population_areas")
PROJECTED = ("foresight_settings", "population", "population_alternatives", "population_targets", *RATES, *HOUSING)
"""The tables a projection is made of."""


def run_population(book: EconomyBook, run: Run, plan: PlanFigures) -> None:
    """Add the sheets of the population, the homes and the areas."""
    del plan
    projected, areas = keep_projected(book, run), keep_areas(book, run)
    name = next(iter(book.table("settings").values())).municipality
    homes = run.keep("population.homes", _made_of(book, *PROJECTED), lambda: get_housing_homes(book))
    made_of = (projected, areas, homes, name, *_made_of(book, "population_areas", "age_bands"))
    run.add(homes, *run.keep("population.sheets", made_of, lambda: _make_sheets(book, projected, areas, homes, name)))
    run.add(run.keep("population.alternatives", _made_of(book, *PROJECTED), lambda: _make_alternatives(book)))


def keep_projected(book: EconomyBook, run: Run) -> Projected:
    """The projection of the municipality's own alternative, worked out once in a run."""
    found: Projected = run.keep("population.projected", _made_of(book, *PROJECTED), lambda: project(get_population_inputs(book)))
    return found


def keep_areas(book: EconomyBook, run: Run) -> AreasProjected:
    """The projection of the areas of `get_projected_areas`, worked out once in a run."""
    whole = keep_projected(book, run)
    made_of = (whole, *_made_of(book, "area_population"))
    found: AreasProjected = run.keep("population.areas", made_of, lambda: _project_areas(book, whole))
    return found


def _made_of(book: EconomyBook, *tables: str) -> tuple[object, ...]:
    return tuple(book.table(one) for one in tables)


def _project_areas(book: EconomyBook, whole: Projected) -> AreasProjected:
    inputs = get_population_inputs(book)
    return project_areas(inputs, whole, get_area_inputs(book, inputs.base, get_housing_homes(book)))


def _make_sheets(book: EconomyBook, projected: Projected, areas: AreasProjected, homes: Sheet, name: str) -> tuple[Sheet, ...]:
    every, rows = book.table("population_areas"), get_projected_areas(book)
    keys, names = list(rows), [one.name for one in rows.values()]
    area_names = [f"{one}, {name_band(ages)}" for one in names for ages in STATE_BANDS.values()]
    return (
        make_account_sheet(projected, areas, keys, names, name),
        make_ages_sheet(projected, get_bands(book), get_band_names(book)),
        make_dependency_sheet(projected, name),
        make_sexes_sheet(projected),
        make_housing_sheet(homes, list(every), [one.name for one in every.values()], name),
        make_areas_sheet(areas.persons, keys, STATE_BANDS, projected.years, area_names),
    )


def _make_alternatives(book: EconomyBook) -> Sheet:
    rows, main = book.table("population_alternatives"), next(iter(book.table("foresight_settings").values())).alternative
    projections = {key: project(get_population_inputs(book, alternative=key)) for key in rows}
    return make_alternatives_sheet(projections, main, [one.name for one in rows.values()])
