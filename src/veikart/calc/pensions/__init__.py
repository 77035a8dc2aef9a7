"""Pensions: premiums, net costs, premium deviations and their amortisation by vintage."""

from veikart.calc.pensions.premiums import make_growth, work_out_premiums
from veikart.calc.pensions.rows import PensionBalance, PensionScheme, PensionYear, PremiumDeviation
from veikart.calc.pensions.sheets import Vintage, make_pension_sheet, make_premium_sheet, make_vintage_sheet
from veikart.calc.pensions.vintages import amortise

__all__ = [
    "PensionBalance",
    "PensionScheme",
    "PensionYear",
    "PremiumDeviation",
    "Vintage",
    "amortise",
    "make_growth",
    "make_pension_sheet",
    "make_premium_sheet",
    "make_vintage_sheet",
    "work_out_premiums",
]
