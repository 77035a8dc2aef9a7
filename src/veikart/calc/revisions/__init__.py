"""Revisions of a budget within the year: what is proposed, what it comes to, and whether it balances."""

from veikart.calc.revisions.adding import Balance, StockRule, add_up_balance, list_stock_amounts, spread_proposal
from veikart.calc.revisions.rows import LASTING, ONCE, REVISION, BudgetProposal, BudgetRevision

__all__ = [
    "LASTING",
    "ONCE",
    "REVISION",
    "Balance",
    "BudgetProposal",
    "BudgetRevision",
    "StockRule",
    "add_up_balance",
    "list_stock_amounts",
    "spread_proposal",
]
