"""What is entered about the order of investments. Money is whole kroner of the plan's price year, shares whole parts per million."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScheduleProject:
    """A project that may be moved: one of the investment programme (`project`), with the years and kroner it has there, or one for the years after
    the plan, with `cost_nok` over `building_years`, evenly where no ScheduleCost says otherwise.

    `need_year` is the first year it is needed in use; where it is empty and `need_service` is there, the first year that service (in `need_area`)
    has too few places. `planned_year` is the year it is to begin as things stand today. `frame` is the area of the long investments whose frame
    it is paid from, until `is_taken` says that it has been taken out of it.
    """

    id: str
    name: str
    unit: str
    project: str = ""
    cost_nok: int | None = None
    building_years: int | None = None
    earliest_year: int | None = None
    latest_year: int | None = None
    is_must: str = "no"
    need_year: int | None = None
    need_service: str = ""
    need_area: str = ""
    weight: int | None = None
    running_nok: int | None = None
    saving_nok: int | None = None
    life: int | None = None
    loan_share: int | None = None
    grant_share: int | None = None
    group: str = ""
    planned_year: int | None = None
    frame: str = ""
    is_taken: str = "no"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleCost:
    """What a project costs in a year of building (1 is the first)."""

    project: str
    step: int
    amount_nok: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleTie:
    """How a project depends on another: `kind` is after, exclusive or together, `gap` the years between, for after."""

    project: str
    other: str
    kind: str
    gap: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleCapacity:
    """What can be carried out in a year, from `first_year` to `last_year`: kroner, and projects that begin. Of one group, or of everything where it
    is empty."""

    id: str
    name: str
    group: str = ""
    first_year: int | None = None
    last_year: int | None = None
    amount_nok: int | None = None
    starts: int | None = None
    source: str = ""
    note: str = ""
