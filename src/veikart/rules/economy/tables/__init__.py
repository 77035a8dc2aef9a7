"""The tables of the economy's book, declared in the TOML files of this folder, each bound to the dataclass of its rows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from veikart.calc.climate import rows as climate
from veikart.calc.demography import DemographyService, Population, Projection, ServiceUse
from veikart.calc.economy import Assumption, Posting, Setting
from veikart.calc.fees import FeeArea, FeeAsset, FeeItem, FeeOpening, FeePrice, FeeYear, ProjectShare
from veikart.calc.financing import FinancingRule, FinancingSource
from veikart.calc.funds import Fund, FundMove, LiquidityBalance, ManagedAllocation, ManagedFund, ManagedYear
from veikart.calc.grants import rows as grants
from veikart.calc.investments import Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.loans import BookValue, Entity, Loan, LoanInstalment, LoanTerm
from veikart.calc.outlook import rows as outlook
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse
from veikart.calc.pensions import PensionBalance, PensionScheme, PensionYear, PremiumDeviation
from veikart.calc.population import rows as population
from veikart.calc.population.calibration import PopulationTarget
from veikart.calc.schedule import rows as schedule
from veikart.calc.supervision import Decision, Deficit, Recovery
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.series import get_series_rules
from veikart.rules.tables import TableRule, read_table_folder

_FOLDER = Path(__file__).parent
ROWS: dict[str, type] = {
    "settings": Setting,
    "assumptions": Assumption,
    "postings": Posting,
    "projects": Project,
    "project_years": ProjectYear,
    "project_grants": ProjectGrant,
    "project_sales": ProjectSale,
    "fee_areas": FeeArea,
    "fee_years": FeeYear,
    "fee_assets": FeeAsset,
    "fee_projects": ProjectShare,
    "fee_openings": FeeOpening,
    "fee_items": FeeItem,
    "fee_prices": FeePrice,
    "funds": Fund,
    "fund_moves": FundMove,
    "managed_funds": ManagedFund,
    "managed_allocation": ManagedAllocation,
    "managed_years": ManagedYear,
    "liquidity_balances": LiquidityBalance,
    "pension_schemes": PensionScheme,
    "pension_years": PensionYear,
    "premium_deviations": PremiumDeviation,
    "pension_balances": PensionBalance,
    "deficits": Deficit,
    "recoveries": Recovery,
    "decisions": Decision,
    "tax_bases": grants.TaxBase,
    "tax_years": grants.TaxYear,
    "tax_months": grants.TaxMonth,
    "grant_years": grants.GrantYear,
    "need_criteria": grants.NeedCriterion,
    "grant_parts": grants.GrantPart,
    "grant_amounts": grants.GrantAmount,
    "refugee_cohorts": grants.RefugeeCohort,
    "refugee_rates": grants.RefugeeRate,
    "compensations": grants.Compensation,
    "compensation_amounts": grants.CompensationAmount,
    "population_projections": Projection,
    "population": Population,
    "demography_services": DemographyService,
    "service_use": ServiceUse,
    "foresight_settings": population.ForesightSetting,
    "age_bands": population.AgeBand,
    "fertility_rates": population.FertilityRate,
    "mortality_rates": population.MortalityRate,
    "out_migration": population.OutMigration,
    "in_migration": population.InMigration,
    "in_migration_ages": population.InMigrationAge,
    "component_levels": population.ComponentLevel,
    "population_alternatives": population.PopulationAlternative,
    "dwelling_types": population.DwellingType,
    "dwelling_movers": population.DwellingMover,
    "housing_programme": population.HousingYear,
    "population_areas": population.PopulationArea,
    "area_population": population.AreaPopulation,
    "population_targets": PopulationTarget,
    "entities": Entity,
    "loans": Loan,
    "loan_instalments": LoanInstalment,
    "loan_terms": LoanTerm,
    "book_values": BookValue,
    "financing_rules": FinancingRule,
    "financing_order": FinancingSource,
    "need_services": NeedService,
    "need_use": NeedUse,
    "capacities": Capacity,
    "outlook_lines": outlook.OutlookLine,
    "outlook_figures": outlook.OutlookFigure,
    "outlook_amounts": outlook.OutlookAmount,
    "outlook_limits": outlook.OutlookLimit,
    "long_investments": outlook.LongInvestment,
    "scenarios": outlook.Scenario,
    "scenario_parts": outlook.ScenarioPart,
    "scenario_changes": outlook.ScenarioChange,
    "uncertainties": outlook.Uncertainty,
    "uncertainty_correlations": outlook.UncertaintyCorrelation,
    "schedule_projects": schedule.ScheduleProject,
    "schedule_costs": schedule.ScheduleCost,
    "schedule_ties": schedule.ScheduleTie,
    "schedule_capacities": schedule.ScheduleCapacity,
    "climate_vintages": climate.ClimateVintage,
    "climate_conversions": climate.ClimateConversion,
    "emission_sources": climate.EmissionSource,
    "emissions": climate.Emission,
    "emission_inhabitants": climate.EmissionInhabitants,
    "climate_budgets": climate.ClimateBudget,
    "climate_targets": climate.ClimateTarget,
    "climate_growth": climate.ClimateGrowth,
    "climate_measures": climate.ClimateMeasure,
    "climate_effects": climate.ClimateEffect,
    "climate_costs": climate.ClimateCost,
}
"""The dataclass of the rows of each table."""


@cache
def get_economy_tables() -> dict[str, TableRule]:
    """Every table by id, the shared ones first, then file by file. Raises ValueError where a file does not fit, or a table stands in two."""
    units = {one.id: one.unit for one in get_series_rules().values()}
    return read_table_folder(_FOLDER, ROWS, get_economy_choices, units)
