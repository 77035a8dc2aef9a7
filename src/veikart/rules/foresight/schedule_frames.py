"""The frames of the long economy that projects are paid from: what a project takes of one, and the frame without it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import LongInvestment
from veikart.calc.schedule import Candidate
from veikart.calc.schedule.rows import ScheduleProject
from veikart.calc.values import PPM, share_of

FRAME_LIFE = 40


def _ends(row: LongInvestment, last: int) -> tuple[int, int]:
    return row.year, min(row.last_year or row.year, last)


def cut_frames(book: EconomyBook, last: int, projects: Collection[str]) -> dict[str, LongInvestment]:
    """The rows of the frames that projects are paid from, by key, less what the projects come to that are not yet taken out of them: their cost
    evenly over the years of the area. Never below zero; grants and running costs go down by the same share."""
    wanted: dict[str, int] = {}
    for one in (book.table("schedule_projects")[key] for key in projects):
        if one.frame and not one.project and one.is_taken != "yes":
            wanted[one.frame] = wanted.get(one.frame, 0) + _cost_of(book, one)
    years: dict[str, int] = {}
    for row in book.table("long_investments").values():
        first, end = _ends(row, last)
        years[row.area] = years.get(row.area, 0) + max(0, end - first + 1)
    found = {}
    for key, row in book.table("long_investments").items():
        if wanted.get(row.area) and years[row.area]:
            found[key] = _shrink(row, wanted[row.area] // years[row.area])
    return found


def _cost_of(book: EconomyBook, one: ScheduleProject) -> int:
    steps = [row.amount_nok for row in book.table("schedule_costs").values() if row.project == one.id]
    return sum(steps) if steps else one.cost_nok or 0


def _shrink(row: LongInvestment, nok: int) -> LongInvestment:
    left = max(0, row.gross_nok - nok)
    share = (left * PPM) // row.gross_nok if row.gross_nok else PPM
    return replace(row, gross_nok=left, grants_nok=share_of(row.grants_nok or 0, share), running_nok=share_of(row.running_nok or 0, share))


def make_frame_candidates(book: EconomyBook, years: tuple[int, ...], vat_share: int, projects: Collection[str]) -> list[Candidate]:
    """What is cut of the frames as projects of a year each, so that it can be taken out of the economy as projects are put in."""
    found = []
    for key, left in cut_frames(book, years[-1], projects).items():
        row: LongInvestment = book.table("long_investments")[key]
        first, end = _ends(row, years[-1])
        cost = row.gross_nok - left.gross_nok
        if cost <= 0:
            continue
        grants = (row.grants_nok or 0) - (left.grants_nok or 0)
        given = min(PPM, vat_share + (grants * PPM) // cost)
        running = (row.running_nok or 0) - (left.running_nok or 0)
        yearly = Candidate(key, row.name, (cost,), first, first, running_nok=running, life=FRAME_LIFE, loan_share=PPM - given, given_share=given)
        found.extend(replace(yearly, earliest=year, latest=year) for year in range(max(first, years[0]), end + 1))
    return found
