"""What the goals get: money by goal, counted once, and what the goal chain covers."""

from veikart.calc.goals.coverage import Coverage, find_gaps, is_overdue
from veikart.calc.goals.money import GoalMoney, Portion, add_up_goals, divide_measures, split_amount

__all__ = ["Coverage", "GoalMoney", "Portion", "add_up_goals", "divide_measures", "find_gaps", "is_overdue", "split_amount"]
