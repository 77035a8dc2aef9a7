"""What is entered about the long economy: its lines, what it begins from, its limits, scenarios and uncertainties.

Money is whole kroner of the plan's price year, shares and rates whole parts per million; None where nothing is entered.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """A line of operations: where the programme has it (`figure`, an address without the year) and what drives it after the plan.

    `group` says what it is (one of GROUPS), `driver` what it follows (one of DRIVERS), `service` the service whose users it follows. `follow` is
    the share that follows, `wage_share` the share that is wages, `growth` real growth a year after the plan. `sign` is -1 where the figure
    has the opposite sign of a revenue or expense that is positive.
    """

    id: str
    name: str
    group: str
    driver: str
    figure: str = ""
    sign: int = 1
    service: str = ""
    follow: int = 1_000_000
    wage_share: int = 0
    growth: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutlookFigure:
    """Where the programme has one of the figures that the long economy begins from (`item`, one of FIGURES)."""

    item: str
    figure: str
    sign: int = 1
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutlookAmount:
    """An amount entered for a year of the plan where no programme has it: of a line of operations, or of a figure by its item."""

    subject: str
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutlookLimit:
    """A limit: the least or most (`side`) that a measure may be from `first_year` to `last_year`, in kroner or as a share as the measure is.

    `rule` is the id of the rule of law it is from, empty where it is a target of the municipality's own.
    """

    id: str
    name: str
    measure: str
    side: str
    value_nok: int | None = None
    value_share: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    rule: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LongInvestment:
    """What an area invests in a year after the plan: gross, the grants towards it, and what it costs to run a year from the year after."""

    area: str
    year: int
    gross_nok: int
    name: str = ""
    grants_nok: int = 0
    running_nok: int = 0
    last_year: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named future: a population alternative (the municipality's own where empty) and changes of levers."""

    id: str
    name: str
    alternative: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioPart:
    """A scenario that another one is put together of."""

    scenario: str
    part: str


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """A lever that a scenario changes from `first_year` to `last_year` (to the end where None), by `value` as a LeverChange has it."""

    scenario: str
    lever: str
    first_year: int
    value: int
    last_year: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How far a lever may move in a year: `spread` is a standard deviation (of the logarithm where the lever is multiplied), `persistence` how
    much of a year's deviation is left the year after. `national` is "yes" where it moves alike in every municipality."""

    lever: str
    spread: int
    persistence: int = 0
    national: str = "no"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class UncertaintyCorrelation:
    """How two levers move together, from -1 to 1 in parts per million."""

    first: str
    second: str
    correlation: int
    source: str = ""
    note: str = ""
