"""The measures behind a frame, and the largest of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers import Layer, Measure, Unit
from veikart.calc.statements import Row
from veikart.rules.programme.bridge import FRAME_FORM, STEP_LABELS, step_key
from veikart.rules.programme.programme import Programme
from veikart.rules.words import is_rounding

TOTAL_LINE = "bevilgninger"
"""The line of FRAME_FORM that all frames add up to."""

NEW_LAYERS = ("proposal", "amendment")
"""The kinds of layer that hold what is new."""


@dataclass(frozen=True, slots=True)
class FrameMeasure:
    """What one measure does to one unit's frame.

    `nok_by_year` is whole kroner for every year of the budget, expenses positive (a positive amount makes the frame larger), in the price
    level of the dataset; `measure.frame_nok` is the budget frame it belongs to, None where none is printed. `step` is a key of STEP_LABELS.
    """

    measure: Measure
    unit: Unit
    layer: Layer
    step: str
    nok_by_year: Mapping[int, int]

    def is_shown_in(self, *years: int) -> bool:
        """Whether it is anything but 0,0 in millions in one of these years."""
        return any(not is_rounding(self.nok_by_year.get(year, 0)) for year in years)


@dataclass(frozen=True, slots=True)
class LargestMeasures:
    """The measures that make the frames of a year larger (`more`) and smaller (`less`), each with the largest first."""

    year: int
    more: tuple[FrameMeasure, ...]
    less: tuple[FrameMeasure, ...]


def frame_measures(programme: Programme, unit_id: str, version: str = "") -> list[FrameMeasure]:
    """Every measure in a unit's frame and in the frames under it, in the order of the steps of the bridge and then of the dataset.

    The amounts are those the row `<unit>.netto` of FRAME_FORM is made of, so they add up to the frame to the krone. `version` is the version
    of the first plan year where it is not given. A measure that is zero in every year is left out. Raises KeyError for an unknown unit or
    version.
    """
    version = version or programme.main_version
    budget = programme.budget
    unit = budget.unit_by_id[unit_id]
    row = Row(f"{unit.id}.netto", "omraader", "", unit.name, "unit", 0, False, unit.id, {})
    places, weight = programme.engine.selected_rows(programme.forms[FRAME_FORM], row, version)
    order = list(STEP_LABELS)
    found = _add_up(programme, places, weight)
    return sorted((one for one in found if any(one.nok_by_year.values())), key=lambda one: order.index(one.step))


def largest_measures(programme: Programme, year: int, count: int, *, version: str = "") -> LargestMeasures:
    """The `count` new measures that raise the frames most in `year`, and the `count` that lower them most.

    New are those in layers of the kinds NEW_LAYERS, on any unit. Measures of equal size stand in the order of the dataset. A year the budget
    does not have gives none. Raises KeyError for an unknown version.
    """
    version = version or programme.main_version
    row = programme.statement(FRAME_FORM, version).row(TOTAL_LINE)
    places, weight = programme.engine.selected_rows(programme.forms[FRAME_FORM], row, version)
    new = [one for one in _add_up(programme, places, weight) if one.layer.kind in NEW_LAYERS]
    return LargestMeasures(
        year=year,
        more=_largest((one for one in new if one.nok_by_year.get(year, 0) > 0), year, count),
        less=_largest((one for one in new if one.nok_by_year.get(year, 0) < 0), year, count),
    )


def _largest(measures: Iterable[FrameMeasure], year: int, count: int) -> tuple[FrameMeasure, ...]:
    return tuple(sorted(measures, key=lambda one: -abs(one.nok_by_year[year]))[:count])


def _add_up(programme: Programme, places: NDArray[np.int64], weight: NDArray[np.int64]) -> list[FrameMeasure]:
    """One for each measure and unit among the amounts at `places` of the table, in the order of the dataset."""
    table, budget = programme.table, programme.budget
    found: dict[tuple[str, str], dict[int, int]] = {}
    for place, sign in zip(places, weight, strict=True):
        key = (table.measures.ids[table.measure[place]], table.units.ids[table.unit[place]])
        years = found.setdefault(key, dict.fromkeys(table.years, 0))
        years[table.years[table.year[place]]] += int(sign * table.nok[place])
    made = []
    for (measure_id, unit_id), years in found.items():
        measure = budget.measure_by_id[measure_id]
        layer = budget.layer_by_id[measure.layer]
        made.append(FrameMeasure(measure, budget.unit_by_id[unit_id], layer, step_key(layer.kind, measure.kind), years))
    return made
