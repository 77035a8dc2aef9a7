"""Choose how often to be reminded."""

from __future__ import annotations

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.store.models import ReminderChoice
from veikart.store.queries.reminders import DIGESTS, get_reminder_choice


def choose_reminders(digest: str, *, actor: Actor) -> ReminderChoice:
    """Remind the actor as often as `digest` says, one of DIGESTS. Raises AccessDenied, and ValueError for something else or an actor who is not
    somebody who signs in."""
    check_right(actor, "choose_reminders")
    with transaction.atomic():
        choice = get_reminder_choice(actor.email)
        if choice is None or digest not in DIGESTS:
            raise ValueError(digest)
        choice.digest = digest
        choice.save()
        record_act("choose_reminders", actor=actor, digest=digest)
    return choice
