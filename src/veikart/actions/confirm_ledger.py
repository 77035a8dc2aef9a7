"""Store a ledger file that has been looked through."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, check_cells, open_book, write_revision
from veikart.actions.clock import now
from veikart.actions.import_ledger import SOURCES, make_layout
from veikart.actions.ledger_pending import PendingLedger, hash_file, read_pending, remove_pending
from veikart.calc.books import RowChange
from veikart.exchange.ledger import LedgerFiles, write_ledger_lines
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Place, make_finding
from veikart.store.models import LedgerImport
from veikart.store.queries import BookState, get_import_folder, get_ledger_imports

MOST_FINDINGS = 100
"""Kinds of finding that are kept with an import."""


def confirm_ledger(token: str, *, actor: Actor) -> LedgerImport:
    """Let the lines of a waiting file count, and keep how its source is read. Gives the import.

    Lines of a file that was good all through are written now. The files are moved and the tables written together or not at all. Raises
    AccessDenied, KeyError where no such file waits, and ChangeRefused where it cannot be stored, where the file has changed, or where something has
    been stored from the same source since it was looked through.
    """
    check_right(actor, "confirm_ledger")
    pending = read_pending(token)
    if pending is None:
        raise KeyError(token)
    _check_pending(pending)
    _write_lines(pending)
    with open_book(FOLLOW_UP) as state:
        _check_pending(pending)
        revision = _keep_source(state, pending, actor)
        made = _write(pending, actor)
        LedgerImport.objects.filter(number__in=pending.replaces).update(status="replaced", replaced_by=made)
        record_act("confirm_ledger", actor=actor, number=made.number, sha256=made.file_sha256, lines=made.lines, revision=revision)
        shutil.move(pending.folder, get_import_folder(made))
        transaction.on_commit(lambda: remove_pending(token))
    return made


def _check_pending(pending: PendingLedger) -> None:
    stored = tuple(one.number for one in get_ledger_imports(years=[pending.year], kind=pending.source.kind) if one.source == pending.source.id)
    if not pending.can_store:
        raise ChangeRefused([one for one in pending.read.findings if one.grade == "stop"])
    if stored != pending.seen:
        raise ChangeRefused([make_finding("ledger-stale", Place(file=pending.file_name), name=pending.file_name)])


def _write_lines(pending: PendingLedger) -> None:
    """The lines, where they were not written when the file was looked through: those that were looked at, or none."""
    if LedgerFiles.of(pending.folder).lines.exists():
        return
    path, source = Path(pending.path), pending.source
    changed = [make_finding("ledger-file-changed", Place(file=pending.file_name), name=pending.file_name)]
    if not path.is_file() or hash_file(path)[0] != pending.file_sha256:
        raise ChangeRefused(changed)
    if write_ledger_lines(path, make_layout(source), source=source.id, kind=source.kind, year=pending.year, folder=pending.folder):
        raise ChangeRefused(changed)


def _keep_source(state: BookState, pending: PendingLedger, actor: Actor) -> int:
    """The source as the file was read, where that is new."""
    changes = [RowChange(SOURCES, pending.source.id, state.book.table(SOURCES).get(pending.source.id), pending.source)]
    check_cells(FOLLOW_UP, changes)
    return write_revision(state, changes, actor=actor, note=f"Husket hvordan filer fra {pending.source.name} leses")


def _write(pending: PendingLedger, actor: Actor) -> LedgerImport:
    read = pending.read
    newest = LedgerImport.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return LedgerImport.objects.create(
        number=newest + 1,
        source=pending.source.id,
        kind=pending.source.kind,
        year=pending.year,
        file_name=pending.file_name[:200],
        file_size=pending.file_size,
        file_sha256=pending.file_sha256,
        folder=pending.token,
        imported_at=now(),
        actor=actor.name,
        role=actor.role,
        lines=read.lines_good,
        lines_identical=read.lines_identical,
        lines_wrong=read.lines_wrong,
        vouchers=read.vouchers,
        sum_ore=read.sum_ore,
        debit_ore=read.debit_ore,
        credit_ore=read.credit_ore,
        first_date=read.first_date,
        last_date=read.last_date,
        months=[[month, one.lines, one.sum_ore] for month, one in sorted(read.months.items())],
        findings=sorted(read.finding_counts.items())[:MOST_FINDINGS],
    )
