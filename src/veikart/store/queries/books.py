"""Books of rows read back: as they are being worked on, and as they were published or adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Generic
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from veikart.calc.books import AnyBook, RowChange, apply_changes
from veikart.calc.economy import EconomyBook
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.rules.books import ECONOMY, FOLLOW_UP, PLAN, BookRule
from veikart.rules.tables import restore_row
from veikart.store.models import BookChange, BookPublication, BookRevision, BookRow

MOST_REPLAYED = 500
"""Changes played on top of a known book; with more, every row is read anew."""


@dataclass(frozen=True, slots=True)
class BookState(Generic[AnyBook]):
    """A book at a revision; `number` 0 where nothing has been written."""

    rule: BookRule[AnyBook]
    number: int
    token: UUID | None
    book: AnyBook


@dataclass(frozen=True, slots=True)
class PublishedBook(Generic[AnyBook]):
    """A published or adopted book: what it holds, the revision it was then, when it was, and who did it."""

    id: int
    revision: int
    published_at: datetime
    actor: str
    sha256: str
    book: AnyBook


_lock = Lock()
_known: dict[str, BookState[Any]] = {}
_published: dict[str, PublishedBook[Any]] = {}


def get_plan_state() -> BookState[PlanSystem]:
    """The plan system as it is now."""
    return get_state(PLAN)


def get_economy_state() -> BookState[EconomyBook]:
    """The economy as it is now."""
    return get_state(ECONOMY)


def get_follow_up_state() -> BookState[FollowUpBook]:
    """The follow-up as it is now."""
    return get_state(FOLLOW_UP)


def get_state(rule: BookRule[AnyBook]) -> BookState[AnyBook]:
    """A book as it is now. One query when nothing has changed since last time, two more when something has.

    A table where nothing has changed since last time is the same object as then.
    """
    latest = BookRevision.objects.filter(book=rule.id).order_by("-number").values_list("number", "token").first()
    if latest is None:
        return BookState(rule, 0, None, rule.make({}))
    known: BookState[AnyBook] | None = _known.get(rule.id)
    if known and known.token == latest[1]:
        return known
    state = (_replay(known) if known else None) or _read_all(rule, *latest)
    with _lock:
        _known[rule.id] = state
    return state


def _replay(known: BookState[AnyBook]) -> BookState[AnyBook] | None:
    """The known state with what has come since, or None where that cannot be told or is too much."""
    revisions = BookRevision.objects.filter(book=known.rule.id, number__gte=known.number).order_by("number")
    later = list(revisions.values_list("number", "token")[: MOST_REPLAYED + 1])
    if known.token is None or not later or later[0][1] != known.token:
        return None
    found = BookChange.objects.filter(revision__book=known.rule.id, revision__number__gt=known.number, revision__number__lte=later[-1][0])
    rows = list(found.order_by("revision__number", "position").values_list("table", "key", "before", "after")[: MOST_REPLAYED + 1])
    if len(rows) > MOST_REPLAYED or len(later) > MOST_REPLAYED:
        return None
    return BookState(known.rule, *later[-1], apply_changes(known.book, (_make_change(known.rule, *row) for row in rows)))


def _make_change(rule: BookRule[Any], table: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> RowChange:
    """A stored change as rows."""
    one = rule.tables[table]
    return RowChange(table, key, before and restore_row(one, before), after and restore_row(one, after))


def _read_all(rule: BookRule[AnyBook], number: int, token: UUID) -> BookState[AnyBook]:
    rows = BookRow.objects.filter(book=rule.id).order_by("id").values_list("table", "data")
    return BookState(rule, number, token, _make_book(rule, rows))


def _make_book(rule: BookRule[AnyBook], rows: Iterable[tuple[str, Mapping[str, Any]]]) -> AnyBook:
    """The book of stored rows, in order."""
    tables: dict[str, dict[str, Any]] = {}
    for table, data in rows:
        row = restore_row(rule.tables[table], data)
        tables.setdefault(table, {})[rule.tables[table].key_of(row)] = row
    return rule.make(tables)


def get_published_plan() -> PublishedBook[PlanSystem] | None:
    """The newest published plan system, or None."""
    return get_published(PLAN)


def get_economy_baseline() -> PublishedBook[EconomyBook] | None:
    """The economy that the budget was made from: the newest adopted one, or None."""
    return get_published(ECONOMY)


def get_published_follow_up() -> PublishedBook[FollowUpBook] | None:
    """The newest follow-up that was made public, or None."""
    return get_published(FOLLOW_UP)


def get_published(rule: BookRule[AnyBook]) -> PublishedBook[AnyBook] | None:
    """The newest publication of a book, or None. One query when it is the same as last time."""
    rows = BookPublication.objects.filter(book=rule.id).order_by("-published_at", "-id")
    newest = rows.values_list("id", "revision", "published_at", "actor", "sha256").first()
    if newest is None:
        return None
    known: PublishedBook[AnyBook] | None = _published.get(rule.id)
    if known and (known.id, known.sha256) == (newest[0], newest[4]):
        return known
    content = BookPublication.objects.values_list("content", flat=True).get(pk=newest[0])
    found = PublishedBook(*newest, _make_book(rule, ((table, row) for table, members in content.items() for row in members)))
    with _lock:
        _published[rule.id] = found
    return found


def get_row_versions(rule: BookRule[Any], rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The version of each row that is there, by table and key. One query for each table."""
    keys: dict[str, set[str]] = defaultdict(set)
    for table, key in rows:
        if "\x00" not in key:
            keys[table].add(key)
    return {
        (table, key): version
        for table, wanted in keys.items()
        for key, version in BookRow.objects.filter(book=rule.id, table=table, key__in=wanted).values_list("key", "version")
    }


def get_changes(rule: BookRule[Any], number: int) -> tuple[RowChange, ...]:
    """The changes of a revision, in order."""
    found = BookChange.objects.filter(revision__book=rule.id, revision__number=number).order_by("position")
    return tuple(_make_change(rule, *row) for row in found.values_list("table", "key", "before", "after"))


def get_rows_changed_after(rule: BookRule[Any], number: int, rows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the rows that have changed since a revision."""
    later = BookChange.objects.filter(revision__book=rule.id, revision__number__gt=number, table__in={table for table, _ in rows})
    return rows & set(later.values_list("table", "key"))


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A revision in the history: who, when, why, and its changes."""

    number: int
    at: datetime
    actor: str
    note: str
    undoes: int | None
    changes: tuple[RowChange, ...]


def get_history(
    rule: BookRule[Any], *, table: str = "", key: str = "", before: int | None = None, most: int = 50, hidden: Iterable[str] = ()
) -> list[HistoryEntry]:
    """The newest revisions first, of one table or one row where it is named; not those that changed nothing but the `hidden` tables. Two queries."""
    if "\x00" in key + table:  # no row has such a key, and PostgreSQL does not let anyone ask
        return []
    changes = BookChange.objects.order_by("position").exclude(table__in=list(hidden))
    if table:
        changes = changes.filter(table=table, **({"key": key} if key else {}))
    revisions = BookRevision.objects.filter(Exists(changes.filter(revision=OuterRef("pk"))), book=rule.id).order_by("-number")
    if before is not None:
        revisions = revisions.filter(number__lt=before)
    chosen = list(revisions[:most])
    found: dict[int, list[RowChange]] = defaultdict(list)
    if not key:  # a load of a whole book is one revision with every row: the page needs no more than the first of them
        changes = changes.filter(position__lt=MOST_REPLAYED)
    for row in changes.filter(revision__in=chosen).values_list("revision_id", "table", "key", "before", "after"):
        found[row[0]].append(_make_change(rule, *row[1:]))
    return [HistoryEntry(one.number, one.at, one.actor, one.note, one.undoes, tuple(found[one.pk])) for one in chosen]


@dataclass(frozen=True, slots=True)
class RevisionReach:
    """What a revision reached: how many rows it changed in each table, and whether any of them has changed again since."""

    rows: Mapping[str, int]
    is_overtaken: bool


def get_reach(rule: BookRule[Any], numbers: Iterable[int]) -> dict[int, RevisionReach]:
    """What each of the revisions reached, by number. Two queries."""
    changes = BookChange.objects.filter(revision__book=rule.id, revision__number__in=list(numbers)).order_by()
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for number, table, count in changes.values_list("revision__number", "table").annotate(count=Count("pk")):
        rows[number][table] = count
    row = {"table": OuterRef("table"), "key": OuterRef("key")}
    later = BookChange.objects.filter(**row, revision__gt=OuterRef("revision"), revision__book=rule.id)  # revisions are made one after another
    touched = BookChange.objects.filter(Exists(later), revision=OuterRef("pk"))
    chosen = BookRevision.objects.filter(Exists(touched), book=rule.id, number__in=rows)
    overtaken = set(chosen.values_list("number", flat=True))
    return {number: RevisionReach(found, number in overtaken) for number, found in rows.items()}
