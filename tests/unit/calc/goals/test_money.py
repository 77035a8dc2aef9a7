"""Every krone of a measure reaches one goal, is shared between several, or serves none: never two, and never lost."""

import pytest

from tests.support.plan import make_small_plan
from veikart.calc.goals import Portion, add_up_goals, divide_measures, split_amount
from veikart.calc.plan_system import MeasureLink

SMALL = make_small_plan()
AMOUNTS = {"gangvei": {2024: 1_000, 2025: -3}, "barnehage": {2024: 500, 2025: 7}, "annet": {2024: 11}}


@pytest.mark.parametrize(
    ("nok", "shares", "parts"),
    [
        (100, [60, 40], [60, 40]),
        (1, [50, 50], [1, 0]),
        (-1, [50, 50], [-1, 0]),
        (10, [33, 33, 34], [3, 3, 4]),
        (5, [30, 70], [2, 3]),
        (0, [100], [0]),
        (7, [100], [7]),
        (3, [1, 1, 98], [0, 0, 3]),
    ],
)
def test_parts_are_whole_kroner_that_add_up(nok, shares, parts):
    assert split_amount(nok, shares) == parts
    assert sum(parts) == nok


def test_stated_shares_are_portions_of_their_own():
    portions = [one for one in divide_measures(SMALL, AMOUNTS) if one.measure == "barnehage"]
    assert portions == [
        Portion("barnehage", frozenset({"oppvekst"}), {2024: 300, 2025: 4}, 60),
        Portion("barnehage", frozenset({"lavutslipp"}), {2024: 200, 2025: 3}, 40),
    ]


def test_without_a_link_money_serves_no_goal():
    assert [one for one in divide_measures(SMALL, AMOUNTS) if one.measure == "annet"] == [Portion("annet", frozenset(), {2024: 11})]


@pytest.mark.parametrize(("open_to", "elements"), [(["gange"], {"gange"}), (["gange", "klima"], {"gange", "klima"}), ([], set())])
def test_what_is_left_of_stated_shares_goes_to_the_links_without_one(open_to, elements):
    links = [MeasureLink("vei", "oppvekst", 70), *(MeasureLink("vei", one) for one in open_to)]
    system = SMALL.with_rows({"measures": {f"vei|{one.element}": one for one in links}})
    stated, rest = divide_measures(system, {"vei": {2024: 1_000}})
    assert (stated.nok_by_year, stated.share_percent) == ({2024: 700}, 70)
    assert rest == Portion("vei", frozenset(elements), {2024: 300})


def test_a_measure_under_two_goals_is_shared_and_not_doubled():
    goals, nowhere = add_up_goals(SMALL, divide_measures(SMALL, AMOUNTS), ("main_goal",))
    assert goals["gode-liv"].own_nok == {2024: 300, 2025: 4}
    assert goals["klima"].own_nok == {2024: 200, 2025: 3}
    assert goals["gode-liv"].shared_nok == goals["klima"].shared_nok == {2024: 1_000, 2025: -3}
    assert [one.measure for one in nowhere] == ["annet"]


def test_under_the_one_vision_everything_with_a_goal_is_its_own():
    goals, _nowhere = add_up_goals(SMALL, divide_measures(SMALL, AMOUNTS), ("vision",))
    assert goals["visjon"].own_nok == {2024: 1_500, 2025: 4}
    assert goals["visjon"].shared_nok == {}


def test_money_above_the_level_asked_for_reaches_nothing_there():
    goals, nowhere = add_up_goals(SMALL, divide_measures(SMALL, AMOUNTS), ("assignment",))
    assert goals["trygg-skolevei"].own == goals["trygg-skolevei"].shared == ()
    assert len(nowhere) == 4
