"""The investment programme: what projects cost, ties up and lead to, year by year and over a life, and a project moved to other years."""

from veikart.calc.investments.inputs import Prices, Terms
from veikart.calc.investments.life import LONGEST_LIFE
from veikart.calc.investments.moving import get_reach, move_amounts, move_points
from veikart.calc.investments.portfolio import (
    EVERYTHING,
    TOTALS,
    Portfolio,
    ProjectRows,
    make_total_sheet,
    work_out_portfolio,
)
from veikart.calc.investments.rows import (
    COMPLETED,
    FIXED,
    GROUPS,
    POINTS,
    RUNNING_FRAME,
    SELF_FINANCING,
    Project,
    ProjectGrant,
    ProjectSale,
    ProjectYear,
)

__all__ = [
    "COMPLETED",
    "EVERYTHING",
    "FIXED",
    "GROUPS",
    "LONGEST_LIFE",
    "POINTS",
    "RUNNING_FRAME",
    "SELF_FINANCING",
    "TOTALS",
    "Portfolio",
    "Prices",
    "Project",
    "ProjectGrant",
    "ProjectRows",
    "ProjectSale",
    "ProjectYear",
    "Terms",
    "get_reach",
    "make_total_sheet",
    "move_amounts",
    "move_points",
    "work_out_portfolio",
]
