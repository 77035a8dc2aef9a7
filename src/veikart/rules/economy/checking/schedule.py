"""Findings about the order of investments: what is missing or does not fit in the projects, their ties and the capacity."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.schedule.rows import ScheduleProject
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_nok

PROJECTS = "schedule_projects"


def check_schedule(book: EconomyBook) -> Iterator[Finding]:
    """Everything that keeps a project out of the order, or that somebody should look at."""
    steps: dict[str, list[tuple[int, int]]] = {}
    for row in book.table("schedule_costs").values():
        steps.setdefault(row.project, []).append((row.step, row.amount_nok))
    for one in book.table(PROJECTS).values():
        yield from _check_cost(book, one, steps.get(one.id, []))
        yield from _check_window(one)
        yield from _check_frame(book, one)
    yield from _check_ties(book)
    yield from _check_capacities(book)


def _place(one: ScheduleProject, field: str) -> Place:
    return get_economy_tables()[PROJECTS].place_of(one.id, field)


def _check_cost(book: EconomyBook, one: ScheduleProject, steps: list[tuple[int, int]]) -> Iterator[Finding]:
    if one.project:
        if not any(row.amount_nok > 0 for row in book.table("project_years").values() if row.project == one.project):
            yield make_finding("schedule-cost", _place(one, "project"), name=one.name)
        return
    if not steps and (not one.cost_nok or not one.building_years):
        yield make_finding("schedule-cost", _place(one, "cost_nok"), name=one.name)
    total = sum(nok for _, nok in steps)
    if steps and one.cost_nok and total != one.cost_nok:
        words = {"found": format_nok(total), "expected": format_nok(one.cost_nok)}
        yield make_finding("schedule-costs-differ", _place(one, "cost_nok"), name=one.name, **words)


def _check_window(one: ScheduleProject) -> Iterator[Finding]:
    if one.earliest_year and one.latest_year and one.earliest_year > one.latest_year:
        words = {"first": str(one.earliest_year), "second": str(one.latest_year)}
        yield make_finding("schedule-window", _place(one, "latest_year"), name=one.name, **words)
    if one.is_must != "yes" and not one.need_year and not one.need_service and not one.saving_nok:
        yield make_finding("schedule-need", _place(one, "need_year"), name=one.name)


def _check_frame(book: EconomyBook, one: ScheduleProject) -> Iterator[Finding]:
    areas = {row.area for row in book.table("long_investments").values()}
    if one.frame and one.frame not in areas:
        yield make_finding("schedule-frame", _place(one, "frame"), name=one.name, found=one.frame)


def _check_ties(book: EconomyBook) -> Iterator[Finding]:
    rule = get_economy_tables()["schedule_ties"]
    for key, one in book.table("schedule_ties").items():
        if one.project == one.other:
            yield make_finding("schedule-tie-self", rule.place_of(key, "other"), name=book.table(PROJECTS)[one.project].name)


def _check_capacities(book: EconomyBook) -> Iterator[Finding]:
    rule, groups = get_economy_tables()["schedule_capacities"], {one.group for one in book.table(PROJECTS).values()}
    for key, one in book.table("schedule_capacities").items():
        if one.amount_nok is None and one.starts is None:
            yield make_finding("schedule-capacity-empty", rule.place_of(key, "amount_nok"), name=one.name)
        if one.group and one.group not in groups:
            yield make_finding("schedule-capacity-unused", rule.place_of(key, "group"), name=one.name, found=one.group)
