"""Other ways of drawing the same futures: a loop with pandas, NumPy, exact noise with NumPy, an R program and JAX.

All read one case and give persons in groups, shape (draws, years, groups), so that they can be seen to agree before anything is timed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from veikart.calc.population import AGES, FEMALE, MALE, PopulationInputs
from veikart.calc.population.drawing import LEVERS
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.kernel import CELLS

HERE = Path(__file__).parent
BLOCK = 256


@dataclass(frozen=True, eq=False)
class Case:
    """What is drawn: one municipality, the groups that are counted, and the factor of each lever, shape (levers, years, draws)."""

    inputs: PopulationInputs
    weights: Numbers
    factors: Numbers

    @property
    def years(self) -> int:
        """How many years it goes on."""
        return len(self.inputs.years)

    @property
    def rates(self) -> Numbers:
        """The chance of dying, shares that move out and persons who move in: (years, 6, 212)."""
        one = self.inputs
        kinds = (1 - one.survival, one.out_domestic, one.out_foreign, one.in_domestic, one.in_foreign, one.in_housing)
        return np.stack([kind.reshape(self.years, CELLS) for kind in kinds], axis=1)

    def first(self, draws: int) -> Case:
        """The first draws only."""
        return Case(self.inputs, self.weights, np.ascontiguousarray(self.factors[:, :, :draws]))

    def cells(self, draws: int | None = None) -> int:
        """How many cells are advanced a year."""
        return (self.factors.shape[2] if draws is None else draws) * self.years * CELLS

    def levers(self) -> dict[str, Numbers]:
        """The factors as our own engine reads them."""
        return {lever: self.factors[at].T for at, lever in enumerate(LEVERS)}


def draw_with_numpy(case: Case) -> Numbers:
    """All ages of BLOCK draws at a time, persons as [sex × age, draws] in float64: blocks that stay in the cache go fastest."""
    draws = case.factors.shape[2]
    parts = [_draw_block(case, case.factors[:, :, start : start + BLOCK]) for start in range(0, draws, BLOCK)]
    return np.concatenate(parts)


def _draw_block(case: Case, factors: Numbers) -> Numbers:
    one, rates, weights = case.inputs, case.rates, case.weights.reshape(-1, CELLS)
    persons = np.repeat(one.base.reshape(2, AGES, 1), factors.shape[2], axis=2)
    found = np.empty((factors.shape[2], case.years, len(weights)))
    for year in range(case.years):
        lever, rate = factors[:, year], rates[year].reshape(6, 2, AGES, 1)
        older = np.empty_like(persons)
        older[:, 1:] = persons[:, :-1]
        older[:, -1] += persons[:, -1]
        born = (one.fertility[year, 1:] @ older[FEMALE, 1:]) * lever[0]
        older[FEMALE, 0], older[MALE, 0] = born * (1 - one.boys), born * one.boys
        older *= 1 - np.minimum(rate[0] * lever[1], 1)
        older *= 1 - np.minimum(rate[1] * lever[2] + rate[2] * lever[3], 1)
        older += rate[3] * lever[4]
        older += rate[4] * lever[5]
        older += rate[5] * lever[6]
        persons = np.maximum(older, 0, out=older)
        found[:, year] = (weights @ persons.reshape(CELLS, -1)).T
    return found


def draw_noise_with_numpy(case: Case, seed: int) -> Numbers:
    """Whole persons, drawn with NumPy's own binomial and Poisson numbers: births by age, deaths, the two ways out and the three ways in."""
    one, rates, rng, weights = case.inputs, case.rates, np.random.default_rng(seed), case.weights.reshape(-1, CELLS)
    draws = case.factors.shape[2]
    persons = np.repeat(np.rint(one.base).astype(np.int64).reshape(2, AGES, 1), draws, axis=2)
    found = np.empty((draws, case.years, len(weights)))
    for year in range(case.years):
        lever, rate = case.factors[:, year], rates[year].reshape(6, 2, AGES, 1)
        older = np.zeros_like(persons)
        older[:, 1:] = persons[:, :-1]
        older[:, -1] += persons[:, -1]
        fertile = np.flatnonzero(one.fertility[year])
        born = rng.binomial(older[FEMALE, fertile], np.minimum(one.fertility[year, fertile, None] * lever[0], 1)).sum(axis=0)
        older[MALE, 0] = rng.binomial(born, one.boys)
        older[FEMALE, 0] = born - older[MALE, 0]
        older -= rng.binomial(older, np.minimum(rate[0] * lever[1], 1))
        domestic, foreign = rate[1] * lever[2], rate[2] * lever[3]
        gone = rng.binomial(older, np.minimum(domestic, 1))
        gone += rng.binomial(older - gone, np.minimum(foreign / np.maximum(1 - domestic, 1e-12), 1))
        older += rng.poisson(rate[3] * lever[4]) + rng.poisson(rate[4] * lever[5]) - gone
        homes = rate[5] * lever[6]
        older += np.where(homes > 0, 1, -1) * rng.poisson(np.abs(homes))
        persons = np.maximum(older, 0)
        found[:, year] = (weights @ persons.reshape(CELLS, -1)).T
    return found


def draw_with_r(case: Case, rounds: int) -> tuple[float, Numbers] | None:
    """Seconds and groups from the R program, or nothing where there is no R."""
    if not shutil.which("Rscript"):
        return None
    years, draws, groups = case.years, case.factors.shape[2], len(case.weights)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, case, ".bin")
        sizes = f"{years},{draws},{groups},{rounds}"
        told = subprocess.run(["Rscript", str(HERE / "population.R"), name, sizes, str(case.inputs.boys)], check=True, capture_output=True, text=True)
        found = np.fromfile(folder / "r.bin").reshape(years, draws, groups)
    return float(told.stdout), found.transpose(1, 0, 2)


def draw_with_jax(case: Case, rounds: int, interpreter: str) -> tuple[list[float], list[Numbers]] | None:
    """Seconds and groups in float64 and float32, or nothing where the interpreter has no JAX."""
    told = _run_elsewhere(case, rounds, interpreter, "jax", ("jax_float64", "jax_float32"))
    return told and (told[0], [one.transpose(2, 0, 1) for one in told[1]])


def draw_with_pandas(case: Case, rounds: int, interpreter: str) -> tuple[float, Numbers] | None:
    """Seconds and groups, or nothing where the interpreter has no pandas."""
    told = _run_elsewhere(case, rounds, interpreter, "pandas", ("pandas",))
    return told and (told[0][0], told[1][0])


def _run_elsewhere(case: Case, rounds: int, interpreter: str, library: str, files: tuple[str, ...]) -> tuple[list[float], list[Numbers]] | None:
    if subprocess.run([interpreter, "-c", f"import {library}"], check=False, capture_output=True).returncode:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, case, ".npy")
        program = [interpreter, str(HERE / f"population_{library}.py"), name, str(rounds)]
        told = subprocess.run(program, check=True, stdout=subprocess.PIPE, text=True)
        return [float(line) for line in told.stdout.split()], [np.load(folder / f"{one}.npy") for one in files]


def _write(folder: Path, case: Case, suffix: str) -> None:
    given = {
        "base": case.inputs.base.reshape(-1),
        "fertility": case.inputs.fertility,
        "rates": case.rates,
        "weights": case.weights.reshape(-1, CELLS),
        "boys": np.array(case.inputs.boys),
        "factors": case.factors,
    }
    for name, values in given.items():
        if suffix == ".npy":
            np.save(folder / f"{name}.npy", values)
        else:
            np.ascontiguousarray(values).tofile(folder / f"{name}.bin")
