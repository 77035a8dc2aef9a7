"""Projects moved in time: all or none, never outside the years, never over somebody else's change."""

from dataclasses import replace

import pytest

from tests.support.economy import OFFICER, OTHER_OFFICER
from tests.support.economy_example import make_school
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.move_projects import move_projects
from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.rules.economy.project_moves import read_moves, with_moves
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


def test_moves_are_read_with_every_finding() -> None:
    assert read_moves(" skole:+1 hall:-2 skole:-1 ") == ({"hall": -2}, [])
    assert read_moves("") == ({}, [])
    moves, findings = read_moves("skole hall:x rart:99999 ok:61 <script>:1;")
    assert moves == {}
    assert [one.code for one in findings] == ["move-unread"] * 5
    assert read_moves(" ".join(f"p{one}:1" for one in range(300)))[1]


def test_moving_there_and_back_is_the_same_book() -> None:
    book = make_school()
    there, _ = with_moves(book, {"skole": 3})
    back, _ = with_moves(there, {"skole": -3})
    assert {name: dict(rows) for name, rows in back.tables.items()} == {name: dict(rows) for name, rows in book.tables.items()}
    assert with_moves(book, {"skole": 30})[0] is book
    assert replace(there.table("projects")["skole"], start_year=2021, completion_year=2021) == book.table("projects")["skole"]
