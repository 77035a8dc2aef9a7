"""How often each person wants to be reminded, the calendar they subscribe to, and what they have been sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class ReminderChoice(models.Model):
    """What a person has chosen. `digest` is weekly, daily or never. `calendar` is the number of the calendar address that holds, 0 for none: a
    renewed one has the next number, and the earlier stop working; `calendars` is how many there have been."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"person"})

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_choice")
    digest = models.CharField(max_length=10, default="weekly")
    calendar = models.PositiveIntegerField(default=0)
    calendars = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id} {self.digest}"


class SentDigest(models.Model):
    """A digest somebody was sent. `period` is the day («2026-11-22») or the week («2026-W47») it was for: each person gets one of each at most."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"person"})

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_digests")
    period = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    duties = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "period"], name="one_digest_for_each_period")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.period}"
