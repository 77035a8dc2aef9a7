"""Cancel a run."""

from __future__ import annotations

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.rules.foresight.runs import get_run_rules
from veikart.store.models import ForesightRun


def cancel_run(number: int, *, actor: Actor) -> bool:
    """Cancel a run that is in the queue or being worked out; its worker leaves it at its next report, and nothing of it is kept.

    Gives False where the run is not there or has ended already. Raises AccessDenied.
    """
    check_right(actor, "cancel_run")
    with transaction.atomic():
        runs = ForesightRun.objects.filter(number=number, status__in=get_run_rules().starts_of("cancelled"))
        if not runs.update(status="cancelled", worker="", words=f"Avbrutt av {actor.name}"[:300], finished_at=now()):
            return False
        record_act("cancel_run", actor=actor, run=number)
    return True
