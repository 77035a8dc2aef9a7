"""Give a person an address to subscribe to their own days, a new one, or none."""

from __future__ import annotations

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.store.models import ReminderChoice
from veikart.store.queries.reminders import get_reminder_choice


def renew_calendar(*, actor: Actor, has_calendar: bool = True) -> ReminderChoice:
    """Make a new address for the actor's calendar, or none; earlier ones stop working. Raises AccessDenied, and ValueError for an actor who is not
    somebody who signs in."""
    check_right(actor, "renew_calendar")
    with transaction.atomic():
        choice = get_reminder_choice(actor.email)
        if choice is None:
            raise ValueError(actor.email)
        if has_calendar:
            choice.calendars += 1
        choice.calendar = choice.calendars if has_calendar else 0
        choice.save()
        record_act("renew_calendar", actor=actor, has_calendar=int(has_calendar))
    return choice
