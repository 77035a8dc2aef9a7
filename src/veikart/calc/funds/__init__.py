"""Funds: plans of use and allocation, the managed fund, and the liquidity reserve."""

from veikart.calc.funds.funds import DISCRETIONARY_KINDS, FUND_KINDS, make_fund_sheet, spread_moves
from veikart.calc.funds.groups import make_fund_group_sheet, make_fund_total_sheet
from veikart.calc.funds.liquidity import make_liquidity_sheet, work_out_reserve
from veikart.calc.funds.managed import make_managed_sheets
from veikart.calc.funds.rows import Fund, FundMove, LiquidityBalance, ManagedAllocation, ManagedFund, ManagedYear

__all__ = [
    "DISCRETIONARY_KINDS",
    "FUND_KINDS",
    "Fund",
    "FundMove",
    "LiquidityBalance",
    "ManagedAllocation",
    "ManagedFund",
    "ManagedYear",
    "make_fund_group_sheet",
    "make_fund_sheet",
    "make_fund_total_sheet",
    "make_liquidity_sheet",
    "make_managed_sheets",
    "spread_moves",
    "work_out_reserve",
]
