"""Reports as they were published: one row for each edition, never changed."""

from typing import Any, ClassVar

from django.db import models


class PublishedReport(models.Model):
    """A report in one edition: the whole document as JSON with a hash of it, and what is different from the edition before. It can be stored once and
    never changed; saving it again or deleting it raises TypeError."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor"})

    period = models.CharField(max_length=80)
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    published_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    changed = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "edition"], name="report_edition_once")]

    def __str__(self) -> str:
        return f"{self.title}, utgave {self.edition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, once. Raises TypeError for one that is stored already."""
        if not self._state.adding:
            raise TypeError("a published report never changes")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: raises TypeError."""
        raise TypeError("a published report is kept")
