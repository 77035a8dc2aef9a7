"""What people have chosen of reminders, and who is reminded."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.store.models import Person, ReminderChoice, SentDigest

WEEKLY, DAILY, NEVER = "weekly", "daily", "never"
DIGESTS = (WEEKLY, DAILY, NEVER)
"""How often a person may be reminded; the first is what holds before anything is chosen."""


def get_reminder_choice(email: str) -> ReminderChoice | None:
    """What the person has chosen; as it is before anything is, where they have not. None where nobody has the e-mail."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).select_related("reminder_choice").first()
    if person is None:
        return None
    return getattr(person, "reminder_choice", None) or ReminderChoice(person=person)


def get_calendar_person(person: int, number: int) -> Person | None:
    """Whose calendar the address is, where it is the one that holds; None where it was renewed or taken away, or the person has gone."""
    found = ReminderChoice.objects.filter(person=person, calendar=number, person__is_active=True).select_related("person").first()
    return found.person if found and number else None


def get_reminded(emails: Iterable[str], *, only: str = "") -> list[tuple[Person, str]]:
    """Those of the e-mails who can sign in, each with how often they want to be reminded, by e-mail; only one of them where `only` says so."""
    wanted = {one.strip().lower() for one in ([only] if only else emails)}
    people = Person.objects.filter(is_active=True, email__in=wanted).select_related("reminder_choice").order_by("email")
    return [(one, getattr(one, "reminder_choice", None).digest if hasattr(one, "reminder_choice") else WEEKLY) for one in people]


def get_sent(periods: Iterable[str]) -> set[tuple[int, str]]:
    """Who has been sent their digest for each of the periods, as (person, period). One query."""
    return set(SentDigest.objects.filter(period__in=set(periods)).values_list("person_id", "period"))
