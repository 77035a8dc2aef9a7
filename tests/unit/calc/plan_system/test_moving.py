"""Moving an element: what stands around it gets new positions, with room between them, and nothing else is touched."""

from datetime import date

import pytest

from tests.support.plan import make_small_plan, with_element
from veikart.calc.books import apply_changes
from veikart.calc.plan_system import ChainLink, PlanSystem, move_link

SMALL = make_small_plan()


def moved(system: PlanSystem, element: str, *, old: str, new: str, place: int) -> PlanSystem:
    return apply_changes(system, move_link(system, element, old_parent=old, new_parent=new, place=place))


def test_among_its_own():
    after = moved(SMALL, "klima", old="visjon", new="visjon", place=0)
    assert after.children["visjon"] == ("klima", "gode-liv")
    assert [after.chain[f"{one}|visjon"].position for one in ("klima", "gode-liv")] == [10, 20]


def test_under_another_it_leaves_the_one_before_and_the_others_it_serves_stay():
    after = moved(SMALL, "gange", old="oppvekst", new="klima", place=1)
    assert after.children["klima"] == ("lavutslipp", "gange")
    assert "gange|oppvekst" not in after.chain
    assert "gange|lavutslipp" in after.chain
    assert after.descendants("gange") == {"trygg-skolevei"}


@pytest.mark.parametrize(("place", "order"), [(-5, ("klima", "gode-liv")), (99, ("gode-liv", "klima"))])
def test_a_place_outside_is_the_nearest_one(place, order):
    assert moved(SMALL, "klima", old="visjon", new="visjon", place=place).children["visjon"] == order


def test_where_it_stands_already_nothing_changes():
    tidy = moved(SMALL, "klima", old="visjon", new="visjon", place=1)
    assert move_link(tidy, "klima", old_parent="visjon", new_parent="visjon", place=1) == ()


def test_at_the_top_elements_of_a_kind_are_ordered_by_their_own_position():
    top = SMALL.with_rows({"chain": {"gode-liv|visjon": None, "klima|visjon": None}})
    after = moved(top, "klima", old="", new="", place=0)
    assert [one.id for one in after.of_kind("main_goal")] == ["klima", "gode-liv"]
    assert (after.elements["klima"].position, after.elements["gode-liv"].position) == (10, 20)


def test_what_has_ended_takes_no_place_and_keeps_its_own():
    system = SMALL.with_rows({"chain": {"lavutslipp|visjon": ChainLink("lavutslipp", "visjon", 15)}})
    system = with_element(system, "lavutslipp", retired=date(2024, 1, 1))
    after = moved(system, "klima", old="visjon", new="visjon", place=0)
    assert after.children_in_use("visjon") == ["klima", "gode-liv"]
    assert after.chain["lavutslipp|visjon"].position == 15


def test_an_element_that_does_not_stand_there_cannot_be_moved_from_there():
    with pytest.raises(KeyError):
        move_link(SMALL, "klima", old_parent="gode-liv", new_parent="visjon", place=0)
