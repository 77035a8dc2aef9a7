"""Choose a ledger file in the inbox on the server, so that it can be looked through where it lies."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.ledger_pending import LedgerUpload, make_pending_folder, write_asked
from veikart.store.queries import list_inbox


def choose_ledger(name: str, source: str, year: int, *, actor: Actor) -> str:
    """Let the file wait for somebody to say how it is read; it stays in the inbox. Gives the token it waits under.

    Raises AccessDenied, and KeyError where there is no such file in the inbox.
    """
    check_right(actor, "choose_ledger")
    found = next((one for one in list_inbox() if one.name == name), None)
    if found is None:
        raise KeyError(name)
    token = make_pending_folder(now())
    write_asked(token, LedgerUpload(name, source, year, is_in_inbox=True))
    record_act("choose_ledger", actor=actor, file=name, bytes=found.size, source=source, year=year)
    return token
