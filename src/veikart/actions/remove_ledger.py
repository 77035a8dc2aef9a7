"""Take back an import of ledger lines."""

from __future__ import annotations

import shutil

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book
from veikart.actions.clock import now
from veikart.rules.books import FOLLOW_UP
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_import


def remove_ledger(number: int, *, actor: Actor) -> LedgerImport:
    """The lines of the import count no more, and are taken away; what it took the place of counts again. That it was there is kept.

    Raises AccessDenied, KeyError for an import that is not there or does not count.
    """
    check_right(actor, "remove_ledger")
    with open_book(FOLLOW_UP):
        found = get_ledger_import(number)
        if found is None or found.status != "stored":
            raise KeyError(number)
        found.status, found.removed_at, found.removed_by = "removed", now(), actor.name
        found.save()
        LedgerImport.objects.filter(replaced_by=found, status="replaced").update(status="stored", replaced_by=None)
        record_act("remove_ledger", actor=actor, number=number, sha256=found.file_sha256)
        folder = get_import_folder(found)
        transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
    return found
