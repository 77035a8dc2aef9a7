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
from veikart.rules.plan_system.starting import make_id, make_starting_system
from veikart.rules.plan_system.tables import TableField, TableRule, get_tables, read_row, restore_row, write_row

__all__ = [
    "ChainEntry",
    "ChainRule",
    "PlanType",
    "TableField",
    "TableRule",
    "UnGoal",
    "check_coverage",
    "check_plan_system",
    "describe_influences",
    "describe_loop",
    "describe_path",
    "find_circles",
    "find_conflict_findings",
    "get_chain_rules",
    "get_choices",
    "get_plan_types",
    "get_tables",
    "get_un_goals",
    "make_id",
    "make_stale_sheet_finding",
    "make_starting_system",
    "name_of",
    "read_chain",
    "read_row",
    "restore_row",
    "row_place",
    "stops",
    "write_row",
]
