"""The deviation report: budget, accounts and forecast of every unit, month by month."""

from veikart.rules.deviations.axes import AXES, AxisRow, Investments, divide_by_axis, divide_investments, get_axis_columns
from veikart.rules.deviations.folding import BY
from veikart.rules.deviations.groups import AccountGroup, find_account_group, get_account_groups, get_function_names
from veikart.rules.deviations.making import make_economy_report
from veikart.rules.deviations.paths import YearPath, make_path
from veikart.rules.deviations.report import CENTRE_MARK, EconomyReport, GroupEconomy, Nodes, UnitEconomy

__all__ = [
    "AXES",
    "BY",
    "CENTRE_MARK",
    "AccountGroup",
    "AxisRow",
    "EconomyReport",
    "GroupEconomy",
    "Investments",
    "Nodes",
    "UnitEconomy",
    "YearPath",
    "divide_by_axis",
    "divide_investments",
    "find_account_group",
    "get_account_groups",
    "get_axis_columns",
    "get_function_names",
    "make_economy_report",
    "make_path",
]
