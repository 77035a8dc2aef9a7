"""All municipalities at once: what is drawn, what it is counted in, and the blocks the work is cut into."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from veikart.calc.odds.factors import FactorSpec
from veikart.calc.outlook import LEVELS
from veikart.calc.population import AGES, OLDEST, SEXES, PopulationInputs
from veikart.calc.population.drawing import Drawing, Grouping
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.national import SIZE_LIMITS, get_size_class
from veikart.calc.population.streaming import draw_quantiles
from veikart.calc.values import PPM
from veikart.rules.foresight.age_bands import STATE_BANDS, name_band
from veikart.rules.foresight.levers import get_levers

_FILE = Path(__file__).with_name("national.toml")
ALL, MAIN = "all", "main"
BLOCK_SIZE = 30
"""Municipalities in a block: enough that a block takes far longer than to send it, and few enough that all workers have something to do."""
FIVE_YEARS = tuple((first, first + 4 if first < 95 else OLDEST) for first in range(0, 100, 5))


@dataclass(frozen=True, slots=True)
class NationalOutput:
    """Something that is counted in every municipality: persons of these sexes (both where empty) and ages."""

    id: str
    name: str
    ages: tuple[int, int] = (0, OLDEST)
    sex: str = ""


@dataclass(frozen=True, slots=True)
class NationalScenario:
    """A scenario of the whole country: what each lever is multiplied by in all years, whole parts per million."""

    id: str
    name: str
    factors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class NationalRules:
    """What is drawn in a municipality of each class of size, in order, and the scenarios by id."""

    specs_by_size: tuple[tuple[FactorSpec, ...], ...]
    scenarios: Mapping[str, NationalScenario]

    @property
    def specs(self) -> tuple[FactorSpec, ...]:
        """What is drawn in the largest municipalities."""
        return self.specs_by_size[-1]


@dataclass(frozen=True, eq=False)
class NationalBlock:
    """Some municipalities by code, with everything that is needed to work them out anywhere."""

    inputs: Mapping[str, PopulationInputs]
    scenarios: tuple[NationalScenario, ...]
    specs_by_size: tuple[tuple[FactorSpec, ...], ...]
    draws: int
    seed: int
    noise: bool


@cache
def get_national_rules() -> NationalRules:
    """The rules as they are declared. Raises ValueError or TypeError where the file is not as it should be."""
    return read_national_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_national_rules(raw: Mapping[str, Any]) -> NationalRules:
    """The rules in a parsed TOML file. Raises ValueError for a lever that is not one of population, TypeError for a key that is not known."""
    sizes = range(len(SIZE_LIMITS) + 1)
    specs = tuple(tuple(_read_spec(key, size, **entry) for key, entry in raw["uncertainties"].items()) for size in sizes)
    scenarios = {key: _read_scenario(key, **entry) for key, entry in raw["scenarios"].items()}
    used = {one.lever for one in specs[0]} | {lever for one in scenarios.values() for lever, _ in one.factors}
    strange = used - {key for key, one in get_levers().items() if one.room == "population"}
    if strange or MAIN not in scenarios:
        raise ValueError(f"national.toml: {sorted(strange) or MAIN}")
    return NationalRules(specs, scenarios)


def _read_spec(lever: str, size: int, *, spread: int | list[int], persistence: int | list[int], source: str) -> FactorSpec:
    """How a lever is drawn in a class of size; one number for all classes is one that the whole country shares."""
    values = [one if isinstance(one, list) else [one] * (len(SIZE_LIMITS) + 1) for one in (spread, persistence)]
    if not source or any(len(one) != len(SIZE_LIMITS) + 1 for one in values):
        raise ValueError(f"national.toml: {lever}")
    return FactorSpec(lever, "log", values[0][size] / PPM, values[1][size] / PPM, not isinstance(spread, list))


def _read_scenario(scenario: str, *, name: str, **factors: int) -> NationalScenario:
    return NationalScenario(scenario, name, tuple(factors.items()))


@cache
def get_outputs() -> tuple[NationalOutput, ...]:
    """What is counted: everybody, women and men, the ages of the block grant, and groups of five years. 33 in all."""
    sexes = [NationalOutput(sex, {"female": "Kvinner", "male": "Menn"}[sex], sex=sex) for sex in SEXES]
    state = [NationalOutput(f"state_{key}", name_band(ages), ages) for key, ages in STATE_BANDS.items()]
    five = [NationalOutput(f"ages_{ages[0]}", name_band(ages), ages) for ages in FIVE_YEARS]
    return (NationalOutput(ALL, "Alle"), *sexes, *state, *five)


def make_output_weights() -> Numbers:
    """Ones where a person is counted, zeros elsewhere: shape (outputs, sexes, ages)."""
    found = np.zeros((len(get_outputs()), len(SEXES), AGES))
    for at, one in enumerate(get_outputs()):
        sexes = [SEXES.index(one.sex)] if one.sex else range(len(SEXES))
        found[at, sexes, one.ages[0] : one.ages[1] + 1] = 1.0
    return found


def make_blocks(
    inputs: Mapping[str, PopulationInputs], scenarios: Iterable[str], *, draws: int, seed: int, noise: bool, size: int = BLOCK_SIZE
) -> list[NationalBlock]:
    """The municipalities in blocks, in the order they are given. Raises KeyError for a scenario that is not declared."""
    rules = get_national_rules()
    chosen = tuple(rules.scenarios[one] for one in scenarios)
    codes = list(inputs)
    parts = [codes[start : start + size] for start in range(0, len(codes), size)]
    return [NationalBlock({code: inputs[code] for code in part}, chosen, rules.specs_by_size, draws, seed, noise) for part in parts]


def work_out_block(block: NationalBlock) -> Numbers:
    """The persons counted in each output: quantiles over all draws, shape (scenarios, municipalities, outputs, levels of LEVELS, years + 1).

    The first year is 1 January of the first year, the others 31 December. A municipality has its draws to itself but for what is national, so the
    same numbers come whatever block it is in; all scenarios have the same draws.
    """
    grouping = Grouping.of(make_output_weights())
    found = [[_work_out(block, scenario, int(code), one, grouping) for code, one in block.inputs.items()] for scenario in block.scenarios]
    return np.array(found)


def _work_out(block: NationalBlock, scenario: NationalScenario, code: int, inputs: PopulationInputs, grouping: Grouping) -> Numbers:
    """One municipality in one scenario, shape (outputs, levels, years + 1)."""
    drawing = Drawing(inputs, grouping, noise=block.noise, seed=block.seed, municipality=code)
    specs = block.specs_by_size[get_size_class(float(inputs.base.sum()))]
    times = {lever: value / PPM for lever, value in scenario.factors}
    found = draw_quantiles(drawing, specs, np.eye(len(specs)), LEVELS, draws=block.draws, times=times)
    return found.transpose(2, 0, 1)


def join_blocks(results: Sequence[Numbers]) -> Numbers:
    """The municipalities of all blocks, in order."""
    return np.concatenate(results, axis=1)


def make_digest(found: Numbers) -> str:
    """A hash of every bit of the numbers and of their shape; 64 hexadecimal digits."""
    return hashlib.sha256(str(found.shape).encode() + np.ascontiguousarray(found, "<f8").tobytes()).hexdigest()
