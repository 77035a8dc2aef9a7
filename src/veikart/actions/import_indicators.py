"""Store the values that have been read from a file of indicators, and how the file was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import IndicatorCode, IndicatorSource, IndicatorValue
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tables import format_decimal
from veikart.store.queries import get_rows_changed_after

VALUES, SOURCES, CODES = "indicator_values", "indicator_sources", "indicator_codes"
NEW, REVISED, EARLIER, SAME, CLASH, UNSAID = "new", "revised", "earlier", "same", "clash", "unsaid"
MISSING = "missing"
STORED = frozenset({NEW, REVISED, EARLIER})


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What storing a value would do: new where nothing is known, revised where the newest that is known is another, earlier where one published later
    is known, same where it is known, clash where another was published the same day, unsaid where the file only has no number. `before` is the newest
    that is known."""

    kind: str
    value: IndicatorValue
    before: IndicatorValue | None


def compare_values(book: FollowUpBook, values: Iterable[IndicatorValue]) -> list[ValueChange]:
    """What storing each value would do to the book, in the order given. A value that is as the newest known one is stored no more than once."""
    newest: dict[tuple[str, str, int, str], IndicatorValue] = {}
    for one in book.table(VALUES).values():
        key = (one.indicator, one.place, one.year, one.period)
        if key not in newest or one.vintage > newest[key].vintage:
            newest[key] = one
    table = FOLLOW_UP.tables[VALUES]
    found = []
    for one in values:
        before = newest.get((one.indicator, one.place, one.year, one.period))
        same_day = book.table(VALUES).get(table.key_of(one))
        found.append(ValueChange(_kind(one, before, same_day), one, same_day or before))
    return found


def _kind(value: IndicatorValue, before: IndicatorValue | None, same_day: IndicatorValue | None) -> str:
    if value.value is None and value.state == MISSING:  # that a file has no number does not take away one that is known
        return UNSAID
    if before is None:
        return NEW
    if any(one and (one.value, one.state) == (value.value, value.state) for one in (before, same_day)):
        return SAME
    if same_day:
        return CLASH
    return REVISED if value.vintage > before.vintage else EARLIER


def count_values(changes: Iterable[ValueChange]) -> Counter[str]:
    """How many values there are of each kind."""
    return Counter(one.kind for one in changes)


def find_clashes(changes: Iterable[ValueChange]) -> list[Finding]:
    """A finding of grade stop for every value that another was published on the same day as."""
    return [
        make_finding(
            "indicator-vintage",
            Place(file=FOLLOW_UP.tables[VALUES].name),
            name=one.value.indicator,
            year=str(one.value.year),
            found=_shown(one.value),
            expected=_shown(one.before),
        )
        for one in changes
        if one.kind == CLASH
    ]


def _shown(value: IndicatorValue | None) -> str:
    if value is None or value.value is None:
        return get_follow_up_choices("value_state")[value.state if value and value.state else "missing"].lower()
    return format_decimal(value.value)


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
