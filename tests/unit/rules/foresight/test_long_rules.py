"""What is wrong in the rows of the long economy is said, and what it lacks or breaks."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.long_example import get_example_plan, get_planned_run
from veikart.calc.economy import Assumption, EconomyBook
from veikart.calc.odds.factors import factor_correlations
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook import rows as outlook
from veikart.calc.outlook.economy_inputs import ADDED, FIGURES, GROUPS, TIMES
from veikart.calc.outlook.economy_limits import AMOUNTS, SHARES
from veikart.rules.books import ECONOMY
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.foresight import run_foresight
from veikart.rules.foresight.levers import get_levers
from veikart.rules.foresight.long_findings import find_long_economy
from veikart.rules.foresight.odds import get_correlations
from veikart.rules.foresight.restructuring_words import list_restructuring

TABLES = {
    outlook.OutlookLine: "outlook_lines",
    outlook.OutlookFigure: "outlook_figures",
    outlook.OutlookAmount: "outlook_amounts",
    outlook.OutlookLimit: "outlook_limits",
    outlook.LongInvestment: "long_investments",
    outlook.Scenario: "scenarios",
    outlook.ScenarioPart: "scenario_parts",
    outlook.ScenarioChange: "scenario_changes",
    outlook.Uncertainty: "uncertainties",
    outlook.UncertaintyCorrelation: "uncertainty_correlations",
    Assumption: "assumptions",
}


def _with(*rows: Any) -> EconomyBook:
    book = get_example_book()
    for row in rows:
        table = TABLES[type(row)]
        book = book.with_rows({table: {ECONOMY.tables[table].key_of(row): row}})
    return book


def _new_codes(book: EconomyBook) -> set[str]:
    known = {one.code for one in check_economy_book(get_example_book())}
    return {one.code for one in check_economy_book(book)} - known


def test_example_has_nothing_wrong_of_this_kind() -> None:
    codes = {one.code for one in check_economy_book(get_example_book())}
    assert not {one for one in codes if one.startswith(("outlook", "scenario", "lever", "limit", "uncertainty", "correlation"))}


CASES: dict[str, tuple[Any, ...]] = {
    "growth-range": (Assumption("long_price_growth", 2030, 400_000),),
    "outlook-line-empty": (outlook.OutlookLine("tom", "Tom", "expense", "fixed"),),
    "outlook-line-service": (outlook.OutlookLine("brukere", "Brukere", "service", "users", "frame:kirke"),),
    "value-range": (outlook.OutlookLine("fortegn", "Fortegn", "expense", "fixed", "frame:kirke", 0),),
    "outlook-amount-subject": (outlook.OutlookAmount("ukjent", 2020, 1),),
    "outlook-amount-years": (outlook.OutlookAmount("skatt", 2020, 1), outlook.OutlookAmount("skatt", 2022, 1)),
    "limit-value": (outlook.OutlookLimit("uten", "Uten", "result_ratio", "least", value_nok=5, source="Her"),),
    "limit-rule": (outlook.OutlookLimit("regel", "Regel", "buffer", "least", value_nok=5, rule="finnes-ikke"),),
    "limit-source": (outlook.OutlookLimit("kilde", "Kilde", "buffer", "least", value_nok=5),),
    "scenario-circle": (outlook.ScenarioPart("hoyere-rente", "alt-pa-en-gang"),),
    "scenario-empty": (outlook.Scenario("tomt", "Tomt"),),
    "lever-range": (outlook.ScenarioChange("prissjokk", "wages", 2025, 300_000),),
    "uncertainty-spread": (outlook.Uncertainty("tax", -1),),
    "correlation-range": (outlook.UncertaintyCorrelation("tax", "grant", 1_000_001),),
    "correlation-matrix": (
        outlook.UncertaintyCorrelation("tax", "grant", 900_000),
        outlook.UncertaintyCorrelation("tax", "interest", 900_000),
        outlook.UncertaintyCorrelation("grant", "interest", -900_000),
    ),
    "outlook-years": (outlook.ScenarioChange("prissjokk", "tax", 2025, 900_000, 2024),),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_said(code: str) -> None:
    assert _new_codes(_with(*CASES[code])) == {code}


def test_correlation_of_what_is_not_uncertain_is_said() -> None:
    book = get_example_book().with_rows({"uncertainties": {"prices": None}})
    assert _new_codes(book) == {"correlation-unknown"}


@pytest.mark.parametrize("lever", [-1, 5_000_001])
def test_lever_that_is_multiplied_has_bounds(lever: int) -> None:
    assert _new_codes(_with(outlook.ScenarioChange("prissjokk", "tax", 2025, lever))) == {"lever-range"}


def test_same_pair_twice_is_said() -> None:
    assert _new_codes(_with(outlook.UncertaintyCorrelation("interest", "prices", 500_000))) == {"correlation-range"}


def test_alternative_that_is_not_there_is_said() -> None:
    assert _new_codes(_with(outlook.Scenario("alternativ", "Alternativ", "finnes-ikke"))) == {"row-reference"}


def test_without_a_programme_the_long_economy_is_empty_and_says_so() -> None:
    run = run_foresight(get_example_book(), get_example_run(), PlanFigures())
    assert run.sheets["long_economy"].subjects == ()
    assert [one.code for one in find_long_economy(get_example_book(), run, PlanFigures())] == ["long-plan-missing"]
    assert list_restructuring(get_example_book(), run) == []


def test_amounts_entered_stand_in_for_a_programme() -> None:
    book = _with(*(outlook.OutlookAmount("skatt", year, 7_000_000_000) for year in (2020, 2021)))
    run = run_foresight(book, get_example_run(), PlanFigures())
    sheet = run.sheets["long_economy"]
    assert sheet.years[0] == 2020
    assert sheet.row("alle", "in_plan")[:3] == (1, 1, 0)
    assert sheet.row("alle", "tax")[:2] == (7_000_000_000, 7_000_000_000)


def test_book_without_lines_of_operations_goes_on_as_the_programme_does() -> None:
    book = get_example_book()
    run = run_foresight(book.with_rows({"outlook_lines": dict.fromkeys(book.table("outlook_lines"))}), get_example_run(), get_example_plan())
    planned, found = (one.sheets["long_economy"].row("alle", "net_result")[:4] for one in (get_planned_run(), run))
    assert found == planned
    assert run.sheets["long_services"].subjects == run.sheets["long_lines"].subjects == ()
    assert set(run.sheets["long_lines"].lines) == set(get_planned_run().sheets["long_lines"].lines)


def test_years_in_which_nothing_is_invested_do_not_lack_own_capital() -> None:
    book = get_example_book()
    run = run_foresight(book.with_rows({"long_investments": dict.fromkeys(book.table("long_investments"))}), get_example_run(), get_example_plan())
    assert set(run.sheets["long_economy"].row("alle", "investments")[4:]) == {0}
    assert set(run.sheets["long_economy"].row("alle", "own_capital")[4:]) == {1_000_000}
    assert not any(run.sheets["long_limit_shares"].row("egenkapital", "broken")[4:])


def test_address_the_programme_does_not_have_is_said() -> None:
    row = replace(get_example_book().table("outlook_lines")["barnevern"], figure="frame:finnes-ikke")
    book = _with(row)
    found = [one for one in find_long_economy(book, get_planned_run(), get_example_plan()) if one.code == "long-figure-missing"]
    assert [one.place.figure for one in found] == ["outlook_lines:barnevern"]
    assert "2020–2023" in found[0].sentence


def test_limits_that_break_are_said_with_the_first_year() -> None:
    found = [one for one in find_long_economy(get_example_book(), get_planned_run(), get_example_plan()) if one.code == "long-limit-broken"]
    assert found
    assert all(one.place.figure.startswith("outlook_limits:") for one in found)


def test_choices_are_what_the_model_knows() -> None:
    assert tuple(get_economy_choices("outlook_figure")) == FIGURES
    assert tuple(get_economy_choices("outlook_group")) == GROUPS
    assert set(get_economy_choices("outlook_measure")) == {*SHARES, *AMOUNTS}
    levers = get_levers()
    assert get_economy_choices("lever") == {key: one.name for key, one in levers.items()}
    assert {key for key, one in levers.items() if one.room == "economy"} == {*TIMES, *ADDED} - {"country_tax"}
    assert {key for key, one in levers.items() if one.way == "add"} == set(ADDED)


@pytest.mark.parametrize(("third", "codes"), [(1_000_000, set()), (999_000, {"correlation-matrix"})])
def test_what_moves_wholly_together_may_and_draws_agree(third: int, codes: set[str]) -> None:
    pairs = dict.fromkeys(get_example_book().table("uncertainty_correlations"))
    rows = [outlook.UncertaintyCorrelation(*one) for one in (("tax", "grant", 1_000_000), ("tax", "wages", 1_000_000), ("grant", "wages", third))]
    book = get_example_book().with_rows({"uncertainty_correlations": pairs})
    book = book.with_rows({"uncertainty_correlations": {ECONOMY.tables["uncertainty_correlations"].key_of(one): one for one in rows}})
    assert _new_codes(book) == codes
    if codes:
        with pytest.raises(ValueError, match="correlations"):
            factor_correlations(get_correlations(book))
    else:
        factor_correlations(get_correlations(book))


def _until(last_year: int) -> EconomyBook:
    book = get_example_book()
    return book.with_rows({"foresight_settings": {key: replace(one, last_year=last_year) for key, one in book.table("foresight_settings").items()}})


def test_projection_that_ends_before_the_economy_begins_is_said() -> None:
    assert "outlook-reach" in _new_codes(_until(2019))


def test_plan_after_the_projection_is_no_plan() -> None:
    plan = replace(get_example_plan(), years=(2041, 2042))
    run = run_foresight(get_example_book(), get_example_run(), plan)
    assert run.sheets["long_economy"].subjects == ()
    assert [one.code for one in find_long_economy(get_example_book(), run, plan)] == ["long-plan-missing"]
