"""Take in a ledger file that somebody sends, so that it can be looked through."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.ledger_pending import LedgerUpload, hash_file, make_pending_folder, write_upload


def send_ledger(sent: LedgerUpload, blocks: Iterable[bytes], *, actor: Actor) -> tuple[str, Path]:
    """Keep a file until somebody has said how it is read; nothing of it counts. Gives the token it waits under, and where it lies.

    That it was sent, by whom, and what it was, is kept also where it is never confirmed. Raises AccessDenied.
    """
    check_right(actor, "send_ledger")
    token = make_pending_folder(now())
    path = write_upload(token, sent, blocks)
    sha256, size = hash_file(path)
    record_act("send_ledger", actor=actor, file=sent.name, sha256=sha256, bytes=size, source=sent.source, year=sent.year)
    return token, path
