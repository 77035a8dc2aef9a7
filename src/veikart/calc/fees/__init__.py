"""Fees at self-cost: what each area costs, its assets, its fund vintage by vintage, the path of its fee, and the price list."""

from veikart.calc.fees.costs import ACCOUNTS, PLAN
from veikart.calc.fees.engine import FeeTerms, get_vintage_years, run_fee_areas
from veikart.calc.fees.paths import ARCH, EVEN, LEVEL
from veikart.calc.fees.prices import get_price_years, make_price_sheet
from veikart.calc.fees.rows import FeeArea, FeeAsset, FeeItem, FeeOpening, FeePrice, FeeYear, ProjectShare
from veikart.calc.fees.sheets import make_asset_sheet, make_project_sheet

__all__ = [
    "ACCOUNTS",
    "ARCH",
    "EVEN",
    "LEVEL",
    "PLAN",
    "FeeArea",
    "FeeAsset",
    "FeeItem",
    "FeeOpening",
    "FeePrice",
    "FeeTerms",
    "FeeYear",
    "ProjectShare",
    "get_price_years",
    "get_vintage_years",
    "make_asset_sheet",
    "make_price_sheet",
    "make_project_sheet",
    "run_fee_areas",
]
