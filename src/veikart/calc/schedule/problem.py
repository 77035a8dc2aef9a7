"""What is to be put in order: the projects, what ties them together, the economy they have to fit into, and the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veikart.calc.values import PPB

AFTER, EXCLUSIVE, TOGETHER = "after", "exclusive", "together"
"""Dependencies: starts when the other is in use (and `gap` years more), only one of the two is built, both start in the same year or neither."""
DEBT, RESULT, RESERVE, LIQUIDITY, INVESTMENT, STARTS = "debt", "result", "reserve", "liquidity", "investment", "starts"
"""Kinds of limits: what the plan may owe, must have left of its revenue, must keep in the buffer fund and to pay with, may spend and may begin in a
year."""
KINDS = (DEBT, RESULT, RESERVE, LIQUIDITY, INVESTMENT, STARTS)
OBJECTIVES = ("delay", "cost", "delay_then_cost")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be moved. `costs` are whole kroner for each year it is built, positive, in the kroner of the year where the path's index
    is 1; `earliest` and `latest` the first and last year it may begin. It is in use the year after the last year of building.

    `weight` are points for each year it is in use later than `need_year` (None: nobody waits for it). A project that is not `is_must` may be left
    out; then it counts as in use two years after the last year. `running_nok` and `saving_nok` are kroner a year from it is in use, `life` the
    years its loan is paid back and its cost is shared over, `loan_share` and `given_share` the parts (per million) of each year's cost that are
    borrowed and given by others. `group` is the capacity it needs.
    """

    id: str
    name: str
    costs: tuple[int, ...]
    earliest: int
    latest: int
    is_must: bool = False
    need_year: int | None = None
    weight: int = 1
    running_nok: int = 0
    saving_nok: int = 0
    life: int = 40
    loan_share: int = 0
    given_share: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Dependency:
    """`project` depends on `other` in a way that is one of AFTER, EXCLUSIVE and TOGETHER. `gap` is whole years, for AFTER."""

    project: str
    other: str
    kind: str
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Path:
    """The economy without the projects, year by year: whole kroner of one price level, all positive where there is much of it.

    `result` is net operating result, `debt` what is owed at the end of the year, `reserve` and `liquidity` what is in the buffer fund and to pay
    with then, `investment` what is spent on everything else. `interest` is parts per million of what is owed. `worth` is what a krone owed or
    saved the year before is worth (1,0 in current kroner, less in kroner of a fixed year), `cost_index` what a project costs in the year, both
    parts per thousand million.
    """

    years: tuple[int, ...]
    revenue: tuple[int, ...]
    result: tuple[int, ...]
    debt: tuple[int, ...]
    reserve: tuple[int, ...]
    liquidity: tuple[int, ...] = ()
    investment: tuple[int, ...] = ()
    interest: tuple[int, ...] = ()
    worth: tuple[int, ...] = ()
    cost_index: tuple[int, ...] = ()
    name: str = ""

    def row(self, line: str) -> tuple[int, ...]:
        """A line by name; zeros (for an index: ones) where it was not given."""
        return getattr(self, line) or ((PPB if line in {"worth", "cost_index"} else 0),) * len(self.years)


@dataclass(frozen=True, slots=True)
class Limit:
    """What must hold in the years from `first_year` to `last_year`: one of KINDS. `value` is parts per million of the revenue for DEBT (at most)
    and RESULT (at least), whole kroner for RESERVE and LIQUIDITY (at least) and INVESTMENT (at most), and a number for STARTS (at most).

    With a `group`, only the projects of that group count, and nothing of what is in the path. `source` is the id of what it was made from. `path`
    is the place of the only scenario it holds in; negative for all of them.
    """

    kind: str
    value: int
    first_year: int
    last_year: int
    group: str = ""
    source: str = ""
    path: int = -1


@dataclass(frozen=True)
class Problem:
    """Everything at once. `paths` hold one scenario or more: the limits hold in all of them, or in so many that `paths_share` (parts per million)
    of them do. `discount` is the rate (parts per million) that later costs are counted down by."""

    candidates: tuple[Candidate, ...]
    paths: tuple[Path, ...]
    limits: tuple[Limit, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    paths_share: int = 1_000_000
    discount: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are to choose from, the same on every path."""
        return self.paths[0].years

    @property
    def by_id(self) -> Mapping[str, Candidate]:
        """The candidates by id."""
        return {one.id: one for one in self.candidates}


def list_starts(one: Candidate, years: tuple[int, ...]) -> range:
    """The years a project may begin, so that it is finished within `years`."""
    return range(max(one.earliest, years[0]), min(one.latest, years[-1] + 1 - len(one.costs)) + 1)


def get_delay(one: Candidate, start: int | None, last_year: int) -> int:
    """Years from the project is needed to it is in use; 0 where nobody waits for it. None is never.

    >>> school = Candidate("skole", "Skolen", (50, 50), 2024, 2030, need_year=2027)
    >>> get_delay(school, 2024, 2039), get_delay(school, 2027, 2039), get_delay(school, None, 2039)
    (0, 2, 14)
    """
    if one.need_year is None:
        return 0
    return max(0, (last_year + 2 if start is None else start + len(one.costs)) - one.need_year)


def list_alternatives(problem: Problem) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates in groups where only one is built; most are alone. In the order they are given."""
    root = {one.id: one.id for one in problem.candidates}

    def find(project: str) -> str:
        while root[project] != project:
            project = root[project]
        return project

    for one in problem.dependencies:
        if one.kind == EXCLUSIVE:
            first, second = sorted((find(one.project), find(one.other)), key=list(root).index)
            root[second] = first
    groups: dict[str, list[Candidate]] = {}
    for candidate in problem.candidates:
        groups.setdefault(find(candidate.id), []).append(candidate)
    return tuple(tuple(one) for one in groups.values())
