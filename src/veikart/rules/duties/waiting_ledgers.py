"""What economists must do with ledger files that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from veikart.rules.duties.duty import Duty

WEIGHT = 22
"""How heavy it weighs among what is due on the same day: after reports and forecasts."""
LONGEST_WAIT = timedelta(days=1)
"""How long a file that was sent waits before it may be taken away."""


@dataclass(frozen=True, slots=True)
class WaitingLedger:
    """A file that waits: `kind` is inbox, sent (nobody has said how it is read) or read (nobody has confirmed it). `at` is when it came; `size` in
    bytes, and `number` the import that is of the same file, are known of the inbox, `token` of the others."""

    kind: str
    name: str
    at: datetime
    size: int = 0
    token: str = ""
    number: int | None = None


def find_ledger_duties(waiting: Iterable[WaitingLedger]) -> Iterator[Duty]:
    """One for each file that nobody has read in or confirmed."""
    for one in waiting:
        if one.kind == "inbox" and one.number is None:
            reason = f"Filen har ligget i innboksen siden {one.at:%d.%m.%Y}."
            yield Duty(f"ledger-inbox-{one.name}", None, f"Les inn «{one.name}»", "Les inn", "ledger-import", (), WEIGHT, reason)
        elif one.kind == "read":
            yield _make(one, f"Bekreft eller forkast «{one.name}»", "Se over", "ledger-preview")
        elif one.kind == "sent":
            yield _make(one, f"Si hvordan «{one.name}» leses", "Se på filen", "ledger-layout")


def _make(one: WaitingLedger, words: str, button: str, address: str) -> Duty:
    reason = "Filen venter, og ingenting av den teller. Den blir slettet etter ett døgn."
    return Duty(f"ledger-{one.token}", (one.at + LONGEST_WAIT).date(), words, button, address, (one.token,), WEIGHT, reason)
