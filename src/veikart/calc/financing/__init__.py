"""What pays for the investments: the sources in order, own capital against its target, and loans for the rest."""

from veikart.calc.financing.closing import (
    INVESTMENT_LINES,
    Order,
    get_rule,
    make_financing_sheet,
    make_financing_total,
    make_new_lending,
    make_order,
    make_own_sources,
)
from veikart.calc.financing.rows import (
    CLASSES,
    COUNTS,
    DEDUCTED,
    LOANS_REST,
    MODES,
    NON_SELF_FINANCING,
    OWN_CAPITAL,
    REACH_TARGET,
    SOURCES,
    FinancingRule,
    FinancingSource,
)

__all__ = [
    "CLASSES",
    "COUNTS",
    "DEDUCTED",
    "INVESTMENT_LINES",
    "LOANS_REST",
    "MODES",
    "NON_SELF_FINANCING",
    "OWN_CAPITAL",
    "REACH_TARGET",
    "SOURCES",
    "FinancingRule",
    "FinancingSource",
    "Order",
    "get_rule",
    "make_financing_sheet",
    "make_financing_total",
    "make_new_lending",
    "make_order",
    "make_own_sources",
]
