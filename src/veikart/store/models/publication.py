"""A publication: one dataset as it was loaded, never changed afterwards."""

from typing import ClassVar

from django.db import models


class Publication(models.Model):
    """A loaded dataset. `content_hash` tells two loads of the same data apart from a changed one; `published_at` is set when it is public.

    `description` holds the dataset's own words: sources, columns, accounts it leaves out, inputs, history and targets.
    """

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    dataset_id = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=200)
    municipality = models.CharField(max_length=200)
    municipality_number = models.CharField(max_length=10)
    plan_years = models.JSONField()
    amount_unit = models.CharField(max_length=20)
    price_level = models.CharField(max_length=80)
    description = models.JSONField()
    content_hash = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.municipality}: {self.title}"


class PublishedFile(models.Model):
    """A file made for a publication; `name` is what the reader saves it as, `stored_name` its name in the store's folder."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "kind"], name="one_file_of_a_kind")]

    def __str__(self) -> str:
        return self.name


class SearchEntry(models.Model):
    """Something that can be found. `stems` are the stemmed words with a space before and after each, `letters` the words run together."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="search_entries")
    kind = models.CharField(max_length=20)
    target = models.CharField(max_length=200)
    name = models.CharField(max_length=500)
    place = models.CharField(max_length=500)
    figure = models.CharField(max_length=300)
    text = models.CharField(max_length=100)
    stems = models.TextField()
    letters = models.TextField()
    weight = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name
