"""The audit trail: one entry for every act, never changed."""

from typing import ClassVar

from django.db import models

from veikart.store.models.publication import Publication


class AuditEntry(models.Model):
    """Who did what, when, to which publication."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor"})

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    act = models.CharField(max_length=80)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="audit_entries")
    detail = models.JSONField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.act}"
