"""A project of the economy's book moved to other years: what it changes, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.calc.books import RowChange
from veikart.calc.economy import EconomyBook
from veikart.calc.investments import get_reach, move_amounts, move_points
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding

AMOUNTS = ("project_years", "project_grants", "project_sales")


def move_project(book: EconomyBook, project: str, years: int) -> tuple[tuple[RowChange, ...], tuple[Finding, ...]]:
    """The changes that move a project `years` later (earlier where negative), or a finding of grade stop and no changes.

    Its amounts, grants, sales, decision points and completion move together. What is before the first year of the plan has happened and stays.
    Refused where the first of them would come before the first year of the plan, or an amount after the last. Raises KeyError for an unknown project.
    """
    row = book.table("projects")[project]
    first, last = book.years[0], book.years[-1]
    rows = {table: [one for one in book.table(table).values() if one.project == project] for table in AMOUNTS}
    reach = get_reach(row, (one for part in rows.values() for one in part), first)
    if reach is None or years == 0:
        return (), ()
    for year in reach:
        if not first <= year + years <= last:
            return (), (_outside(project, row.name, year, year + years, f"{first}–{last}"),)
    moved = move_points(row, years, first)
    changes = [RowChange("projects", project, row, moved)] if moved != row else []
    for table, part in rows.items():
        changes.extend(_replace(table, part, move_amounts(part, years, first)))
    return tuple(changes), ()


def _outside(project: str, name: str, year: int, moved: int, years: str) -> Finding:
    place = get_economy_tables()["projects"].place_of(project)
    return make_finding("project-move-outside", place, name=name, found=str(year), year=str(moved), expected=years)


def _replace(table: str, before: Iterable[object], after: Iterable[object]) -> list[RowChange]:
    """The changes that put the rows after in the place of those before, each row of a key changed once."""
    key_of = get_economy_tables()[table].key_of
    old = {key_of(one): one for one in before}
    new = {key_of(one): one for one in after}
    keys = [*old, *(key for key in new if key not in old)]
    return [RowChange(table, key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]
