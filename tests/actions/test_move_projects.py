"""Projects moved in time: all or none, never outside the years, never over somebody else's change."""

import pytest

from tests.support.economy import OFFICER, OTHER_OFFICER
from tests.support.economy_example import make_school
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.move_projects import move_projects
from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.store.queries import get_economy_state

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def school() -> None:
    replace_economy(make_school(), actor=OFFICER, note="")


def _spent() -> dict[int, int]:
    return {one.year: one.amount_nok for one in get_economy_state().book.table("project_years").values()}


def test_move_is_stored_with_who_and_can_be_taken_back(school: None) -> None:
    number = move_projects({"skole": 2}, actor=OFFICER, seen=1, note="Skolen senere")
    assert _spent() == {2023: 100_000_000}
    assert get_economy_state().book.table("projects")["skole"].completion_year == 2023
    undo_economy(number, actor=OFFICER)
    assert _spent() == {2021: 100_000_000}


def test_nothing_is_stored_outside_the_years_or_for_an_unknown_project(school: None) -> None:
    with pytest.raises(ChangeRefused) as refused:
        move_projects({"skole": 1, "hall": 1, "annet": -1}, actor=OFFICER, seen=1, note="")
    assert [one.code for one in refused.value.findings] == ["move-unknown", "move-unknown"]
    with pytest.raises(ChangeRefused) as refused:
        move_projects({"skole": -3}, actor=OFFICER, seen=1, note="")
    assert refused.value.findings[0].code == "project-move-outside"
    assert _spent() == {2021: 100_000_000}


def test_somebody_elses_change_is_not_moved_over(school: None) -> None:
    move_projects({"skole": 1}, actor=OTHER_OFFICER, seen=1, note="")
    with pytest.raises(StaleEdit):
        move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    assert _spent() == {2022: 100_000_000}


def test_others_may_not(school: None) -> None:
    with pytest.raises(AccessDenied):
        move_projects({"skole": 1}, actor=Actor("Per", "planner"), seen=1, note="")
