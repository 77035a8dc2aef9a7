"""What visitors see of the reports in the book: periods that are published, and nothing of how they came to be."""

from __future__ import annotations

from dataclasses import replace

from veikart.calc.follow_up import FollowUpBook

SHOWN = frozenset({"published", "earlier"})
TABLES = ("reports", "report_texts", "report_explanations", "absence", "staff")


def hide_unpublished(book: FollowUpBook) -> FollowUpBook:
    """The book without periods that are not published and without the rows of such; of the others without what was said when they were sent back.

    What units themselves believe that a year will come to is kept to the last month that is reported.
    """
    periods = book.table("periods")
    hidden = {key for key, one in periods.items() if one.status not in SHOWN}
    reported = [(one.year, one.last_month) for key, one in periods.items() if key not in hidden]
    changed: dict[str, dict[str, object]] = {"periods": dict.fromkeys(hidden)}
    for table in TABLES:
        changed[table] = {key: None for key, one in book.table(table).items() if one.period in hidden}
    changed["own_forecasts"] = {
        key: None for key, one in book.table("own_forecasts").items() if not any(year == one.year and month >= one.month for year, month in reported)
    }
    kept = {key: one for key, one in book.table("reports").items() if one.period not in hidden and (one.returned_words or one.reminded or one.note)}
    changed["reports"] |= {key: replace(one, returned_words="", reminded=None, note="") for key, one in kept.items()}
    return book.with_rows({table: rows for table, rows in changed.items() if rows})
