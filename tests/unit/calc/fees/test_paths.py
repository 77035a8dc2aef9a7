"""The path of a fee: its shapes, where it lands, and where it is broken so that no vintage grows too old."""

import numpy as np

from veikart.calc.fees import FeeArea, FeeOpening, FeeTerms, FeeYear, get_vintage_years, make_asset_sheet, make_project_sheet, run_fee_areas
from veikart.calc.worksheets import Sheet

YEARS = tuple(range(2020, 2028))
SUBSCRIBERS, COST = 10_000, 20_000_000


def _run(
    area: FeeArea, *, fees: dict[int, int], fund: dict[int, int], carries: bool = True, cost: int = COST, swap: int = -5_000, stage: str = "plan"
) -> dict[str, Sheet]:
    rows = [
        FeeYear(area.id, year, stage if year in fees else "plan", direct=cost if year in YEARS else 0, subscribers=SUBSCRIBERS, fee=fees.get(year))
        for year in (2019, *YEARS)
    ]
    openings = [FeeOpening(area.id, year, nok) for year, nok in fund.items()]
    flat = np.ones(len(YEARS), dtype=np.int64)
    terms = FeeTerms(flat * swap, flat * 5_000, np.full((1, len(YEARS)), carries), dict.fromkeys(get_vintage_years(openings, YEARS), 5))
    assets, projects = make_asset_sheet((), {}, YEARS), make_project_sheet((), None, YEARS)
    return {one.id: one for one in run_fee_areas((area,), rows, openings, years=YEARS, assets=assets, projects=projects, terms=terms)}


def _area(**values) -> FeeArea:
    return FeeArea("vann", "Vann", "water", **values)


def test_the_even_path_falls_by_as_many_kroner_each_year() -> None:
    sheets = _run(_area(path_years=4), fees={2019: 2_000}, fund={2018: 4_000_000})
    # 400 kroner each to give back in four years: 40 + 80 + 120 + 160.
    assert sheets["fee_paths"].row("vann", "fee") == (1_960, 1_920, 1_880, 1_840, 2_000, 2_000, 2_000, 2_000)
    assert sheets["fee_areas"].row("vann", "fund_closing")[:5] == (3_600_000, 2_800_000, 1_600_000, 0, 0)


def test_the_level_path_has_one_new_fee() -> None:
    sheets = _run(_area(path_years=4, path_shape="level"), fees={2019: 2_500}, fund={2018: -4_000_000})
    assert sheets["fee_paths"].row("vann", "fee")[:5] == (2_100, 2_100, 2_100, 2_100, 2_000)


def test_the_arch_lands_softly_on_what_the_service_costs() -> None:
    sheets = _run(_area(path_years=4, path_shape="arch"), fees={2019: 2_000}, fund={2018: 2_000_000})
    # 200 kroner each: 4, 6, 6 and 4 twentieths.
    assert sheets["fee_paths"].row("vann", "fee")[:6] == (1_960, 1_940, 1_940, 1_960, 2_000, 2_000)


def test_the_path_begins_after_the_last_year_that_is_decided() -> None:
    sheets = _run(_area(path_years=2), fees={2020: 2_100, 2021: 2_200}, fund={})
    assert sheets["fee_paths"].row("vann", "phase")[:4] == (0, 0, 1, 2)
    assert sheets["fee_areas"].value("vann", "fund_closing", 2021) == 3_000_000
    assert sheets["fee_areas"].value("vann", "fund_closing", 2023) == 0


def test_the_path_is_broken_where_a_vintage_must_be_given_back() -> None:
    sheets = _run(_area(path_years=5), fees={2019: 2_000}, fund={2016: 3_000_000, 2018: 1_000_000})
    areas = sheets["fee_areas"]
    assert not any(areas.row("vann", "fund_overdue"))
    assert areas.value("vann", "fund_closing", 2021) <= 1_000_000  # what arose in 2016 is gone in its fifth year
    assert areas.value("vann", "fund_closing", 2024) == 0


def test_without_breaking_the_same_path_would_keep_it_too_long() -> None:
    """The unbroken path would give back 4 000 000 over five years as 1, 2, 3, 4 and 5 parts of fifteen: 800 000 by 2021."""
    sheets = _run(_area(path_years=5), fees={2019: 2_000}, fund={2019: 4_000_000})
    assert sheets["fee_areas"].value("vann", "fund_closing", 2021) == 3_200_000


def test_the_fund_can_end_on_something_else_than_nothing() -> None:
    sheets = _run(_area(path_years=3, fund_aim=500_000), fees={2019: 2_000}, fund={2019: 2_000_000})
    assert sheets["fee_areas"].value("vann", "fund_closing", 2022) == 500_000


def test_a_fee_too_low_is_raised_at_once_where_no_deficit_may_be_carried() -> None:
    sheets = _run(_area(path_years=4), fees={2020: 1_500}, fund={2018: -16_000_000}, carries=False)
    areas = sheets["fee_areas"]
    assert areas.row("vann", "fund_lost")[:3] == (-21_000_000, 0, 0)  # what came with it, and what the fee of 2020 lacks
    assert sheets["fee_paths"].row("vann", "fee")[:3] == (1_500, 2_000, 2_000)


def test_the_fee_is_never_below_nothing() -> None:
    sheets = _run(_area(path_years=1), fees={2019: 2_000}, fund={2019: 50_000_000})
    assert sheets["fee_paths"].row("vann", "fee")[:3] == (0, 0, 1_000)


def test_the_accounts_go_before_the_plan() -> None:
    sheets = _run(_area(), fees={2020: 2_100}, fund={}, stage="accounts")
    assert sheets["fee_areas"].row("vann", "is_accounts")[:2] == (1, 0)


def test_the_fund_lands_with_interest() -> None:
    sheets = _run(_area(path_years=3), fees={2019: 2_000}, fund={2018: 4_000_000}, swap=25_000)
    closing = sheets["fee_areas"].value("vann", "fund_closing", 2022)
    assert -SUBSCRIBERS * 1.02 <= closing <= 0  # a krone each at most, on the side of those who pay


def test_only_what_is_above_nothing_is_a_fund_in_the_accounts() -> None:
    sheets = _run(_area(), fees={2020: 1_900, 2021: 2_200, 2022: 1_950}, fund={2018: 400_000})
    areas = sheets["fee_areas"]
    assert areas.row("vann", "fund_closing")[:3] == (-600_000, 1_400_000, 900_000)
    assert areas.row("vann", "fund_used")[:3] == (400_000, 0, 500_000)
    assert areas.row("vann", "fund_allocated")[:3] == (0, 1_400_000, 0)
