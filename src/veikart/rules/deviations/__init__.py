"""The deviation report: budget, accounts and forecast of every unit, month by month."""

from veikart.rules.deviations.folding import BY
from veikart.rules.deviations.groups import AccountGroup, find_account_group, get_account_groups
from veikart.rules.deviations.making import make_economy_report
from veikart.rules.deviations.report import CENTRE_MARK, EconomyReport, GroupEconomy, Nodes, UnitEconomy

__all__ = [
    "BY",
    "CENTRE_MARK",
    "AccountGroup",
    "EconomyReport",
    "GroupEconomy",
    "Nodes",
    "UnitEconomy",
    "find_account_group",
    "get_account_groups",
    "make_economy_report",
]
