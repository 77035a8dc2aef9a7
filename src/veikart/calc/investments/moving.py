"""A project moved to other years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from veikart.calc.investments.rows import Project, ProjectGrant, ProjectSale, ProjectYear

Amount = TypeVar("Amount", ProjectYear, ProjectGrant, ProjectSale)


def move_points(project: Project, by: int, first_year: int) -> Project:
    """The project with its decision points and completion `by` years later (earlier where negative). What is before `first_year` has happened."""
    moved = {name: year + by for name, year in project.points if year is not None and year >= first_year}
    return replace(project, **moved)  # type: ignore[arg-type]


def move_amounts(rows: Iterable[Amount], by: int, first_year: int) -> list[Amount]:
    """The rows with their years `by` later. What is before `first_year` has happened, and stays."""
    return [replace(one, year=one.year + by) if one.year >= first_year else one for one in rows]


def get_reach(project: Project, rows: Iterable[ProjectYear | ProjectGrant | ProjectSale], first_year: int) -> tuple[int, int] | None:
    """The first year of all that moves with the project, and the last year of its amounts (the first year again where it has none).

    What moves are amounts and decision points from `first_year` on; None where nothing does. Decision points may well come after the years that are
    worked out.
    """
    amounts = [one.year for one in rows if one.year >= first_year]
    points = [year for _name, year in project.points if year is not None and year >= first_year]
    if not amounts and not points:
        return None
    first = min([*amounts, *points])
    return first, max(amounts, default=first)
