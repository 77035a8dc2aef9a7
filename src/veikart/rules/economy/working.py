"""The budget as it is being worked on: the published one with a layer for what has moved in the economy's book."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from veikart.calc.documents import Dataset, Input
from veikart.calc.layers import Amount, Layer, Measure, Version
from veikart.calc.revisions import REVISION
from veikart.rules.economy.effects import ECONOMY_LAYER, ENGINE, Effect
from veikart.rules.programme import Programme, change_measure

WORKING_VERSION = "arbeidsutgave"
DRAWN = frozenset({ENGINE, REVISION})
"""The kinds of layer whose balances and revenue are added to the inputs that are fetched from print."""
_LAYERS = "{layers}"
_CARRIED = re.compile(rf"-{ECONOMY_LAYER}-[0-9]+$")
_FILE = Path(__file__).with_name("memo.toml")


@cache
def get_memo_additions() -> Mapping[str, str]:
    """What is added to the formula of each input that the engines move: sums over memo accounts. Raises ValueError for an unknown key."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if any(set(entry) != {"add"} for entry in raw.values()):
        raise ValueError(f"{_FILE.name}: only «add»")
    return {key: entry["add"] for key, entry in raw.items()}


def make_working_dataset(dataset: Dataset, effects: Iterable[Effect] = ()) -> Dataset:
    """The dataset with the economy's layer on top, in a version of its own that the plan years are shown in.

    Inputs that the engines move have the sum of their memo accounts added to their formula. Nothing that is printed is changed, and the
    document is not checked against what is still being worked on.
    """
    layer = Layer(ECONOMY_LAYER, "Virkning av endringer i økonomiboken", ENGINE, "Ikke vedtatt: det som er flyttet siden grunnlaget ble vedtatt")
    return add_layer(dataset, layer, (WORKING_VERSION, "Arbeidsutgave"), [(one.measure, one.amounts) for one in effects])


def carry_effects(dataset: Dataset, effects: Iterable[Effect], *, revision: int, decided: str) -> Dataset:
    """The dataset with the effects taken in for good: a layer named for the revision of the book, and a version that the plan years are shown in.

    `decided` says who did it and when. The version that was shown before stays, so that the two can be compared.
    """
    layer = Layer(f"{ECONOMY_LAYER}-{revision}", f"Endringer i økonomiboken, endring {revision}", ENGINE, decided)
    versions = dataset.budget.version_by_id
    main = dataset.column_by_year[dataset.plan_years[0]].version
    first = _CARRIED.sub("", main)
    name = versions[first].name if first in versions else versions[main].name
    return add_layer(
        dataset,
        layer,
        (f"{first}-{layer.id}", f"{name}, med endring {revision} i økonomiboken"),
        [_moved_to(layer.id, one.measure, one.amounts) for one in effects],
    )


Measures = list[tuple[Measure, tuple[Amount, ...]]]


def _moved_to(layer: str, measure: Measure, amounts: tuple[Amount, ...]) -> tuple[Measure, tuple[Amount, ...]]:
    key = f"{layer}{measure.id.removeprefix(ECONOMY_LAYER)}"
    return replace(measure, id=key, layer=layer), tuple(replace(one, measure=key) for one in amounts)


def add_layer(dataset: Dataset, layer: Layer, version: tuple[str, str], measures: Measures) -> Dataset:
    """The dataset with a layer of these measures on top, in a version (its id and name) that the plan years are then shown in.

    What is printed is not changed, and the document is not checked against what has moved.
    """
    budget, main = dataset.budget, dataset.column_by_year[dataset.plan_years[0]].version
    layers = (*budget.version_by_id[main].layers, layer.id)
    grown = replace(
        budget,
        layers=(*budget.layers, layer),
        versions=(*budget.versions, Version(*version, layers)),
        measures=(*budget.measures, *(measure for measure, _ in measures)),
        amounts=(*budget.amounts, *(amount for _, amounts in measures for amount in amounts)),
    )
    return replace(select_version(replace(dataset, budget=grown), version[0]), checks=())


def select_version(dataset: Dataset, version: str) -> Dataset:
    """The dataset with its plan years shown in a version that it has, and the inputs that follow the layers of it."""
    layers = dataset.budget.version_by_id[version].layers
    drawn = [one.id for one in dataset.budget.layers if one.kind in DRAWN and one.id in layers]
    return replace(
        dataset,
        columns=tuple(replace(one, version=version) if one.year in dataset.plan_years else one for one in dataset.columns),
        inputs=tuple(_with_addition(one, drawn) for one in dataset.inputs),
    )


def _with_addition(one: Input, drawn: Sequence[str]) -> Input:
    """The input with what the layers add to it; what earlier layers had added is part of the new addition, and goes where there is none."""
    add = get_memo_additions().get(one.id)
    if add is None:
        return one
    before, _, _ = add.partition(_LAYERS)
    end = f" + {add.replace(_LAYERS, ','.join(drawn))}" if drawn else ""
    formulas = [f"{text.split(f' + {before}')[0]}{end}" if text else "" for text in (one.formula, one.otherwise)]
    return replace(one, formula=formulas[0], otherwise=formulas[1])


def try_effects(programme: Programme, effects: Iterable[Effect]) -> Programme:
    """A working programme made without effects, with these added: only what they touch is worked out anew."""
    measure = Measure(f"{ECONOMY_LAYER}.alt", ECONOMY_LAYER, "finance", "Alt som er flyttet i økonomiboken")
    added: dict[tuple[str, str, int], int] = {}
    for effect in effects:
        for one in effect.amounts:
            place = (one.unit, one.account, one.year)
            added[place] = added.get(place, 0) + one.nok
    return change_measure(programme, measure, [Amount(measure.id, *place, nok) for place, nok in added.items() if nok])
