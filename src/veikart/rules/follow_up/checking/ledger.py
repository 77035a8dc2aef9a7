"""What is asked of the rows that say how ledger files are read and how the year is divided."""

from __future__ import annotations

import re
from collections.abc import Iterator

from veikart.calc.follow_up import FollowUpBook
from veikart.rules.findings import Finding, format_text, make_finding
from veikart.rules.follow_up.tables import get_follow_up_tables

KOSTRA = re.compile(r"[01][0-9]{3}|2[0-9]{2,4}")
"""Class and art, or 2 and the chapter of a balance account."""


def check_ledger(book: FollowUpBook) -> Iterator[Finding]:
    """Profiles that divide by nothing, and accounts whose class and art cannot be one."""
    profiles, accounts = (get_follow_up_tables()[table] for table in ("period_profiles", "ledger_accounts"))
    for key, one in book.table(profiles.id).items():
        if not any(one.weights):
            yield make_finding("ledger-profile-empty", profiles.place_of(key, "m01"), name=one.name)
    for key, one in book.table(accounts.id).items():
        if one.kostra and not KOSTRA.fullmatch(one.kostra):
            place = accounts.place_of(key, "kostra")
            yield make_finding("ledger-account-kostra", place, name=format_text(one.account), found=format_text(one.kostra))
