"""The rows of indicators in the follow-up: values by place and year, the places, and what a group is made of. Definitions stand in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IndicatorPlace:
    """Somewhere an indicator has values: the municipality itself (kind own), a unit, an area, another municipality, a group or the country.

    `code` is what statistics call it («0219», «EKG10»); `unit` is the unit of the plan it is. `mean` says how the value of a group is worked out
    from its members (unweighted, weighted by the indicator `weights`, or empty where the group has published values of its own).
    """

    id: str
    name: str
    kind: str
    code: str = ""
    unit: str = ""
    mean: str = ""
    weights: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonMember:
    """A place is in a group, from and to a year, both included, where they are said."""

    group: str
    member: str
    year_from: int | None = None
    year_to: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value as it was published on a day (`vintage`). `value` is whole millionths, None where there is none, which is never zero.

    `period` is empty for the year, else t1–t3, q1–q4 or m01–m12. `state` is empty, or missing, not_published, not_comparable or suppressed; one that
    is not comparable may have a value, which is shown and left out of means and changes.
    """

    indicator: str
    place: str
    year: int
    period: str
    vintage: date
    value: int | None = None
    state: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSource:
    """A kind of file that values are read from, and which of its columns or dimensions says what.

    Where there is none for it, `indicator` and `place` say what all values are of. `divisor` is what the numbers in the file are divided by (None is
    1), `source` what the values are said to come from.
    """

    id: str
    name: str
    place_dimension: str = ""
    year_dimension: str = ""
    indicator_dimension: str = ""
    indicator: str = ""
    place: str = ""
    divisor: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorCode:
    """What a word or code in a file means: `role` is place, indicator or chosen (the only category of another dimension that is read), `means` an
    id, empty where it is not to be read."""

    reads: str
    role: str
    code: str
    means: str = ""
