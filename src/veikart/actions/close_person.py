"""Take away someone's way in."""

from __future__ import annotations

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.store.models import Person


def close_person(*, email: str, actor: Actor) -> bool:
    """Close the door for someone; whether there was such a person. What they have done stays in the history. Raises AccessDenied."""
    check_right(actor, "close_person")
    with transaction.atomic():
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is not None:
            person.is_active = False
            person.set_unusable_password()  # ends what they are signed in to, and an invitation that has not been used
            person.save(update_fields=["is_active", "password"])
            record_act("close_person", actor=actor, person=person.pk)
    return person is not None
