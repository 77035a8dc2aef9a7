"""What the population is projected from: the rows of the book, an alternative and changed levers, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.population import AGES, FEMALE, SEXES, PopulationInputs
from veikart.calc.population.areas import AreaInputs, is_whole, scale_to_whole, spread_areas
from veikart.calc.population.calibration import PopulationTarget, apply_scaling, calibrate_inputs
from veikart.calc.population.housing import list_homes, make_housing_homes_sheet
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.rows import ForesightSetting, PopulationAlternative, PopulationArea
from veikart.calc.population.spreading import interpolate_years, share_ages, share_ages_by_year, spread_persons, spread_rates_by_year
from veikart.calc.values import PPM, LeverChange, multiply_changes
from veikart.calc.worksheets import Sheet
from veikart.rules.tables import KEY_MARK

MAIN = "main"
Changes = Iterable[LeverChange]


def get_foresight_setting(book: EconomyBook) -> ForesightSetting:
    """The one row of settings. Raises StopIteration where there is none."""
    setting: ForesightSetting = next(iter(book.table("foresight_settings").values()))
    return setting


def get_foresight_years(book: EconomyBook) -> tuple[int, ...]:
    """The years that are projected."""
    setting = get_foresight_setting(book)
    return tuple(range(setting.first_year, setting.last_year + 1))


def get_alternative(book: EconomyBook, alternative: str = "") -> PopulationAlternative:
    """An alternative by its id, the municipality's own where it is empty. Raises KeyError."""
    found: PopulationAlternative = book.table("population_alternatives")[alternative or get_foresight_setting(book).alternative]
    return found


def get_counts(book: EconomyBook, year: int) -> Numbers:
    """Persons counted on 1 January of a year, by sex and age, shape (sexes, ages): all 0 where nothing is counted."""
    history = get_foresight_setting(book).history
    return spread_persons((one for one in book.table("population").values() if one.projection == history and one.year == year), "persons")


def get_population_inputs(book: EconomyBook, *, alternative: str = "", changes: Changes = ()) -> PopulationInputs:
    """Everything a projection needs, scaled to the totals that are known, where any are entered.

    The factors are those of the municipality's own alternative without changes: other alternatives and changes go on top of them.
    """
    free = get_free_inputs(book, alternative=alternative, changes=changes)
    if not book.table("population_targets"):
        return free
    own = get_free_inputs(book)
    return apply_scaling(free, own, calibrate_inputs(own, get_targets(book))[0])


def get_targets(book: EconomyBook) -> tuple[PopulationTarget, ...]:
    """The totals that are known."""
    return tuple(book.table("population_targets").values())


def get_free_inputs(book: EconomyBook, *, alternative: str = "", changes: Changes = ()) -> PopulationInputs:
    """The counts of the first year, and rates and flows of every year with the alternative's levels and the changes, before any calibration.

    A chance or share that a change brings above one is one; where more than all would move out, the two shares are cut alike.
    """
    setting, years, changes = get_foresight_setting(book), get_foresight_years(book), tuple(changes)
    chosen = get_alternative(book, alternative)

    def lever(name: str, component: str = "") -> Numbers:
        level = _get_level(book, component, getattr(chosen, component), years) if component else 1.0
        factor: Numbers = multiply_changes(changes, name, years) * level
        return factor[:, None, None]

    chance = spread_rates_by_year(book.table("mortality_rates").values(), "chance", years) * lever("mortality", "life_expectancy")
    out = [_get_out(book, flow, years) * lever(f"out_{flow}") for flow in ("domestic", "foreign")]
    too_many = np.maximum(out[0] + out[1], 1.0)
    return PopulationInputs(
        first_year=setting.first_year,
        base=get_counts(book, setting.first_year),
        fertility=_get_fertility(book, years) * lever("fertility", "fertility")[:, 0],
        survival=1.0 - np.minimum(chance, 1.0),
        out_domestic=out[0] / too_many,
        out_foreign=out[1] / too_many,
        in_domestic=_get_in(book, "domestic", years) * lever("in_domestic", "domestic"),
        in_foreign=_get_in(book, "foreign", years) * lever("in_foreign", "foreign"),
        in_housing=_get_net_movers(book, get_housing_homes(book, alternative=alternative, changes=changes)),
    )


def _get_level(book: EconomyBook, component: str, level: str, years: Sequence[int]) -> Numbers:
    """What a component is multiplied by at this level, shape (years,); one for the main level, and where nothing is entered."""
    rows = [one for one in book.table("component_levels").values() if (one.component, one.level) == (component, level)]
    if level in {MAIN, ""} or not rows:
        return np.ones(len(years))
    return interpolate_years({one.year: np.array(one.share / PPM) for one in rows}, years)


def _get_fertility(book: EconomyBook, years: Sequence[int]) -> Numbers:
    return spread_rates_by_year(book.table("fertility_rates").values(), "rate", years)[:, FEMALE]


def _get_out(book: EconomyBook, flow: str, years: Sequence[int]) -> Numbers:
    return spread_rates_by_year((one for one in book.table("out_migration").values() if one.flow == flow), "share", years)


def _get_in(book: EconomyBook, flow: str, years: Sequence[int]) -> Numbers:
    """Persons who move in by year, sex and age; none where nothing is entered."""
    persons = {one.year: np.array(float(one.persons)) for one in book.table("in_migration").values() if one.flow == flow}
    if not persons:
        return np.zeros((len(years), len(SEXES), AGES))
    profile = share_ages_by_year((one for one in book.table("in_migration_ages").values() if one.flow == flow), years)
    return interpolate_years(persons, years)[:, None, None] * profile


def get_housing_homes(book: EconomyBook, *, alternative: str = "", changes: Changes = ()) -> Sheet:
    """The sheet `housing_homes`: the homes of every area and type with the alternative's share of the programme and the changes of `housing`."""
    years, types, areas = get_foresight_years(book), book.table("dwelling_types"), book.table("population_areas")
    share = get_alternative(book, alternative).housing
    percent = [round(share * factor) for factor in multiply_changes(tuple(changes), "housing", years)]
    homes = list_homes(book.table("housing_programme"), years)
    names = [f"{areas[one.area].name}, {types[one.dwelling_type].name.lower()}" for one in homes]
    return make_housing_homes_sheet(homes, types, years, percent, names)


def _get_mover_profiles(book: EconomyBook) -> dict[str, Numbers]:
    rows = book.table("dwelling_movers").values()
    return {key: share_ages(one for one in rows if one.dwelling_type == key) for key in book.table("dwelling_types")}


def spread_movers(book: EconomyBook, homes: Sheet, line: Numbers) -> Numbers:
    """Persons of each subject of the sheet by year, sex and age of those who move into its type of home; shape (subjects, years, sexes, ages)."""
    profiles = _get_mover_profiles(book)
    types = [subject.removesuffix(f"{KEY_MARK}{area}") for subject, area in zip(homes.subjects, homes.groups, strict=True)]
    if not types:
        return np.zeros((0, len(homes.years), len(SEXES), AGES))
    return np.stack([line[at][:, None, None] * profiles[one] for at, one in enumerate(types)])


def _get_net_movers(book: EconomyBook, homes: Sheet) -> Numbers:
    return spread_movers(book, homes, homes.lines["persons"].astype(np.float64)).sum(axis=0)


def get_projected_areas(book: EconomyBook) -> dict[str, PopulationArea]:
    """The areas that are projected, by id: all of them, or none while those who live there are not the municipality (`areas-total`)."""
    areas, base = book.table("population_areas"), get_counts(book, get_foresight_setting(book).first_year)
    return dict(areas) if is_whole(spread_areas(book.table("area_population").values(), list(areas), base), base) else {}


def get_area_inputs(book: EconomyBook, base: Numbers, homes: Sheet) -> AreaInputs:
    """Who lives in each area and moves into its new homes, those of `get_projected_areas` in their order. The base adds up to the municipality's."""
    areas = list(get_projected_areas(book))
    shape = (len(areas), len(homes.years), len(SEXES), AGES)
    if not areas:
        return AreaInputs(*(np.zeros(one) for one in ((0, len(SEXES), AGES), shape, shape)))
    place = {key: at for at, key in enumerate(areas)}
    direct = homes.lines["direct"].astype(np.float64)
    outside = direct * homes.lines["outside"] / PPM
    split = {"from_outside": np.zeros(shape), "from_inside": np.zeros(shape)}
    at = [place[area] for area in homes.groups]
    np.add.at(split["from_outside"], at, spread_movers(book, homes, outside))
    np.add.at(split["from_inside"], at, spread_movers(book, homes, direct - outside))
    return AreaInputs(scale_to_whole(spread_areas(book.table("area_population").values(), areas, base), base), **split)
