"""The rows of the investment programme."""

from __future__ import annotations

from dataclasses import dataclass

RUNNING_FRAME, COMPLETED = "running_frame", "completed"
"""Stages: what is spent every year and taken in use the same year, and what is finished."""
FIXED = "fixed"
"""Amounts in the kroner of the project's price year."""
SELF_FINANCING = ("water_sewage_waste", "housing", "lending")
"""Groups where users pay for the loans."""
GROUPS = ("non_self_financing", *SELF_FINANCING)


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the budget unit it belongs to, how far the decision has come, its group, and what it costs and gives.

    The years of the decision points are None where they are not set. `frame_nok`, `spent_before_nok` and the yearly amounts are whole kroner with
    value added tax, positive, in the kroner of `price_year` where `price_basis` is «fixed», else in the kroner of the year they are spent. Shares
    are parts per million: `vat_share` of the gross amount that is compensated, `land_share` of the cost that is land. `lifetime` is a number of
    years as text, empty for what is not depreciated. Running costs and savings are kroner a year in the kroner of the price year, `area_m2` square
    metres, and `construction_tonnes` tonnes of CO2 equivalents.
    """

    id: str
    name: str
    unit: str
    stage: str
    group: str
    idea_year: int | None = None
    concept_year: int | None = None
    decision_year: int | None = None
    start_year: int | None = None
    completion_year: int | None = None
    frame_nok: int | None = None
    spent_before_nok: int | None = None
    price_basis: str = FIXED
    price_year: int | None = None
    vat_share: int | None = None
    lifetime: str = ""
    land_share: int | None = None
    capacity: int | None = None
    capacity_unit: str = ""
    area_m2: int | None = None
    fdv_per_m2: int | None = None
    other_running_nok: int | None = None
    saving_nok: int | None = None
    construction_tonnes: int | None = None
    goal: str = ""
    source: str = ""
    note: str = ""

    @property
    def points(self) -> tuple[tuple[str, int | None], ...]:
        """The fields of the decision points with their years, in the order they come."""
        return tuple((name, getattr(self, name)) for name in POINTS)


POINTS = ("idea_year", "concept_year", "decision_year", "start_year", "completion_year")
"""The fields of the decision points: idea, concept (BP1), decision (BP2), execution, completion."""


@dataclass(frozen=True, slots=True)
class ProjectYear:
    """What is spent on a project in a year: whole kroner with value added tax, positive."""

    project: str
    year: int
    amount_nok: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProjectGrant:
    """What somebody gives to a project in a year: whole kroner, positive, in the price level of the project's amounts."""

    project: str
    year: int
    giver: str
    amount_nok: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProjectSale:
    """What is sold in connection with a project in a year: whole kroner, positive, in the price level of the project's amounts."""

    project: str
    year: int
    amount_nok: int
    source: str = ""
