"""Books of rows (the plan system, the economy): the rows as they are now, every change ever made, and what has been published or adopted."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class BookRow(models.Model):
    """A row of a table as it is now. `version` is the revision of its book that last changed it; `data` is what `write_row` gives, with the names
    of those who took a step or said what influences what."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"data"})

    book = models.CharField(max_length=20)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    data = models.JSONField()
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["book", "table", "key"], name="book_row_once")]

    def __str__(self) -> str:
        return f"{self.book}: {self.table} {self.key}"


class BookRevision(models.Model):
    """One act that changed a book: its number in that book, who, when and why. `token` tells it from a revision
    of that number in another database, `undoes` is the revision it took back."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor"})

    book = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    token = models.UUIDField(default=uuid4, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    note = models.CharField(max_length=500, blank=True)
    undoes = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["book", "number"], name="book_revision_once")]

    def __str__(self) -> str:
        return f"{self.book} {self.number} {self.actor}: {self.note}"


class BookChange(models.Model):
    """One row before and after a revision, which says whose book it is; `before` is null for a new row, `after` for one that was taken away."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"before", "after"})

    revision = models.ForeignKey(BookRevision, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table", "key"], name="book_change_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class BookPublication(models.Model):
    """A book as it was made public or adopted, never changed: every row, with a hash of them all."""

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor", "content"})

    book = models.CharField(max_length=20)
    revision = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["book", "published_at"], name="book_publication_newest")]

    def __str__(self) -> str:
        return f"{self.book} {self.published_at:%Y-%m-%d %H:%M} ({self.revision})"
