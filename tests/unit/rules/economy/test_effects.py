"""What moves in the economy's book, carried into the budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.support.example import get_example
from veikart.calc.economy import EconomyBook, Posting, Setting
from veikart.calc.prices import make_price_sheet
from veikart.calc.values import scale
from veikart.calc.worksheets import Run, make_sheet
from veikart.rules.assessment import assess
from veikart.rules.economy.effects import LONGEST_ID, list_effects, measure_id
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.economy.price_levels import get_price_level
from veikart.rules.economy.trials import compare_trial, judge
from veikart.rules.economy.working import WORKING_VERSION, make_working_dataset, try_effects
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme

YEARS = (2020, 2021, 2022, 2023, 2024)
SETTING = Setting("k", "K", "K", YEARS[0], YEARS[-1], 2020, closing_unit="fellesavsetninger", closing_use="1940", closing_allocation="1540")


_DATASET = get_example().programme.dataset
_BUDGET = _DATASET.budget


def _book(*postings: Posting, setting: Setting = SETTING) -> EconomyBook:
    return EconomyBook({"settings": {"k": setting}, "postings": {str(at): one for at, one in enumerate(postings)}})


def _run(**interest: list[int]) -> Run:
    run = Run()
    run.add(make_sheet("debt", list(interest), YEARS, {"interest": list(interest.values())}, units=["finans"] * len(interest)))
    return run


def test_only_what_has_moved_is_carried() -> None:
    now, adopted = _run(a=[10, 10, 10, 10, 10], b=[5, 5, 7, 5, 5]), _run(a=[10, 10, 10, 10, 10], b=[5, 5, 5, 5, 5])
    effects, findings = list_effects(_book(Posting("debt", "interest", "1500")), now, adopted, _BUDGET, YEARS[:4])
    assert not findings
    assert [(one.subject, [(x.unit, x.account, x.year, x.nok) for x in one.amounts]) for one in effects] == [
        ("b", [("finans", "1500", 2022, 2)]),
        ("", [("fellesavsetninger", "1940", 2022, -2)]),
        ("", [("fellesavsetninger", account, year, -2) for year in (2022, 2023) for account in ("9BUF", "9DIS", "9LIK")]),
    ]


def test_a_subject_that_is_gone_counts_with_minus() -> None:
    effects, _ = list_effects(
        _book(Posting("debt", "interest", "1500")),
        _run(a=[1] * 5),
        _run(a=[1] * 5, b=[4, 0, 0, 0, 0]),
        _BUDGET,
        YEARS[:4],
    )
    assert [(x.account, x.year, x.nok) for x in effects[0].amounts] == [("1500", 2020, -4)]
    assert effects[1].amounts[0].account == "1540"


def test_full_mode_carries_everything_and_without_an_adopted_book_nothing_has_moved() -> None:
    budget = _BUDGET
    full, _ = list_effects(_book(Posting("debt", "interest", "1500", mode="full")), _run(a=[1, 2, 3, 4, 5]), None, budget, YEARS[:4])
    assert [x.nok for x in full[0].amounts] == [1, 2, 3, 4]
    change, _ = list_effects(_book(Posting("debt", "interest", "1500")), _run(a=[1, 2, 3, 4, 5]), None, budget, YEARS[:4])
    assert not change


def test_fixed_prices_divide_by_the_deflator() -> None:
    now = _run(a=[0, 1_020, 0, 0, 0])
    now.add(make_sheet("prices", ["alle"], YEARS, {"deflator_index": [[10**9, 1_020_000_000, 10**9, 10**9, 10**9]]}))
    effects, _ = list_effects(_book(Posting("debt", "interest", "1500", mode="full", price="fixed")), now, None, _BUDGET, YEARS[:4])
    assert effects[0].amounts[0].nok == 1_000


def test_postings_that_lead_nowhere_are_found() -> None:
    book = _book(
        Posting("debt", "gone", "1500"),
        Posting("debt", "interest", "1500", unit="finnes-ikke", mode="full"),
        Posting("debt", "interest", "15", mode="full"),
    )
    effects, findings = list_effects(book, _run(a=[1] * 5), None, _BUDGET, YEARS[:4])
    assert not effects
    assert [one.code for one in findings] == ["posting-line", "posting-unit", "posting-account"]


def test_working_budget_without_effects_is_the_published_one() -> None:
    dataset = _DATASET
    before, after = Programme(dataset), Programme(make_working_dataset(dataset))
    for ratio in before.ratios:
        assert after.series(ratio).values == before.series(ratio).values, ratio
    for form in before.forms:
        for column in before.columns:
            version = WORKING_VERSION if column.year in dataset.plan_years else column.version
            old, new = before.statement(form, column.version), after.statement(form, version)
            assert [(row.id, old.cell(row.id, column.year)) for row in old.rows] == [(row.id, new.cell(row.id, column.year)) for row in new.rows]


def test_tried_effects_are_the_same_as_those_put_in() -> None:
    dataset = _DATASET
    book = _book(
        Posting("debt", "interest", "1500", mode="full"),
        Posting("debt", "interest", "9LAN", unit="finans", mode="full"),
        Posting("debt", "interest", "9EGA", unit="finans", mode="full"),
    )
    effects, _ = list_effects(book, _run(a=[10**6, 2 * 10**8, 10**7, 5 * 10**8, 0]), None, dataset.budget, YEARS[:4])
    put_in, base = Programme(make_working_dataset(dataset, effects)), Programme(make_working_dataset(dataset))
    lint_programme(base)
    tried = try_effects(base, effects)
    for ratio in put_in.ratios:
        assert tried.series(ratio).values == put_in.series(ratio).values, ratio
    assert [one.sentence for one in lint_programme(tried)] == [one.sentence for one in assess(make_working_dataset(dataset, effects)).findings]
    assert put_in.series("loan_debt_share").values[2021].value > Programme(dataset).series("loan_debt_share").values[2021].value
    moved = put_in.series("buffer_fund").values[2023].value - Programme(dataset).series("buffer_fund").values[2023].value
    assert moved == -(10**6 + 2 * 10**8 + 10**7 + 5 * 10**8)


def test_measure_ids_hold_what_ids_may() -> None:
    assert measure_id("debt", "alle") == "okonomi.debt.alle"
    assert measure_id("fee_areas", "Vann|2021") == "okonomi.fee-areas.vann.2021"


def test_two_subjects_never_share_a_measure() -> None:
    stem = "a" * 70
    subjects = (f"{stem}1", f"{stem}2", "a.b|2021", "a|b.2021", "a", "a.beholdning")
    found = {measure_id("projects", one) for one in subjects}
    assert len(found) == len(subjects)
    assert max(map(len, found)) <= LONGEST_ID


def test_a_deflator_that_moves_by_itself_moves_nothing_in_fixed_kroner() -> None:
    runs = []
    for growth in (20_000, 30_000):
        run = Run()
        prices = make_price_sheet({"price_growth": {}, "wage_growth": {}, "deflator": dict.fromkeys(YEARS, growth)}, YEARS, 2020)
        current = scale(np.full((1, len(YEARS)), 1_000_000), prices.lines["deflator_index"])
        run.add(prices, make_sheet("debt", ["a"], YEARS, {"interest": current}, units=["finans"]))
        runs.append(run)
    adopted, now = runs
    effects, _ = list_effects(_book(Posting("debt", "interest", "1500", price="fixed")), now, adopted, _BUDGET, YEARS)
    assert all(abs(amount.nok) <= 1 for one in effects if one.sheet == "debt" for amount in one.amounts)
    effects, _ = list_effects(_book(Posting("debt", "interest", "1500")), now, adopted, _BUDGET, YEARS)
    assert [amount.nok for amount in effects[0].amounts if amount.account == "1500"] == [10_000, 20_500, 31_519, 43_077]


def test_a_sheet_that_runs_beyond_the_years_of_the_book_is_posted_in_them() -> None:
    run, years = Run(), tuple(range(YEARS[0], YEARS[-1] + 30))
    run.add(make_sheet("life_cost", ["a"], years, {"year_cost": [[7] * len(years)]}, units=["finans"]))
    for price in ("current", "fixed"):
        effects, _ = list_effects(_book(Posting("life_cost", "year_cost", "1500", mode="full", price=price)), run, None, _BUDGET, YEARS[:4])
        assert [(one.year, one.nok) for one in effects[0].amounts] == [(year, 7) for year in YEARS[:4]]


def test_an_empty_book_moves_nothing() -> None:
    assert list_effects(EconomyBook({}), Run(), None, _BUDGET, YEARS) == ([], [])


def test_closing_left_open() -> None:
    open_book = _book(Posting("debt", "interest", "1500", mode="full"), setting=replace(SETTING, closing_unit=""))
    effects, _ = list_effects(open_book, _run(a=[1] * 5), None, _BUDGET, YEARS[:4])
    assert [one.sheet for one in effects] == ["debt"]


def test_a_trial_tells_what_moves_and_what_breaks() -> None:
    base = Programme(make_working_dataset(_DATASET))
    book = _book(Posting("debt", "interest", "1500", mode="full"))
    effects, _ = list_effects(book, _run(a=[0, 0, 0, 2 * 10**8, 0]), None, _BUDGET, YEARS[:4])
    trial = compare_trial(judge(base), judge(try_effects(base, effects)))
    moves = {one.ratio.id: one for one in trial.ratios}
    assert moves["result_ratio"].has_moved
    assert moves["result_ratio"].after[3] < moves["result_ratio"].before[3]
    assert not moves["loan_debt_share"].has_moved
    assert {one.place.figure for one in trial.broken} == {
        "ratio:result_ratio@2023",
        "ratio:buffer_fund@2023",
        "ratio:liquidity_reserve@2023",
    }
    assert not trial.mended
    back = compare_trial(judge(try_effects(base, effects)), judge(base))
    assert [one.sentence for one in back.mended] == [one.sentence for one in trial.broken]


def test_current_kroner_are_told_in_fixed_ones() -> None:
    now = _run(a=[0] * 5)
    now.add(make_sheet("prices", ["alle"], YEARS, {"deflator_index": [[10**9, 1_020_000_000, 10**9, 10**9, 10**9]]}))
    level = get_price_level(_book(), now)
    assert level is not None
    assert level.year == SETTING.price_year
    assert level.to_fixed(-1_020, 2021) == -1_000
    lines = get_sheet_rules()["debt"].lines
    assert level.can_fix(lines["closing"], 2021)
    assert not level.can_fix(lines["closing"], 2040)
    assert not level.can_fix(lines["closing_fixed"], 2021)
    assert get_price_level(EconomyBook(), now) is None
