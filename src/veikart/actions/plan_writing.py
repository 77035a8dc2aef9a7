"""Writing to the plan system: one at a time, never over somebody else's change, never to something that does not hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from veikart.actions.access import Actor
from veikart.actions.clock import now, today
from veikart.calc.plan_system import PlanSystem, RowChange, apply_changes
from veikart.rules.findings import Finding
from veikart.rules.plan_system import check_plan_system, check_step_changes
from veikart.rules.tables import stops, write_row
from veikart.store.models import PlanChange, PlanRevision, PlanRow
from veikart.store.queries import HistoryEntry, PlanState, get_history, get_plan_state

BATCH = 1_000
LOCK = 7_316_001
"""The number of the lock that PostgreSQL keeps while someone writes. SQLite lets in one writer at a time by itself."""


PROCESS_TABLES = frozenset({"processes", "steps"})
"""Tables that only their own acts write row by row: a process begins and goes on by its workflow."""


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What someone wants of a row: `data` as they wrote it, None to take it away; `version` is the one they saw, None for a new row."""

    table: str
    key: str
    data: Mapping[str, object] | None
    version: int | None = None


class PlanRefused(ValueError):
    """The change does not hold together; `findings` say why. Nothing has been stored."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(one.sentence for one in findings))
        self.findings = list(findings)


class StaleEdit(ValueError):
    """Somebody else changed the same rows since they were shown; `changes` has each row with the newest entry of its history."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        super().__init__("raden er endret av noen andre")
        self.changes: list[tuple[str, str, HistoryEntry | None]] = [
            (table, key, next(iter(get_history(table=table, key=key, most=1)), None)) for table, key in rows
        ]


def check_in_use(system: PlanSystem, keys: Iterable[str]) -> None:
    """Raise StaleEdit where an element is gone or has been ended by somebody else."""
    gone = [("elements", one) for one in keys if not system.is_in_use(one)]
    if gone:
        raise StaleEdit(gone)


@contextmanager
def open_plan() -> Iterator[PlanState]:
    """The plan system as it is, with nobody else writing until the block is over; what is written there is stored together or not at all."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield get_plan_state()


def write_revision(state: PlanState, changes: Iterable[RowChange], *, actor: Actor, note: str, undoes: int | None = None) -> int:
    """Store the changes as the next revision, and give its number: 0 where nothing is changed. Inside `open_plan` only. Raises PlanRefused."""
    real = [one for one in changes if one.before != one.after]
    if not real:
        return 0
    after = apply_changes(state.system, real)
    wrong = stops(check_plan_system(after)) or _check_steps(state.system, after, real, actor)
    if wrong:
        raise PlanRefused(wrong)
    revision = PlanRevision.objects.create(number=state.number + 1, at=now(), actor=actor.name, role=actor.role, note=note[:500], undoes=undoes)
    _store(revision, real)
    return revision.number


def _check_steps(before: PlanSystem, after: PlanSystem, changes: Sequence[RowChange], actor: Actor) -> list[Finding]:
    """However the change is made, processes go on only as their workflows declare."""
    if not any(one.table in PROCESS_TABLES for one in changes):
        return []
    return check_step_changes(before, after, today=today(), role=actor.role)


def _store(revision: PlanRevision, changes: Sequence[RowChange]) -> None:
    plain = [(one, one.before and write_row(one.before), one.after and write_row(one.after)) for one in changes]
    PlanChange.objects.bulk_create(
        (
            PlanChange(revision=revision, position=place, table=one.table, key=one.key, before=before, after=after)
            for place, (one, before, after) in enumerate(plain)
        ),
        batch_size=BATCH,
    )
    gone = [one for one in changes if one.after is None]
    for table in {one.table for one in gone}:
        keys = [one.key for one in gone if one.table == table]
        for start in range(0, len(keys), BATCH):
            PlanRow.objects.filter(table=table, key__in=keys[start : start + BATCH]).delete()
    PlanRow.objects.bulk_create(
        (PlanRow(table=one.table, key=one.key, data=after, version=revision.number) for one, _, after in plain if after is not None),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["table", "key"],
        update_fields=["data", "version"],
    )
