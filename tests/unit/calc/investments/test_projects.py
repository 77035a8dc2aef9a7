"""What a project costs, takes in use and leads to, year by year."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from veikart.calc.investments import (
    EVERYTHING,
    GROUPS,
    Portfolio,
    Prices,
    Project,
    ProjectGrant,
    ProjectRows,
    ProjectSale,
    ProjectYear,
    Terms,
    make_total_sheet,
    work_out_portfolio,
)
from veikart.calc.values import PPB
from veikart.calc.worksheets import Sheet

YEARS = (2026, 2027, 2028, 2029)
LIFE = 54
NAMES = {one: one for one in (EVERYTHING, *GROUPS)}
SCHOOL = Project("skole", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2027, lifetime="40", vat_share=200_000)
AMOUNTS = (ProjectYear("skole", 2026, 100_000_000), ProjectYear("skole", 2027, 50_000_000))


def _terms(rate: int = 40_000, index: tuple[int, ...] = (PPB,) * 4) -> Terms:
    flat = np.full(LIFE, PPB, dtype=np.int64)
    zeros = np.zeros(4, dtype=np.int64)
    prices = Prices({2026: np.array(index, dtype=np.int64)}, {2026: flat}, zeros, zeros, 2026)
    return Terms(YEARS, prices, np.full(LIFE, rate, dtype=np.int64))


def _work_out(
    *projects: Project, amounts: tuple[ProjectYear, ...] = AMOUNTS, grants: tuple[ProjectGrant, ...] = (), sales: tuple[ProjectSale, ...] = (),
    terms: Terms | None = None, earlier: Portfolio | None = None,
) -> Portfolio:  # fmt: skip
    rows = ProjectRows(
        {one.id: one for one in projects},
        {f"{one.project}|{one.year}": one for one in amounts},
        {f"{one.project}|{one.year}|{one.giver}": one for one in grants},
        {f"{one.project}|{one.year}": one for one in sales},
    )
    return work_out_portfolio(rows, terms or _terms(), earlier)


def _lines(sheet: Sheet, subject: str, *lines: str) -> Mapping[str, tuple[int, ...]]:
    return {line: sheet.row(subject, line) for line in lines}


def test_net_is_gross_less_grants_and_sales_and_need_less_compensation_too() -> None:
    grants, sales = (ProjectGrant("skole", 2027, "state", 10_000_000),), (ProjectSale("skole", 2027, 5_000_000),)
    sheet = _work_out(SCHOOL, grants=grants, sales=sales).projects
    assert _lines(sheet, "skole", "gross", "vat_compensation", "net", "need") == {
        "gross": (100_000_000, 50_000_000, 0, 0),
        "vat_compensation": (20_000_000, 10_000_000, 0, 0),
        "net": (100_000_000, 35_000_000, 0, 0),
        "need": (80_000_000, 25_000_000, 0, 0),
    }


def test_amounts_in_fixed_kroner_follow_the_index_and_current_ones_do_not() -> None:
    terms = _terms(index=(PPB, PPB * 103 // 100, PPB, PPB))
    current = Project("bad", "Bad", "kultur", "execution", "non_self_financing", price_basis="current")
    amounts = (*AMOUNTS, ProjectYear("bad", 2027, 50_000_000))
    sheet = _work_out(SCHOOL, current, amounts=amounts, terms=terms).projects
    assert sheet.value("skole", "gross", 2027) == 51_500_000
    assert sheet.value("bad", "gross", 2027) == 50_000_000


def test_project_is_work_in_progress_until_completed_and_depreciated_from_the_year_after() -> None:
    sheet = _work_out(SCHOOL).projects
    assert _lines(sheet, "skole", "work_closing", "in_use", "depreciation", "asset_closing") == {
        "work_closing": (80_000_000, 0, 0, 0),
        "in_use": (0, 120_000_000, 0, 0),
        "depreciation": (0, 0, 3_000_000, 3_000_000),
        "asset_closing": (0, 120_000_000, 117_000_000, 114_000_000),
    }


def test_land_is_taken_in_use_and_not_depreciated() -> None:
    row = Project("skole", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2027, lifetime="40", land_share=200_000)
    sheet = _work_out(row).projects
    assert sheet.value("skole", "land", 2027) == 30_000_000
    assert sheet.value("skole", "depreciation", 2028) == 3_000_000


def test_what_was_spent_before_is_under_work_and_against_the_frame() -> None:
    row = Project(
        "skole", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2027, frame_nok=200_000_000, spent_before_nok=60_000_000
    )
    sheet = _work_out(row).projects
    assert _lines(sheet, "skole", "work_before", "in_use", "used", "frame_left") == {
        "work_before": (60_000_000, 0, 0, 0),
        "in_use": (0, 210_000_000, 0, 0),
        "used": (160_000_000, 210_000_000, 210_000_000, 210_000_000),
        "frame_left": (40_000_000, -10_000_000, -10_000_000, -10_000_000),
    }


def test_running_frame_is_taken_in_use_every_year_and_each_year_has_its_own_depreciation() -> None:
    frame = Project("it", "It", "it", "running_frame", "non_self_financing", lifetime="5", spent_before_nok=9_000_000)
    portfolio = _work_out(frame, amounts=(ProjectYear("it", 2026, 10_000_000), ProjectYear("it", 2027, 5_000_000)))
    sheet = portfolio.projects
    assert sheet.row("it", "depreciation") == (0, 2_000_000, 3_000_000, 3_000_000)
    assert sheet.row("it", "work_before") == (0, 0, 0, 0)
    assert portfolio.assets.subjects == ("it|2026", "it|2027")
    assert portfolio.assets.groups == ("it", "it")


def test_asset_is_depreciated_to_the_last_krone() -> None:
    row = Project("bil", "Bil", "transport", "execution", "non_self_financing", completion_year=2026, lifetime="5")
    life = _work_out(row, amounts=(ProjectYear("bil", 2026, 1_000_003),)).life
    assert sum(life.row("bil", "wear")) == 1_000_003
    assert life.value("bil", "closing", 2031) == 0


def test_running_cost_savings_and_capacity_begin_the_year_after_completion() -> None:
    row = Project(
        "skole", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2027, capacity=560, area_m2=9_000, fdv_per_m2=600,
        other_running_nok=1_000_000, saving_nok=2_000_000,
    )  # fmt: skip
    sheet = _work_out(row).projects
    assert _lines(sheet, "skole", "fdv", "running_cost", "savings", "running_net", "capacity") == {
        "fdv": (0, 0, 5_400_000, 5_400_000),
        "running_cost": (0, 0, 6_400_000, 6_400_000),
        "savings": (0, 0, 2_000_000, 2_000_000),
        "running_net": (0, 0, 4_400_000, 4_400_000),
        "capacity": (0, 0, 560, 560),
    }


def test_tonnes_of_the_construction_follow_the_kroner() -> None:
    row = Project("skole", "Ny skole", "skole", "execution", "non_self_financing", spent_before_nok=50_000_000, construction_tonnes=1_000)
    sheet = _work_out(row).projects
    assert sheet.row("skole", "emissions") == (500, 250, 0, 0)


def test_groups_add_up_to_everything() -> None:
    water = Project("basseng", "Basseng", "vann", "execution", "water_sewage_waste", completion_year=2028)
    sheet = make_total_sheet(_work_out(SCHOOL, water, amounts=(*AMOUNTS, ProjectYear("basseng", 2026, 7_000_000))), NAMES)
    assert sheet.value(EVERYTHING, "gross", 2026) == 107_000_000
    assert sheet.value("water_sewage_waste", "gross", 2026) == 7_000_000
    assert (sheet.total("gross") == 2 * sheet.lines["gross"][0]).all()


def test_life_costs_wear_interest_and_running() -> None:
    row = Project("bil", "Bil", "transport", "execution", "non_self_financing", completion_year=2026, lifetime="5", other_running_nok=10_000)
    life = _work_out(row, amounts=(ProjectYear("bil", 2026, 500_000),), terms=_terms(rate=40_000)).life
    assert life.years[-1] == 2079
    assert life.row("bil", "year_cost")[:7] == (0, 130_000, 126_000, 122_000, 118_000, 114_000, 0)
    assert life.value("bil", "cost_to_date", 2079) == 610_000
    assert life.row("bil", "discount")[:3] == (1_000_000_000, 961_538_462, 924_556_213)
    assert life.value("bil", "present", 2027) == 125_000


def test_land_costs_interest_and_is_never_worn() -> None:
    row = Project("park", "Park", "kultur", "execution", "non_self_financing", completion_year=2026, lifetime="5", land_share=1_000_000)
    life = _work_out(row, amounts=(ProjectYear("park", 2026, 500_000),)).life
    assert life.row("park", "wear")[:4] == (0, 0, 0, 0)
    assert life.row("park", "interest")[:4] == (0, 20_000, 20_000, 20_000)


def test_only_projects_that_end_have_a_life() -> None:
    frame = Project("it", "It", "it", "running_frame", "non_self_financing", lifetime="5", completion_year=2026)
    assert _work_out(SCHOOL, frame).life.subjects == ("skole",)


def test_no_projects_give_empty_sheets_and_sums_of_nothing() -> None:
    portfolio = _work_out(amounts=())
    assert portfolio.projects.subjects == portfolio.assets.subjects == portfolio.life.subjects == ()
    assert make_total_sheet(portfolio, NAMES).row(EVERYTHING, "gross") == (0, 0, 0, 0)


def test_project_that_did_not_move_is_taken_as_it_was() -> None:
    water = Project("basseng", "Basseng", "vann", "execution", "water_sewage_waste", completion_year=2028, lifetime="40")
    of_water = ProjectYear("basseng", 2026, 7_000_000)
    earlier = _work_out(SCHOOL, water, amounts=(*AMOUNTS, of_water))
    later = ProjectYear("basseng", 2027, 7_000_000)
    anew = _work_out(SCHOOL, water, amounts=(*AMOUNTS, later))
    after = _work_out(SCHOOL, water, amounts=(*AMOUNTS, later), earlier=earlier)
    assert [one.list_projects() for one in after.rows.compare(earlier.rows)] == [{"basseng"}, {"basseng"}]
    for now, whole in ((after.projects, anew.projects), (after.assets, anew.assets), (after.life, anew.life)):
        assert (now.subjects, now.names, now.units, now.groups) == (whole.subjects, whole.names, whole.units, whole.groups)
        assert all((now.lines[name] == line).all() for name, line in whole.lines.items())
    assert after.projects.lines["vat_share"] is earlier.projects.lines["vat_share"]


def test_what_projects_are_called_follows_them_and_their_assets() -> None:
    water = Project("basseng", "Basseng", "vann", "execution", "water_sewage_waste", completion_year=2027, lifetime="40")
    amounts = (*AMOUNTS, ProjectYear("basseng", 2026, 7_000_000))
    renamed = replace(water, name="Høydebasseng", group="housing")
    after = _work_out(SCHOOL, renamed, amounts=amounts, earlier=_work_out(SCHOOL, water, amounts=amounts))
    assert after.projects.names == after.life.names == ("Ny skole", "Høydebasseng")
    assert after.assets.names == ("Ny skole (2027)", "Høydebasseng (2027)")
    assert after.totals["gross"][:, 0].tolist() == [107_000_000, 100_000_000, 0, 7_000_000, 0]


def test_project_that_comes_or_goes_makes_everything_anew() -> None:
    water = Project("basseng", "Basseng", "vann", "execution", "water_sewage_waste")
    assert _work_out(SCHOOL, water, earlier=_work_out(SCHOOL)).projects.subjects == ("skole", "basseng")
    assert _work_out(SCHOOL, earlier=_work_out(SCHOOL, water)).projects.subjects == ("skole",)
