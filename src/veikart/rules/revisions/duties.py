"""What somebody must do now with budget revisions: proposals to answer, a revision to put forward, a decision to register."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.revisions import BudgetRevision, add_up_balance
from veikart.rules.duties import Duty, DutyAsk
from veikart.rules.revisions.amounts import PROPOSED, get_gathered, get_proposals

ANSWERERS, REGISTRARS = frozenset({"budget_officer"}), frozenset({"secretary"})
"""The roles that are asked to answer proposals, and to register what was decided."""
PLAN_LENGTH = 4
"""Years that a lasting proposal is followed, as long as a plan is."""
WEIGHT = 15


def find_revision_duties(ask: DutyAsk) -> Iterator[Duty]:
    """What the person's role must do with the revisions as they stand."""
    waiting = [one for one in get_proposals(ask.book) if one.status == PROPOSED]
    for revision in ask.book.table("revisions").values():
        if revision.status == "open":
            yield from _open(ask, revision, sum(one.year >= revision.year and one.revision in {"", revision.id} for one in waiting))
        elif revision.status == "put_forward" and ask.role in REGISTRARS and ask.may("decide_revision"):
            yield _duty("decide", revision, f"Registrer vedtaket i «{revision.name}»", "Registrer", "Revisjonen er lagt fram.")


def _open(ask: DutyAsk, revision: BudgetRevision, waiting: int) -> Iterator[Duty]:
    if waiting and ask.role in ANSWERERS and ask.may("gather_proposals"):
        words = f"Svar på {waiting} forslag om budsjettendringer" if waiting > 1 else "Svar på et forslag om budsjettendring"
        yield _duty("answer", revision, f"{words} i «{revision.name}»", "Se dem", "Forslagene venter på svar.")
    gathered = get_gathered(ask.book, revision.id)
    years = range(revision.year, revision.year + PLAN_LENGTH)
    is_ready = bool(gathered) and not waiting and all(one.is_financed for one in add_up_balance(gathered, years))
    if is_ready and ask.may("put_forward_revision"):
        yield _duty("forward", revision, f"Legg fram «{revision.name}»", "Legg fram", "Revisjonen er i balanse, og ingen forslag venter.")


def _duty(kind: str, revision: BudgetRevision, words: str, button: str, reason: str) -> Duty:
    return Duty(f"revision-{kind}-{revision.id}", None, words, button, "revision", (revision.id,), WEIGHT, reason)
