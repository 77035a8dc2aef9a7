"""Writing to a book of rows: one at a time, never over somebody else's change, never to something that does not hold together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from veikart.actions.access import Actor
from veikart.actions.clock import now, today
from veikart.calc.books import AnyBook, RowChange, apply_changes, invert_changes
from veikart.calc.plan_system import PlanSystem
from veikart.rules.books import PLAN, BookRule, make_stale_file_finding
from veikart.rules.findings import Finding
from veikart.rules.tables import read_row, stops, write_cells, write_row
from veikart.store.models import BookChange, BookPublication, BookRevision, BookRow
from veikart.store.queries import BookState, HistoryEntry, get_changes, get_history, get_row_versions, get_rows_changed_after, get_state

BATCH = 1_000
LOCKS = {"plan": 7_316_001, "economy": 7_316_002, "follow_up": 7_316_003}
"""The number of the lock that PostgreSQL keeps while someone writes to a book. SQLite lets in one writer at a time by itself."""


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What someone wants of a row: `data` as they wrote it, None to take it away; `version` is the one they saw, None for a new row."""

    table: str
    key: str
    data: Mapping[str, object] | None
    version: int | None = None


class ChangeRefused(ValueError):
    """The change does not hold together; `findings` say why. Nothing has been stored."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(one.sentence for one in findings))
        self.findings = list(findings)


class StaleEdit(ValueError):
    """Somebody else changed the same rows since they were shown; `changes` has each row with the newest entry of its history."""

    def __init__(self, rows: Iterable[tuple[str, str]], *, rule: BookRule[Any] = PLAN) -> None:
        super().__init__("raden er endret av noen andre")
        self.changes: list[tuple[str, str, HistoryEntry | None]] = [
            (table, key, next(iter(get_history(rule, table=table, key=key, most=1)), None)) for table, key in rows
        ]


def check_in_use(system: PlanSystem, keys: Iterable[str]) -> None:
    """Raise StaleEdit where an element is gone or has been ended by somebody else."""
    gone = [("elements", one) for one in keys if not system.is_in_use(one)]
    if gone:
        raise StaleEdit(gone)


@contextmanager
def open_book(rule: BookRule[AnyBook]) -> Iterator[BookState[AnyBook]]:
    """The book as it is, with nobody else writing to it until the block is over; what is written there is stored together or not at all."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCKS[rule.id]])
        yield get_state(rule)


def make_changes(state: BookState[Any], edits: Sequence[RowEdit]) -> list[RowChange]:
    """What the edits come to. Inside `open_book` only.

    Raises StaleEdit where a row has changed since it was shown, ChangeRefused where a value cannot be read, KeyError for a table that is not
    there or that only its own acts write.
    """
    versions = get_row_versions(state.rule, ((one.table, one.key) for one in edits))
    stale = [(one.table, one.key) for one in edits if versions.get((one.table, one.key)) != one.version]
    if stale:
        raise StaleEdit(stale, rule=state.rule)
    changes: list[RowChange] = []
    wrong: list[Finding] = []
    for edit in edits:
        if edit.table in state.rule.own_acts:
            raise KeyError(edit.table)
        table, rows = state.rule.tables[edit.table], state.book.table(edit.table)
        row, findings = read_row(table, edit.data, table.place_of(edit.key)) if edit.data is not None else (None, [])
        wrong.extend(findings)
        key = table.key_of(row) if row is not None else edit.key
        if (edit.version is None or key != edit.key) and key in rows:
            raise StaleEdit([(edit.table, key)], rule=state.rule)  # what is there already is never written over
        changes.append(RowChange(edit.table, key, rows.get(key), row))
        if edit.version is not None and key != edit.key:  # a link that now joins something else
            changes.append(RowChange(edit.table, edit.key, rows.get(edit.key), None))
    if wrong:
        raise ChangeRefused(wrong)
    return changes


def undo_changes(state: BookState[Any], number: int, *, actor: Actor) -> int:
    """Take a revision back. Inside `open_book` only. Raises StaleEdit where any of its rows has changed since, and ChangeRefused."""
    changes = get_changes(state.rule, number)
    moved = get_rows_changed_after(state.rule, number, {(one.table, one.key) for one in changes})
    if moved:
        raise StaleEdit(sorted(moved), rule=state.rule)
    return write_revision(state, invert_changes(changes), actor=actor, note="", undoes=number)


def check_cells(rule: BookRule[Any], changes: Iterable[RowChange]) -> None:
    """Raise ChangeRefused where a row is not one that a person could have written. For acts that make the rows themselves of what they are given."""
    wrong: list[Finding] = []
    for one in changes:
        if one.after is not None:
            table = rule.tables[one.table]
            wrong.extend(read_row(table, write_cells(table, one.after), table.place_of(one.key))[1])
    if wrong:
        raise ChangeRefused(wrong)


def check_revision(state: BookState[Any], seen: int | None) -> None:
    """Raise ChangeRefused where files were written from another revision than the one that holds; `seen` is None where nobody knows."""
    if seen is not None and seen != state.number:
        raise ChangeRefused([make_stale_file_finding(seen, state.number)])


def write_revision(state: BookState[Any], changes: Iterable[RowChange], *, actor: Actor, note: str, undoes: int | None = None) -> int:
    """Store the changes as the next revision, and give its number: 0 where nothing is changed. Inside `open_book` only. Raises ChangeRefused."""
    real = [one for one in changes if one.before != one.after]
    if not real:
        return 0
    after = apply_changes(state.book, real)
    wrong = stops(state.rule.check(after, None)) or _check_steps(state, after, real, actor)
    if wrong:
        raise ChangeRefused(wrong)
    revision = BookRevision.objects.create(
        book=state.rule.id, number=state.number + 1, at=now(), actor=actor.name, role=actor.role, note=note[:500], undoes=undoes
    )
    _store(revision, real)
    return revision.number


def _check_steps(state: BookState[Any], after: Any, changes: Sequence[RowChange], actor: Actor) -> list[Finding]:
    """However the change is made, processes go on only as their workflows declare."""
    check = state.rule.check_steps
    if check is None or not any(one.table in state.rule.own_acts for one in changes):
        return []
    return check(state.book, after, today=today(), role=actor.role)


def _store(revision: BookRevision, changes: Sequence[RowChange]) -> None:
    plain = [(one, one.before and write_row(one.before), one.after and write_row(one.after)) for one in changes]
    BookChange.objects.bulk_create(
        (
            BookChange(revision=revision, position=place, table=one.table, key=one.key, before=before, after=after)
            for place, (one, before, after) in enumerate(plain)
        ),
        batch_size=BATCH,
    )
    gone = [one for one in changes if one.after is None]
    for table in {one.table for one in gone}:
        keys = [one.key for one in gone if one.table == table]
        for start in range(0, len(keys), BATCH):
            BookRow.objects.filter(book=revision.book, table=table, key__in=keys[start : start + BATCH]).delete()
    BookRow.objects.bulk_create(
        (
            BookRow(book=revision.book, table=one.table, key=one.key, data=after, version=revision.number)
            for one, _, after in plain
            if after is not None
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["book", "table", "key"],
        update_fields=["data", "version"],
    )


def write_publication(state: BookState[Any], *, actor: Actor) -> tuple[BookPublication, bool]:
    """Keep the book as it is now for good, and whether that was new: the same content again gives the publication that is there."""
    content = {table: [write_row(row) for row in state.book.table(table).values()] for table in state.rule.open_tables}
    sha256 = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    newest = BookPublication.objects.filter(book=state.rule.id).order_by("-published_at", "-id").first()
    if newest is not None and newest.sha256 == sha256:
        return newest, False
    made = BookPublication(book=state.rule.id, revision=state.number, published_at=now(), actor=actor.name, sha256=sha256, content=content)
    made.save()
    return made, True
