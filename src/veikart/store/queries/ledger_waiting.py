"""Ledger files that wait for somebody: those in the inbox on the server, those that were sent and not read, and those that were read and not
confirmed. What waits lies in folders, and in no table."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from veikart.rules.duties import WaitingLedger
from veikart.store.models import LedgerImport
from veikart.store.queries.ledger import get_ledger_folder

INBOX, PENDING, SUMMARY, ASKED = "inbox", "venter", "innhold.json", "bedt-om.json"
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
"""What the names of files end with while other programs write them."""


def get_inbox_folder() -> Path:
    """Where whoever runs the server can put ledger files. They are read there, and never moved or taken away."""
    return get_ledger_folder() / INBOX


def get_pending_root() -> Path:
    """Where the folders of the files that wait to be confirmed are."""
    return get_ledger_folder() / PENDING


def list_inbox() -> list[WaitingLedger]:
    """The files in the inbox, the newest first, with the number of the import that has the same name and size. One query where there are files."""
    folder = get_inbox_folder()
    files = [one for one in folder.iterdir() if _is_whole(one)] if folder.is_dir() else []
    if not files:
        return []
    known = LedgerImport.objects.filter(file_name__in=[one.name for one in files]).values_list("file_name", "file_size", "number")
    numbers = {(name, size): number for name, size, number in known.order_by("number")}
    found = []
    for one in files:
        stat = one.stat()
        number = numbers.get((one.name, stat.st_size))
        found.append(WaitingLedger("inbox", one.name, datetime.fromtimestamp(stat.st_mtime, tz=UTC), stat.st_size, number=number))
    return sorted(found, key=lambda one: (-one.at.timestamp(), one.name))


def _is_whole(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and not path.name.lower().endswith(UNFINISHED)


def list_pending() -> list[WaitingLedger]:
    """The files that were sent or read from a page and not confirmed, the newest first."""
    root = get_pending_root()
    found = [made for one in root.iterdir() if one.is_dir() and (made := _read_waiting(one))] if root.is_dir() else []
    return sorted(found, key=lambda one: (-one.at.timestamp(), one.name))


def _read_waiting(folder: Path) -> WaitingLedger | None:
    """What a folder holds; None where nothing is asked for in it from a page."""
    try:
        sent = json.loads((folder / ASKED).read_text(encoding="utf-8"))
        at = datetime.fromtimestamp((folder / ASKED).stat().st_mtime, tz=UTC)
        kind = "read" if (folder / SUMMARY).exists() else "sent"
        return WaitingLedger(kind, str(sent["name"]), at, token=folder.name)
    except (OSError, ValueError, KeyError):
        return None
