"""Runs: long calculations done in the background, and what they gave."""

import json
import zlib
from typing import Any, ClassVar

from django.db import models


class ForesightRun(models.Model):
    """A run: what was asked for, what it is worked out from, how far it has come, and its result.

    `kind` and `status` are declared in rules.foresight.runs. `book_revision` and `plan_hash` are the economy's book and the programme it is worked
    out from. `progress` is in thousandths, `words` what is being done or why it ended. `worker` is the process that has it, and `seen_at` when
    that last gave a sign of life. `result` is written once, with the status done, and is then never changed.
    """

    personal_fields: ClassVar[frozenset[str]] = frozenset({"actor"})

    number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    parameters = models.JSONField()
    book_revision = models.PositiveBigIntegerField()
    plan_hash = models.CharField(max_length=64, blank=True)
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.BinaryField(null=True)
    result_sha256 = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "seen_at"], name="foresight_run_of_status"),
            models.Index(fields=["kind", "finished_at"], name="foresight_run_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}: {self.title} ({self.status})"


def pack_result(result: dict[str, Any]) -> tuple[bytes, bytes]:
    """A result as it is stored, and the JSON it is made of. Raises ValueError for a number that is none, TypeError for what JSON does not have."""
    written = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    return zlib.compress(written), written


def unpack_result(stored: bytes) -> bytes:
    """The JSON of a stored result."""
    return zlib.decompress(stored)
