"""The deviation report on a ledger that can be added up by head."""

import numpy as np
import pytest

from tests.support.tiny_ledger import CENTRES, WINTER, WINTER_CHOICE, make_ledger_book, make_ledger_plan
from veikart.calc.ledger.rows import DeviationThreshold, LedgerAccount, LedgerChoice, OwnForecast, PeriodProfile
from veikart.exchange.ledger import LedgerSums
from veikart.rules.deviations import BY, divide_by_axis, find_account_group, get_account_groups, get_axis_columns, make_economy_report, make_path
from veikart.rules.findings import Place, make_finding
from veikart.rules.follow_up import check_follow_up_book

BOOK, PLAN = make_ledger_book(), make_ledger_plan()
LINES = [
    # kind, year, month, cost centre, account, kostra, function, øre
    ("accounts", 2025, 1, "100", "101000", "1010", "202", 100_000),
    ("accounts", 2025, 12, "100", "101000", "1010", "202", 300_000),
    ("accounts", 2026, 1, "100", "101000", "1010", "202", 150_000),
    ("accounts", 2026, 2, "200", "101000", "1010", "202", 70_000),
    ("accounts", 2026, 2, "200", "160000", "1600", "202", -10_000),
    ("accounts", 2026, 2, "100", "023000", "0230", "222", 999_900),
    ("budget", 2026, 0, "100", "101000", "1010", "202", 1_200_000),
    ("budget", 2026, 0, "200", "101000", "1010", "202", 600_000),
    ("budget", 2026, 0, "200", "160000", "1600", "202", -120_000),
]
LOST = ("accounts", 2026, 2, "900", "101000", "1010", "120", 5_000)


def make_sums(lines=LINES, by=BY) -> LedgerSums:
    names = ("kind", "year", "month", "cost_centre", "account", "kostra", "function")
    columns = dict(zip(names, zip(*((*one[:7],) for one in lines), strict=True), strict=True))
    found = {name: np.unique(np.array(columns[name]), return_inverse=True) for name in by}
    values, places = ({name: one[at] for name, one in found.items()} for at in (0, 1))
    return LedgerSums(values, places, np.array([one[7] for one in lines]), np.ones(len(lines), dtype=np.int64))


def make_report(month=2, book=BOOK, lines=LINES, programme=None):
    return make_economy_report(book, PLAN, programme, make_sums(lines), year=2026, month=month)


def test_units_have_what_is_below_them():
    report = make_report()
    assert [one.unit for one in report.units.values()] == ["lillevik", "oppvekst", "skole", "ansvar:100", "ansvar:200"]
    for unit in ("lillevik", "oppvekst", "skole"):
        total = report.of_unit(unit).total
        assert (total.budget_nok, total.revised_nok) == (16_800, 16_800)
        assert (total.budget_to_date_nok, total.accounts_to_date_nok) == (2_800, 2_100)
        assert (total.last_year_to_date_nok, total.last_year_nok) == (1_000, 4_000)
    assert report.of_unit("ansvar:200").total.accounts_to_date_nok == 600
    assert report.months_with_accounts == (1, 2)


def test_investments_are_not_in_it():
    assert make_report().of_unit("ansvar:100").total.accounts_to_date_nok == 1_500


def test_a_deviation_is_budget_less_accounts():
    total = make_report().of_unit("skole").total
    assert (total.deviation_nok, total.deviation_share_ppm) == (700, 250_000)
    groups = {one.group: one.deviation_nok for one in make_report().of_unit("skole").groups}
    assert groups == {"salary": 800, "sales": -100}


def test_groups_have_names_and_the_parts_come_to_the_sum():
    one = make_report().of_unit("lillevik")
    assert [each.name for each in one.groups] == ["Lønn og sosiale utgifter", "Brukerbetaling og salg"]
    for name in ("budget_nok", "budget_to_date_nok", "last_year_nok", "forecast_nok"):
        assert sum(getattr(each, name) for each in one.groups) == getattr(one.total, name)


def test_a_forecast_is_made_for_each_cost_centre_and_group_by_the_method_nearest_above():
    report = make_report()
    assert report.of_unit("ansvar:100").total.method == "last_year_profile"
    assert report.of_unit("ansvar:100").total.forecast_nok == 6_000  # a quarter of last year had come
    assert report.of_unit("ansvar:200").total.method == "linear"
    assert report.of_unit("ansvar:200").total.forecast_nok == 4_200 - 600  # 700 and 100 in two months
    assert report.of_unit("skole").total.method == "mixed"
    chosen = make_ledger_book(ledger_choices={"a": LedgerChoice("lillevik", method="budget"), "b": LedgerChoice("skole", "sales", method="linear")})
    groups = {one.group: one.method for one in make_report(book=chosen).of_unit("skole").groups}
    assert groups == {"salary": "budget", "sales": "linear"}


def test_a_budget_without_months_is_spread_by_the_profile_nearest_above():
    book = make_ledger_book(period_profiles={"vinter": WINTER}, ledger_choices={"skole|salary": WINTER_CHOICE})
    groups = {one.group: one.budget_to_date_nok for one in make_report(book=book).of_unit("skole").groups}
    assert groups == {"salary": 18_000, "sales": -200}


def test_an_own_forecast_takes_the_place_of_the_one_that_is_made_and_counts_above():
    own = OwnForecast("skole", "salary", 2026, 2, 20_000, text="Flere elever")
    report = make_report(book=make_ledger_book(own_forecasts={"x": own}))
    salary = next(one for one in report.of_unit("skole").groups if one.group == "salary")
    assert (salary.forecast_nok, salary.method, salary.own_text) == (20_000, "own", "Flere elever")
    assert report.of_unit("lillevik").total.forecast_nok == 20_000 - 600
    assert make_report(month=1, book=make_ledger_book(own_forecasts={"x": own})).of_unit("skole").total.method != "own"
    over = make_report(month=12, book=make_ledger_book(own_forecasts={"x": own})).of_unit("skole").total
    assert over.forecast_nok == over.accounts_to_date_nok == 2_100


def test_an_own_forecast_of_all_groups_is_held_against_the_sum():
    rows = {"a": OwnForecast("skole", "salary", 2026, 2, 20_000), "b": OwnForecast("lillevik", "all", 2026, 1, 25_000)}
    report = make_report(book=make_ledger_book(own_forecasts=rows))
    assert report.of_unit("lillevik").total.forecast_nok == 25_000
    assert report.of_unit("skole").total.forecast_nok == 20_000 - 600
    assert report.of_unit("lillevik").groups[-1].group == "unallocated"


def test_a_threshold_is_that_of_the_unit_or_the_nearest_above():
    report = make_report()
    assert report.of_unit("skole").total.passes_to_date  # 700 of 400
    assert not report.of_unit("ansvar:200").total.passes_to_date  # 300
    higher = {"lillevik": DeviationThreshold("lillevik", 400), "skole": DeviationThreshold("skole", 400, 900_000, "yes")}
    report = make_report(book=make_ledger_book(deviation_thresholds=higher))
    assert report.of_unit("oppvekst").total.passes_to_date
    assert not report.of_unit("skole").total.passes_to_date
    assert not make_report(book=make_ledger_book(deviation_thresholds={})).of_unit("skole").total.passes


def test_cost_centres_that_nobody_answers_for_are_seen_and_told_of():
    report = make_report(lines=[*LINES, LOST])
    assert [one.code for one in report.findings] == ["ledger-centre-without-unit"]
    assert report.of_unit("ansvar:900").parent == "uten-enhet"
    assert report.of_unit("lillevik").total.accounts_to_date_nok == 2_150


def test_accounts_may_have_a_group_of_their_own():
    own = {"160000": LedgerAccount("160000", "Egenbetaling", "1600", "refunds")}
    groups = [one.group for one in make_report(book=make_ledger_book(ledger_accounts=own)).of_unit("skole").groups]
    assert groups == ["salary", "refunds"]
    assert find_account_group("1NET") == "unallocated"
    assert [one.side for one in get_account_groups()].count("income") == 4


def test_what_is_divided_otherwise_comes_to_the_same():
    lines = [*LINES, ("accounts", 2026, 1, "100", "110000", "1100", "215", 33_333)]
    report = make_report(lines=lines)
    rows = divide_by_axis(BOOK, report, make_sums(lines, get_axis_columns("function")), "function", "lillevik")
    assert [one.key for one in rows] == ["202", "215"]
    total = report.of_unit("lillevik").total
    assert sum(one.budget_to_date_nok for one in rows) == total.budget_to_date_nok
    assert abs(sum(one.accounts_to_date_nok for one in rows) - total.accounts_to_date_nok) <= 1  # each is rounded once
    assert divide_by_axis(BOOK, report, make_sums(lines, get_axis_columns("function")), "function", "ansvar:200")[0].accounts_to_date_nok == 600


def test_the_path_of_a_year_ends_at_the_forecast_and_lies_between_the_methods():
    path = make_path(make_report(), "skole")
    assert path.accounts == (1_500, 600)
    assert path.forecast[1] == path.low[1] == path.high[1] == 2_100
    assert path.forecast[-1] == make_report().of_unit("skole").total.forecast_nok
    assert path.budget[-1] == 16_800
    assert path.low[-1] <= min(path.by_method.values()) <= path.high[-1]
    assert len(path.by_method) == 4


def test_an_empty_ledger_has_units_without_figures():
    report = make_report(lines=[("accounts", 2024, 1, "100", "101000", "1010", "202", 1)])
    assert not report.has_ledger
    assert not any(one.has_figures for one in report.units.values())


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("period_profiles", PeriodProfile("tom", "Tom", *[0] * 12), "ledger-profile-empty"),
        ("ledger_accounts", LedgerAccount("5000", "Fastlønn", "5000"), "ledger-account-kostra"),
    ],
)
def test_rows_that_cannot_be_used_are_told_of(table, row, code):
    key = getattr(row, "id", getattr(row, "account", ""))
    assert [one.code for one in check_follow_up_book(make_ledger_book(**{table: {key: row}}))] == [code]
    assert not check_follow_up_book(make_ledger_book(cost_centres=CENTRES))


@pytest.mark.parametrize(
    ("code", "grade"),
    [
        ("ledger-file-same", "stop"),
        ("ledger-replaces-missing", "stop"),
        ("ledger-sum-line", "note"),
        ("ledger-format-differs", "stop"),
        ("ledger-replaces", "note"),
        ("ledger-stale", "stop"),
        ("ledger-frame-differs", "warning"),
    ],
)
def test_what_is_told_of_files_says_what_to_do(code, grade):
    words = dict.fromkeys(("name", "date", "unit", "difference", "each", "year"), "x")
    found = make_finding(code, Place(), found="1", expected="2", **words)
    assert (found.grade, bool(found.remedy)) == (grade, True)
