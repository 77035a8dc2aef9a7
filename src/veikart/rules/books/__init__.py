"""The books of rows there are: the plan system, the economy and the follow-up.

Whoever reads, stores, exchanges or shows rows is told which book they are of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from veikart.calc.books import AnyBook
from veikart.calc.economy import EconomyBook
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.rules.agreements.reading import PRIVATE_TABLES
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up import check_follow_up_book, get_follow_up_tables
from veikart.rules.plan_system import PROCESS_TABLES, check_plan_system, check_step_changes, get_tables
from veikart.rules.tables import Lines, TableRule


@dataclass(frozen=True)
class BookRule(Generic[AnyBook]):
    """A book: its id in the store, its Norwegian name, its tables, how it is made of them, and what is asked of the whole.

    `needs` is the table that must be there in files. Rows of the tables in `own_acts` are only written by acts of their own, and `check_steps`
    says what is wrong with how they moved, however it was done. The tables in `private` are shown on pages of their own to those they concern: they
    are never published, and neither in the lists of tables, the files nor the history that others see.
    """

    id: str
    name: str
    get_tables: Callable[[], Mapping[str, TableRule]]
    make: Callable[[Mapping[str, Mapping[str, Any]]], AnyBook]
    check: Callable[[AnyBook, Lines | None], list[Finding]]
    needs: str
    own_acts: frozenset[str] = frozenset()
    check_steps: Callable[..., list[Finding]] | None = None
    private: frozenset[str] = frozenset()

    @property
    def tables(self) -> Mapping[str, TableRule]:
        """The tables by id, in the order they are listed."""
        return self.get_tables()

    @property
    def open_tables(self) -> Mapping[str, TableRule]:
        """The tables that are not private, by id."""
        return {key: one for key, one in self.tables.items() if key not in self.private}

    def hide_private(self, book: AnyBook) -> AnyBook:
        """The book without the rows of private tables; the same object where there are none."""
        gone = {table: dict.fromkeys(book.table(table)) for table in self.private if book.table(table)}
        return book.with_rows(gone) if gone else book

    def count(self, book: AnyBook) -> dict[str, int]:
        """How many rows there are in each table that has any."""
        return {table: len(book.table(table)) for table in self.tables if book.table(table)}


PLAN: BookRule[PlanSystem] = BookRule(
    "plan",
    "Plansystemet",
    get_tables,
    lambda tables: PlanSystem(**tables),
    check_plan_system,
    "system",
    own_acts=PROCESS_TABLES,
    check_steps=check_step_changes,
)
ECONOMY: BookRule[EconomyBook] = BookRule("economy", "Økonomien", get_economy_tables, EconomyBook, check_economy_book, "settings")

FOLLOW_UP: BookRule[FollowUpBook] = BookRule(
    "follow_up",
    "Oppfølgingen",
    get_follow_up_tables,
    FollowUpBook,
    check_follow_up_book,
    "follow_up_settings",
    own_acts=PRIVATE_TABLES | {"reports"},
    private=PRIVATE_TABLES,
)


def make_stale_file_finding(seen: int, now: int) -> Finding:
    """The finding on files written from an older revision than the one that holds. Grade stop."""
    return make_finding("stale-file", Place(), found=str(seen), expected=str(now))
