"""Files of ledger lines that have been read in and confirmed. The lines themselves are Parquet files in the store's folder."""

from typing import ClassVar

from django.db import models


class LedgerImport(models.Model):
    """A file that was read in: what it was, who confirmed it and when, what it held, and where its lines lie.

    `kind` is accounts or budget, or kostra for an account that is shown and never counted with the lines. `folder` is a folder below the ledger's
    own with the lines and their roll-up, or the account as it was sent. `status` is stored while the lines
    count, replaced where a later import of the same file's vouchers took its place, and removed where someone took it back. Sums are whole øre,
    credit negative. `months` are (month, lines, sum in øre), `findings` (code, how many) of what was told before it was confirmed.
    """

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor", "removed_by"})

    number = models.PositiveBigIntegerField(unique=True)
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    file_size = models.PositiveBigIntegerField()
    file_sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20, default="stored")
    imported_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    lines = models.PositiveBigIntegerField()
    lines_identical = models.PositiveBigIntegerField(default=0)
    lines_wrong = models.PositiveBigIntegerField(default=0)
    vouchers = models.PositiveBigIntegerField(default=0)
    sum_ore = models.BigIntegerField()
    debit_ore = models.BigIntegerField()
    credit_ore = models.BigIntegerField()
    first_date = models.DateField(null=True)
    last_date = models.DateField(null=True)
    months = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["status", "year", "kind"], name="ledger_import_that_counts")]

    def __str__(self) -> str:
        return f"{self.number} {self.file_name} {self.year} ({self.status})"
