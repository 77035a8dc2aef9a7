"""What a plan system may hold and how it must hold together."""

from veikart.rules.plan_system.catalogues import (
    ChainRule,
    PlanType,
    UnGoal,
    get_chain_rules,
    get_choices,
    get_plan_types,
    get_un_goals,
)
from veikart.rules.plan_system.chain_entry import ChainEntry, read_chain
from veikart.rules.plan_system.checking import check_plan_system, find_circles, make_stale_sheet_finding, name_of, row_place, stops
from veikart.rules.plan_system.conflict_words import describe_influences, describe_loop, describe_path, find_conflict_findings
from veikart.rules.plan_system.coverage import check_coverage
from veikart.rules.plan_system.deadlines import StatutoryDate, as_occurrences, statutory_dates, statutory_dates_in_year
from veikart.rules.plan_system.starting import make_id, make_starting_system
from veikart.rules.plan_system.step_changes import check_step_changes, describe_process
from veikart.rules.plan_system.tables import TableField, TableRule, get_tables, read_row, restore_row, write_row
from veikart.rules.plan_system.transitions import check_hearing_days, check_processes, check_transition, current_state, list_transitions
from veikart.rules.plan_system.workflows import Transition, Workflow, get_workflows, make_step

__all__ = [
    "ChainEntry",
    "ChainRule",
    "PlanType",
    "StatutoryDate",
    "TableField",
    "TableRule",
    "Transition",
    "UnGoal",
    "Workflow",
    "as_occurrences",
    "check_coverage",
    "check_hearing_days",
    "check_plan_system",
    "check_processes",
    "check_step_changes",
    "check_transition",
    "current_state",
    "describe_influences",
    "describe_loop",
    "describe_path",
    "describe_process",
    "find_circles",
    "find_conflict_findings",
    "get_chain_rules",
    "get_choices",
    "get_plan_types",
    "get_tables",
    "get_un_goals",
    "get_workflows",
    "list_transitions",
    "make_id",
    "make_stale_sheet_finding",
    "make_starting_system",
    "make_step",
    "name_of",
    "read_chain",
    "read_row",
    "restore_row",
    "row_place",
    "statutory_dates",
    "statutory_dates_in_year",
    "stops",
    "write_row",
]
