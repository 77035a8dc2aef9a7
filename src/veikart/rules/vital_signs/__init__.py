"""Vital signs: rules that say whether something is followed up well, and goals that nothing lives in."""

from veikart.rules.vital_signs.catalogue import VitalRule, get_vital_rules
from veikart.rules.vital_signs.dying import DeadGoal, find_dead_goals
from veikart.rules.vital_signs.goals import LIFELESS, PARTLY, WEAK, WELL, GoalSigns, judge_share, read_goal_signs
from veikart.rules.vital_signs.signs import VitalSign, VitalSigns, VitalSources, read_vital_signs

__all__ = [
    "LIFELESS",
    "PARTLY",
    "WEAK",
    "WELL",
    "DeadGoal",
    "GoalSigns",
    "VitalRule",
    "VitalSign",
    "VitalSigns",
    "VitalSources",
    "find_dead_goals",
    "get_vital_rules",
    "judge_share",
    "read_goal_signs",
    "read_vital_signs",
]
