"""Moves of projects as a form sends them, and the findings of those that cannot be."""

from tests.support.economy_example import make_school
from veikart.rules.economy.project_moves import MOST_MOVES, move_projects, read_moves, with_moves
from veikart.rules.findings import get_catalogue


def _codes(text: str) -> list[str]:
    return [one.code for one in read_moves(text)[1]]


def test_moves_are_read_and_those_of_one_project_added_up() -> None:
    assert read_moves(" skole:+1 hall:-2 skole:-1 ") == ({"hall": -2}, [])
    assert read_moves("") == ({}, [])


def test_every_move_that_cannot_be_read_is_told_of() -> None:
    assert _codes("skole hall:x rart:99999 ok:61 <script>:1;") == ["move-unread"] * 5
    assert _codes(" ".join(f"p{one}:1" for one in range(MOST_MOVES + 1))) == ["move-unread"]
    assert read_moves("skole:1 hall")[0] == {}


def test_a_project_that_is_not_there_stops_all_moves() -> None:
    changes, findings = move_projects(make_school(), {"skole": 1, "hall": 1})
    assert not changes
    assert [one.code for one in findings] == ["move-unknown"]


def test_there_and_back_is_the_same_book() -> None:
    book = make_school()
    there, _ = with_moves(book, {"skole": 3})
    back, _ = with_moves(there, {"skole": -3})
    assert {name: dict(rows) for name, rows in back.tables.items()} == {name: dict(rows) for name, rows in book.tables.items()}
    assert with_moves(book, {"skole": 30})[0] is book
    assert there.table("projects")["skole"].completion_year == 2024


def test_codes_of_what_cannot_be_carried_are_in_the_catalogue() -> None:
    assert {"carry-nowhere", "carry-nothing"} <= set(get_catalogue())
