"""Which dimension of a table is the place, the year and the indicator, and what its codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from veikart.calc.indicators import IndicatorCode, IndicatorPlace, IndicatorSource
from veikart.calc.plan_system import Indicator
from veikart.exchange.indicators.moments import read_moment
from veikart.exchange.indicators.table import IndicatorTable
from veikart.exchange.jsonstat import Category, Dimension
from veikart.exchange.population.roles import CONTENTS, REGION, YEAR, get_role, guess_role
from veikart.exchange.population.words import read_region
from veikart.rules.municipalities import list_codes_of

PLACE, INDICATOR, CHOSEN = "place", "indicator", "chosen"
_PLACE_WORDS = frozenset({"sted", "enhet", "skole", "barnehage", "bydel", "område", "virksomhet", "grunnkrets"})
_INDICATOR_WORDS = frozenset({"indikator", "nøkkeltall", "måltall", "måleindikator", "statistikkvariabel", "variabel", "overskrift"})
_YEAR_WORDS = frozenset({"tid", "år", "periode", "intervall", "tertial", "kvartal", "måned"})


@dataclass(frozen=True)
class TableMapping:
    """How a table is read: the dimensions by id (empty for none), what all numbers are where there is none, what codes mean (an id, empty where they
    are not read), and the one category that is read of each other dimension."""

    place: str = ""
    year: str = ""
    indicator: str = ""
    only_place: str = ""
    only_indicator: str = ""
    divisor: int = 1
    places: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    def others(self, table: IndicatorTable) -> list[Dimension]:
        """The dimensions with several categories that are neither place, year nor indicator."""
        return [one for one in table.dimensions if one.id not in {self.place, self.year, self.indicator} and len(one.categories) > 1]


def guess_mapping(
    table: IndicatorTable, indicators: Mapping[str, Indicator], places: Mapping[str, IndicatorPlace], known: TableMapping | None = None
) -> TableMapping:
    """How the table is read as far as that can be told by its words; what is `known` (of the same kind of file) stands before what is guessed."""
    mapping = known or TableMapping()
    mapping = replace(
        mapping,
        place=_id_of(table, mapping.place) or ("" if mapping.only_place else _find(table, REGION, _PLACE_WORDS)),
        year=_id_of(table, mapping.year) or _find_year(table),
        indicator=_id_of(table, mapping.indicator) or ("" if mapping.only_indicator else _find(table, CONTENTS, _INDICATOR_WORDS)),
    )
    taken = {mapping.place, mapping.year}
    if mapping.indicator in taken:
        mapping = replace(mapping, indicator="")
    guessed_places = {one.code: found for one in _categories(table, mapping.place) if (found := find_place(one, places))}
    guessed = {one.code: found for one in _categories(table, mapping.indicator) if (found := find_indicator(one, indicators))}
    chosen = {one.id: one.categories[0].code for one in mapping.others(table) if mapping.chosen.get(one.id) is None and _is_total(one)}
    mapping = replace(
        mapping,
        places={**guessed_places, **mapping.places},
        indicators={**guessed, **mapping.indicators},
        chosen={**chosen, **mapping.chosen},
        only_place=mapping.only_place or ("" if mapping.place else next((key for key, one in places.items() if one.kind == "own"), "")),
    )
    return mapping


def _id_of(table: IndicatorTable, key: str) -> str:
    found = table.dimension(key)
    return found.id if found else ""


def _find(table: IndicatorTable, role: str, words: frozenset[str]) -> str:
    named = (one.id for one in table.dimensions if get_role(one.id, one.label) == role or {one.id.casefold(), one.label.casefold()} & words)
    guessed = (one.id for one in table.dimensions if not get_role(one.id, one.label) and guess_role(one.categories) == role)
    return next(named, "") or (next(guessed, "") if role == REGION else "")


def _find_year(table: IndicatorTable) -> str:
    """The dimension that is called a time and has some, else the one where every category is one."""
    fits = {one.id: sum(bool(read_moment(each.code) or read_moment(each.label)) for each in one.categories) for one in table.dimensions}
    named = (one for one in table.dimensions if get_role(one.id, one.label) == YEAR or {one.id.casefold(), one.label.casefold()} & _YEAR_WORDS)
    whole = (one.id for one in table.dimensions if fits[one.id] == len(one.categories))
    return next((one.id for one in named if fits[one.id]), "") or next(whole, "")


def _is_total(dimension: Dimension) -> bool:
    """Whether the first category is all the others together, as statistics write it first."""
    first = dimension.categories[0]
    return first.label.casefold() in {"i alt", "alle", "totalt", "total", "begge kjønn", "alle aldre"}


def _categories(table: IndicatorTable, key: str) -> Iterable[Category]:
    dimension = table.dimension(key)
    return dimension.categories if dimension else ()


def find_place(category: Category, places: Mapping[str, IndicatorPlace]) -> str:
    """The id of the place that a category is, by its code or its name; a municipality by any number it has had. Empty where none is."""
    region = read_region(category.code, category.label)
    first, _space, rest = category.code.partition(" ")
    codes = {category.code.casefold(), category.label.casefold(), region.name.casefold(), *(list_codes_of(region.code) if region.code else ())}
    codes |= {first.casefold(), rest.casefold()} if first.isupper() and any(one.isdigit() for one in first) else set()
    for key, one in places.items():
        own = {one.id.casefold(), one.name.casefold(), *({one.code.casefold()} if one.code else ())}
        if codes & own:
            return key
    return ""


def find_indicator(category: Category, indicators: Mapping[str, Indicator]) -> str:
    """The id of the indicator that a category is, by its id or its name; empty where none is."""
    wanted = {category.code.casefold(), category.label.casefold()}
    return next((key for key, one in indicators.items() if wanted & {key.casefold(), one.name.casefold()}), "")


def keep_places(table: IndicatorTable, mapping: TableMapping) -> IndicatorTable:
    """The table with the cells of the places that the mapping knows; the same where it has no dimension of places, or knows none of them."""
    at = next((at for at, one in enumerate(table.dimensions) if one.id == mapping.place and mapping.place), None)
    known = {code for code, means in mapping.places.items() if means}
    if at is None or not known:
        return table
    kept = tuple(one for one in table.cells if one.codes[at] in known)
    categories = tuple(one for one in table.dimensions[at].categories if one.code in known)
    dimensions = (*table.dimensions[:at], replace(table.dimensions[at], categories=categories), *table.dimensions[at + 1 :])
    return replace(table, dimensions=dimensions, cells=kept) if kept else table


def read_source(source: IndicatorSource, codes: Iterable[IndicatorCode]) -> TableMapping:
    """The mapping that is kept for a kind of file."""
    own = [one for one in codes if one.reads == source.id]
    chosen = (one.code.partition(": ") for one in own if one.role == CHOSEN)
    return TableMapping(
        place=source.place_dimension,
        year=source.year_dimension,
        indicator=source.indicator_dimension,
        only_place=source.place,
        only_indicator=source.indicator,
        divisor=source.divisor or 1,
        places={one.code: one.means for one in own if one.role == PLACE},
        indicators={one.code: one.means for one in own if one.role == INDICATOR},
        chosen={dimension: category for dimension, _mark, category in chosen},
    )


def write_source(mapping: TableMapping, *, key: str, name: str, source: str) -> tuple[IndicatorSource, tuple[IndicatorCode, ...]]:
    """The rows that keep a mapping."""
    row = IndicatorSource(
        key, name, mapping.place, mapping.year, mapping.indicator, mapping.only_indicator, mapping.only_place,
        mapping.divisor if mapping.divisor > 1 else None, source,
    )  # fmt: skip
    codes = [IndicatorCode(key, PLACE, code, means) for code, means in mapping.places.items()]
    codes += [IndicatorCode(key, INDICATOR, code, means) for code, means in mapping.indicators.items()]
    codes += [IndicatorCode(key, CHOSEN, f"{dimension}: {category}") for dimension, category in mapping.chosen.items()]
    return row, tuple(codes)
