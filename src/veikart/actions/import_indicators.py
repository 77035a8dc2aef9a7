"""Store the values that have been read from a file of indicators, and how the file was read."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import IndicatorCode, IndicatorSource, IndicatorValue
from veikart.rules.books import FOLLOW_UP
from veikart.rules.indicators.incoming import STORED, VALUES, compare_values, find_clashes
from veikart.store.queries import get_rows_changed_after

SOURCES, CODES = "indicator_sources", "indicator_codes"


def import_indicators(
    values: Sequence[IndicatorValue],
    *,
    actor: Actor,
    note: str,
    kept: tuple[IndicatorSource, Sequence[IndicatorCode]] | None = None,
    seen: int | None = None,
) -> int:
    """Store the values as one revision, and how their file is read where that is to be `kept`; the same again changes nothing and gives 0.

    A value that differs from the newest known one becomes a vintage of its own, and the old one stays. `seen` is the revision they were looked
    through at. Raises AccessDenied, StaleEdit where somebody has changed any of the same rows since, and ChangeRefused; nothing is stored then.
    """
    check_right(actor, "import_indicators")
    with open_book(FOLLOW_UP) as state:
        found = compare_values(state.book, values)
        clashes = find_clashes(found)
        if clashes:
            raise ChangeRefused(clashes)
        changes = [_change(state.book, VALUES, one.value) for one in found if one.kind in STORED]
        changes += [one for one in _keep(state.book, kept) if one.before != one.after] if kept else []
        touched = {(one.table, one.key) for one in changes}
        moved = get_rows_changed_after(FOLLOW_UP, seen, touched) if seen is not None and seen != state.number else set()
        if moved:
            raise StaleEdit(sorted(moved), rule=FOLLOW_UP)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("import_indicators", actor=actor, revision=number, rows=len(changes))
    return number


def _change(book: FollowUpBook, table: str, row: object) -> RowChange:
    key = FOLLOW_UP.tables[table].key_of(row)
    return RowChange(table, key, book.table(table).get(key), row)


def _keep(book: FollowUpBook, kept: tuple[IndicatorSource, Sequence[IndicatorCode]]) -> list[RowChange]:
    """The rows of how a file is read; codes that it had before and has not now are taken away."""
    source, codes = kept
    changes = [_change(book, SOURCES, source), *(_change(book, CODES, one) for one in codes)]
    wanted = {one.key for one in changes if one.table == CODES}
    gone = [(key, one) for key, one in book.table(CODES).items() if one.reads == source.id and key not in wanted]
    return changes + [RowChange(CODES, key, one, None) for key, one in gone]
