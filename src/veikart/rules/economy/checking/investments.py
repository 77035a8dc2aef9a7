"""Findings about the investment projects."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.investments import FIXED, RUNNING_FRAME, SELF_FINANCING, Project
from veikart.calc.prices import get_index_years
from veikart.calc.values import PPM
from veikart.rules.economy.rates import get_rate, has_rate
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_nok, format_percent

AMOUNTS = ("project_years", "project_grants", "project_sales")


def check_investments(book: EconomyBook) -> Iterator[Finding]:
    """Everything about the projects that somebody should look at, project by project, and then row by row."""
    setting = next(iter(book.table("settings").values()), None)
    if setting is None:
        return
    amounts: dict[str, dict[int, int]] = defaultdict(dict)
    for row in book.table("project_years").values():
        amounts[row.project][row.year] = row.amount_nok
    for project in book.table("projects").values():
        yield from _check_price_year(project, setting)
        yield from _check_vat(project, setting)
        yield from _check_points(project)
        yield from _check_amounts(project, amounts[project.id])
    yield from _check_rows(book, setting)


def _place(project: Project, field: str = "") -> Place:
    return get_economy_tables()["projects"].place_of(project.id, field)


def _check_price_year(project: Project, setting: Setting) -> Iterator[Finding]:
    years = get_index_years(tuple(range(setting.first_year, setting.last_year + 1)), setting.price_year)
    if project.price_year is not None and project.price_year not in years:
        words = {"found": str(project.price_year), "expected": f"{years[0]} og {years[-1]}"}
        yield make_finding("project-price-year-far", _place(project, "price_year"), name=project.name, **words)
    if project.price_year is None and project.price_basis == FIXED:
        yield make_finding("project-price-year", _place(project, "price_year"), name=project.name, expected=str(setting.price_year))


def _check_vat(project: Project, setting: Setting) -> Iterator[Finding]:
    share = project.vat_share or 0
    rate = get_rate("value_added_tax", setting.first_year) if has_rate("value_added_tax", setting.first_year) else 0
    most = Fraction(rate, PPM + rate)
    words = {"name": project.name, "found": format_percent(Fraction(share, PPM), 1)}
    if share and project.group in SELF_FINANCING:
        yield make_finding("project-vat-self-financing", _place(project, "vat_share"), **words)
    elif Fraction(share, PPM) > most:
        yield make_finding("project-vat-high", _place(project, "vat_share"), **words, expected=format_percent(most, 1))


def _check_points(project: Project) -> Iterator[Finding]:
    fields = get_economy_tables()["projects"].fields
    points = [(name, year) for name, year in project.points if year is not None]
    for (before, early), (after, late) in itertools.pairwise(points):
        if early > late:
            words = {"first": fields[before].label, "found": str(early), "second": fields[after].label, "expected": str(late)}
            yield make_finding("project-points-order", _place(project, after), name=project.name, **words)


def _check_amounts(project: Project, amounts: dict[int, int]) -> Iterator[Finding]:
    total = sum(amounts.values()) + (project.spent_before_nok or 0)
    if project.frame_nok and total > project.frame_nok:
        words = {"found": format_nok(total), "expected": format_nok(project.frame_nok), "difference": format_nok(total - project.frame_nok)}
        yield make_finding("project-frame-exceeded", _place(project, "frame_nok"), name=project.name, **words)
    if total and not project.goal and project.stage != RUNNING_FRAME:
        yield make_finding("project-without-goal", _place(project, "goal"), name=project.name, found=format_nok(total))
    if total and not project.lifetime and (project.land_share or 0) < PPM:
        yield make_finding("project-without-lifetime", _place(project, "lifetime"), name=project.name)
    if project.stage == RUNNING_FRAME:
        return
    if total and project.completion_year is None:
        yield make_finding("project-without-completion", _place(project, "completion_year"), name=project.name)
    last = max((year for year, nok in amounts.items() if nok), default=0)
    if project.completion_year is not None and last > project.completion_year:
        words = {"expected": str(project.completion_year), "year": str(last)}
        yield make_finding("project-completed-early", _place(project, "completion_year"), name=project.name, **words)


def _check_rows(book: EconomyBook, setting: Setting) -> Iterator[Finding]:
    projects, years = book.table("projects"), f"{setting.first_year}–{setting.last_year}"
    for table in AMOUNTS:
        rule = get_economy_tables()[table]
        for key, row in book.table(table).items():
            name = projects[row.project].name if row.project in projects else row.project
            if not setting.first_year <= row.year <= setting.last_year:
                yield make_finding("project-year-outside", rule.place_of(key, "year"), name=name, year=str(row.year), expected=years)
            if row.amount_nok < 0:
                found = format_nok(row.amount_nok)
                yield make_finding("project-amount-negative", rule.place_of(key, "amount_nok"), name=name, found=found, year=str(row.year))
