"""The plan system, read back: as it is being worked on, and as it was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from veikart.calc.plan_system import PlanSystem, RowChange, apply_changes
from veikart.rules.plan_system import get_tables
from veikart.rules.tables import restore_row
from veikart.store.models import PlanChange, PlanPublication, PlanRevision, PlanRow

MOST_REPLAYED = 500
"""Changes played on top of a known plan system; with more, every row is read anew."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan system at a revision; `number` 0 where nothing has been written."""

    number: int
    token: UUID | None
    system: PlanSystem


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A published plan system: what it holds, and when it was made public."""

    id: int
    revision: int
    published_at: datetime
    sha256: str
    system: PlanSystem


EMPTY = PlanState(0, None, PlanSystem())
_lock = Lock()
_known: dict[str, PlanState] = {}
_published: dict[str, PublishedPlan] = {}


def get_plan_state() -> PlanState:
    """The plan system as it is now. One query when nothing has changed since last time, two more when something has."""
    latest = PlanRevision.objects.order_by("-number").values_list("number", "token").first()
    if latest is None:
        return EMPTY
    known = _known.get("state", EMPTY)
    if known.token == latest[1]:
        return known
    state = _replay(known) or _read_all(*latest)
    with _lock:
        _known["state"] = state
    return state


def _replay(known: PlanState) -> PlanState | None:
    """The known state with what has come since, or None where that cannot be told or is too much."""
    later = list(PlanRevision.objects.filter(number__gte=known.number).order_by("number").values_list("number", "token")[: MOST_REPLAYED + 1])
    if known.token is None or not later or later[0][1] != known.token:
        return None
    found = PlanChange.objects.filter(revision__number__gt=known.number, revision__number__lte=later[-1][0])
    rows = list(found.order_by("revision__number", "position").values_list("table", "key", "before", "after")[: MOST_REPLAYED + 1])
    if len(rows) > MOST_REPLAYED or len(later) > MOST_REPLAYED:
        return None
    return PlanState(*later[-1], apply_changes(known.system, (make_change(*row) for row in rows)))


def make_change(table: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> RowChange:
    """A stored change as rows."""
    rule = get_tables()[table]
    return RowChange(table, key, before and restore_row(rule, before), after and restore_row(rule, after))


def _read_all(number: int, token: UUID) -> PlanState:
    return PlanState(number, token, make_system(PlanRow.objects.order_by("id").values_list("table", "data")))


def make_system(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> PlanSystem:
    """The plan system of stored rows, in order."""
    tables: dict[str, dict[str, Any]] = defaultdict(dict)
    rules = get_tables()
    for table, data in rows:
        row = restore_row(rules[table], data)
        tables[table][rules[table].key_of(row)] = row
    return PlanSystem(**tables)


def get_published_plan() -> PublishedPlan | None:
    """The newest published plan system, or None. One query when it is the same as last time."""
    newest = PlanPublication.objects.order_by("-published_at", "-id").values_list("id", "revision", "published_at", "sha256").first()
    if newest is None:
        return None
    known = _published.get("plan")
    if known and (known.id, known.sha256) == (newest[0], newest[3]):
        return known
    content = PlanPublication.objects.values_list("content", flat=True).get(pk=newest[0])
    found = PublishedPlan(*newest, make_system((table, row) for table, members in content.items() for row in members))
    with _lock:
        _published["plan"] = found
    return found


def get_row_versions(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The version of each row that is there, by table and key. One query for each table."""
    keys: dict[str, set[str]] = defaultdict(set)
    for table, key in rows:
        if "\x00" not in key:
            keys[table].add(key)
    return {
        (table, key): version
        for table, wanted in keys.items()
        for key, version in PlanRow.objects.filter(table=table, key__in=wanted).values_list("key", "version")
    }


def get_changes(number: int) -> tuple[RowChange, ...]:
    """The changes of a revision, in order."""
    rows = PlanChange.objects.filter(revision__number=number).order_by("position").values_list("table", "key", "before", "after")
    return tuple(make_change(*row) for row in rows)


def get_rows_changed_after(number: int, rows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the rows that have changed since a revision."""
    later = PlanChange.objects.filter(revision__number__gt=number, table__in={table for table, _ in rows})
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


def get_history(*, table: str = "", key: str = "", before: int | None = None, most: int = 50) -> list[HistoryEntry]:
    """The newest revisions first, of one row where it is named. Two queries."""
    if "\x00" in key + table:  # no row has such a key, and PostgreSQL does not let anyone ask
        return []
    revisions = PlanRevision.objects.order_by("-number")
    changes = PlanChange.objects.order_by("position")
    if key:
        revisions = revisions.filter(changes__table=table, changes__key=key)
        changes = changes.filter(table=table, key=key)
    if before is not None:
        revisions = revisions.filter(number__lt=before)
    chosen = list(revisions[:most])
    found: dict[int, list[RowChange]] = defaultdict(list)
    if not key:  # a load of a whole plan is one revision with every row: the page needs no more than the first of them
        changes = changes.filter(position__lt=MOST_REPLAYED)
    for row in changes.filter(revision__in=chosen).values_list("revision_id", "table", "key", "before", "after"):
        found[row[0]].append(make_change(*row[1:]))
    return [HistoryEntry(one.number, one.at, one.actor, one.note, one.undoes, tuple(found[one.pk])) for one in chosen]
