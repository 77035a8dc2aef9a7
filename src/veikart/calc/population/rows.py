"""What is entered about the population of one municipality: rates, flows, homes, areas. Shares and rates are whole parts per million.

Ages are whole years at the end of the year, both ends of a row included; `age_to` is None to the oldest, `sex` is empty for both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForesightSetting:
    """One row: whose population is projected, the projection of `population_projections` that holds the counts (persons on 1 January),
    the years projected, the alternative that is the municipality's own, and how the draws are made. `outcome` is a projection with what was
    counted later: it is shown, and never used."""

    id: str
    municipality: str
    history: str
    first_year: int
    last_year: int
    alternative: str
    draws: int = 1_000
    seed: int = 1
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgeBand:
    """A group of ages that the municipality follows."""

    id: str
    name: str
    age_from: int
    age_to: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FertilityRate:
    """Births per woman in the year, by her age."""

    year: int
    age_from: int
    rate: int
    age_to: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class MortalityRate:
    """The chance of dying in the year."""

    year: int
    age_from: int
    chance: int
    sex: str = ""
    age_to: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class OutMigration:
    """The share of those who live through the year that move out: to other municipalities or abroad, by `flow`."""

    flow: str
    year: int
    age_from: int
    share: int
    sex: str = ""
    age_to: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class InMigration:
    """Persons who move in during a year, apart from those the new homes bring: from other municipalities or from abroad, by `flow`."""

    flow: str
    year: int
    persons: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InMigrationAge:
    """The share of those who move in that are of this sex and these ages."""

    flow: str
    year: int
    age_from: int
    share: int
    sex: str = ""
    age_to: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ComponentLevel:
    """What a component is at a high or low level, as a share of the main one. For life expectancy it is the chance of dying that is shared."""

    component: str
    level: str
    year: int
    share: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class PopulationAlternative:
    """An alternative: the level of each component, and homes as a share of the programme."""

    id: str
    name: str
    fertility: str = "main"
    life_expectancy: str = "main"
    domestic: str = "main"
    foreign: str = "main"
    housing: int = 1_000_000
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DwellingType:
    """A type of home: persons per 100 homes, the share of those who move in that come from outside, and the share that are new households from
    inside, who leave no empty home."""

    id: str
    name: str
    persons_per_100: int
    outside_share: int
    new_share: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DwellingMover:
    """The share of those who move into a type of home that are of this sex and these ages."""

    dwelling_type: str
    age_from: int
    share: int
    sex: str = ""
    age_to: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class HousingYear:
    """Homes completed each year from `year` to `last_year` (only `year` where None); negative where homes go out of use."""

    area: str
    dwelling_type: str
    year: int
    dwellings: int
    last_year: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PopulationArea:
    """A part of the municipality; the parts together are the whole."""

    id: str
    name: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AreaPopulation:
    """Who lives in an area on 1 January of the first year: persons counted there, or a share of the municipality's persons of these ages."""

    area: str
    age_from: int
    sex: str = ""
    age_to: int | None = None
    persons: int | None = None
    share: int | None = None
    source: str = ""
