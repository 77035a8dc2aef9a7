"""What is entered about the central revenues. Money in whole kroner of the price year, revenue positive; None where nothing is entered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaxBase:
    """The tax on income and wealth of an area («own» or «country») in the year the growth is counted from."""

    area: str
    base_year: int
    base_nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaxYear:
    """A year of an area's tax: stated outright in kroner, or by growth (parts per million) from the year before.

    `nominal_growth` is before the deflator is taken off, `real_growth` after; `population_growth` is on top where the growth is per inhabitant.
    `rule_change` is kroner that new rules add from this year on.
    """

    area: str
    year: int
    stated_nok: int | None = None
    nominal_growth: int | None = None
    real_growth: int | None = None
    population_growth: int | None = None
    rule_change_nok: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaxMonth:
    """The share of the year's tax (parts per million) that comes in a month, in the municipality and in the country, from a year on."""

    year: int
    month: int
    own_share: int
    country_share: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GrantYear:
    """A year of the block grant: inhabitants, the amounts per inhabitant, the whole country's extra compensation, and a grant stated outright.

    `stated_grant_nok` is a whole block grant reckoned elsewhere with `stated_tax_nok` as the municipality's own tax.
    """

    year: int
    population: int | None = None
    country_population: int | None = None
    per_inhabitant_nok: int | None = None
    need_per_inhabitant_nok: int | None = None
    country_extra_nok: int | None = None
    stated_grant_nok: int | None = None
    stated_tax_nok: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedCriterion:
    """The count of a criterion in the municipality and in the country, from a year on."""

    year: int
    criterion: str
    own_count: int
    country_count: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GrantPart:
    """A part of the block grant that is entered as it is: income guarantee, discretionary grant, growth grant, regional grant."""

    id: str
    name: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GrantAmount:
    """Kroner of a part of the block grant in a year; negative for a deduction."""

    part: str
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefugeeCohort:
    """Persons of a kind who are settled in a year."""

    kind: str
    settled: int
    persons: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefugeeRate:
    """Kroner per person of a kind in grant year `number` (1 is the year of settling), from a year on."""

    kind: str
    number: int
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compensation:
    """A grant from the state: `basis_nok` of debt at the start of `basis_year` whose interest it covers, less `instalment_nok` a year, of which
    it pays `covered_share` (parts per million); amounts stated year by year come on top."""

    id: str
    name: str
    kind: str
    basis_year: int | None = None
    basis_nok: int | None = None
    instalment_nok: int | None = None
    covered_share: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompensationAmount:
    """Kroner of a compensation in a year, stated outright."""

    compensation: str
    year: int
    nok: int
    source: str = ""
    note: str = ""
