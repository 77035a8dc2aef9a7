"""The budget of a publication, row by row."""

from typing import ClassVar

from django.db import models

from veikart.store.models.publication import Publication


class StoredUnit(models.Model):
    """A unit or common post; `position` is its place in the dataset."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="units")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    parent = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="unit_key_once")]

    def __str__(self) -> str:
        return self.name


class StoredLayer(models.Model):
    """A layer."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="layers")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    decided = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="layer_key_once")]

    def __str__(self) -> str:
        return self.name


class StoredVersion(models.Model):
    """A version: the keys of its layers in order."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="versions")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    layers = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="version_key_once")]

    def __str__(self) -> str:
        return self.name


class StoredMeasure(models.Model):
    """A measure; `frame_nok` is whole kroner, null where no frame is printed."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    layer = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=500)
    frame_nok = models.BigIntegerField(null=True)
    table = models.CharField(max_length=80, blank=True)
    formula = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="measure_key_once")]

    def __str__(self) -> str:
        return self.name


class StoredAmount(models.Model):
    """An amount: whole kroner, expenses positive. `half_width_nok` is how far rounding may have moved it."""

    personal_fields: ClassVar[frozenset[str]] = frozenset()

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="amounts")
    position = models.PositiveIntegerField()
    measure = models.CharField(max_length=80)
    unit = models.CharField(max_length=80)
    account = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    nok = models.BigIntegerField()
    half_width_nok = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.measure} {self.year}: {self.nok}"
