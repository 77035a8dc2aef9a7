"""A project moved to other years."""

from veikart.calc.investments import Project, ProjectYear, get_reach, move_amounts, move_points

ROW = Project(
    "skole", "Ny skole", "skole", "execution", "non_self_financing", idea_year=2024, decision_year=2026, start_year=2026, completion_year=2031
)
AMOUNTS = (ProjectYear("skole", 2025, 1), ProjectYear("skole", 2026, 2), ProjectYear("skole", 2028, 3))


def test_points_move_and_what_has_happened_stays() -> None:
    moved = move_points(ROW, 1, 2026)
    assert [year for _name, year in moved.points] == [2024, None, 2027, 2027, 2032]
    assert move_points(moved, -1, 2026) == ROW


def test_amounts_move_and_what_is_spent_stays() -> None:
    assert [one.year for one in move_amounts(AMOUNTS, 2, 2026)] == [2025, 2028, 2030]


def test_reach_is_all_that_moves_and_the_end_that_of_the_amounts() -> None:
    assert get_reach(ROW, AMOUNTS, 2026) == (2026, 2028)
    assert get_reach(ROW, (), 2026) == (2026, 2026)
    assert get_reach(ROW, AMOUNTS, 2032) is None
