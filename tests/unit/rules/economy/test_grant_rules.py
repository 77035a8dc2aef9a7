"""Findings about the central revenues, the weights of the income system, and what holds from which year."""

import tomllib
from dataclasses import replace

import pytest

from tests.support.tree import SOURCE
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.grants.rows import (
    Compensation,
    CompensationAmount,
    GrantYear,
    NeedCriterion,
    RefugeeCohort,
    RefugeeRate,
    TaxBase,
    TaxMonth,
    TaxYear,
)
from veikart.calc.values import PPB
from veikart.calc.worksheets import Run, make_sheet
from veikart.rules.economy.checking.grants import AGES, check_grants
from veikart.rules.economy.engines.grants import get_criteria_year, hold_grant_year, hold_value, run_grants
from veikart.rules.economy.income_systems import get_income_system, read_income_system
from veikart.rules.economy.tables import get_economy_tables

YEARS = range(2026, 2029)
SYSTEM = tomllib.loads((SOURCE / "rules" / "economy" / "income_system_2026.toml").read_text(encoding="utf-8"))
CRITERIA = sorted({one for weights in SYSTEM["weights"].values() for one in weights})


def _book(**tables) -> EconomyBook:
    keyed = {"settings": {"s": Setting("s", "Eksempel", "Eksempel", 2026, 2028, 2026)}}
    for table, rows in tables.items():
        rule = get_economy_tables()[table]
        keyed[table] = {rule.key_of(row): row for row in rows}
    return EconomyBook(keyed)


def _codes(**tables) -> list[str]:
    return [one.code for one in check_grants(_book(**tables))]


def _months(year=2026, *, first=83_333):
    shares = dict.fromkeys(range(1, 12), 83_333) | {12: 83_337}
    return [TaxMonth(year, month, first if month == 1 else share, share) for month, share in shares.items()]


def _criteria(**changed):
    rows = {one: NeedCriterion(2026, one, 10, 100) for one in CRITERIA}
    return [replace(row, **changed.get(key, {})) for key, row in rows.items()]


PEOPLE = GrantYear(2026, 100, 1_000)


def test_an_empty_book_has_nothing_wrong():
    assert list(check_grants(EconomyBook({}))) == []
    assert _codes() == []


def test_growth_without_a_tax_to_grow_from():
    row = TaxYear("own", 2027, real_growth=1)
    assert _codes(tax_years=[row]) == ["tax-missing"]
    assert _codes(tax_years=[row, TaxYear("own", 2026, stated_nok=5)]) == []


def test_growth_entered_twice():
    rows = [TaxYear("own", year, nominal_growth=1, real_growth=1 if year == 2027 else None) for year in YEARS]
    assert _codes(tax_bases=[TaxBase("own", 2026, 5)], tax_years=rows) == ["tax-growth-twice"]


def test_growth_that_is_missing_is_told_in_spans():
    (finding,) = check_grants(_book(tax_bases=[TaxBase("own", 2024, 5)], tax_years=[TaxYear("own", 2026, real_growth=0)]))
    assert finding.code == "tax-growth-missing"
    assert "2025, 2027–2028" in finding.sentence


def test_a_year_before_the_base():
    rows = [TaxYear("own", year, real_growth=0) for year in range(2025, 2029)]
    assert _codes(tax_bases=[TaxBase("own", 2026, 5)], tax_years=rows) == ["tax-year-early"]


@pytest.mark.parametrize("change", [-10, 10**12])
def test_a_tax_out_of_reach(change):
    rows = [TaxYear("own", year, real_growth=0, rule_change_nok=change if year == 2027 else None) for year in (2027, 2028)]
    assert _codes(tax_bases=[TaxBase("own", 2026, 5)], tax_years=rows) == ["tax-reach"]


def test_months_that_are_not_the_whole_year():
    assert _codes(tax_months=_months()) == []
    assert _codes(tax_months=_months(first=90_000)) == ["tax-months-sum"]
    assert _codes(tax_months=_months()[:11]) == ["tax-months-sum", "tax-months-sum"]


def test_a_block_grant_without_inhabitants_or_the_tax_of_the_country():
    assert _codes(grant_years=[GrantYear(2027, 100, 1_000)]) == ["inhabitants-missing", "equalisation-missing"]
    stated = [GrantYear(year, stated_grant_nok=5) for year in YEARS]
    assert _codes(grant_years=stated) == []


def test_more_people_than_the_country():
    country = {"tax_bases": [TaxBase("country", 2028, 5)]}
    assert _codes(grant_years=[GrantYear(2026, 100, 99)], **country) == ["count-above-country"]
    assert "count-above-country" in _codes(need_criteria=_criteria(zone={"own_count": 101}))


def test_criteria_that_are_missing_or_do_not_add_up():
    base = {"grant_years": [PEOPLE], "tax_bases": [TaxBase("country", 2028, 5)]}
    assert _codes(need_criteria=_criteria(), **base) == []
    assert _codes(need_criteria=_criteria(age_0={"own_count": 9}), **base) == ["need-criteria-sum"]
    (missing,) = check_grants(_book(need_criteria=[one for one in _criteria() if one.criterion != "zone"], **base))
    assert missing.code == "need-criteria-missing"
    assert "Reisetid innen sone" in missing.sentence
    assert len(AGES) == 10


def test_years_without_weights_or_criteria():
    book = _book(need_criteria=[replace(one, year=2027) for one in _criteria()])
    (finding,) = [one for one in check_grants(book) if one.code == "need-weights-missing"]
    assert "2026" in finding.sentence
    assert finding.grade == "note"


def test_a_criterion_a_thousand_times_the_country():
    row = {"own_count": 10, "country_count": 10}
    base = {"grant_years": [GrantYear(2026, 100, 1_000_000)], "tax_bases": [TaxBase("country", 2028, 5)]}
    assert "need-index-reach" in _codes(need_criteria=_criteria(zone=row), **base)


def test_refugees_without_rates_or_cohorts():
    cohorts = [RefugeeCohort("adult", year, 5) for year in range(2022, 2029)]
    rates = [RefugeeRate("adult", number, 2026, 5) for number in range(1, 6)]
    assert _codes(refugee_cohorts=cohorts, refugee_rates=rates) == []
    assert _codes(refugee_cohorts=cohorts, refugee_rates=rates[:4]) == ["refugee-rate-missing"]
    assert _codes(refugee_cohorts=cohorts[1:], refugee_rates=rates) == ["refugee-cohort-missing"]
    assert _codes(refugee_cohorts=cohorts, refugee_rates=[replace(one, year=2027) for one in rates]) == ["refugee-rate-missing"]


def test_a_basis_without_the_rate_the_state_pays():
    rates = [Assumption("interest_housing_bank", year, 15_000) for year in (2026, 2027)]
    row = Compensation("a", "Skoler", "interest", 2026, 100)
    assert _codes(compensations=[row], assumptions=rates) == ["compensation-rate-missing"]
    assert _codes(compensations=[replace(row, basis_nok=None)]) == []


def test_what_is_entered_holds_until_something_else_is():
    book = _book(grant_years=[GrantYear(2020, 90, 1_000), GrantYear(2027, 95)], need_criteria=_criteria())
    assert hold_grant_year(book, 2026) == GrantYear(2026, 90, 1_000)
    assert hold_grant_year(book, 2028) == GrantYear(2028, 95, 1_000)
    assert hold_value({2020: 1}, 2019) is None
    assert (get_criteria_year(book, 2025), get_criteria_year(book, 2028)) == (None, 2026)


def test_the_criteria_of_a_year_keep_the_inhabitants_of_that_year():
    book = _book(need_criteria=_criteria(), grant_years=[GrantYear(2026, 100, 1_000, None, 50_000), GrantYear(2027, 200)])
    run = Run()
    run_grants(book, run)
    assert set(run.sheets["need_index"].row("school|basis", "criterion_index")) == {1_000_000_000}
    but_for_the_rounding_of_the_weights = (1_000_010_910,) * 3
    assert run.sheets["block_grant"].row("alle", "need_index") == but_for_the_rounding_of_the_weights
    assert run.sheets["need_index"].name("school|basis") == "Grunnskole: Basistillegg"


def test_all_sources_are_added_up():
    book = _book(
        tax_bases=[TaxBase("own", 2026, 1_000)],
        grant_years=[GrantYear(2026, stated_grant_nok=500)],
        refugee_cohorts=[RefugeeCohort("child", 2026, 2)],
        refugee_rates=[RefugeeRate("child", 1, 2026, 10)],
        compensations=[Compensation("a", "Vert", "host")],
        compensation_amounts=[CompensationAmount("a", 2026, 7)],
    )
    run = Run()
    run_grants(book, run)
    revenue = run.sheets["central_revenue"]
    found = {line: revenue.value("alle", line, 2026) for line in ("tax", "block_grant", "refugees", "host", "total")}
    assert found == {"tax": 1_000, "block_grant": 500, "refugees": 20, "host": 7, "total": 1_527}
    assert run.sheets["refugees"].name("child|2026") == "Barn, bosatt 2026"


def test_the_capital_of_the_fees_counts_in_fixed_kroner_where_none_is_stated():
    """Half of it in 2027, where the deflator has doubled the prices; what is stated goes first."""
    stated = _book(compensations=[Compensation("k", "Kapital", "capital")], compensation_amounts=[CompensationAmount("k", 2026, 7)])
    run = Run()
    run.add(make_sheet("calculated_capital", ("alle",), YEARS, {"total": [[100, 100, 0]]}))
    run.add(make_sheet("prices", ("alle",), YEARS, {"deflator_fixed": [[PPB, PPB // 2, PPB // 2]]}))
    run_grants(stated, run)
    assert run.sheets["central_revenue"].row("alle", "capital") == (7, 50, 0)
    assert run.sheets["central_revenue"].row("alle", "total") == (7, 50, 0)


def test_there_are_no_weights_before_2026_and_those_of_2026_hold_on():
    assert get_income_system(2025) is None
    assert get_income_system(2026) is get_income_system(2040)


@pytest.mark.parametrize(
    "broken",
    [
        {"colour": "red"},
        {"source": ""},
        {"mark": "sure"},
        {"rule": "no-such-rule"},
        {"sectors": SYSTEM["sectors"] | {"police": 0}},
        {"sectors": SYSTEM["sectors"] | {"school": 1}},
        {"weights": SYSTEM["weights"] | {"school": {"age_6_12": 999_000}}},
        {"weights": SYSTEM["weights"] | {"school": {"shoe_size": 1_000_000}}},
        {"weights": SYSTEM["weights"] | {"school": {"age_6_12": 1_000_001, "basis": -1}}},
    ],
)
def test_weights_that_are_not_whole_are_refused(broken):
    with pytest.raises(ValueError, match=r"income system|Utgiftsutjevningen"):
        read_income_system(SYSTEM | broken)
