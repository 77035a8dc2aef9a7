"""The measures behind a sum of amounts, and what each layer adds to it."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.rules.explaining.explanation import Contribution, LayerPart
from veikart.rules.programme import Programme


def contributions_at(programme: Programme, places: Iterable[int], weights: Iterable[int], year: int) -> tuple[Contribution, ...]:
    """The measures in these rows of the table of amounts in one year, each row counted by its weight, largest first."""
    table = programme.table
    at = table.years.index(year) if year in table.years else -1
    found: dict[tuple[str, str, str], int] = {}
    for place, weight in zip(places, weights, strict=True):
        if table.year[place] == at:
            key = (table.measures.ids[table.measure[place]], table.units.ids[table.unit[place]], table.accounts.ids[table.account[place]])
            found[key] = found.get(key, 0) + int(weight) * int(table.nok[place])
    ordered = sorted(found.items(), key=lambda one: (-abs(one[1]), one[0]))
    return tuple(contribution(programme, measure, unit, account, nok, year) for (measure, unit, account), nok in ordered)


def contribution(programme: Programme, measure_id: str, unit: str, account: str, nok: int, year: int) -> Contribution:
    """What one measure adds, with its place in print."""
    measure = programme.budget.measure_by_id[measure_id]
    return Contribution(
        measure=measure_id,
        name=measure.name,
        unit=unit,
        unit_name=programme.budget.unit_by_id[unit].name,
        account=account,
        account_name=programme.plan.names.get(account, ""),
        layer=measure.layer,
        nok=nok,
        year=year,
        place=measure_place(programme, measure_id, year),
        formula=measure.formula,
        note=measure.note,
    )


def measure_place(programme: Programme, measure_id: str, year: int) -> str:
    """Where a measure's amount of a year is printed: table, page, row and column; empty where it is worked out by a formula."""
    table_id = programme.budget.measure_by_id[measure_id].table
    table = programme.dataset.table_by_id.get(table_id)
    if table is None or measure_id not in table.row_by_id:
        return ""
    return programme.dataset.place(table_id, measure_id, str(year) if str(year) in table.column_keys else "")


def layer_parts(programme: Programme, contributions: tuple[Contribution, ...], *, address: str = "") -> tuple[LayerPart, ...]:
    """What each layer adds, in the order of the layers; `address` is the part's, with braces where the layer's id goes."""
    totals: dict[str, int] = {}
    for one in contributions:
        totals[one.layer] = totals.get(one.layer, 0) + one.nok
    layers = [layer for layer in programme.budget.layers if layer.id in totals]
    return tuple(LayerPart(layer.id, layer.name, totals[layer.id], layer.decided, address.format(layer.id)) for layer in layers)
