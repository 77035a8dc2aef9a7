"""Twenty years of economy, from the rows of the economy's book, the programme and the population."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook.economy_limits import list_limits
from veikart.calc.outlook.economy_sheets import EVERYTHING, make_economy_sheets, make_limit_sheets, make_services_sheet
from veikart.calc.outlook.restructuring import find_needs
from veikart.calc.population import Projected
from veikart.calc.worksheets import Run, Sheet, make_sheet
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.foresight.engines.population import keep_projected
from veikart.rules.foresight.long_inputs import MADE_OF, THOUSAND, get_long_years, get_written, list_user_lines, make_use_weights
from veikart.rules.foresight.scenarios import ScenarioWorked, count_own_people, work_out_scenario

SHEETS = ("long_rates", "long_lines", "long_groups", "long_services", "long_economy", "long_limits", "long_limit_shares", "long_restructuring")


def run_long_economy(book: EconomyBook, run: Run, plan: PlanFigures) -> None:
    """Add the sheets of the long economy; without subjects where no year of a plan is known, neither from the programme nor from rows."""
    projected = keep_projected(book, run)
    made_of = (projected, plan.hash, plan.years, book.years, *(book.table(one) for one in (*MADE_OF, "outlook_limits", "settings")))
    run.add(*run.keep("long_economy", made_of, lambda: _make_sheets(book, plan, projected)))


def _make_sheets(book: EconomyBook, plan: PlanFigures, projected: Projected) -> list[Sheet]:
    years, planned = get_long_years(book, plan)
    if not planned:
        return [make_sheet(one, (), years, {name: [] for name in get_sheet_rules()[one].lines}) for one in SHEETS]
    central = count_own_people(book, plan, projected.persons)
    worked = work_out_scenario(book, plan, central)
    sheets = make_economy_sheets(worked.inputs, worked.found, get_written(book, years), _get_names(book))
    services = make_services_sheet(sheets[1], _count_users(book, projected, years))
    return [*sheets, services, *_make_limits(book, worked, sheets[3])]


def _make_limits(book: EconomyBook, worked: ScenarioWorked, economy: Sheet) -> list[Sheet]:
    rows = book.table("outlook_limits")
    limits = list_limits(rows, economy.years)
    return make_limit_sheets(economy, limits, find_needs(worked.inputs, worked.future, limits), {key: one.name for key, one in rows.items()})


def _get_names(book: EconomyBook) -> dict[str, Mapping[str, str]]:
    lines = {key: one.name for key, one in book.table("outlook_lines").items()}
    name = next(iter(book.table("settings").values())).municipality
    return {"lines": lines, "groups": get_economy_choices("outlook_group"), "all": {EVERYTHING: name}}


def _count_users(book: EconomyBook, projected: Projected, years: tuple[int, ...]) -> dict[str, np.ndarray]:
    """The users of the service of each line that follows users, whole persons."""
    first = projected.years[0]
    at = [min(max(year - first + 1, 0), len(projected.years)) for year in years]
    found = {}
    for key, line in list_user_lines(book).items():
        weights = make_use_weights(book, line.service, with_cost=False) / THOUSAND
        found[key] = np.rint((projected.persons[at] * weights).sum(axis=(1, 2))).astype(np.int64)
    return found
