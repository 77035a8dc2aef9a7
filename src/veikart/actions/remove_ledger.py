"""Take back an import of ledger lines."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book
from veikart.actions.clock import now
from veikart.rules.books import FOLLOW_UP
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_import

_LOG = logging.getLogger(__name__)


def remove_ledger(number: int, *, actor: Actor) -> LedgerImport:
    """The lines of the import count no more, and are taken away; what it took the place of counts again. That it was there is kept.

    An import that is taken back, and still has files on the disk, has them taken away: `has_files` says whether any remain after. Raises
    AccessDenied, KeyError for an import that is not there, or does not count and has no files left.
    """
    check_right(actor, "remove_ledger")
    with open_book(FOLLOW_UP):
        found = get_ledger_import(number)
        if found is None or not (found.status == "stored" or has_files(found)):
            raise KeyError(number)
        if found.status == "stored":
            found.status, found.removed_at, found.removed_by = "removed", now(), actor.name
            found.save()
            LedgerImport.objects.filter(replaced_by=found, status="replaced").update(status="stored", replaced_by=None)
        record_act("remove_ledger", actor=actor, number=number, sha256=found.file_sha256)
    _remove_files(get_import_folder(found))
    return found


def has_files(one: LedgerImport) -> bool:
    """Whether an import that is taken back has files on the disk, which should not be there."""
    return one.status == "removed" and get_import_folder(one).exists()


def _remove_files(folder: Path) -> None:
    """What cannot be taken away is told of: by the pages, the command, and the log."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError:
        _LOG.exception("files of an import that was taken back remain in %s", folder)
