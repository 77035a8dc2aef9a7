"""Load a dataset into the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, fields, is_dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.search_index import make_search_entries
from veikart.calc.documents import Dataset, Target
from veikart.rules.programme import Programme
from veikart.store.models import (
    Publication,
    SearchEntry,
    StoredAmount,
    StoredCheck,
    StoredFigure,
    StoredLayer,
    StoredMeasure,
    StoredTable,
    StoredUnit,
    StoredVersion,
)

BATCH = 2_000


def load_dataset(dataset: Dataset, *, actor: Actor) -> Publication:
    """Store the dataset, all or nothing. The same data loaded again gives the publication that is there. Raises AccessDenied."""
    check_right(actor, "load_dataset")
    fingerprint = get_fingerprint(dataset)
    with transaction.atomic():
        known = Publication.objects.filter(content_hash=fingerprint).first()
        if known is not None:
            record_act("load_dataset", actor=actor, publication=known, outcome="unchanged")
            return known
        publication = _store_publication(dataset, fingerprint)
        _store_budget(dataset, publication)
        _store_document(dataset, publication)
        entries = make_search_entries(Programme(dataset), publication)
        SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
        record_act("load_dataset", actor=actor, publication=publication, outcome="loaded", figures=sum(len(one.figures) for one in dataset.tables))
    return publication


def get_fingerprint(dataset: Dataset) -> str:
    """A hash of everything the dataset holds: the same for the same data, whatever the files were called."""
    whole = asdict(dataset)
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()


def _store_publication(dataset: Dataset, fingerprint: str) -> Publication:
    return Publication.objects.create(
        dataset_id=dataset.id,
        title=dataset.title,
        subtitle=dataset.subtitle,
        municipality=dataset.municipality,
        municipality_number=dataset.municipality_number,
        plan_years=list(dataset.plan_years),
        amount_unit=dataset.amount_unit,
        price_level=dataset.price_level,
        description={
            "sources": [asdict(one) for one in dataset.sources],
            "columns": [asdict(one) for one in dataset.columns],
            "unknown_accounts": [list(group) for group in dataset.unknown_accounts],
            "inputs": [asdict(one) for one in dataset.inputs],
            "history": dataset.history,
            "targets": [_target(one) for one in dataset.targets],
        },
        content_hash=fingerprint,
        loaded_at=now(),
    )


def _target(target: Target) -> dict[str, Any]:
    return {
        "ratio": target.ratio,
        "aim": "" if target.aim is None else str(target.aim),
        "minimum": "" if target.minimum is None else str(target.minimum),
        "minimum_applies": target.minimum_applies,
        "decided": target.decided,
        "place": target.place,
        "note": target.note,
        "note_years": list(target.note_years),
    }


def _store_budget(dataset: Dataset, publication: Publication) -> None:
    budget = dataset.budget
    _store_rows(StoredUnit, budget.units, publication)
    _store_rows(StoredLayer, budget.layers, publication)
    _store_rows(StoredVersion, budget.versions, publication)
    _store_rows(StoredMeasure, budget.measures, publication)
    _store_rows(StoredAmount, budget.amounts, publication)


def _store_document(dataset: Dataset, publication: Publication) -> None:
    _store_rows(StoredTable, dataset.tables, publication)
    _store_rows(StoredFigure, (figure for table in dataset.tables for figure in table.figures), publication)
    _store_rows(StoredCheck, dataset.checks, publication)


def _store_rows(model: type[Model], items: Iterable[Any], publication: Publication) -> None:
    """Store dataclasses in order. Fields go to columns of the same name, `id` to `key`; a field the table has no column for is left out."""
    columns = {field.name for field in model._meta.concrete_fields} - {"id"}
    model._default_manager.bulk_create(
        (
            model(publication=publication, position=place, **{name: value for name, value in _columns_of(item) if name in columns})
            for place, item in enumerate(items)
        ),
        batch_size=BATCH,
    )


def _columns_of(item: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a dataclass by column name, with tuples of dataclasses as lists of their values."""
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, tuple):
            value = [list(astuple(one)) if is_dataclass(one) else one for one in value]
        yield ("key" if field.name == "id" else field.name), value
