"""The order of investments as a problem: the rows of the projects, and the long economy as it is without them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import OutlookLimit
from veikart.calc.schedule import (
    DEBT,
    INVESTMENT,
    LIQUIDITY,
    RESERVE,
    RESULT,
    STARTS,
    Candidate,
    Dependency,
    Limit,
    Path,
    Problem,
    list_starts,
    work_out_effects,
)
from veikart.calc.schedule.rows import ScheduleProject
from veikart.calc.values import PPM
from veikart.calc.worksheets import Sheet
from veikart.rules.foresight.schedule_frames import make_frame_candidates

KINDS = {"debt_ratio": DEBT, "result_ratio": RESULT, "buffer": RESERVE, "liquidity": LIQUIDITY}
"""The measures of the limits of the long economy that the order can keep, and what kind they are there."""
LINES = (
    "in_plan",
    "operating_revenue",
    "net_result",
    "debt",
    "buffer",
    "liquidity",
    "investments",
    "rate",
    "worth",
    "investment_cost_factor",
    "vat_share",
)
"""The lines of the long economy that are needed."""
USUAL_LIFE, USUAL_WEIGHT = 40, 1
DISCOUNT = 40_000
"""The rate later costs are counted down by, where they are compared: parts per million."""
Long = Mapping[str, Sequence[int]]
"""LINES by name, each with a number for every year."""


@dataclass(frozen=True)
class Asked:
    """The problem, where the projects begin as things stand today (those that are not there have no year), the rows of those that are in it, the
    names of those that are left out because something is missing, and the long economy it was made from, by scenario."""

    problem: Problem
    today: Mapping[str, int]
    rows: Mapping[str, ScheduleProject]
    left_out: tuple[str, ...]
    economies: Mapping[str, Long]


def read_long_economy(sheet: Sheet) -> dict[str, tuple[int, ...]]:
    """LINES of the sheet `long_economy`. Raises KeyError where it has no subject."""
    return {line: sheet.row(sheet.subjects[0], line) for line in LINES}


def make_schedule_problem(
    book: EconomyBook,
    years: tuple[int, ...],
    economies: Mapping[str, Long],
    *,
    needs: Mapping[str, int] | None = None,
    limits: Collection[str] | None = None,
    share: int = PPM,
) -> Asked:
    """The problem for the rows of a book that passes the checks. `economies` are the long economy in each scenario by name, the main one first.

    `needs` are the years services become full («service» or «service|area»), `limits` the ids of the limits to keep (all where None), `share` the
    part of the scenarios they must hold in. A limit that is broken as things stand today is kept so that it is not broken more than that.
    """
    main = next(iter(economies.values()))
    known = _Rows(book, years, main, needs or {})
    candidates = {key: known.make_candidate(one) for key, one in book.table("schedule_projects").items()}
    found = {key: one for key, one in candidates.items() if one is not None and (list_starts(one, years) or one.is_must)}
    today = {key: start for key in found if (start := known.planned_start(book.table("schedule_projects")[key])) is not None}
    reference = [*_standing(book, found, today, known), *make_frame_candidates(book, years, known.given(0), found)]
    paths = tuple(_make_path(name, years, one, reference) for name, one in economies.items())
    held = [row for key, row in book.table("outlook_limits").items() if row.measure in KINDS and (limits is None or key in limits)]
    problem = Problem(
        tuple(found.values()),
        paths,
        (*_list_limits(held, years, economies), *_list_capacities(book, years, main)),
        tuple(Dependency(one.project, one.other, one.kind, one.gap or 0) for one in _ties(book) if {one.project, one.other} <= found.keys()),
        paths_share=share,
        discount=DISCOUNT,
    )
    rows = {key: book.table("schedule_projects")[key] for key in found}
    left = tuple(one.name for key, one in book.table("schedule_projects").items() if key not in found)
    return Asked(problem, today, rows, left, economies)


@dataclass(frozen=True)
class _Rows:
    """What a row of a project becomes a candidate with."""

    book: EconomyBook
    years: tuple[int, ...]
    economy: Long
    needs: Mapping[str, int]

    def given(self, grant_share: int) -> int:
        """The part that others pay: grants and value added tax that comes back, as in the last year of the plan."""
        return min(PPM, grant_share + self.economy["vat_share"][-1])

    def amounts(self, project: str) -> dict[int, int]:
        """What the investment programme has for a project, by year."""
        return {row.year: row.amount_nok for row in self.book.table("project_years").values() if row.project == project and row.amount_nok > 0}

    def costs(self, one: ScheduleProject) -> tuple[int, ...]:
        """Kroner for each year of building; none where something is missing."""
        if one.project:
            amounts = self.amounts(one.project)
            return tuple(amounts.get(year, 0) for year in range(min(amounts), max(amounts) + 1)) if amounts else ()
        steps = {row.step: row.amount_nok for row in self.book.table("schedule_costs").values() if row.project == one.id}
        if steps:
            return tuple(steps.get(step, 0) for step in range(1, max(steps) + 1))
        if not one.cost_nok or not one.building_years:
            return ()
        each, rest = divmod(one.cost_nok, one.building_years)
        return tuple(each + (step < rest) for step in range(one.building_years))

    def planned_start(self, one: ScheduleProject) -> int | None:
        """The year it begins as things stand today; None where it has none in the years looked at."""
        start = min(self.amounts(one.project), default=None) if one.project else one.planned_year
        return start if start is not None and self.years[0] <= start <= self.years[-1] else None

    def make_candidate(self, one: ScheduleProject) -> Candidate | None:
        """The candidate of a row; None where it has no cost."""
        costs = self.costs(one)
        if not costs:
            return None
        grant = one.grant_share or 0
        given = self.given(grant)
        first, last = self.window(one, len(costs))
        return Candidate(
            one.id,
            one.name,
            costs,
            first,
            last,
            one.is_must == "yes" or bool(one.project),
            self.need_year(one),
            USUAL_WEIGHT if one.weight is None else one.weight,
            one.running_nok or 0,
            one.saving_nok or 0,
            one.life or USUAL_LIFE,
            min(PPM - given if one.loan_share is None else one.loan_share, PPM - given),
            given,
            one.group,
        )

    def window(self, one: ScheduleProject, building_years: int) -> tuple[int, int]:
        """The first and last year it may begin. A project of the investment programme stays within the years of that; another one begins after the
        plan, unless something else is entered."""
        start, free = self.planned_start(one), self.years[sum(self.economy["in_plan"])] if 0 in self.economy["in_plan"] else self.years[0]
        first = one.earliest_year or start or free
        last = self.book.years[-1] + 1 - building_years if one.project else self.years[-1]
        return (max(first, self.book.years[0]) if one.project else first), min(one.latest_year or last, last)

    def need_year(self, one: ScheduleProject) -> int | None:
        """The year entered, or the first year that the service it is for is full."""
        if one.need_year is not None or not one.need_service:
            return one.need_year
        return self.needs.get(f"{one.need_service}|{one.need_area}" if one.need_area else one.need_service)


def _ties(book: EconomyBook) -> list[object]:
    return list(book.table("schedule_ties").values())


def _standing(book: EconomyBook, found: Mapping[str, Candidate], today: Mapping[str, int], known: _Rows) -> list[Candidate]:
    """The projects that are in the long economy as things stand today, each where it begins: those of the investment programme, and those that
    have been taken out of their frame."""
    rows = book.table("schedule_projects")
    there = [key for key in found if key in today and (rows[key].project or rows[key].is_taken == "yes")]
    return [replace(found[key], earliest=today[key], latest=today[key]) for key in there]


def _make_path(name: str, years: tuple[int, ...], economy: Long, reference: Sequence[Candidate]) -> Path:
    """The economy with what the reference does to it taken out."""
    bare = Path(
        years,
        tuple(economy["operating_revenue"]),
        tuple(economy["net_result"]),
        tuple(economy["debt"]),
        tuple(economy["buffer"]),
        tuple(economy["liquidity"]),
        tuple(economy["investments"]),
        tuple(economy["rate"]),
        tuple(economy["worth"]),
        tuple(economy["investment_cost_factor"]),
        name,
    )
    lines = {line: list(bare.row(line)) for line in ("result", "debt", "reserve", "liquidity", "investment")}
    for one in reference:
        effects = work_out_effects(one, bare)
        if not effects.starts:
            continue
        for at in range(len(years)):
            lines["result"][at] += int(effects.burden[0, at])
            lines["debt"][at] -= int(effects.debt[0, at])
            lines["reserve"][at] += int(effects.drain[0, at])
            lines["liquidity"][at] += int(effects.drain[0, at])
            lines["investment"][at] -= int(effects.investment[0, at])
    return replace(bare, **{line: tuple(values) for line, values in lines.items()})


def _list_limits(held: Sequence[OutlookLimit], years: tuple[int, ...], economies: Mapping[str, Long]) -> list[Limit]:
    """Each limit in each year and scenario: as it is, or as things stand today where they are worse."""
    found = []
    for row in held:
        kind = KINDS[row.measure]
        value = row.value_share if kind in {DEBT, RESULT} else row.value_nok
        if value is None or (row.side == "most") != (kind == DEBT):
            continue
        for path, economy in enumerate(economies.values()):
            for at, year in enumerate(years):
                if (row.first_year or year) <= year <= (row.last_year or year):
                    now = _stands(kind, economy, at)
                    kept = max(value, now) if kind == DEBT else min(value, now)
                    found.append(Limit(kind, kept, year, year, source=row.id, path=path))
    return found


def _stands(kind: str, economy: Long, at: int) -> int:
    """What is measured as things stand today: rounded so that it keeps within itself."""
    line = {DEBT: "debt", RESULT: "net_result", RESERVE: "buffer", LIQUIDITY: "liquidity"}[kind]
    if kind not in {DEBT, RESULT}:
        return economy[line][at]
    revenue = max(1, economy["operating_revenue"][at])
    return -((-economy[line][at] * PPM) // revenue) if kind == DEBT else (economy[line][at] * PPM) // revenue - 1


def _list_capacities(book: EconomyBook, years: tuple[int, ...], economy: Long) -> list[Limit]:
    """What can be carried out; of everything, where a year has more than that as things stand today, as much as that."""
    found = []
    for key, one in book.table("schedule_capacities").items():
        ends = (one.first_year or years[0], one.last_year or years[-1])
        if one.amount_nok is not None:
            for at, year in enumerate(years):
                if ends[0] <= year <= ends[1]:
                    least = 0 if one.group else economy["investments"][at]
                    found.append(Limit(INVESTMENT, max(one.amount_nok, least), year, year, one.group, key))
        if one.starts is not None:
            found.append(Limit(STARTS, one.starts, *ends, one.group, key))
    return found
