"""Loans: what is owed, what it costs, what is paid back, and the least that must be."""

from veikart.calc.loans.debt import EVERYTHING, MUNICIPALITY, make_debt_sheet, make_lending_sheet, make_net_debt_sheet
from veikart.calc.loans.minimum import LARGEST_DEPRECIATION, NewAssets, count_loans, make_minimum_sheet
from veikart.calc.loans.portfolio import NEVER, ONE_POINT, LoanSchedule, make_loan_sheet, make_schedule, make_scheduled_sheet
from veikart.calc.loans.rows import (
    BASES,
    CHURCH,
    KINDS,
    LENDING,
    ON_LENDING,
    OUTSIDE,
    PURPOSES,
    TREASURY,
    BookValue,
    Entity,
    Loan,
    LoanInstalment,
    LoanTerm,
)
from veikart.calc.loans.vintages import make_vintages

__all__ = [
    "BASES",
    "CHURCH",
    "EVERYTHING",
    "KINDS",
    "LARGEST_DEPRECIATION",
    "LENDING",
    "MUNICIPALITY",
    "NEVER",
    "ONE_POINT",
    "ON_LENDING",
    "OUTSIDE",
    "PURPOSES",
    "TREASURY",
    "BookValue",
    "Entity",
    "Loan",
    "LoanInstalment",
    "LoanSchedule",
    "LoanTerm",
    "NewAssets",
    "count_loans",
    "make_debt_sheet",
    "make_lending_sheet",
    "make_loan_sheet",
    "make_minimum_sheet",
    "make_net_debt_sheet",
    "make_schedule",
    "make_scheduled_sheet",
    "make_vintages",
]
