"""What is asked of indicators before they are stored."""

import pytest

from tests.support.plan import make_small_plan
from veikart.calc.plan_system import Indicator, IndicatorTarget
from veikart.rules.plan_system import check_plan_system

SHARE = Indicator("andel", "Andel", unit="prosent", direction="up", expression="100 * {syke} / {alle}")
OTHERS = {"syke": Indicator("syke", "Syke"), "alle": Indicator("alle", "Alle"), "andel": SHARE}


def _check(indicators=None, targets=()):
    rows = {"indicators": {**OTHERS, **(indicators or {})}, "indicator_targets": {f"{one.indicator}|{one.year}": one for one in targets}}
    return check_plan_system(make_small_plan().with_rows(rows))


def test_expressions_and_targets_that_hold_have_no_findings():
    targets = [IndicatorTarget("andel", 2020, "≥ 67 %"), IndicatorTarget("andel", 2023, "70 prosent", until=2025)]
    assert _check(targets=targets) == []


@pytest.mark.parametrize("expression", ["100 *", "{syke} ** 2", "[5.2:a]", "{syke@2}", "12"])
def test_an_expression_that_cannot_be_read_is_told_of(expression):
    (finding,) = _check({"andel": Indicator("andel", "Andel", expression=expression)})
    assert finding.code == "indicator-expression"
    assert finding.place.figure == "indicators:andel"


def test_an_expression_names_indicators_that_are_there():
    (finding,) = _check({"andel": Indicator("andel", "Andel", expression="{borte} + {syke}")})
    assert (finding.code, finding.found) == ("row-reference", "borte")


def test_indicators_worked_out_from_each_other_are_told_of():
    around = {"a": Indicator("a", "A", expression="{b} + 1"), "b": Indicator("b", "B", expression="{a} - 1")}
    (finding,) = _check(around)
    assert (finding.code, finding.found) == ("plan-circle", "A → B → A")
    (own,) = _check({"a": Indicator("a", "A", expression="{a}")})
    assert own.found == "A → A"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("tja", "indicator-target"),
        ("5–3", "indicator-target"),
        ("< 5 kroner", "indicator-target-unit"),
    ],
)
def test_a_target_says_one_thing_in_the_unit_of_the_indicator(target, code):
    (finding,) = _check(targets=[IndicatorTarget("andel", 2020, target)])
    assert finding.code == code
    assert finding.place.figure == "indicator_targets:andel|2020"


@pytest.mark.parametrize("target", ["67", "bedre enn landet"])
def test_a_target_that_needs_a_direction_has_one(target):
    (finding,) = _check({"alle": Indicator("alle", "Alle")}, [IndicatorTarget("alle", 2020, target)])
    assert finding.code == "indicator-target-direction"


def test_years_come_in_order():
    (late,) = _check(targets=[IndicatorTarget("andel", 2020, "1 %", until=2019)])
    (aim,) = _check({"alle": Indicator("alle", "Alle", aim_from=2028, aim_to=2019)})
    assert (late.code, aim.code) == ("plan-dates", "plan-dates")
