"""All projects together, and anew after a change: only the rows of the projects that moved are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from veikart.calc.investments.assets import make_asset_sheet
from veikart.calc.investments.inputs import Prices, ProjectInputs, make_inputs
from veikart.calc.investments.life import LifeLines
from veikart.calc.investments.programme import work_out_projects
from veikart.calc.investments.rows import GROUPS, RUNNING_FRAME, Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.worksheets import Lines, Sheet, make_sheet

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


@dataclass(frozen=True)
class ProjectRows:
    """The rows of the four tables, by key."""

    projects: Mapping[str, Project]
    amounts: Mapping[str, ProjectYear]
    grants: Mapping[str, ProjectGrant]
    sales: Mapping[str, ProjectSale]

    def only(self, chosen: set[str]) -> ProjectRows:
        """The rows of these projects."""
        parts = ({key: row for key, row in table.items() if row.project in chosen} for table in (self.amounts, self.grants, self.sales))
        return ProjectRows(self.projects, *parts)

    def changed_since(self, earlier: ProjectRows) -> set[str] | None:
        """The projects with a row that is another than it was; None where projects came, went or changed order."""
        if self.projects is not earlier.projects and list(self.projects) != list(earlier.projects):
            return None
        changed = {key for key, row in self.projects.items() if earlier.projects[key] is not row}
        for name in ("amounts", "grants", "sales"):
            now, before = getattr(self, name), getattr(earlier, name)
            if now is not before:
                was = before.get
                changed.update([row.project for key, row in now.items() if was(key) is not row])
                changed.update(before[key].project for key in before.keys() - now.keys())
        return changed


@dataclass(frozen=True)
class Terms:
    """What is the same for all projects: the years of the plan, the indices, and the calculated interest of every year of a life."""

    years: tuple[int, ...]
    prices: Prices
    rate: Lines

    @property
    def life_years(self) -> tuple[int, ...]:
        """The years of a life: those of the plan, and those after."""
        return tuple(range(self.years[0], self.years[0] + len(self.rate)))


@dataclass(frozen=True)
class Portfolio:
    """The projects worked out: their inputs, the lines of the projects, and what they take in use."""

    rows: ProjectRows
    inputs: ProjectInputs
    lines: Mapping[str, Lines]
    assets: Sheet
    terms: Terms


def work_out_portfolio(rows: ProjectRows, terms: Terms, earlier: Portfolio | None = None) -> Portfolio:
    """Every project worked out. `earlier` must be of the same terms; of it, the projects that nothing has moved in are taken as they are."""
    changed = rows.changed_since(earlier.rows) if earlier else None
    if earlier is None or changed is None:
        inputs = _inputs(rows, tuple(rows.projects.values()), terms)
        lines = work_out_projects(inputs)
    else:
        inputs, lines = _renew(rows, earlier, changed)
    assets, sums = make_asset_sheet(inputs, lines["depreciable"])
    return Portfolio(rows, inputs, {**lines, **sums}, assets, terms)


def _inputs(rows: ProjectRows, projects: Sequence[Project], terms: Terms) -> ProjectInputs:
    return make_inputs(projects, rows.amounts.values(), rows.grants.values(), rows.sales.values(), years=terms.years, prices=terms.prices)


def _renew(rows: ProjectRows, earlier: Portfolio, changed: set[str]) -> tuple[ProjectInputs, dict[str, Lines]]:
    chosen = [at for at, one in enumerate(rows.projects) if one in changed]
    part = _inputs(rows.only(changed), [rows.projects[one] for one in rows.projects if one in changed], earlier.terms)
    lines = work_out_projects(part)
    arrays = {
        one.name: _put(getattr(earlier.inputs, one.name), getattr(part, one.name), chosen)
        for one in fields(ProjectInputs)
        if isinstance(getattr(part, one.name), np.ndarray)
    }
    inputs = replace(earlier.inputs, projects=tuple(rows.projects.values()), **arrays)
    return inputs, {name: _put(earlier.lines[name], line, chosen) for name, line in lines.items()}


def _put(whole: Lines, part: Lines, chosen: Sequence[int]) -> Lines:
    """The whole with the part at the chosen places; the very same where nothing is another."""
    if np.array_equal(whole[chosen], part):
        return whole
    found = whole.copy()
    found[chosen] = part
    return found


def make_project_sheet(portfolio: Portfolio) -> Sheet:
    """The sheet `projects`, one subject a project."""
    projects, prices = portfolio.inputs.projects, portfolio.terms.prices
    growth = {name: np.tile(line, (len(projects), 1)) for name, line in (("price_growth", prices.price_growth), ("deflator", prices.deflator))}
    return _make_sheet("projects", projects, portfolio.terms.years, {**portfolio.lines, **growth})


def make_life_sheet(portfolio: Portfolio) -> Sheet:
    """The sheet `life_cost`: projects with a year of completion and a lifetime, over the years of the plan and as long after as anything lasts."""
    inputs = portfolio.inputs
    chosen = [at for at, one in enumerate(inputs.projects) if one.completion_year and one.lifetime and one.stage != RUNNING_FRAME]
    lines = LifeLines(inputs, chosen, portfolio.lines["need"], portfolio.terms.rate)
    rows = [inputs.projects[at] for at in chosen]
    subjects = tuple(one.id for one in rows)
    return Sheet("life_cost", subjects, portfolio.terms.life_years, lines, of_table="projects", **_texts(rows))


def make_total_sheet(portfolio: Portfolio, names: Mapping[str, str]) -> Sheet:
    """The sheet `investments`: everything, and each group of projects. `names` are what people call them."""
    subjects = (EVERYTHING, *GROUPS)
    group_of = np.array([one.group for one in portfolio.inputs.projects])
    chosen = [np.flatnonzero(group_of == one) for one in GROUPS]
    lines = {name: _sums(portfolio.lines[name], chosen) for name in TOTALS}
    return make_sheet("investments", subjects, portfolio.terms.years, lines, names=[names[one] for one in subjects])


def _sums(line: Lines, chosen: Sequence[Lines]) -> Lines:
    """The line added up over everything, and over each group of places."""
    found: Lines = np.stack([line.sum(axis=0), *(line[places].sum(axis=0) for places in chosen)])
    return found


def _make_sheet(sheet_id: str, projects: Iterable[Project], years: tuple[int, ...], lines: Mapping[str, Lines]) -> Sheet:
    rows = tuple(projects)
    return make_sheet(sheet_id, [one.id for one in rows], years, lines, of_table="projects", **_texts(rows))


def _texts(rows: Sequence[Project]) -> dict[str, tuple[str, ...]]:
    """The name, budget unit and group of each project, as a sheet has them."""
    return {"names": tuple(one.name for one in rows), "units": tuple(one.unit for one in rows), "groups": tuple(one.group for one in rows)}
