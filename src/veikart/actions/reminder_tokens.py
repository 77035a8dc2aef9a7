"""The signed texts in addresses that need no sign-in: whose calendar it is, and who asks not to be reminded."""

from __future__ import annotations

from django.core import signing

from veikart.store.models import Person
from veikart.store.queries.reminders import get_calendar_person

CALENDAR, UNSUBSCRIBE = "veikart.calendar", "veikart.unsubscribe"
LONGEST = 200


def sign_calendar(person: int, number: int) -> str:
    """The text that opens the person's calendar of that number."""
    return signing.dumps([person, number], salt=CALENDAR)


def read_calendar(token: str) -> Person | None:
    """Whose calendar it opens; None where it is not ours, or has been renewed or taken away."""
    try:
        person, number = signing.loads(token[:LONGEST], salt=CALENDAR)
    except (signing.BadSignature, ValueError):
        return None
    return get_calendar_person(person, number)


def sign_unsubscribe(person: int) -> str:
    """The text with which the person asks not to be reminded."""
    return signing.dumps(person, salt=UNSUBSCRIBE)


def read_unsubscribe(token: str) -> Person | None:
    """Who asks; None where it is not ours or the person has gone."""
    try:
        person = signing.loads(token[:LONGEST], salt=UNSUBSCRIBE)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=person, is_active=True).first()
