"""A stored dataset, read back as it was loaded."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from veikart.calc.documents import Check, Column, Dataset, Input, PrintedFigure, PrintedTable, Source, TableColumn, TableRow, Target
from veikart.calc.documents.printed import parse_printed
from veikart.calc.layers import Amount, Budget, Layer, Measure, Unit, Version
from veikart.store.models import Publication


def get_dataset(publication: Publication) -> Dataset:
    """The dataset of a publication. Eight queries, however large it is."""
    words = publication.description
    return Dataset(
        id=publication.dataset_id,
        title=publication.title,
        subtitle=publication.subtitle,
        municipality=publication.municipality,
        municipality_number=publication.municipality_number,
        plan_years=tuple(publication.plan_years),
        amount_unit=publication.amount_unit,
        price_level=publication.price_level,
        sources=tuple(Source(**one) for one in words["sources"]),
        columns=tuple(Column(**one) for one in words["columns"]),
        unknown_accounts=tuple(tuple(group) for group in words["unknown_accounts"]),
        budget=_budget(publication),
        tables=_tables(publication),
        inputs=tuple(Input(**one) for one in words["inputs"]),
        history=dict(words["history"]),
        targets=tuple(_target(one) for one in words["targets"]),
        checks=tuple(
            Check(one.figure, one.formula, one.kind, tuple(one.columns), one.note, one.file, one.number, one.cause)
            for one in publication.checks.order_by("position")
        ),
    )


def _target(one: dict[str, Any]) -> Target:
    return Target(
        ratio=one["ratio"],
        aim=Fraction(one["aim"]) if one["aim"] else None,
        minimum=Fraction(one["minimum"]) if one["minimum"] else None,
        minimum_applies=one["minimum_applies"],
        decided=one["decided"],
        place=one["place"],
        note=one.get("note", ""),
        note_years=tuple(one.get("note_years", ())),
    )


def _budget(publication: Publication) -> Budget:
    return Budget(
        units=tuple(Unit(one.key, one.name, one.kind, one.parent, one.place) for one in publication.units.order_by("position")),
        layers=tuple(Layer(one.key, one.name, one.kind, one.decided) for one in publication.layers.order_by("position")),
        versions=tuple(Version(one.key, one.name, tuple(one.layers)) for one in publication.versions.order_by("position")),
        measures=tuple(
            Measure(one.key, one.layer, one.kind, one.name, one.frame_nok, one.table, one.formula, one.note)
            for one in publication.measures.order_by("position")
        ),
        amounts=tuple(
            Amount(*row)
            for row in publication.amounts.order_by("position").values_list("measure", "unit", "account", "year", "nok", "half_width_nok")
        ),
    )


def _tables(publication: Publication) -> tuple[PrintedTable, ...]:
    figures: dict[str, list[PrintedFigure]] = defaultdict(list)
    for table, row, column, text, unit in publication.figures.order_by("position").values_list("table", "row", "column", "text", "unit"):
        figures[table].append(PrintedFigure(table, row, column, text, unit, *parse_printed(text, unit)))
    return tuple(
        PrintedTable(
            id=one.key,
            title=one.title,
            section=one.section,
            source=one.source,
            unit=one.unit,
            price=one.price,
            sign=one.sign,
            columns=tuple(TableColumn(*column) for column in one.columns),
            rows=tuple(TableRow(*row) for row in one.rows),
            figures=tuple(figures[one.key]),
            page=one.page,
            note=one.note,
        )
        for one in publication.tables.order_by("position")
    )
