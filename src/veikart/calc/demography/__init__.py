"""The services that follow the population, and what that costs."""

from veikart.calc.demography.compensation import get_ages, make_demography_sheet, make_users_sheet
from veikart.calc.demography.population import OLDEST, PopulationTable, select_years
from veikart.calc.demography.rows import DemographyService, Population, Projection, ServiceUse

__all__ = [
    "OLDEST",
    "DemographyService",
    "Population",
    "PopulationTable",
    "Projection",
    "ServiceUse",
    "get_ages",
    "make_demography_sheet",
    "make_users_sheet",
    "select_years",
]
