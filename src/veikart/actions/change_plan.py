"""Change rows of the plan system."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import today
from veikart.actions.plan_writing import PROCESS_TABLES, PlanRefused, RowEdit, StaleEdit, open_plan, write_revision
from veikart.calc.plan_system import PlanSystem, RowChange
from veikart.rules.plan_system import get_tables, remember_names, row_place
from veikart.rules.tables import read_row
from veikart.store.queries import get_published_plan, get_row_versions


def change_plan(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits together, or none of them. Gives the number of the revision, 0 where nothing would change.

    An element that gets another name or number than it was published with, remembers the old one in its lineage.

    Raises AccessDenied, PlanRefused where a value or the whole does not hold, StaleEdit where a row has changed since it was shown.
    """
    check_right(actor, "change_plan")
    with open_plan() as state:
        versions = get_row_versions((one.table, one.key) for one in edits)
        stale = [(one.table, one.key) for one in edits if versions.get((one.table, one.key)) != one.version]
        if stale:
            raise StaleEdit(stale)
        changes = _changes_of(edits, state.system)
        published = get_published_plan()
        if published:
            changes.extend(remember_names(state.system, changes, published.system, today()))
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("change_plan", actor=actor, revision=number, rows=len(changes))
    return number


def _changes_of(edits: Sequence[RowEdit], system: PlanSystem) -> list[RowChange]:
    changes, wrong = [], []
    for edit in edits:
        rule = get_tables()[edit.table]
        if edit.table in PROCESS_TABLES:
            raise KeyError(edit.table)
        row, findings = read_row(rule, edit.data, row_place(rule.id, edit.key)) if edit.data is not None else (None, [])
        wrong.extend(findings)
        key = rule.key_of(row) if row is not None else edit.key
        if (edit.version is None or key != edit.key) and key in system.table(edit.table):
            raise StaleEdit([(edit.table, key)])  # what is there already is never written over
        changes.append(RowChange(edit.table, key, system.table(edit.table).get(key), row))
        if edit.version is not None and key != edit.key:  # a link that now joins something else
            changes.append(RowChange(edit.table, edit.key, system.table(edit.table).get(edit.key), None))
    if wrong:
        raise PlanRefused(wrong)
    return changes
