"""What visitors see of the reports in the book: periods that are published, and nothing of how they came to be."""

from __future__ import annotations

from dataclasses import replace

from veikart.calc.follow_up import FollowUpBook

SHOWN = frozenset({"published", "earlier"})
TABLES = ("reports", "report_texts", "report_explanations", "absence", "staff")


def hide_unpublished(book: FollowUpBook) -> FollowUpBook:
    """The book without periods that are not published and without the rows of such; of the others without what was said when they were sent back."""
    hidden = {key for key, one in book.table("periods").items() if one.status not in SHOWN}
    changed: dict[str, dict[str, object]] = {"periods": dict.fromkeys(hidden)}
    for table in TABLES:
        changed[table] = {key: None for key, one in book.table(table).items() if one.period in hidden}
    kept = {key: one for key, one in book.table("reports").items() if one.period not in hidden and (one.returned_words or one.reminded or one.note)}
    changed["reports"] |= {key: replace(one, returned_words="", reminded=None, note="") for key, one in kept.items()}
    return book.with_rows({table: rows for table, rows in changed.items() if rows})
