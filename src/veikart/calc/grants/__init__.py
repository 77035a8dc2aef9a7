"""The central revenues: tax, block grant with equalisation, integration grant and compensations, in fixed kroner, revenue positive."""

from veikart.calc.grants import rows
from veikart.calc.grants.block_grant import (
    MONTHS,
    TOTAL,
    make_basis_sheet,
    make_block_grant_sheet,
    make_equalisation_sheet,
    make_parts_sheet,
    make_revenue_sheet,
    make_tax_level_sheet,
)
from veikart.calc.grants.compensations import KINDS, make_compensation_sheet, make_kinds_sheet
from veikart.calc.grants.equalisation import accumulate_shares, equalise
from veikart.calc.grants.need import make_criterion_index, make_need_sheets, weigh
from veikart.calc.grants.refugees import make_refugee_sheet
from veikart.calc.grants.taxes import AREAS, get_real_growth, make_tax_sheet, roll_tax

__all__ = [
    "AREAS",
    "KINDS",
    "MONTHS",
    "TOTAL",
    "accumulate_shares",
    "equalise",
    "get_real_growth",
    "make_basis_sheet",
    "make_block_grant_sheet",
    "make_compensation_sheet",
    "make_criterion_index",
    "make_equalisation_sheet",
    "make_kinds_sheet",
    "make_need_sheets",
    "make_parts_sheet",
    "make_refugee_sheet",
    "make_revenue_sheet",
    "make_tax_level_sheet",
    "make_tax_sheet",
    "roll_tax",
    "rows",
    "weigh",
]
