"""Money and measurement when elements have ended or become one: nothing ended takes part, and no krone is lost on the way."""

from datetime import date

import pytest

from tests.support.plan import make_small_plan, with_element
from veikart.calc.books import apply_changes
from veikart.calc.goals import add_up_goals, divide_measures, find_gaps
from veikart.calc.plan_system import ChainLink, Element, Indicator, IndicatorLink, MeasureLink, PlanSystem
from veikart.rules.plan_system import Decision, merge_elements

AMOUNTS = {"gangvei": {2024: 1_000}, "barnehage": {2024: 500}}
DAY = date(2024, 1, 1)


def without_goal(system: PlanSystem) -> dict[str, int]:
    _money, nowhere = add_up_goals(system, divide_measures(system, AMOUNTS), ("main_goal",))
    return {one.measure: one.nok_by_year[2024] for one in nowhere}


def test_money_linked_to_what_has_ended_serves_no_goal():
    system = make_small_plan()
    assert without_goal(system) == {}
    assert without_goal(with_element(system, "gange", retired=DAY)) == {"gangvei": 1_000}
    assert without_goal(with_element(system, "lavutslipp", retired=DAY)) == {"barnehage": 200}
    assert "gangvei" in find_gaps(with_element(system, "gange", retired=DAY), today=DAY, measures=AMOUNTS).unserved_measures


def test_an_indicator_of_what_has_ended_measures_nothing():
    system = make_small_plan().with_rows(
        {"indicators": {"sykkel": Indicator("sykkel", "Sykler")}, "indicator_links": {"sykkel|gange": IndicatorLink("sykkel", "gange")}}
    )
    assert "klima" not in [one.id for one in find_gaps(system, today=DAY).unmeasured]
    assert "klima" in [one.id for one in find_gaps(with_element(system, "gange", retired=DAY), today=DAY).unmeasured]


@pytest.mark.parametrize(("merged", "into"), [("gange", "sykle"), ("sykle", "gange")])
@pytest.mark.parametrize(("share", "other"), [(30, None), (None, 30), (30, 40), (None, None)])
def test_no_money_is_left_without_a_goal_when_elements_are_merged(merged, into, share, other):
    system = make_small_plan().with_rows(
        {
            "elements": {"sykle": Element("sykle", "strategy", "Sykle")},
            "chain": {"sykle|oppvekst": ChainLink("sykle", "oppvekst", 90)},
            "measures": {
                "gangvei|gange": MeasureLink("gangvei", "gange", share),
                "gangvei|sykle": MeasureLink("gangvei", "sykle", other),
            },
        }
    )
    after = apply_changes(system, merge_elements(system, [merged, merged], into, Decision(DAY)))
    assert without_goal(after) == without_goal(system)
