"""The best order of investments: when each project should begin, so that limits hold and as few as possible wait."""

from veikart.calc.schedule.conflicts import Conflict
from veikart.calc.schedule.effects import Effects, work_out_effects
from veikart.calc.schedule.model import Model, Room, make_model
from veikart.calc.schedule.planning import Schedule, find_schedule, get_values, order_model
from veikart.calc.schedule.problem import (
    AFTER,
    DEBT,
    EXCLUSIVE,
    INVESTMENT,
    KINDS,
    LIQUIDITY,
    OBJECTIVES,
    RESERVE,
    RESULT,
    STARTS,
    TOGETHER,
    Candidate,
    Dependency,
    Limit,
    Path,
    Problem,
    get_delay,
    list_starts,
)
from veikart.calc.schedule.rooms import Gain, Price
from veikart.calc.schedule.solving import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Effort, Progress

__all__ = [
    "AFTER",
    "DEBT",
    "EXCLUSIVE",
    "FEASIBLE",
    "INFEASIBLE",
    "INVESTMENT",
    "KINDS",
    "LIQUIDITY",
    "OBJECTIVES",
    "OPTIMAL",
    "RESERVE",
    "RESULT",
    "STARTS",
    "TOGETHER",
    "UNKNOWN",
    "Candidate",
    "Conflict",
    "Dependency",
    "Effects",
    "Effort",
    "Gain",
    "Limit",
    "Model",
    "Path",
    "Price",
    "Problem",
    "Progress",
    "Room",
    "Schedule",
    "find_schedule",
    "get_delay",
    "get_values",
    "list_starts",
    "make_model",
    "order_model",
    "work_out_effects",
]
