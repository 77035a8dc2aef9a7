"""Assignments and tasks: when each can be finished, what says that it is late, and how far an assignment has come."""

from veikart.calc.tasks.judging import TaskJudgement, judge_tasks
from veikart.calc.tasks.lateness import Reason
from veikart.calc.tasks.network import TaskCase, TaskFinish, find_finishes, find_loops
from veikart.calc.tasks.rolling_up import TaskRollUp, roll_up_tasks
from veikart.calc.tasks.rows import Decision, Task, TaskStatus, TaskStep, TaskTie

__all__ = [
    "Decision",
    "Reason",
    "Task",
    "TaskCase",
    "TaskFinish",
    "TaskJudgement",
    "TaskRollUp",
    "TaskStatus",
    "TaskStep",
    "TaskTie",
    "find_finishes",
    "find_loops",
    "judge_tasks",
    "roll_up_tasks",
]
