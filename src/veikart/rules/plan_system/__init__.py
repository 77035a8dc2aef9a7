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
from veikart.rules.plan_system.checking import check_plan_system, find_circles, name_of, row_place
from veikart.rules.plan_system.conflict_words import describe_influences, describe_loop, describe_path, find_conflict_findings
from veikart.rules.plan_system.coverage import check_coverage
from veikart.rules.plan_system.deadlines import StatutoryDate, as_occurrences, statutory_dates, statutory_dates_in_year
from veikart.rules.plan_system.land_use import check_land_use, describe_share, describe_years
from veikart.rules.plan_system.need import (
    count_verdicts,
    describe_need,
    describe_verdicts,
    find_answers_against,
    is_plan_the_answer,
)
from veikart.rules.plan_system.starting import make_id, make_starting_system
from veikart.rules.plan_system.step_changes import PROCESS_TABLES, check_step_changes, describe_process
from veikart.rules.plan_system.succession import Decision, merge_elements, remember_names, retire_element, split_element
from veikart.rules.plan_system.tables import get_tables
from veikart.rules.plan_system.transitions import (
    check_events,
    check_hearing_days,
    check_processes,
    check_transition,
    current_state,
    find_earliest_exit,
    list_transitions,
)
from veikart.rules.plan_system.workflows import Transition, Workflow, get_workflows, make_step

__all__ = [
    "PROCESS_TABLES",
    "ChainEntry",
    "ChainRule",
    "Decision",
    "PlanType",
    "StatutoryDate",
    "Transition",
    "UnGoal",
    "Workflow",
    "as_occurrences",
    "check_coverage",
    "check_events",
    "check_hearing_days",
    "check_land_use",
    "check_plan_system",
    "check_processes",
    "check_step_changes",
    "check_transition",
    "count_verdicts",
    "current_state",
    "describe_influences",
    "describe_loop",
    "describe_need",
    "describe_path",
    "describe_process",
    "describe_share",
    "describe_verdicts",
    "describe_years",
    "find_answers_against",
    "find_circles",
    "find_conflict_findings",
    "find_earliest_exit",
    "get_chain_rules",
    "get_choices",
    "get_plan_types",
    "get_tables",
    "get_un_goals",
    "get_workflows",
    "is_plan_the_answer",
    "list_transitions",
    "make_id",
    "make_starting_system",
    "make_step",
    "merge_elements",
    "name_of",
    "read_chain",
    "remember_names",
    "retire_element",
    "row_place",
    "split_element",
    "statutory_dates",
    "statutory_dates_in_year",
]
