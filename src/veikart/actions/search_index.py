"""What can be found in a publication."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.rules.programme import Programme
from veikart.rules.words import KIND_WORDS, in_mill
from veikart.store.models import Publication, SearchEntry
from veikart.store.queries import stem_words

FRAME_KINDS = ("sector", "programme_area", "post")
CARRIED_KINDS = frozenset({"base", "wages", "prices", "pension", "technical"})
"""Measures that bring the frames along without changing what is done; there are many, and they come after the others."""


def make_search_entries(programme: Programme, publication: Publication) -> list[SearchEntry]:
    """Units, measures, forms, ratios and printed tables, not yet stored.

    The municipality's own name is left out of what is looked through: everything in the publication is the municipality's.
    """
    own = programme.dataset.municipality
    return [
        SearchEntry(
            publication=publication,
            kind=kind,
            target=target,
            name=name,
            place=place,
            figure=figure,
            text=text,
            stems=f" {' '.join(stem_words(_without(own, f'{name} {place} {extra}')))} ",
            letters=_without(own, f"{name} {extra}").lower(),
            weight=weight,
        )
        for kind, target, name, place, figure, text, extra, weight in (
            *_units(programme),
            *_measures(programme),
            *_forms(programme),
            *_ratios(programme),
            *_tables(programme),
        )
    ]


def _without(own: str, text: str) -> str:
    return text.replace(own, " ")


Entry = tuple[str, str, str, str, str, str, str, int]


def _units(programme: Programme) -> Iterator[Entry]:
    budget, year = programme.dataset.budget, programme.dataset.plan_years[0]
    for unit in budget.units:
        if unit.kind in FRAME_KINDS:
            above = " · ".join(one.name for one in budget.ancestors(unit.id)[1:])
            nok = programme.cell("5-4-2", f"{unit.id}.netto", programme.columns_for(programme.main_version)[-len(programme.dataset.plan_years)])
            text = _amount(nok.nok, year) if nok else ""
            yield "unit", unit.id, unit.name, above or programme.dataset.municipality, f"frame:{unit.id}@{year}", text, "", 90


def _measures(programme: Programme) -> Iterator[Entry]:
    budget, year = programme.dataset.budget, programme.dataset.plan_years[0]
    first: dict[str, tuple[str, int | None]] = {}
    for amount in budget.amounts:
        unit, nok = first.get(amount.measure, (amount.unit, None))
        first[amount.measure] = (unit, (nok or 0) + amount.nok if amount.year == year else nok)
    for measure in budget.measures:
        if measure.id not in first or measure.kind == "distribution":
            continue
        unit, nok = first[measure.id]
        place = f"{budget.unit_by_id[unit].name} · {budget.layer_by_id[measure.layer].name}"
        figure = f"measure:{measure.id}@{year}" if nok is not None else ""
        text = _amount(nok, year) if nok is not None else ""
        weight = 45 if measure.kind in CARRIED_KINDS else 60
        yield "measure", measure.id, measure.name, place, figure, text, KIND_WORDS.get(measure.kind, ""), weight


def _amount(nok: int, year: int) -> str:
    return f"{in_mill(nok)} i {year}"


def _forms(programme: Programme) -> Iterator[Entry]:
    for form in programme.forms.values():
        labels = " ".join(line.label for line in form.lines)
        yield "form", form.id, form.name, "Oppstilling", "", "", labels, 80


def _ratios(programme: Programme) -> Iterator[Entry]:
    for ratio in programme.ratios.values():
        yield "ratio", ratio.id, ratio.name, "Nøkkeltall", "", "", ratio.words, 85


def _tables(programme: Programme) -> Iterator[Entry]:
    for table in programme.dataset.tables:
        labels = " ".join(row.label for row in table.rows)
        name = f"Tabell {table.id}: {table.title}" if table.is_numbered else f"{table.title} (avsnitt {table.section})"
        yield "table", table.id, name, f"Avsnitt {table.section}", "", "", labels, 40
