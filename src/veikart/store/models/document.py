"""The printed document of a publication: tables, figures and checks."""

from typing import ClassVar

from django.db import models

from veikart.store.models.publication import Publication


class StoredTable(models.Model):
    """A printed table; `columns` and `rows` are lists of its headings and labels."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="tables")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    section = models.CharField(max_length=80)
    source = models.CharField(max_length=80)
    unit = models.CharField(max_length=30)
    price = models.CharField(max_length=80)
    sign = models.CharField(max_length=30)
    page = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    columns = models.JSONField()
    rows = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="table_key_once")]

    def __str__(self) -> str:
        return self.title


class StoredFigure(models.Model):
    """A figure as printed: its text and unit. Its value follows from these."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    table = models.CharField(max_length=80)
    row = models.CharField(max_length=80)
    column = models.CharField(max_length=80)
    text = models.CharField(max_length=60)
    unit = models.CharField(max_length=30)

    def __str__(self) -> str:
        return f"{self.table}:{self.row}@{self.column}"


class StoredCheck(models.Model):
    """A check of the document."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveIntegerField()
    figure = models.CharField(max_length=250)
    formula = models.TextField()
    kind = models.CharField(max_length=30)
    columns = models.JSONField()
    note = models.TextField(blank=True)
    file = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    cause = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.figure
