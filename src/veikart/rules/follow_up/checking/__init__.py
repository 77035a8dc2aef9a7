"""Findings about what is entered in the follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from veikart.calc.follow_up import FollowUpBook
from veikart.rules.findings import Finding, make_finding
from veikart.rules.follow_up.checking.indicators import check_indicators
from veikart.rules.follow_up.checking.ledger import check_ledger
from veikart.rules.follow_up.checking.reports import check_reports
from veikart.rules.follow_up.checking.revisions import check_revisions
from veikart.rules.follow_up.checking.tasks import check_tasks
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.tables import Lines, check_references, place_findings, stops

CHECKS: tuple[Callable[[FollowUpBook], Iterable[Finding]], ...] = (check_indicators, check_ledger, check_revisions, check_tasks, check_reports)
"""What the parts ask of the rows. Each sees only books where every reference leads somewhere."""


def check_follow_up_book(book: FollowUpBook, lines: Lines | None = None) -> list[Finding]:
    """Everything that is wrong with the rows; nothing is stored while there is any of grade stop. A book without rows has nothing wrong.

    `lines` tells where in the files each row stood; without it a finding's place names the row by its key.
    """
    if not any(book.tables.values()):
        return []
    found = [*check_references(get_follow_up_tables(), book.table), *_check_settings(book)]
    if not stops(found):
        found.extend(finding for check in CHECKS for finding in check(book))
    return place_findings(found, lines)


def check_publishing(book: FollowUpBook) -> list[Finding]:
    """What keeps a book from being made public: all that is wrong with it, and that it is empty."""
    return check_follow_up_book(book) or list(_check_settings(book))


def _check_settings(book: FollowUpBook) -> Iterator[Finding]:
    rule, settings = get_follow_up_tables()["follow_up_settings"], book.table("follow_up_settings")
    if len(settings) != 1:
        yield make_finding("follow-up-settings", rule.place_of(next(reversed(settings), "")), found=str(len(settings)), expected="1")
