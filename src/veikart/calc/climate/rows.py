"""What is entered about the climate: emissions that were, the budget of those to come, and what is done about them.

Emissions are whole millionths of a tonne of CO2 equivalents (what a row holds of a number with decimals), shares are parts per million, money
is whole kroner. None, or an empty text, is what nobody has entered: it is not zero.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClimateVintage:
    """A publication of the statistics: every figure in it is worked out by the same method. `published` is the year, None where it is not told."""

    id: str
    name: str
    published: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClimateConversion:
    """What tonnes of one vintage are multiplied by (`factor`, parts per million) to be counted in a budget of another: declared, never implied."""

    vintage: str
    to_vintage: str
    factor: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmissionSource:
    """What the emissions come from, and the sector it belongs to."""

    id: str
    name: str
    sector: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Emission:
    """The emissions of a municipality (its number in the file) from a source in a year, all gases together, by the method of the vintage."""

    vintage: str
    municipality: str
    emission_source: str
    year: int
    tonnes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmissionInhabitants:
    """The inhabitants that a year's emissions are divided between."""

    municipality: str
    year: int
    persons: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClimateBudget:
    """A climate budget: of which municipality, in the numbers of which vintage, against which base year, and the year the path begins in."""

    id: str
    name: str
    municipality: str
    vintage: str
    base_year: int
    start_year: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClimateTarget:
    """How much less than in the base year the emissions are to be in a year: `reduction` is parts per million of the base year's."""

    budget: str
    year: int
    reduction: int
    name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClimateGrowth:
    """What makes emissions rise or fall without measures, from `from_year` (nothing yet) to `to_year`.

    By its method: `change` is `tonnes` in all over the years, on a straight line; `rate` is a share a year of the source's emissions; `population`
    is the growth of the projection's inhabitants, times `follows`.
    """

    id: str
    budget: str
    number: int
    name: str
    emission_source: str
    vintage: str
    method: str
    from_year: int
    to_year: int
    tonnes: int | None = None
    rate: int | None = None
    projection: str = ""
    follows: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClimateMeasure:
    """A measure: what it reduces a year when it works fully, either as `tonnes` or as `amount` times `use` times `reduction` times `factor`
    (kilograms per unit) over 1 000; None in all of them is an effect nobody has told.

    The effect grows in equal steps from `start_year` to `full_year` and ends after `last_year`. `low` and `high` are parts per million of what is
    expected. A measure that is `part_of` another is within that one's effect, and is not counted again. `costs_known` is yes where every cost is
    entered.
    """

    id: str
    budget: str
    number: int
    name: str
    emission_source: str
    vintage: str
    level: str
    decided: str
    status: str
    start_year: int
    full_year: int | None = None
    last_year: int | None = None
    tonnes: int | None = None
    amount: int | None = None
    amount_unit: str = ""
    use: int | None = None
    reduction: int | None = None
    factor: int | None = None
    low: int | None = None
    high: int | None = None
    part_of: str = ""
    category: str = ""
    goal: str = ""
    unit: str = ""
    programme_measure: str = ""
    costs_known: str = ""
    link: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClimateEffect:
    """What a measure reduces in a year, `tonnes`, where that is told year by year; it holds until the next one that is told."""

    measure: str
    year: int
    tonnes: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClimateCost:
    """What a measure costs the municipality in a year, whole kroner, savings negative; `kind` is operation or investment."""

    measure: str
    year: int
    kind: str
    nok: int
    programme_measure: str = ""
    source: str = ""
