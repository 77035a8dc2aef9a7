"""Scenarios put together of others: every change once, the first alternative, and never round in a circle."""

import numpy as np
import pytest

from veikart.calc.outlook.rows import Scenario, ScenarioChange, ScenarioPart
from veikart.calc.outlook.scenarios import find_circle, make_levers, unfold_scenario
from veikart.calc.values import LeverChange

SCENARIOS = {one: Scenario(one, one, alternative) for one, alternative in (("a", ""), ("b", "low"), ("c", "high"), ("d", ""))}
PARTS = [ScenarioPart("a", "b"), ScenarioPart("a", "c"), ScenarioPart("b", "d"), ScenarioPart("c", "d")]
CHANGES = [ScenarioChange("b", "tax", 2025, 900_000), ScenarioChange("d", "interest", 2025, 10_000, 2026), ScenarioChange("c", "tax", 2026, 500_000)]


def test_parts_are_unfolded_and_counted_once() -> None:
    found = unfold_scenario("a", SCENARIOS, PARTS, CHANGES)
    assert found.alternative == "low"
    assert [one.lever for one in found.changes] == ["tax", "interest", "tax"]


def test_nothing_is_asked_of_no_scenario() -> None:
    assert unfold_scenario("", SCENARIOS, PARTS, CHANGES).changes == ()


def test_unknown_scenario_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        unfold_scenario("x", SCENARIOS, PARTS, CHANGES)


def test_circles_are_found_and_passed_by() -> None:
    assert find_circle(PARTS) == []
    round_about = [*PARTS, ScenarioPart("d", "a")]
    assert find_circle(round_about) == ["a", "b", "d", "a"]
    assert find_circle([ScenarioPart("a", "a")]) == ["a", "a"]
    assert len(unfold_scenario("a", SCENARIOS, round_about, CHANGES).changes) == 3


def test_levers_are_multiplied_and_added_over_their_years() -> None:
    changes = [
        LeverChange("tax", 900_000, 2025),
        LeverChange("tax", 500_000, 2026),
        LeverChange("interest", 10_000, 2025, 2025),
        LeverChange("fertility", 1, 2025),
    ]
    found = make_levers(changes, (2024, 2025, 2026))
    assert found["tax"][:, 0].tolist() == [1_000_000_000, 900_000_000, 450_000_000]
    assert found["interest"][:, 0].tolist() == [0, 10_000, 0]
    assert set(found) == {"tax", "interest"}
    assert found["tax"].dtype == np.int64
