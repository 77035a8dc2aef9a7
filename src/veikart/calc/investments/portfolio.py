"""All projects together, and anew after a change: only the rows of the projects that moved are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import compress, count, filterfalse
from operator import is_not
from typing import TypeVar

import numpy as np

from veikart.calc.investments.assets import make_asset_sheet, replace_assets
from veikart.calc.investments.inputs import AMOUNTS, Terms, make_inputs, spread_amounts
from veikart.calc.investments.life import LifeLines, has_life
from veikart.calc.investments.programme import work_out_projects
from veikart.calc.investments.rows import GROUPS, Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.worksheets import TEXTS, LateLines, Lines, Sheet, make_sheet

EVERYTHING = "alle"
TOTALS = (
    "gross",
    "vat_compensation",
    "grants",
    "sales",
    "net",
    "need",
    "capital_cost",
    "in_use",
    "work_closing",
    "depreciation",
    "asset_closing",
    "fdv",
    "other_running",
    "running_cost",
    "savings",
    "running_net",
    "emissions",
)
"""Lines of the projects that are added up."""


Row = TypeVar("Row")


@dataclass(frozen=True)
class ProjectRows:
    """The rows of the four tables, by key."""

    projects: Mapping[str, Project]
    amounts: Mapping[str, ProjectYear]
    grants: Mapping[str, ProjectGrant]
    sales: Mapping[str, ProjectSale]

    def spread(self, projects: Iterable[str], years: tuple[int, ...]) -> dict[str, Lines]:
        """The kroner of AMOUNTS of these projects in their order, shape (projects, years)."""
        place = {key: at for at, key in enumerate(projects)}
        tables = (self.amounts, self.grants, self.sales)
        return {name: spread_amounts(table.values(), place, years) for name, table in zip(AMOUNTS, tables, strict=True)}

    def list_projects(self) -> set[str]:
        """The projects that any row belongs to."""
        return {*self.projects, *(row.project for table in (self.amounts, self.grants, self.sales) for row in table.values())}

    def compare(self, earlier: ProjectRows) -> tuple[ProjectRows, ProjectRows]:
        """The rows that are not the very ones they were, as they are now and as they were."""
        parts = [_compare(getattr(self, one.name), getattr(earlier, one.name)) for one in fields(self)]
        return ProjectRows(*(came for came, _gone in parts)), ProjectRows(*(gone for _came, gone in parts))


def _compare(now: Mapping[str, Row], before: Mapping[str, Row]) -> tuple[dict[str, Row], dict[str, Row]]:
    if now is before:
        return {}, {}
    if list(now) == list(before):
        came = dict(compress(now.items(), map(is_not, now.values(), before.values())))
        return came, {key: before[key] for key in came}
    came = dict(compress(now.items(), map(is_not, now.values(), map(before.get, now))))
    gone = [*filterfalse(now.__contains__, before), *filter(before.__contains__, came)]
    return came, {key: before[key] for key in gone}


@dataclass(frozen=True)
class Portfolio:
    """The projects worked out: the sheets `projects`, `project_assets` and `life_cost`, and the lines of TOTALS added up for everything and each
    of GROUPS.
    """

    rows: ProjectRows
    terms: Terms
    projects: Sheet
    assets: Sheet
    life: Sheet
    totals: Mapping[str, Lines]


def work_out_portfolio(rows: ProjectRows, terms: Terms, earlier: Portfolio | None = None) -> Portfolio:
    """Every project worked out. `earlier` must be of the same terms; of it, the projects that nothing has moved in are taken as they are."""
    if earlier and (rows.projects is earlier.rows.projects or list(rows.projects) == list(earlier.rows.projects)):
        return _renew(rows, earlier)
    projects, assets = _make_sheets(tuple(rows.projects.values()), rows.spread(rows.projects, terms.years), terms)
    return Portfolio(rows, terms, projects, assets, _make_life_sheet(rows, projects, terms), projects.totals(TOTALS, GROUPS))


def _make_sheets(projects: Sequence[Project], amounts: Mapping[str, Lines], terms: Terms) -> tuple[Sheet, Sheet]:
    inputs = make_inputs(projects, amounts, terms)
    lines = work_out_projects(inputs)
    assets, sums = make_asset_sheet(inputs, lines["depreciable"])
    prices = terms.prices
    growth = {name: np.tile(line, (len(projects), 1)) for name, line in (("price_growth", prices.price_growth), ("deflator", prices.deflator))}
    subjects = [one.id for one in projects]
    sheet = make_sheet("projects", subjects, terms.years, {**lines, **sums, **growth}, of_table="projects", **_texts(projects))
    return sheet, assets


def _make_life_sheet(rows: ProjectRows, projects: Sheet, terms: Terms) -> Sheet:
    """Projects with a year of completion and a lifetime, over the years of the plan and as long after as anything lasts."""
    living = [one for one in rows.projects.values() if has_life(one)]
    lines = LifeLines(tuple(one.id for one in living), rows.projects, projects, terms)
    return Sheet("life_cost", lines.subjects, terms.life_years, lines, of_table="projects", **_texts(living))


def _renew(rows: ProjectRows, earlier: Portfolio) -> Portfolio:
    """The earlier portfolio with the projects that have other rows worked out anew."""
    came, gone = rows.compare(earlier.rows)
    chosen = list(compress(count(), map((came.list_projects() | gone.list_projects()).__contains__, rows.projects)))
    if not chosen:
        return replace(earlier, rows=rows)
    whole, terms = earlier.projects, earlier.terms
    changed = [whole.subjects[at] for at in chosen]
    more, less = (one.spread(changed, terms.years) for one in (came, gone))
    amounts = {name: whole.lines[name][chosen] + more[name] - less[name] for name in AMOUNTS}
    part, part_assets = _make_sheets([rows.projects[key] for key in changed], amounts, terms)
    places = np.array(chosen)
    now, before = np.array(list(part.lines.values())), np.array([line.take(places, axis=0) for line in whole.lines.values()])
    projects = _put(whole, part, chosen, (now != before).any(axis=(1, 2)).tolist())
    assets = replace_assets(earlier.assets, whole.lines["depreciable"], part_assets, part.lines["depreciable"], chosen)
    sums = _belonging(part.groups) @ now - _belonging([whole.groups[at] for at in chosen]) @ before
    moved = dict(zip(part.lines, sums, strict=True))
    totals = {name: line + moved[name] for name, line in earlier.totals.items()}
    return Portfolio(rows, terms, projects, assets, _renew_life(rows, earlier, projects, changed), totals)


def _belonging(groups: Sequence[str]) -> Lines:
    """1 where a project is added up: all of them in the first row, then those of each of GROUPS; shape (1 + groups, projects)."""
    return np.array([[1] * len(groups), *([int(one == group) for one in groups] for group in GROUPS)], dtype=np.int64)


def _put(whole: Sheet, part: Sheet, chosen: Sequence[int], is_moved: Sequence[bool]) -> Sheet:
    """The sheet with the subjects at the chosen places as in `part`; the lines that are not moved, and texts that are the same, as they are."""
    moved = {name: partial(_put_line, whole.lines[name], part.lines[name], chosen) for name in compress(part.lines, is_moved)}
    texts = {name: _put_texts(getattr(whole, name), getattr(part, name), chosen) for name in TEXTS}
    return replace(whole, lines=LateLines({**whole.lines, **moved}), **texts)


def _put_line(whole: Lines, part: Lines, chosen: Sequence[int]) -> Lines:
    found = whole.copy()
    found[chosen] = part
    return found


def _put_texts(whole: tuple[str, ...], part: Sequence[str], chosen: Sequence[int]) -> tuple[str, ...]:
    if all(whole[at] == text for at, text in zip(chosen, part, strict=True)):
        return whole
    found = list(whole)
    for at, text in zip(chosen, part, strict=True):
        found[at] = text
    return tuple(found)


def _renew_life(rows: ProjectRows, earlier: Portfolio, projects: Sheet, changed: Iterable[str]) -> Sheet:
    """The life sheet of the changed projects; with the subjects it had where none of them is called or ends otherwise."""
    if any(_describe(rows.projects[key]) != _describe(earlier.rows.projects[key]) for key in changed):
        return _make_life_sheet(rows, projects, earlier.terms)
    return replace(earlier.life, lines=LifeLines(earlier.life.subjects, rows.projects, projects, earlier.terms))


def _describe(project: Project) -> tuple[str, str, str, bool]:
    return project.name, project.unit, project.group, has_life(project)


def make_total_sheet(portfolio: Portfolio, names: Mapping[str, str]) -> Sheet:
    """The sheet `investments`: everything, and each group of projects. `names` are what people call them."""
    subjects = (EVERYTHING, *GROUPS)
    return make_sheet("investments", subjects, portfolio.terms.years, portfolio.totals, names=[names[one] for one in subjects])


def _texts(rows: Sequence[Project]) -> dict[str, tuple[str, ...]]:
    """The name, budget unit and group of each project, as a sheet has them."""
    return {"names": tuple(one.name for one in rows), "units": tuple(one.unit for one in rows), "groups": tuple(one.group for one in rows)}
