"""Assets in a straight line, and the capital cost of an area."""

import numpy as np

from veikart.calc.fees import FeeArea, FeeAsset, ProjectShare, make_asset_sheet, make_project_sheet
from veikart.calc.fees.costs import select_rows, work_out_costs
from veikart.calc.fees.sheets import total_capital
from veikart.calc.worksheets import Sheet, make_sheet

YEARS = (2020, 2021, 2022, 2023)
AREAS = (FeeArea("vann", "Vann", "water"), FeeArea("avlop", "Avløp", "sewage"))


def _assets(*assets: FeeAsset) -> Sheet:
    return make_asset_sheet(assets, {}, YEARS)


def test_depreciation_begins_the_year_after_and_adds_up_to_the_cost() -> None:
    sheet = _assets(FeeAsset("a", "vann", "Ledning", 1_000, 2020, 3))
    assert sheet.row("a", "added") == (1_000, 0, 0, 0)
    assert sheet.row("a", "depreciation") == (0, 333, 334, 333)
    assert sheet.row("a", "closing") == (1_000, 667, 333, 0)


def test_an_old_asset_has_the_value_that_is_left() -> None:
    sheet = _assets(FeeAsset("a", "vann", "Ledning", 40_000, 2010, 40))
    assert sheet.row("a", "opening")[0] == 31_000
    assert sheet.row("a", "depreciation") == (1_000,) * 4


def test_grants_are_deducted_and_the_cost_is_never_below_nothing() -> None:
    sheet = _assets(FeeAsset("a", "vann", "A", 1_000, 2019, 10, 400), FeeAsset("b", "vann", "B", 1_000, 2019, 10, 4_000))
    assert sheet.row("a", "net_cost")[0] == 600
    assert sheet.row("b", "net_cost")[0] == 0


def test_no_lifetime_counts_as_one_year() -> None:
    sheet = _assets(FeeAsset("a", "vann", "A", 1_000, 2020, 0))
    assert sheet.row("a", "depreciation") == (0, 1_000, 0, 0)


def _projects() -> Sheet:
    lines = {"asset_opening": [[0, 1_000, 900, 800]], "depreciable": [[1_000, 0, 0, 0]], "asset_closing": [[1_000, 900, 800, 700]]}
    return make_sheet("projects", ["ledning"], YEARS, lines, names=["Ny ledning"])


def test_an_area_carries_its_share_of_a_project() -> None:
    shares = (ProjectShare("ledning", "vann", 400_000), ProjectShare("ledning", "avlop", 600_000))
    sheet = make_project_sheet(shares, _projects(), YEARS)
    assert sheet.name("ledning|vann") == "Ny ledning"
    assert sheet.row("ledning|vann", "depreciation") == (0, 40, 40, 40)
    assert sheet.row("ledning|avlop", "closing") == (600, 540, 480, 420)


def test_a_project_that_is_not_worked_out_carries_nothing() -> None:
    shares = (ProjectShare("borte", "vann"),)
    for projects in (None, _projects()):
        assert not make_project_sheet(shares, projects, YEARS).lines["closing"].any()


def test_interest_is_the_rate_times_the_mean_book_value() -> None:
    assets, projects = _assets(FeeAsset("a", "vann", "Ledning", 10_000_000, 2019, 10)), make_project_sheet((), None, YEARS)
    capital = total_capital(assets, AREAS, "asset") | total_capital(projects, AREAS, "project")
    flat = np.full(4, 18_000)
    lines = work_out_costs(AREAS, YEARS, select_rows([], "plan"), capital=capital, swap=flat, supplement=np.full(4, 5_000))
    assert lines["rate"][0, 0] == 23_000
    assert lines["interest"][0].tolist() == [218_500, 195_500, 172_500, 149_500]  # 2,3 % of 9 500 000, 8 500 000 …
    assert lines["basis"][0, 0] == 1_218_500
    assert not lines["basis"][1].any()
