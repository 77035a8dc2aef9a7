"""What the public sees of revisions: those that have been put forward, with what is in them."""

from __future__ import annotations

from veikart.calc.follow_up import FollowUpBook
from veikart.rules.revisions.amounts import GATHERED


def remove_open_revisions(book: FollowUpBook) -> FollowUpBook:
    """The book without revisions that are still being gathered, and without proposals that are in no other."""
    shown = {key for key, one in book.table("revisions").items() if one.status != "open"}
    gone = {
        "proposals": {key: None for key, one in book.table("proposals").items() if one.status != GATHERED or one.revision not in shown},
        "revisions": {key: None for key in book.table("revisions") if key not in shown},
    }
    return book.with_rows({table: rows for table, rows in gone.items() if rows})
