"""Findings about what a population is projected from: the counts, the rates, those who move, the homes and the areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.population import AGES, SEXES
from veikart.calc.population.areas import is_whole, spread_areas
from veikart.calc.population.rows import ForesightSetting
from veikart.calc.population.spreading import SEX_PLACE, get_last_age, spread_persons, spread_rates
from veikart.calc.values import PPM
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.municipalities import find_code
from veikart.rules.tables import format_percent, stops
from veikart.rules.words import format_count
from veikart.rules.words.sentences import list_years

MOST_YEARS = 40
LEAST_LEAVING = 50_000
"""The least share of homes, parts per million, that gets somebody from outside or a new household: or the chain of homes hardly ends."""
MOST_MOVERS = 0.25
"""Those the new homes bring in a year, as a share of the population of the first year."""
ROUNDING = 1_000
"""How far shares may be from 100 per cent before it is said, parts per million."""
BANDED = ("fertility_rates", "mortality_rates", "out_migration", "in_migration_ages", "dwelling_movers", "area_population")
"""Tables where each age stands once for each sex and whatever else is in the key."""
NEEDED = {"fertility_rates": "rates-missing", "mortality_rates": "rates-missing", "out_migration": "flow-missing", "in_migration": "flow-missing"}
COMPONENTS = ("fertility", "life_expectancy", "domestic", "foreign")


def check_population(book: EconomyBook) -> Iterator[Finding]:
    """What the projection cannot be worked out from, and what it would be wrong with. Nothing where no settings of foresight are entered."""
    settings = book.table("foresight_settings")
    if not settings:
        return
    found = [*_check_settings(settings), *_check_ages(book)]
    yield from found
    if stops(found):
        return
    setting: ForesightSetting = next(iter(settings.values()))
    yield from _check_counts(book, setting)
    yield from _check_rates(book)
    yield from _check_moving(book)
    yield from _check_alternatives(book)
    yield from _check_homes(book, setting)
    yield from _check_areas(book, setting)


def _at(table: str, key: str = "", field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _check_settings(settings: Mapping[str, ForesightSetting]) -> Iterator[Finding]:
    if len(settings) != 1:
        yield make_finding("foresight-settings", _at("foresight_settings", next(reversed(settings))), found=str(len(settings)))
    for key, one in settings.items():
        if not 1 <= one.last_year - one.first_year + 1 <= MOST_YEARS:
            words = {"first": str(one.first_year), "second": str(one.last_year), "expected": str(MOST_YEARS)}
            yield make_finding("foresight-years", _at("foresight_settings", key, "last_year"), **words)
        yield from _check_municipality(one.municipality, _at("foresight_settings", key, "municipality"))


def _check_municipality(code: str, place: Place) -> Iterator[Finding]:
    """The number is the one the municipality has now: the draws are made from it, and the counts have the borders of now."""
    if len(code) != 4 or not code.isdigit():
        yield make_finding("foresight-municipality", place, found=code)
        return
    now = find_code(code, date.max)
    if now is None:
        yield make_finding("foresight-municipality-unknown", place, found=code)
    elif now.code != code:
        day = now.changes[-1].day
        expected = f"{now.code} ({now.name})" if now.code else f"et nytt: {now.name} ble slått sammen med andre, eller delt"
        yield make_finding("foresight-municipality-old", place, found=code, expected=expected, date=f"{day:%d.%m.%Y}")


def _check_ages(book: EconomyBook) -> Iterator[Finding]:
    """Ages the wrong way round, and ages that stand twice."""
    for table in (*BANDED, "age_bands"):
        for key, one in book.table(table).items():
            if one.age_to is not None and one.age_to < one.age_from:
                yield make_finding("ages-order", _at(table, key, "age_to"), first=str(one.age_from), second=str(one.age_to))
    for table in BANDED:
        for rows in _group(book, table).values():
            for key in _find_overlaps(rows):
                name = get_economy_tables()[table].name
                yield make_finding("ages-overlap", _at(table, key, "age_from"), name=name, found=str(rows[key].age_from))


def _group(book: EconomyBook, table: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The rows of a table with the same key apart from age and sex."""
    fields = [one for one in get_economy_tables()[table].key if one not in {"age_from", "sex"}]
    found: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for key, row in book.table(table).items():
        found[tuple(getattr(row, one) for one in fields)][key] = row
    return found


def _find_overlaps(rows: Mapping[str, Any]) -> Iterator[str]:
    """The rows that hold ages another row before them holds."""
    taken = np.zeros((len(SEXES), AGES), dtype=bool)
    for key, row in rows.items():
        part = taken[SEX_PLACE[getattr(row, "sex", "")], row.age_from : get_last_age(row) + 1]
        if part.any():
            yield key
        part[:] = True


def _check_counts(book: EconomyBook, setting: ForesightSetting) -> Iterator[Finding]:
    """The first year is counted, every age of it, and for each sex by single year."""
    rows = [one for one in book.table("population").values() if (one.projection, one.year) == (setting.history, setting.first_year)]
    place, name = _at("foresight_settings", setting.id, "history"), book.table("population_projections")[setting.history].name
    words = {"name": name, "year": str(setting.first_year)}
    if not sum(one.persons for one in rows):
        yield make_finding("foresight-counts", place, **words)
    elif missing := _list_missing(rows):
        yield make_finding("foresight-counts-ages", place, found=_name_ages(missing), **words)
    elif any(not one.sex or one.age_from != get_last_age(one) for one in rows):
        yield make_finding("foresight-counts-bands", place, **words)


def _list_missing(rows: Sequence[Any]) -> list[int]:
    """The ages that no row holds for one sex or the other."""
    held = np.zeros((len(SEXES), AGES), dtype=bool)
    for row in rows:
        held[SEX_PLACE[row.sex], row.age_from : get_last_age(row) + 1] = True
    return [int(age) for age in np.flatnonzero(~held.all(axis=0))]


def _name_ages(ages: Sequence[int]) -> str:
    return f"{ages[0]} år" if len(ages) == 1 else f"{ages[0]}–{ages[-1]} år"


def _check_rates(book: EconomyBook) -> Iterator[Finding]:
    """Rates for every age, and no more who move out than there are."""
    for table, code in NEEDED.items():
        if not book.table(table):
            yield make_finding(code, _at(table), name=get_economy_tables()[table].name)
    for (year,), rows in _group(book, "mortality_rates").items():
        if missing := _list_missing(list(rows.values())):
            yield make_finding("rates-ages", _at("mortality_rates", next(iter(rows))), year=str(year), found=_name_ages(missing))
    shares: dict[str, Any] = defaultdict(lambda: np.zeros((len(SEXES), AGES)))
    for (flow, _), rows in _group(book, "out_migration").items():
        shares[flow] = np.maximum(shares[flow], spread_rates(rows.values(), "share"))
    total = sum(shares.values(), start=np.zeros((len(SEXES), AGES))).max(axis=0)
    if total.max() > 1:
        most = int(total.argmax())
        yield make_finding("out-share", _at("out_migration"), name=f"{most} år", found=format_percent(round(float(total[most]) * PPM)))


def _check_moving(book: EconomyBook) -> Iterator[Finding]:
    """Ages of those who move in, wherever somebody does, and shares that are the whole."""
    flows = {one.flow for one in book.table("in_migration").values() if one.persons}
    words = get_economy_tables()["in_migration"].fields["flow"].words
    profiles = _group(book, "in_migration_ages")
    for flow in sorted(flows - {one for one, _ in profiles}):
        yield make_finding("movers-ages", _at("in_migration_ages"), name=words[flow])
    for (flow, year), rows in profiles.items():
        yield from _check_sum("in_migration_ages", rows, f"{words[flow]}, {year}")
    types, movers = book.table("dwelling_types"), _group(book, "dwelling_movers")
    for key, one in types.items():
        if (key,) not in movers:
            yield make_finding("movers-ages", _at("dwelling_types", key), name=one.name)
        else:
            yield from _check_sum("dwelling_movers", movers[key,], one.name)


def _check_sum(table: str, rows: Mapping[str, Any], name: str) -> Iterator[Finding]:
    total = sum(one.share for one in rows.values())
    place = _at(table, next(iter(rows)), "share")
    if not total:
        yield make_finding("movers-ages", place, name=name)
    elif abs(total - PPM) > ROUNDING:
        yield make_finding("movers-sum", place, name=name, found=format_percent(total))


def _check_alternatives(book: EconomyBook) -> Iterator[Finding]:
    """Every level that an alternative asks for is entered."""
    known = {(one.component, one.level) for one in book.table("component_levels").values()} | {(one, "main") for one in COMPONENTS}
    fields = get_economy_tables()["population_alternatives"].fields
    for key, row in book.table("population_alternatives").items():
        for component in COMPONENTS:
            level = getattr(row, component)
            if level and (component, level) not in known:
                words = {"found": fields[component].words[level], "kind": fields[component].label}
                yield make_finding("level-missing", _at("population_alternatives", key, component), name=row.name, **words)


def _check_homes(book: EconomyBook, setting: ForesightSetting) -> Iterator[Finding]:
    """Chains of homes that end, years in order and without gaps, and no more homes than the municipality can take."""
    wrong = []
    for key, one in book.table("dwelling_types").items():
        total = one.outside_share + one.new_share
        if not LEAST_LEAVING <= total <= PPM:
            words = {"first": format_percent(LEAST_LEAVING), "found": format_percent(total)}
            wrong.append(make_finding("dwelling-shares", _at("dwelling_types", key, "outside_share"), name=one.name, **words))
    for key, one in book.table("housing_programme").items():
        if one.last_year is not None and one.last_year < one.year:
            words = {"first": str(one.year), "second": str(one.last_year)}
            wrong.append(make_finding("housing-years", _at("housing_programme", key, "last_year"), **words))
    yield from wrong
    if not wrong:
        yield from _check_programme(book, setting)


def _check_programme(book: EconomyBook, setting: ForesightSetting) -> Iterator[Finding]:
    years, types = range(setting.first_year, setting.last_year + 1), book.table("dwelling_types")
    moved, built = dict.fromkeys(years, 0.0), set()
    most = max((one.housing for one in book.table("population_alternatives").values()), default=PPM) / PPM
    for row in book.table("housing_programme").values():
        last = row.year if row.last_year is None else row.last_year
        kind = types[row.dwelling_type]
        net = kind.persons_per_100 / 100 * kind.outside_share / (kind.outside_share + kind.new_share)
        for year in set(years) & set(range(row.year, last + 1)):
            moved[year] += row.dwellings * net * most
            built.add(year)
    base = sum(one.persons for one in book.table("population").values() if (one.projection, one.year) == (setting.history, setting.first_year))
    year, persons = max(moved.items(), key=lambda item: abs(item[1]))
    if base and abs(persons) > MOST_MOVERS * base:
        words = {"year": str(year), "found": format_count(round(abs(persons))), "expected": format_count(round(MOST_MOVERS * base))}
        yield make_finding("housing-many", _at("housing_programme"), **words)
    if built and len(built) < len(years):
        yield make_finding("housing-gap", _at("housing_programme"), found=list_years(sorted(set(years) - built)))


def _check_areas(book: EconomyBook, setting: ForesightSetting) -> Iterator[Finding]:
    """Every row says one thing, every area has somebody or gets homes, and the areas are the municipality."""
    wrong = [
        make_finding("area-row", _at("area_population", key, "share"), name=book.table("population_areas")[one.area].name)
        for key, one in book.table("area_population").items()
        if (one.persons is None) == (one.share is None)
    ]
    yield from wrong
    areas, rows = book.table("population_areas"), list(book.table("area_population").values())
    for key in areas.keys() - {one.area for one in rows} - {one.area for one in book.table("housing_programme").values()}:
        yield make_finding("area-empty", _at("population_areas", key), name=areas[key].name)
    if wrong or not areas:
        return
    counted = (one for one in book.table("population").values() if (one.projection, one.year) == (setting.history, setting.first_year))
    base = spread_persons(counted, "persons")
    parts = spread_areas(rows, list(areas), base)
    if not is_whole(parts, base):
        persons, whole = round(float(parts.sum())), round(float(base.sum()))
        words = {"found": format_count(persons), "expected": format_count(whole), "first": format_count(abs(persons - whole))}
        yield make_finding("areas-total", _at("area_population"), **words, second="få" if persons < whole else "mange")
