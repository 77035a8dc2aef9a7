"""Goals that pull against each other: signed influences, their loops, and the paths that set one goal against another."""

from veikart.calc.conflicts.feeding import GOAL_KINDS, ConflictFeed, find_feeds, find_goal_conflicts, get_influences_in_use
from veikart.calc.conflicts.goals import ConflictSearch, GoalConflict, find_conflicts, find_conflicts_between
from veikart.calc.conflicts.loops import BALANCING, LONGEST, REINFORCING, InfluenceLoop, LoopSearch, find_loops
from veikart.calc.conflicts.paths import MINUS, PLUS, USUAL_STRENGTH, InfluenceGraph, InfluencePath, get_strength

__all__ = [
    "BALANCING",
    "GOAL_KINDS",
    "LONGEST",
    "MINUS",
    "PLUS",
    "REINFORCING",
    "USUAL_STRENGTH",
    "ConflictFeed",
    "ConflictSearch",
    "GoalConflict",
    "InfluenceGraph",
    "InfluenceLoop",
    "InfluencePath",
    "LoopSearch",
    "find_conflicts",
    "find_conflicts_between",
    "find_feeds",
    "find_goal_conflicts",
    "find_loops",
    "get_influences_in_use",
    "get_strength",
]
