"""The only reader of the clock."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """Today's date in Norway."""
    return timezone.localdate()
