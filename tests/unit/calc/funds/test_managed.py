"""The managed fund: return, cost, inflation adjustment and withdrawal."""

from veikart.calc.funds import ManagedAllocation, ManagedFund, ManagedYear, make_managed_sheets
from veikart.calc.worksheets import Sheet

YEARS = (2026, 2027, 2028)
SHARES = ManagedAllocation("f", "aksjer", 2020, "Aksjer", 400_000, 60_000)
BONDS = ManagedAllocation("f", "obligasjoner", 2020, "Obligasjoner", 600_000, 20_000)
RUN = ManagedYear("f", 2020, cost=1_000, inflation=20_000)


def _sheets(*rows: ManagedAllocation, opening: int = 1_000_000, run: tuple[ManagedYear, ...] = (RUN,), **more: int) -> tuple[Sheet, Sheet]:
    return make_managed_sheets([ManagedFund("f", "Fondet", opening=opening, **more)], rows or (SHARES, BONDS), run, YEARS, 2026)


def test_the_return_of_each_class_is_its_share_times_its_rate() -> None:
    classes, fund = _sheets()
    assert classes.row("f|aksjer", "holding") == (400_000, 408_000, 416_160)
    assert classes.row("f|aksjer", "gain") == (24_000, 24_480, 24_970)
    assert classes.row("f|obligasjoner", "gain") == (12_000, 12_240, 12_485)
    assert fund.row("f", "total_return") == (36_000, 36_720, 37_455)
    assert fund.value("f", "total_return_rate", 2026) == 36_000


def test_what_is_left_after_cost_and_inflation_is_taken_out() -> None:
    _, fund = _sheets()
    assert fund.row("f", "inflation_adjustment") == (20_000, 20_400, 20_808)
    assert fund.row("f", "withdrawal") == (15_000, 15_320, 15_647)
    assert fund.row("f", "closing") == (1_020_000, 1_040_400, 1_061_208)
    assert fund.row("f", "buffer_allocation") == fund.row("f", "inflation_adjustment")


def test_the_real_value_is_kept_by_the_rule() -> None:
    _, fund = _sheets()
    assert fund.row("f", "real_value") == (1_020_000, 1_020_000, 1_020_000)
    assert fund.row("f", "real_gap") == (0, 0, 0)


def test_what_was_missing_from_the_start_stays_missing() -> None:
    _, fund = _sheets(real_target=1_050_000)
    assert fund.row("f", "real_target") == (1_071_000,) * 3
    assert fund.row("f", "real_gap") == (-51_000,) * 3


def test_a_decision_of_its_own_is_for_its_year_and_takes_from_the_real_value() -> None:
    _, fund = _sheets(run=(RUN, ManagedYear("f", 2027, 1_000, 20_000, withdrawal=100_000)))
    assert fund.row("f", "has_own") == (0, 1, 0)
    assert fund.row("f", "withdrawal")[:2] == (15_000, 100_000)
    assert fund.row("f", "buffer_use") == (0, 64_280, 0)
    assert fund.value("f", "real_gap", 2028) < -80_000


def test_with_a_loss_nothing_is_taken_out_and_the_buffer_capital_pays() -> None:
    loss = ManagedAllocation("f", "aksjer", 2026, "Aksjer", 1_000_000, -200_000)
    _, fund = _sheets(loss, base_capital=700_000)
    assert fund.row("f", "withdrawal") == (0, 0, 0)
    assert fund.row("f", "buffer_use")[0] == 201_000
    assert fund.row("f", "buffer_capital")[:2] == (99_000, -61_800)


def test_no_more_is_taken_out_than_there_is() -> None:
    _, fund = _sheets(opening=10_000, run=(ManagedYear("f", 2026, 20_000, 0, withdrawal=5_000),))
    assert fund.row("f", "cost") == (10_360, 0, 0)
    assert fund.row("f", "withdrawal_missing")[0] == 5_000
    assert fund.row("f", "closing") == (0, 0, 0)


def test_the_newest_row_that_has_begun_is_in_force() -> None:
    later = ManagedAllocation("f", "aksjer", 2027, "Globale aksjer", 500_000, 50_000)
    classes, _ = _sheets(SHARES, BONDS, later)
    assert classes.row("f|aksjer", "weight") == (400_000, 500_000, 500_000)
    assert classes.name("f|aksjer") == "Globale aksjer"


def test_before_the_first_row_nothing_is_placed_and_nothing_returned() -> None:
    classes, fund = _sheets(ManagedAllocation("f", "aksjer", 2028, "Aksjer", 1_000_000, 50_000), run=())
    assert classes.row("f|aksjer", "gain") == (0, 0, 50_000)
    assert fund.row("f", "closing") == (1_000_000, 1_000_000, 1_000_000)


def test_fixed_kroner_are_those_of_the_price_year() -> None:
    _, fund = _sheets()
    assert fund.row("f", "withdrawal_fixed") == (15_000, 15_020, 15_039)
    assert fund.row("f", "cost_fixed") == (1_000, 980, 961)
