"""Load a dataset into the store."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from django.db import transaction

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


def _target(target: Target) -> dict[str, str]:
    return {
        "ratio": target.ratio,
        "aim": "" if target.aim is None else str(target.aim),
        "minimum": "" if target.minimum is None else str(target.minimum),
        "minimum_applies": target.minimum_applies,
        "decided": target.decided,
        "place": target.place,
    }


def _store_budget(dataset: Dataset, publication: Publication) -> None:
    budget, at = dataset.budget, {"publication": publication}
    StoredUnit.objects.bulk_create(
        StoredUnit(**at, position=place, key=one.id, name=one.name, kind=one.kind, parent=one.parent, place=one.place)
        for place, one in enumerate(budget.units)
    )
    StoredLayer.objects.bulk_create(
        StoredLayer(**at, position=place, key=one.id, name=one.name, kind=one.kind, decided=one.decided) for place, one in enumerate(budget.layers)
    )
    StoredVersion.objects.bulk_create(
        StoredVersion(**at, position=place, key=one.id, name=one.name, layers=list(one.layers)) for place, one in enumerate(budget.versions)
    )
    StoredMeasure.objects.bulk_create(
        (
            StoredMeasure(
                **at,
                position=place,
                key=one.id,
                layer=one.layer,
                kind=one.kind,
                name=one.name,
                frame_nok=one.frame_nok,
                table=one.table,
                formula=one.formula,
                note=one.note,
            )
            for place, one in enumerate(budget.measures)
        ),
        batch_size=BATCH,
    )
    StoredAmount.objects.bulk_create(
        (
            StoredAmount(
                **at,
                position=place,
                measure=one.measure,
                unit=one.unit,
                account=one.account,
                year=one.year,
                nok=one.nok,
                half_width_nok=one.half_width_nok,
            )
            for place, one in enumerate(budget.amounts)
        ),
        batch_size=BATCH,
    )


def _store_document(dataset: Dataset, publication: Publication) -> None:
    at = {"publication": publication}
    StoredTable.objects.bulk_create(
        StoredTable(
            **at,
            position=place,
            key=one.id,
            title=one.title,
            section=one.section,
            source=one.source,
            unit=one.unit,
            price=one.price,
            sign=one.sign,
            page=one.page,
            note=one.note,
            columns=[[column.key, column.heading, column.year] for column in one.columns],
            rows=[[row.id, row.label, row.unit, row.measure] for row in one.rows],
        )
        for place, one in enumerate(dataset.tables)
    )
    figures = (figure for table in dataset.tables for figure in table.figures)
    StoredFigure.objects.bulk_create(
        (
            StoredFigure(**at, position=place, table=one.table, row=one.row, column=one.column, text=one.text, unit=one.unit)
            for place, one in enumerate(figures)
        ),
        batch_size=BATCH,
    )
    StoredCheck.objects.bulk_create(
        (
            StoredCheck(
                **at,
                position=place,
                figure=one.figure,
                formula=one.formula,
                kind=one.kind,
                columns=list(one.columns),
                note=one.note,
                file=one.file,
                number=one.number,
            )
            for place, one in enumerate(dataset.checks)
        ),
        batch_size=BATCH,
    )
