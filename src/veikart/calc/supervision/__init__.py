"""State supervision of a municipality's economy: how near each of the law's grounds for it is."""

from veikart.calc.supervision.grounds import (
    FAR,
    MET,
    NEAR,
    STATES,
    UNKNOWN,
    BudgetFigures,
    Ground,
    Limits,
    judge_accumulated,
    judge_balance,
    judge_boundary,
    judge_deadline,
    judge_recovery,
    worst_of,
)
from veikart.calc.supervision.recovery import make_deficit_sheet, work_out_deficit
from veikart.calc.supervision.rows import Decision, Deficit, Recovery

__all__ = [
    "FAR",
    "MET",
    "NEAR",
    "STATES",
    "UNKNOWN",
    "BudgetFigures",
    "Decision",
    "Deficit",
    "Ground",
    "Limits",
    "Recovery",
    "judge_accumulated",
    "judge_balance",
    "judge_boundary",
    "judge_deadline",
    "judge_recovery",
    "make_deficit_sheet",
    "work_out_deficit",
    "worst_of",
]
