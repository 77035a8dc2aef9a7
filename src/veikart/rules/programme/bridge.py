"""From last year's frame to this year's, by what kind of change it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.statements import Row
from veikart.rules.programme.programme import Programme
from veikart.rules.words import is_rounding

FRAME_FORM = "5-4-2"
"""The form whose row `<unit>.netto` is a unit's frame."""

TOTAL, CHANGE = "total", "change"

STEP_LABELS = {
    "base": "Utgangspunkt",
    "prices": "Lønn, priser og pensjon",
    "technical": "Tekniske endringer",
    "earlier": "Tidligere vedtatte endringer",
    "demography": "Demografi",
    "need": "Mer- og mindrebehov",
    "premises": "Husleie og drift av lokaler",
    "restructuring": "Omstilling",
    "fees": "Gebyrområdene",
    "proposal": "Andre nye forslag",
    "amendment": "Endringsforslag",
    "central": "Sentrale poster og fordeling",
    "economy": "Endringer i økonomiboken",
    "revision": "Budsjettreguleringer",
    "other": "Andre endringer",
    "reconciliation": "Avstemming mot oversiktene",
    "frame": "Ny ramme",
}
"""The steps in the order they are shown: the base, the changes, and the frame they lead to."""

_STEP_OF_LAYER = {
    "accounts": "base",
    "adopted": "base",
    "wages": "prices",
    "prices": "prices",
    "pension": "prices",
    "technical": "technical",
    "earlier": "earlier",
    "amendment": "amendment",
    "finance": "central",
    "distribution": "central",
    "investment": "central",
    "engine": "economy",
    "revision": "revision",
    "reconciliation": "reconciliation",
}
_PROPOSAL_STEPS = frozenset({"demography", "need", "premises", "restructuring", "fees"})


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One step on the way from the old frame to the new.

    `key` is a key of STEP_LABELS and `label` the words for it. `kind` is `total` (where the bridge begins and ends) or `change`.
    `nok_by_year` is whole kroner for every year of the budget, expenses positive, in the price level of the dataset; a year the step says
    nothing of is 0.
    """

    key: str
    label: str
    kind: str
    nok_by_year: Mapping[int, int]

    def is_shown_in(self, *years: int) -> bool:
        """Whether the step is anything but 0,0 in millions in one of these years; totals always."""
        return self.kind == TOTAL or any(not is_rounding(self.nok_by_year.get(year, 0)) for year in years)


def step_key(layer_kind: str, measure_kind: str) -> str:
    """Which step a measure belongs to: the layer decides, and among the new proposals the kind of measure.

    >>> step_key("wages", "wages"), step_key("proposal", "need"), step_key("proposal", "finance"), step_key("earlier", "need")
    ('prices', 'need', 'proposal', 'earlier')
    """
    if layer_kind == "proposal":
        return measure_kind if measure_kind in _PROPOSAL_STEPS else "proposal"
    return _STEP_OF_LAYER.get(layer_kind, "other")


def frame_bridge(programme: Programme, unit_id: str, version: str = "") -> list[BridgeStep]:
    """The base, each kind of change that is not zero in every year, and the frame they add up to, to the krone in every year.

    `unit_id` is a programme area, a sector, a post or any unit above them; everything under it is counted with it. The amounts are those of
    the row `<unit>.netto` in the form FRAME_FORM: net operating amounts that belong to the frame, and nothing of finance, tax and funds.
    `version` is the version of the first plan year where it is not given. The first step is the base and the last is the frame, both
    totals; a change that rounds to nothing is there, and says by `is_shown_in` that it need not be shown. Raises KeyError for an unknown unit
    or version.

    Formula: frame = base + the sum of the changes. Nothing is rounded.
    """
    version = version or programme.main_version
    table, budget = programme.table, programme.budget
    unit = budget.unit_by_id[unit_id]
    form = programme.forms[FRAME_FORM]
    row = Row(f"{unit.id}.netto", "omraader", "", unit.name, "unit", 0, False, unit.id, {})
    places, weight = programme.engine.selected_rows(form, row, version)
    keys = list(STEP_LABELS)
    layer_kinds = [budget.layer_by_id[layer].kind for layer in table.layers.ids]
    step_of = np.array([[keys.index(step_key(layer, kind)) for kind in table.kinds.ids] for layer in layer_kinds], dtype=np.int64)
    nok = np.zeros((len(keys), len(table.years)), dtype=np.int64)
    np.add.at(nok, (step_of[table.layer[places], table.kind[places]], table.year[places]), weight * table.nok[places])
    nok[keys.index("frame")] = nok.sum(axis=0)
    return [
        BridgeStep(key, _label(programme, key, version), kind, {year: int(nok[at, column]) for column, year in enumerate(table.years)})
        for at, key in enumerate(keys)
        for kind in (TOTAL if key in {"base", "frame"} else CHANGE,)
        if kind == TOTAL or nok[at].any()
    ]


def _label(programme: Programme, key: str, version: str) -> str:
    """The words of STEP_LABELS, but the base is called what its layer is called, where there is one."""
    if key != "base":
        return STEP_LABELS[key]
    budget = programme.budget
    layers = [budget.layer_by_id[layer] for layer in budget.version_by_id[version].layers]
    names = [layer.name for layer in layers if step_key(layer.kind, "") == "base"]
    return names[0] if len(names) == 1 else STEP_LABELS[key]
