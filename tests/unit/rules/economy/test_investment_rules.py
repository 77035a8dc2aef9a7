"""What is told of the investment projects, and what it takes to move one."""

from dataclasses import replace
from typing import Any

import pytest

from veikart.calc.books import apply_changes
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.investments import Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.investments import check_investments
from veikart.rules.economy.engines.investments import run_investments
from veikart.rules.economy.project_moving import move_project
from veikart.rules.findings import Finding

SCHOOL = Project(
    "skole", "Ny skole", "skole", "execution", "non_self_financing", decision_year=2026, start_year=2026, completion_year=2028,
    frame_nok=300_000_000, price_year=2026, vat_share=200_000, lifetime="40", goal="delmal-1",
)  # fmt: skip
AMOUNTS = {2026: 100_000_000, 2027: 150_000_000}


def _book(project: Project = SCHOOL, amounts: dict[int, int] = AMOUNTS, **more: Any) -> EconomyBook:
    years = {f"skole|{year}": ProjectYear("skole", year, nok) for year, nok in amounts.items()}
    setting = Setting("plan", "Plan", "Lillevik", 2026, 2029, 2025)
    return EconomyBook({"settings": {"plan": setting}, "projects": {"skole": project}, "project_years": years, **more})


def _found(book: EconomyBook) -> dict[str, Finding]:
    return {one.code: one for one in check_investments(book)}


def test_good_project_has_nothing_to_tell() -> None:
    assert not _found(_book())
    assert not _found(EconomyBook())


@pytest.mark.parametrize(
    ("code", "project", "amounts", "words"),
    [
        ("project-frame-exceeded", replace(SCHOOL, spent_before_nok=60_000_000), AMOUNTS, "10 000 000 kroner for mye"),
        ("project-year-outside", SCHOOL, {2025: 1, **AMOUNTS}, "et beløp i 2025. Årene som regnes, er 2026–2029"),
        ("project-completed-early", SCHOOL, {**AMOUNTS, 2029: 1}, "er ferdig i 2028, men har en utgift i 2029"),
        ("project-without-completion", replace(SCHOOL, completion_year=None), AMOUNTS, "ikke noe år det er ferdig"),
        ("project-without-lifetime", replace(SCHOOL, lifetime=""), AMOUNTS, "ingen levetid"),
        ("project-vat-self-financing", replace(SCHOOL, group="housing"), AMOUNTS, "er rentabelt"),
        ("project-vat-high", replace(SCHOOL, vat_share=250_000), AMOUNTS, "25,0 % av brutto. Det meste som er mulig med dagens sats, er 20,0 %"),
        ("project-price-year", replace(SCHOOL, price_year=None), AMOUNTS, "Det regnes med 2025"),
        ("project-price-year-far", replace(SCHOOL, price_year=2019), AMOUNTS, "prisåret 2019. Det må være mellom 2025 og 2029"),
        ("project-points-order", replace(SCHOOL, decision_year=2027), AMOUNTS, "Beslutning (BP2) (2027) kommer etter Oppstart (2026)"),
        ("project-amount-negative", SCHOOL, {2026: -5}, "−5 kroner i 2026"),
        ("project-without-goal", replace(SCHOOL, goal=""), AMOUNTS, "250 000 000 kroner, men viser ikke"),
    ],
)
def test_what_is_wrong_is_told(code: str, project: Project, amounts: dict[int, int], words: str) -> None:
    found = _found(_book(project, amounts))
    assert set(found) == {code}
    assert words in found[code].sentence.replace("\u202f", " ").replace("\u00a0", " ")


def test_running_frame_needs_no_goal_and_no_completion() -> None:
    assert not _found(_book(replace(SCHOOL, stage="running_frame", completion_year=None, goal="")))


def test_all_land_needs_no_lifetime() -> None:
    assert not _found(_book(replace(SCHOOL, lifetime="", land_share=1_000_000)))


def test_grants_and_sales_are_looked_at_too() -> None:
    grants = {"skole|2035|state": ProjectGrant("skole", 2035, "state", 1)}
    sales = {"skole|2026": ProjectSale("skole", 2026, -1)}
    places = {one.code: one.place.figure for one in check_investments(_book(project_grants=grants, project_sales=sales))}
    assert places == {"project-year-outside": "project_grants:skole|2035|state", "project-amount-negative": "project_sales:skole|2026"}


def test_moved_project_takes_everything_with_it() -> None:
    book = _book(project_grants={"skole|2027|state": ProjectGrant("skole", 2027, "state", 7)})
    changes, findings = move_project(book, "skole", 1)
    assert not findings
    moved = apply_changes(book, changes)
    assert moved.table("projects")["skole"] == replace(SCHOOL, decision_year=2027, start_year=2027, completion_year=2029)
    assert {key: row.amount_nok for key, row in moved.table("project_years").items()} == {"skole|2027": 100_000_000, "skole|2028": 150_000_000}
    assert list(moved.table("project_grants")) == ["skole|2028|state"]


@pytest.mark.parametrize(("years", "words"), [(-1, "i 2026. Flyttet kommer det i 2025"), (3, "i 2027. Flyttet kommer det i 2030")])
def test_project_is_not_moved_out_of_the_plan(years: int, words: str) -> None:
    changes, findings = move_project(_book(), "skole", years)
    assert not changes
    assert [one.code for one in findings] == ["project-move-outside"]
    assert words in findings[0].sentence


def test_nothing_moves_where_everything_has_happened_or_by_no_years() -> None:
    past = replace(SCHOOL, decision_year=2020, start_year=2021, completion_year=2025)
    assert move_project(_book(past, {}), "skole", 1) == ((), ())
    assert move_project(_book(), "skole", 0) == ((), ())


def test_indices_and_the_calculated_interest_come_from_the_assumptions() -> None:
    rows = [("price_growth", 2027, 20_000), ("deflator", 2027, 30_000), ("deflator", 2029, 900_000), ("swap_5_year", 2027, 15_000)]
    assumptions = {f"{series}|{year}": Assumption(series, year, value) for series, year, value in rows}
    run = Run()
    run_investments(_book(replace(SCHOOL, area_m2=1_000, fdv_per_m2=500), assumptions=assumptions), run)
    assert run.sheets["projects"].value("skole", "gross", 2027) == 153_000_000
    life = run.sheets["life_cost"]
    assert life.row("skole", "rate")[:3] == (5_000, 20_000, 20_000)
    index = life.row("skole", "running_index")
    assert index[3] == 1_957_000_000
    assert index[4] == 2_113_560_000, "after the plan, prices grow by 8 per cent at most"
