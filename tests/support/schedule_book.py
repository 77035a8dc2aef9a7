"""A small book with three projects to put in order, in an economy that stands still."""

from dataclasses import replace

from tests.support.economy_example import get_example_book
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import OutlookAmount, OutlookFigure, OutlookLimit, OutlookLine
from veikart.calc.schedule.rows import ScheduleCapacity, ScheduleProject
from veikart.rules.books import ECONOMY

KEPT = (
    "settings",
    "assumptions",
    "projects",
    "project_years",
    "foresight_settings",
    "population_projections",
    "population",
    "fertility_rates",
    "mortality_rates",
    "in_migration",
    "in_migration_ages",
    "out_migration",
    "population_alternatives",
    "component_levels",
)


def make_book() -> EconomyBook:
    """The example's people and projects, an economy that stands still, and three projects to put in order, one of them in the programme."""
    example = get_example_book()
    figures = {"result": 400, "investments": 1_000, "debt": 9_000, "buffer": 500, "liquidity": 800, "revenue": 10_000, "interest": 300}
    figures |= {"instalments": 400, "loans": 700, "transfer": 300}
    years = range(2020, 2024)
    rows: dict[str, list[object]] = {
        "outlook_lines": [OutlookLine("alt", "Alle inntekter", "revenue", "fixed")],
        "outlook_figures": [OutlookFigure(one, f"ingen:{one}") for one in figures],
        "outlook_amounts": [OutlookAmount(one, year, nok * 1_000_000) for one, nok in figures.items() for year in years]
        + [OutlookAmount("alt", year, 1_000_000_000) for year in years],
        "outlook_limits": [OutlookLimit("gjeld", "Gjeld mot inntektene", "debt_ratio", "most", value_share=2_000_000)],
        "schedule_projects": [
            ScheduleProject("skole", "Ny skole", "grunnskoleopplaering", cost_nok=300_000_000, building_years=2, need_year=2026, weight=5),
            ScheduleProject("hall", "Ny hall", "kultur-og-fritid", cost_nok=200_000_000, building_years=1, need_year=2026, weight=1),
            ScheduleProject("eineasen", "Eineåsen", "grunnskoleopplaering", "eineasen-ungdomsskole", latest_year=2024, need_year=2024),
        ],
        "schedule_capacities": [ScheduleCapacity("starter", "Oppstart i året", first_year=2024, starts=1)],
    }
    kept = {name: dict(example.table(name)) for name in KEPT}
    setting = next(iter(kept["foresight_settings"].values()))
    kept["foresight_settings"] = {setting.id: replace(setting, outcome="")}
    kept["population"] = {key: one for key, one in kept["population"].items() if one.projection == setting.history and one.year == setting.first_year}
    return EconomyBook(kept | {name: {ECONOMY.tables[name].key_of(one): one for one in given} for name, given in rows.items()})
