"""The tables of the follow-up's book, declared in the TOML files of this folder, each bound to the dataclass of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from veikart.calc.agreements import Agreement, AgreementLine
from veikart.calc.follow_up import FollowUpSetting, Post
from veikart.calc.indicators import ComparisonMember, IndicatorCode, IndicatorPlace, IndicatorSource, IndicatorValue
from veikart.calc.ledger.rows import (
    CostCentre,
    DeviationThreshold,
    LedgerAccount,
    LedgerChoice,
    LedgerProject,
    LedgerSource,
    OwnForecast,
    PeriodProfile,
)
from veikart.calc.reports import Absence, Period, Report, ReportExplanation, ReportIndicator, ReportText, Staff
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.calc.tasks import Decision, Task, TaskStatus, TaskStep, TaskTie
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.tables import TableRule, read_table_folder

_FOLDER = Path(__file__).parent
ROWS: dict[str, type] = {
    "follow_up_settings": FollowUpSetting,
    "posts": Post,
    "indicator_places": IndicatorPlace,
    "comparison_members": ComparisonMember,
    "indicator_values": IndicatorValue,
    "indicator_sources": IndicatorSource,
    "indicator_codes": IndicatorCode,
    "decisions": Decision,
    "tasks": Task,
    "task_steps": TaskStep,
    "task_ties": TaskTie,
    "task_statuses": TaskStatus,
    "periods": Period,
    "reports": Report,
    "report_texts": ReportText,
    "report_explanations": ReportExplanation,
    "report_indicators": ReportIndicator,
    "absence": Absence,
    "staff": Staff,
    "ledger_sources": LedgerSource,
    "cost_centres": CostCentre,
    "ledger_projects": LedgerProject,
    "ledger_accounts": LedgerAccount,
    "period_profiles": PeriodProfile,
    "ledger_choices": LedgerChoice,
    "deviation_thresholds": DeviationThreshold,
    "own_forecasts": OwnForecast,
    "revisions": BudgetRevision,
    "proposals": BudgetProposal,
    "agreements": Agreement,
    "agreement_lines": AgreementLine,
}
"""The dataclass of the rows of each table."""


@cache
def get_follow_up_tables() -> Mapping[str, TableRule]:
    """Every table by id, the shared ones first, then file by file. Raises ValueError where a file does not fit, or a table stands in two."""
    return read_table_folder(_FOLDER, ROWS, get_follow_up_choices)
