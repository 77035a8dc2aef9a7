"""Publish a loaded programme: its document, its workbook, and the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import transaction

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now, today
from veikart.exchange.sheets import write_workbook
from veikart.exchange.typst import write_document
from veikart.rules.assessment import assess
from veikart.store.models import Publication, PublishedFile
from veikart.store.queries import get_dataset, get_files

Progress = Callable[[str, float], None]
PROGRAM = Path(__file__).resolve().parents[1]
MAKERS = ("calc", "rules", "exchange")


def publish_programme(publication: Publication, *, actor: Actor, folder: Path, progress: Progress | None = None) -> Publication:
    """Make the files of the publication and show it to everyone. Raises AccessDenied.

    Files are written first, and named by the data they show and the program that makes them: files that are there already are not made again.
    """
    check_right(actor, "publish_programme")
    name = f"{publication.dataset_id}-{publication.content_hash[:12]}-{_get_program_mark()[:8]}"
    paths = {"document": folder / f"{name}.pdf", "workbook": folder / f"{name}.xlsx"}
    earlier = get_files(publication.pk)
    is_made = all(_is_there(path, earlier.get(kind)) for kind, path in paths.items())
    if not is_made:
        _make_files(publication, paths, progress)
    with transaction.atomic():
        for kind, path in paths.items():
            _store_file(publication, kind, path)
        publication.published_at = now()
        publication.save(update_fields=["published_at"])
        outcome = "unchanged" if is_made else "made"
        record_act("publish_programme", actor=actor, publication=publication, document=paths["document"].name, outcome=outcome)
    for kind, file in earlier.items():
        if kind in paths and file.stored_name != paths[kind].name:
            (folder / file.stored_name).unlink(missing_ok=True)
    return publication


@cache
def _get_program_mark() -> str:
    """A hash of the part of the program that decides what the files hold: arithmetic, rules and formats."""
    mark = hashlib.sha256()
    for part in MAKERS:
        for path in sorted((PROGRAM / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                mark.update(path.relative_to(PROGRAM).as_posix().encode() + path.read_bytes())
    return mark.hexdigest()


def _is_there(path: Path, file: PublishedFile | None) -> bool:
    """Whether the file is on disk just as it was written down."""
    return file is not None and file.stored_name == path.name and path.is_file() and _get_hash(path) == file.sha256


def _get_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make_files(publication: Publication, paths: dict[str, Path], progress: Progress | None) -> None:
    assessment = assess(get_dataset(publication))
    for path in paths.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    write_document(assessment, path=paths["document"], published_on=today(), progress=progress)
    write_workbook(assessment, paths["workbook"], published_on=today())


def _store_file(publication: Publication, kind: str, path: Path) -> None:
    PublishedFile.objects.update_or_create(
        publication=publication,
        kind=kind,
        defaults={
            "name": f"{publication.dataset_id}{path.suffix}",
            "stored_name": path.name,
            "sha256": _get_hash(path),
            "size": path.stat().st_size,
        },
    )
