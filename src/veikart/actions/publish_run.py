"""Show the result of a run to everyone, or take it back."""

from __future__ import annotations

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.store.models import ForesightRun


def publish_run(number: int, *, is_public: bool, actor: Actor) -> bool:
    """Let everyone open a run that is done, or let it be for those who work with the economy only.

    Gives False where nothing was changed: the run is not there, is not done, or was so already. Raises AccessDenied.
    """
    check_right(actor, "publish_run")
    with transaction.atomic():
        runs = ForesightRun.objects.filter(number=number, status="done", published_at__isnull=is_public)
        if not runs.update(published_at=now() if is_public else None):
            return False
        record_act("publish_run", actor=actor, run=number, outcome="published" if is_public else "withdrawn")
    return True
