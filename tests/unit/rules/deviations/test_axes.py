"""The ledger divided by function and project, with forecasts that come to the unit's; and investments."""

import numpy as np
import pytest

from tests.support.tiny_ledger import make_ledger_book, make_ledger_plan
from veikart.calc.ledger.rows import LedgerChoice, OwnForecast
from veikart.exchange.ledger import LedgerSums
from veikart.rules.deviations import BY, divide_by_axis, divide_investments, get_axis_columns, make_economy_report
from veikart.rules.deviations.report import MIXED

PLAN = make_ledger_plan()
OPERATIONS = [
    # kind, year, month, cost centre, account, kostra, function, project, øre
    ("accounts", 2025, 1, "100", "101000", "1010", "202", "", 100_000),
    ("accounts", 2025, 12, "100", "101000", "1010", "215", "", 300_000),
    ("accounts", 2026, 1, "100", "101000", "1010", "202", "", 150_000),
    ("accounts", 2026, 2, "100", "101000", "1010", "215", "7", 50_000),
    ("accounts", 2026, 2, "200", "160000", "1600", "202", "", -10_000),
    ("budget", 2026, 0, "100", "101000", "1010", "202", "", 1_200_000),
    ("budget", 2026, 3, "100", "101000", "1010", "215", "7", 60_000),
]
INVESTMENTS = [
    ("accounts", 2025, 2, "100", "023000", "0230", "222", "5001", 50_000),
    ("accounts", 2026, 1, "100", "023000", "0230", "222", "5001", 300_000),
    ("accounts", 2026, 2, "100", "023000", "0230", "222", "", 40_000),
    ("accounts", 2026, 2, "100", "072900", "0729", "841", "5001", -60_000),
    ("accounts", 2026, 3, "100", "023000", "0230", "222", "5001", 999_900),
    ("budget", 2026, 0, "100", "023000", "0230", "222", "5001", 1_200_000),
]
LINES = [*OPERATIONS, *INVESTMENTS]
NAMES = ("kind", "year", "month", "cost_centre", "account", "kostra", "function", "project")


def make_sums(by, lines=LINES) -> LedgerSums:
    columns = dict(zip(NAMES, zip(*(one[:8] for one in lines), strict=True), strict=True))
    found = {name: np.unique(np.array(columns[name]), return_inverse=True) for name in by}
    values, places = ({name: one[at] for name, one in found.items()} for at in (0, 1))
    return LedgerSums(values, places, np.array([one[8] for one in lines]), np.ones(len(lines), dtype=np.int64))


def divide(axis, book, unit="lillevik", month=2):
    report = make_economy_report(book, PLAN, None, make_sums(BY), year=2026, month=month)
    return report, divide_by_axis(book, report, make_sums(get_axis_columns(axis)), axis, unit)


@pytest.mark.parametrize("method", ["last_year_profile", "linear", "trend", "budget"])
@pytest.mark.parametrize("axis", ["function", "project"])
def test_the_forecasts_of_the_parts_come_to_that_of_the_unit(axis, method):
    report, rows = divide(axis, make_ledger_book(ledger_choices={"lillevik|all": LedgerChoice("lillevik", "all", "", method)}))
    assert abs(sum(one.forecast_nok for one in rows) - report.of_unit("lillevik").total.forecast_nok) <= 1  # each is rounded once
    assert {one.method for one in rows} == {method}


def test_a_function_follows_the_profile_of_its_cost_centre_and_group():
    _report, rows = divide("function", make_ledger_book())
    by_key = {one.key: one for one in rows}
    assert by_key["215"].forecast_nok == 2_000 and by_key["215"].method == "last_year_profile"  # a fourth of last year had come, and 500 has
    assert by_key["202"].method == MIXED  # salary by last year's profile, payment evenly: there was none last year
    assert by_key["202"].expected_deviation_nok == 12_000 - by_key["202"].forecast_nok


def test_what_a_unit_believes_itself_is_not_divided():
    own = {"skole|salary|2026|2": OwnForecast("skole", "salary", 2026, 2, 20_000)}
    report, rows = divide("function", make_ledger_book(own_forecasts=own))
    assert (rows[-1].key, rows[-1].method) == ("", "")
    assert abs(sum(one.forecast_nok for one in rows) - report.of_unit("lillevik").total.forecast_nok) <= 1
    assert rows[-1].budget_nok == 0


def test_the_year_is_what_it_came_to_in_december():
    _report, rows = divide("project", make_ledger_book(), month=12)
    assert [(one.key, one.forecast_nok) for one in rows] == [("", 1_400), ("7", 500)]


def test_investments_stand_project_by_project_with_what_pays_for_them():
    sums = make_sums(get_axis_columns("project"))
    report = make_economy_report(make_ledger_book(), PLAN, None, make_sums(BY), year=2026, month=2)
    found = divide_investments(make_ledger_book(), report.nodes, sums, "lillevik", year=2026, month=2)
    none, school = found.projects
    assert (none.key, none.accounts_to_date_nok, none.forecast_nok, none.budget_nok) == ("", 400, 400, 0)
    assert (school.key, school.budget_nok, school.accounts_to_date_nok, school.left_nok) == ("5001", 12_000, 3_000, 9_000)
    assert (school.last_year_to_date_nok, school.forecast_nok, school.expected_deviation_nok) == (500, 13_000, -1_000)  # 3 000 and ten months
    assert school.method == "budget"
    assert [(one.key, one.accounts_to_date_nok) for one in found.funding] == [("refunds", -600)]
    assert (found.total.accounts_to_date_nok, found.total_funding.accounts_to_date_nok) == (3_400, -600)


def test_a_unit_without_investments_has_none():
    report = make_economy_report(make_ledger_book(), PLAN, None, make_sums(BY), year=2026, month=2)
    found = divide_investments(make_ledger_book(), report.nodes, make_sums(get_axis_columns("project")), "ansvar:200", year=2026, month=2)
    assert (found.projects, found.funding, found.total.budget_nok) == ((), (), 0)
