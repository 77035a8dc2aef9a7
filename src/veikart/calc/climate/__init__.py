"""The climate: the account of emissions, the path to the targets, and the measures with what they do and cost."""

from veikart.calc.climate.account import MARK, EmissionAccount, make_account_sheet, make_sectors_sheet, make_totals_sheet
from veikart.calc.climate.growth import CHANGE, POPULATION, RATE, Conversions, convert, is_growing, make_growth_sheet
from veikart.calc.climate.measures import LEVELS, make_measures_sheet, share_in_effect, work_out_reduction
from veikart.calc.climate.path import find_target_share, list_target_points, make_climate_sources_sheet, make_path_sheet
from veikart.calc.climate.rows import (
    ClimateBudget,
    ClimateConversion,
    ClimateCost,
    ClimateEffect,
    ClimateGrowth,
    ClimateMeasure,
    ClimateTarget,
    ClimateVintage,
    Emission,
    EmissionInhabitants,
    EmissionSource,
)

__all__ = [
    "CHANGE",
    "LEVELS",
    "MARK",
    "POPULATION",
    "RATE",
    "ClimateBudget",
    "ClimateConversion",
    "ClimateCost",
    "ClimateEffect",
    "ClimateGrowth",
    "ClimateMeasure",
    "ClimateTarget",
    "ClimateVintage",
    "Conversions",
    "Emission",
    "EmissionAccount",
    "EmissionInhabitants",
    "EmissionSource",
    "convert",
    "find_target_share",
    "is_growing",
    "list_target_points",
    "make_account_sheet",
    "make_climate_sources_sheet",
    "make_growth_sheet",
    "make_measures_sheet",
    "make_path_sheet",
    "make_sectors_sheet",
    "make_totals_sheet",
    "share_in_effect",
    "work_out_reduction",
]
