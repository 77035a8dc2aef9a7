"""Twenty years of needs and economy."""

from veikart.calc.outlook.odds import LEVELS, Odds
from veikart.calc.outlook.plan import PlanFigures

__all__ = ["LEVELS", "Odds", "PlanFigures"]
