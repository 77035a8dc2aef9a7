"""Publish a loaded programme: its document, its workbook, and the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now, today
from veikart.exchange.sheets import write_workbook
from veikart.exchange.typst import write_document
from veikart.rules.assessment import assess
from veikart.store.models import Publication, PublishedFile
from veikart.store.queries import get_dataset

Progress = Callable[[str, float], None]


def publish_programme(publication: Publication, *, actor: Actor, folder: Path, progress: Progress | None = None) -> Publication:
    """Make the files of the publication and show it to everyone. Files are written first and named by what they hold. Raises AccessDenied."""
    check_right(actor, "publish_programme")
    assessment = assess(get_dataset(publication))
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{publication.dataset_id}-{publication.content_hash[:12]}"
    document, workbook = folder / f"{name}.pdf", folder / f"{name}.xlsx"
    write_document(assessment, path=document, published_on=today(), progress=progress)
    write_workbook(assessment, workbook, published_on=today())
    with transaction.atomic():
        for kind, path in (("document", document), ("workbook", workbook)):
            _store_file(publication, kind, path)
        publication.published_at = now()
        publication.save(update_fields=["published_at"])
        record_act("publish_programme", actor=actor, publication=publication, document=document.name)
    return publication


def _store_file(publication: Publication, kind: str, path: Path) -> None:
    content = path.read_bytes()
    PublishedFile.objects.update_or_create(
        publication=publication,
        kind=kind,
        defaults={
            "name": f"{publication.dataset_id}{path.suffix}",
            "stored_name": path.name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        },
    )
