"""Edits that meet: nothing is written over unseen, nothing is ended twice, and names are remembered whichever way they change."""

from datetime import date

import pytest

from tests.support.plan import OTHER, PLANNER, make_small_plan, with_element
from veikart.actions.book_writing import RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.merge_elements import merge_elements
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.actions.retire_element import retire_element
from veikart.actions.split_element import split_element
from veikart.calc.plan_system import Element, MeasureLink, PlanSystem
from veikart.rules.books import PLAN
from veikart.rules.plan_system import Decision
from veikart.rules.tables import write_row
from veikart.store.queries import get_history, get_plan_state

pytestmark = pytest.mark.django_db
DECISION = Decision(date(2024, 1, 1))


@pytest.fixture
def plan() -> PlanSystem:
    system = make_small_plan()
    replace_plan(system, actor=PLANNER, note="Begynte")
    return system


def test_a_link_moved_on_to_one_that_is_there_does_not_write_over_it(plan):
    data = write_row(MeasureLink("barnehage", "lavutslipp", 60, "flyttet"))
    with pytest.raises(StaleEdit):
        change_plan([RowEdit("measures", "barnehage|oppvekst", data, 1)], actor=PLANNER, note="")
    assert get_plan_state().book == plan


def test_what_somebody_has_ended_is_not_ended_again(plan):
    retire_element("trygg-skolevei", DECISION, actor=OTHER)
    before = get_plan_state()
    for again in (
        lambda: retire_element("trygg-skolevei", DECISION, actor=PLANNER),
        lambda: split_element("trygg-skolevei", ["a", "b"], DECISION, actor=PLANNER),
        lambda: merge_elements(["gange"], "trygg-skolevei", DECISION, actor=PLANNER),
        lambda: retire_element("gange", DECISION, successor="trygg-skolevei", actor=PLANNER),
    ):
        with pytest.raises(StaleEdit):
            again()
    assert get_plan_state() == before


def test_the_history_of_a_row_shows_its_change_however_large_the_load_was(plan):
    many = {f"s-{number}": Element(f"s-{number}", "consequence", f"Virkning {number}") for number in range(700)}
    replace_plan(plan.with_rows({"elements": many}), actor=OTHER, note="Leste inn")
    entry = get_history(PLAN, table="elements", key="s-699")[0]
    assert [one.key for one in entry.changes] == ["s-699"]


def test_a_name_changed_in_a_workbook_is_remembered(plan):
    publish_plan(actor=PLANNER)
    replace_plan(with_element(plan, "klima", name="Klima og natur"), actor=PLANNER, note="", seen=1)
    assert [(one.element, one.change, one.before) for one in get_plan_state().book.lineage.values()] == [("klima", "renamed", "Klimaklok")]


def test_a_folder_loaded_again_changes_nothing_after_a_new_name(plan):
    publish_plan(actor=PLANNER)
    renamed = with_element(plan, "klima", name="Klima og natur")
    assert replace_plan(renamed, actor=PLANNER, note="") == 2
    assert replace_plan(renamed, actor=PLANNER, note="") == 0
