"""The municipality's plan system as rows: plans, elements, and the links between them."""

from veikart.calc.plan_system.effort import spread_person_months
from veikart.calc.plan_system.land_use_rows import Area, HomeAim, HomeCount
from veikart.calc.plan_system.moving import link_key, move_link
from veikart.calc.plan_system.rows import (
    ChainLink,
    Descent,
    DimensionTag,
    Element,
    Fetch,
    Indicator,
    IndicatorLink,
    IndicatorTarget,
    Influence,
    Level,
    MeasureLink,
    Placement,
    Plan,
    PlanSystemName,
    PlanUnit,
    ReportLine,
    SustainabilityTag,
    Term,
)
from veikart.calc.plan_system.strategy_rows import PlanAssessment, Process, ProcessStep, WheelEvent
from veikart.calc.plan_system.system import PlanSystem

__all__ = [
    "Area",
    "ChainLink",
    "Descent",
    "DimensionTag",
    "Element",
    "Fetch",
    "HomeAim",
    "HomeCount",
    "Indicator",
    "IndicatorLink",
    "IndicatorTarget",
    "Influence",
    "Level",
    "MeasureLink",
    "Placement",
    "Plan",
    "PlanAssessment",
    "PlanSystem",
    "PlanSystemName",
    "PlanUnit",
    "Process",
    "ProcessStep",
    "ReportLine",
    "SustainabilityTag",
    "Term",
    "WheelEvent",
    "link_key",
    "move_link",
    "spread_person_months",
]
