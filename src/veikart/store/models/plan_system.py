"""The plan system: its rows as they are now, every change ever made, and what has been published."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class PlanRow(models.Model):
    """A row of a table as it is now. `version` is the revision that last changed it; `data` is what `write_row` gives, with the names of those
    who took a step or said what influences what."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"data"})

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    data = models.JSONField()
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "key"], name="plan_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class PlanRevision(models.Model):
    """One act that changed the plan system: its number, who, when and why. `token` tells it from a revision
    of that number in another database, `undoes` is the revision it took back."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor"})

    number = models.PositiveBigIntegerField(unique=True)
    token = models.UUIDField(default=uuid4, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    note = models.CharField(max_length=500, blank=True)
    undoes = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.actor}: {self.note}"


class PlanChange(models.Model):
    """One row before and after a revision; `before` is null for a new row, `after` for one that was taken away."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"before", "after"})

    revision = models.ForeignKey(PlanRevision, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table", "key"], name="plan_change_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class PlanPublication(models.Model):
    """The plan system as it was made public, never changed: every row, with a hash of them all."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor", "content"})

    revision = models.PositiveBigIntegerField()
    published_at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"{self.published_at:%Y-%m-%d %H:%M} ({self.revision})"
