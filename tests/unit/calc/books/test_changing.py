"""A change is a row before and after: it can be made, compared and taken back."""

from dataclasses import replace

from tests.support.plan import make_small_plan, with_element
from veikart.calc.books import RowChange, apply_changes, compare_books, invert_changes
from veikart.calc.plan_system import Element
from veikart.rules.plan_system import get_tables

SMALL = make_small_plan()
TABLES = get_tables()
KLIMA = SMALL.elements["klima"]
RENAMED = replace(KLIMA, name="Klima og natur")
NEW = Element("ny", "main_goal", "Ny")
CHANGES = (
    RowChange("elements", "klima", KLIMA, RENAMED),
    RowChange("elements", "ny", None, NEW),
    RowChange("measures", "gangvei|gange", SMALL.measures["gangvei|gange"], None),
)


def test_rows_come_go_and_become_others():
    after = apply_changes(SMALL, CHANGES)
    assert after.elements["klima"] == RENAMED
    assert after.elements["ny"] == NEW
    assert "gangvei|gange" not in after.measures


def test_no_change_gives_the_same_plan():
    assert apply_changes(SMALL, ()) is SMALL
    assert compare_books(SMALL, make_small_plan(), TABLES) == ()


def test_of_two_changes_of_a_row_the_last_holds():
    twice = (CHANGES[0], RowChange("elements", "klima", RENAMED, replace(RENAMED, name="Sist")))
    assert apply_changes(SMALL, twice).elements["klima"].name == "Sist"


def test_changes_are_taken_back_last_first():
    back = invert_changes(CHANGES)
    assert [one.key for one in back] == ["gangvei|gange", "ny", "klima"]
    assert back[1] == RowChange("elements", "ny", NEW, None)
    assert apply_changes(apply_changes(SMALL, CHANGES), back) == SMALL
    assert invert_changes(back) == CHANGES


def test_comparing_finds_what_was_changed():
    found = compare_books(SMALL, apply_changes(SMALL, CHANGES), TABLES)
    assert sorted(found, key=lambda one: one.key) == sorted(CHANGES, key=lambda one: one.key)
    assert compare_books(SMALL, with_element(SMALL, "klima", name="x"), TABLES)[0].after.name == "x"
