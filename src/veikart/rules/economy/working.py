"""The budget as it is being worked on: the published one with a layer for what has moved in the economy's book."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from veikart.calc.documents import Dataset, Input
from veikart.calc.layers import Amount, Layer, Measure, Version
from veikart.rules.economy.effects import ECONOMY_LAYER, Effect
from veikart.rules.programme import Programme, change_measure

WORKING_VERSION = "arbeidsutgave"
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
    budget, main = dataset.budget, dataset.column_by_year[dataset.plan_years[0]].version
    chosen = tuple(effects)
    layer = Layer(ECONOMY_LAYER, "Virkning av endringer i økonomiboken", "engine", "Ikke vedtatt: det som er flyttet siden grunnlaget ble vedtatt")
    version = Version(WORKING_VERSION, "Arbeidsutgave", (*budget.version_by_id[main].layers, ECONOMY_LAYER))
    return replace(
        dataset,
        budget=replace(
            budget,
            layers=(*budget.layers, layer),
            versions=(*budget.versions, version),
            measures=(*budget.measures, *(one.measure for one in chosen)),
            amounts=(*budget.amounts, *(amount for one in chosen for amount in one.amounts)),
        ),
        columns=tuple(replace(one, version=WORKING_VERSION) if one.year in dataset.plan_years else one for one in dataset.columns),
        inputs=tuple(_with_addition(one) for one in dataset.inputs),
        checks=(),
    )


def _with_addition(one: Input) -> Input:
    add = get_memo_additions().get(one.id)
    if add is None:
        return one
    return replace(one, formula=f"{one.formula} + {add}", otherwise=f"{one.otherwise} + {add}" if one.otherwise else "")


def try_effects(programme: Programme, effects: Iterable[Effect]) -> Programme:
    """A working programme made without effects, with these added: only what they touch is worked out anew."""
    measure = Measure(f"{ECONOMY_LAYER}.alt", ECONOMY_LAYER, "finance", "Alt som er flyttet i økonomiboken")
    added: dict[tuple[str, str, int], int] = {}
    for effect in effects:
        for one in effect.amounts:
            place = (one.unit, one.account, one.year)
            added[place] = added.get(place, 0) + one.nok
    return change_measure(programme, measure, [Amount(measure.id, *place, nok) for place, nok in added.items() if nok])
