"""Reports: the headings that are asked for, how a unit's page is filled in, and what is missing before it can be published."""

from veikart.rules.reports.accounts import YearlyAccounts, make_yearly_accounts
from veikart.rules.reports.headings import ReportPart, get_report_parts, parts_of
from veikart.rules.reports.period_reports import PeriodReports, get_reporting_units
from veikart.rules.reports.statuses import TO_WRITE, ReportStatus, get_report_statuses, may_go
from veikart.rules.reports.unit_report import DEVIATION, INDICATOR, MEASURE, TASK, DeviationSeen, PartSeen, UnitReport

__all__ = [
    "DEVIATION",
    "INDICATOR",
    "MEASURE",
    "TASK",
    "TO_WRITE",
    "DeviationSeen",
    "PartSeen",
    "PeriodReports",
    "ReportPart",
    "ReportStatus",
    "UnitReport",
    "YearlyAccounts",
    "get_report_parts",
    "get_report_statuses",
    "get_reporting_units",
    "make_yearly_accounts",
    "may_go",
    "parts_of",
]
