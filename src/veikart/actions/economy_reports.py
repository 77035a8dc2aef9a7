"""The economy of every unit at the end of a month, from the ledger that is stored, the programme and the book: read only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.exchange.ledger import LedgerFiles, LedgerSums, sum_ledger
from veikart.rules.deviations import BY, EconomyReport, make_economy_report
from veikart.rules.programme import Programme
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_imports

MOST_KEPT = 8


def get_economy_report(book: FollowUpBook, system: PlanSystem, programme: Programme | None, *, year: int, month: int) -> EconomyReport:
    """Every unit and cost centre at the end of the month of the year. One query, however many units there are."""
    return make_report(book, system, programme, get_ledger_imports(years=[year - 1, year]), year=year, month=month)


def make_report(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, imports: Iterable[LedgerImport], *, year: int, month: int
) -> EconomyReport:
    """The same from imports that are read already: those of the year and of the one before."""
    return make_economy_report(book, system, programme, read_sums(imports, year), year=year, month=month)


def read_sums(imports: Iterable[LedgerImport], year: int, by: tuple[str, ...] = BY) -> LedgerSums:
    """What the lines of the imports come to in the year and in the one before."""
    return _read_sums(tuple(LedgerFiles.of(get_import_folder(one)).rollup for one in imports), year, by)


@lru_cache(maxsize=MOST_KEPT)
def _read_sums(rollups: tuple[Path, ...], year: int, by: tuple[str, ...]) -> LedgerSums:
    """The files never change, so they are read once."""
    return sum_ledger(rollups, by=by, only={"year": (year - 1, year)})
