"""The rows of a plan system: one dataclass per table. Texts are empty and numbers and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanSystemName:
    """Whose plan system it is; one row."""

    id: str
    name: str
    municipality: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A council term: when the council was constituted and when the next one is."""

    id: str
    name: str
    constituted: date
    ends: date


@dataclass(frozen=True, slots=True)
class Level:
    """The municipality's own word for a kind of element, in singular and plural."""

    kind: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """A sector, programme area, unit or committee; `closed` is the first day it is no more."""

    id: str
    name: str
    kind: str
    closed: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a unit stands from a day on: its parent, the committee it answers to, and its new name where that changed."""

    unit: str
    valid_from: date
    parent: str = ""
    committee: str = ""
    name: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in the register. `level` and `treatment` are empty where the type's own hold."""

    id: str
    name: str
    type: str
    level: str = ""
    treatment: str = ""
    parent: str = ""
    owner: str = ""
    role: str = ""
    adopted: date | None = None
    case: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    revision_due: date | None = None
    status: str = ""
    url: str = ""
    position: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """Anything in the goal chain, the roadmap or a chain of consequences; `plan` is where it comes from, `retired` the first day it is no more."""

    id: str
    kind: str
    name: str
    number: str = ""
    text: str = ""
    plan: str = ""
    owner: str = ""
    role: str = ""
    status: str = ""
    due: date | None = None
    year: int | None = None
    retired: date | None = None
    position: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An element serves the one above. The link with the lowest position is the place it is shown in full."""

    element: str
    parent: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """A plan fetches an element from the plan where it began: same id, same name, its own number in this plan."""

    plan: str
    element: str
    number: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """What an element came from: renumbered, renamed, split, merged, moved, replaced or retired, and when. `origin` is the old element's id;
    for renumbering and renaming it is the element's own, with what it was called before."""

    element: str
    origin: str
    date: date
    change: str
    before: str = ""
    case: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SustainabilityTag:
    """An element and a UN goal («11») or target («11.3»)."""

    element: str
    target: str


@dataclass(frozen=True, slots=True)
class DimensionTag:
    """An element and one of the three dimensions."""

    element: str
    dimension: str


@dataclass(frozen=True, slots=True)
class MeasureLink:
    """A measure in the budget serves an element; `share_percent` of its amounts where a share is stated, shared where it is not."""

    measure: str
    element: str
    share_percent: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured and how: `table` and `row` are where the document prints it, `direction` (up, down, within or empty) is where it should go.

    `decimals` are those it is published with (None is none). `expression` is the formula the engine works out, `formula` the same in words; an
    indicator without an expression has values of its own. `kind` is empty, or quantity for a figure that is only there for others to be worked out
    from. `owner` is a unit; `base_year` is what the mean of the last three years is held against; the direction is wanted from `aim_from` to
    `aim_to`.
    """

    id: str
    name: str
    unit: str = ""
    direction: str = ""
    table: str = ""
    row: str = ""
    source: str = ""
    kind: str = ""
    decimals: int | None = None
    formula: str = ""
    expression: str = ""
    owner: str = ""
    frequency: str = ""
    base_year: int | None = None
    aim_from: int | None = None
    aim_to: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorLink:
    """An indicator measures an element."""

    indicator: str
    element: str


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """What an indicator should be in a year, as people write it («< 2 %», «3–5», «ikke høyere enn året før»); to `until` where it holds for more."""

    indicator: str
    year: int
    target: str
    until: int | None = None
    decided: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a report says of an element."""

    element: str
    report: str
    date: date | None = None
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Influence:
    """One element or consequence strengthens (+) or weakens (-) another: strength 1 to 3, lag in years, evidence, and who says so."""

    source: str
    target: str
    sign: str
    strength: int | None = None
    lag_years: int | None = None
    evidence: str = ""
    said_by: str = ""
