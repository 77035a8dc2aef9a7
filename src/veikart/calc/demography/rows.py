"""What is entered about the population and the services that follow it. Money in whole kroner of the price year; None where nothing is entered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Projection:
    """A population, counted or projected: whose it is and where it is from."""

    id: str
    name: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Population:
    """Persons in a year of age from `age_from` to `age_to`, both included; to the oldest where `age_to` is None. `sex` is empty for both."""

    projection: str
    year: int
    age_from: int
    sex: str = ""
    age_to: int | None = None
    persons: int = 0


@dataclass(frozen=True, slots=True)
class DemographyService:
    """A service whose budget follows the population: `base_budget_nok` of the year `base_year`, expense positive.

    `share` is the part of the budget that follows (parts per million); None for the dated rate of the kind.
    """

    id: str
    name: str
    kind: str
    projection: str
    base_year: int
    base_budget_nok: int
    unit: str = ""
    share: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """How much people of an age use a service: `use` is weighted users per inhabitant in parts per million, `cost_nok` kroner per user a year."""

    service: str
    age_from: int
    use: int
    age_to: int | None = None
    cost_nok: int | None = None
    source: str = ""
    note: str = ""
